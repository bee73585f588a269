"""Stable ids for events: the same event has the same id on every machine and in every version."""

import hashlib

ID_LENGTH = 16


def hash_event_id(origin: str, origin_id: str, day: str) -> str:
    """The id of an event: an origin's own id is unique only together with the day.

    Args:
        origin: the feed.
        origin_id: the feed's own id.
        day: the event's day, as 2018-10-04.

    Returns:
        The first 16 hexadecimal digits of the MD5 of the three, joined by `|`.

    Examples:
        >>> hash_event_id("icews", "28934321", "2018-10-04")
        'fc08bdaa35f80e1b'
    """
    key = f"{origin}|{origin_id}|{day}"
    return hashlib.md5(key.encode(), usedforsecurity=False).hexdigest()[:ID_LENGTH]
