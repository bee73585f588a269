"""Until when to look for something."""

import datetime as dt

from legation.reactions.setting import Setting


def find_deadline(setting: Setting, days: int) -> dt.date:
    """So many days after the engagement; after the as-of day where that has passed already."""
    deadline = setting.anchor + dt.timedelta(days=days)
    return deadline if deadline >= setting.as_of else setting.as_of + dt.timedelta(days=days)
