"""States as a user names them on the command line."""

import datetime as dt

from legation.almanac.chronicle import extend_lineage
from legation.almanac.resolve import resolve_state
from legation.almanac.store import open_almanac
from legation.errors import InputError
from legation.tables.deliveries import States


def find_states(text: str | None) -> States:
    """State ids of names or codes separated by commas, predecessors with them.

    Args:
        text: `RUS,North Korea`; None stands for all states.

    Raises:
        InputError: if one is unknown, or none is given.

    Examples:
        >>> sorted(find_states("RUS, North Korea") or ())
        ['PRK', 'RUS', 'SUN']
    """
    if text is None:
        return None
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names:
        raise InputError("--states names no state: write codes or names, such as RUS,PRK")
    today = dt.date.max
    almanac = open_almanac(today)
    found = tuple(resolve_state(almanac, name, today) for name in names)
    return frozenset(extend_lineage(found))
