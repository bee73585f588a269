"""The almanac's leader-level engagements, laid out for counting."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

import polars as pl
from attrs import frozen

from legation.almanac.chronicle import PREDECESSORS
from legation.almanac.columns import Col
from legation.almanac.store import Almanac
from legation.almanac.visits import select_visits
from legation.outlook.windows import (
    Case,
    Window,
    follow_cases,
    order_pair,
    place_placebos,
    thin_cases,
)

FOLLOWED = frozenset({"CHN", "JPN", "PRK", "KOR", "RUS", "USA"})
EXCLUDED_KINDS = frozenset({"transit", "private", "funeral", "ceremony"})
CLASS_YEARS = 30
YEAR = 365
_SUCCESSORS = {old: new for new, olds in PREDECESSORS.items() for old in olds}
_PLACEBO_SHIFTS = (-3, -2, 2, 3)

Days = dict[tuple[str, str], list[int]]


@frozen(eq=False)
class VisitBook:
    """Leader-level engagements as of a day, days as ordinals.

    Attributes:
        issued: the day.
        cases: two-sided visits and meetings, oldest first; visitor first in each pair.
        trips: first days of all visits from one state to another.
        contacts: first days of visits either way and of meetings in third states, by pair.
        windows: closed windows of a year after cases of followed pairs, and placebo windows.
    """

    issued: int
    cases: tuple[Case, ...]
    trips: Days
    contacts: Days
    windows: tuple[tuple[Window, ...], tuple[Window, ...]]


def is_followed(pair: tuple[str, str]) -> bool:
    """Whether the almanac lists a pair's visits as completely as it can.

    Examples:
        >>> is_followed(("RUS", "PRK")), is_followed(("FRA", "DEU"))
        (True, False)
    """
    return "USA" in pair or set(pair) <= FOLLOWED


def build_visit_book(almanac: Almanac, issued: dt.date) -> VisitBook:
    """Read the leader-level engagements of the thirty years up to a day."""
    rows = _read_rows(almanac, issued)
    trips: Days = defaultdict(list)
    contacts: Days = defaultdict(list)
    cases = []
    meetings: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for visit_id, start, end, kind, form, visitor, host in rows:
        if "#" in visit_id:
            meetings[visit_id.rpartition("#")[0]].append((visitor, start, end))
            continue
        if visitor == host or kind in EXCLUDED_KINDS:
            continue
        trips[visitor, host].append(start)
        contacts[order_pair((visitor, host))].append(start)
        if form == "bilateral":
            cases.append(Case(start, end, (visitor, host)))
    for sides in meetings.values():
        if len({side for side, _, _ in sides}) == 2:
            one, start, end = sides[0]
            pair = (one, sides[-1][0])
            contacts[order_pair(pair)].append(start)
            cases.append(Case(start, end, pair))
    for days in (*trips.values(), *contacts.values()):
        days.sort()
    kept, first = thin_cases(cases), step_back(issued, CLASS_YEARS).toordinal()
    followed = [case for case in kept if is_followed(case.pair)]
    windows = split_windows(followed, YEAR, first, issued.toordinal())
    return VisitBook(issued.toordinal(), kept, dict(trips), dict(contacts), windows)


def _read_rows(almanac: Almanac, issued: dt.date) -> list[tuple[str, int, int, str, str, str, str]]:
    since = step_back(issued, CLASS_YEARS)
    frame = select_visits(almanac, since, issued, ("leader",)).filter(
        pl.col(Col.START).str.len_chars() == 10
    )
    end = pl.coalesce(
        pl.when(pl.col(Col.END).str.len_chars() == 10).then(pl.col(Col.END)), pl.col(Col.START)
    )
    days = [
        (pl.col(Col.START).str.to_date().dt.epoch("d") + _EPOCH).alias("first"),
        (end.str.to_date().dt.epoch("d") + _EPOCH).alias("last"),
    ]
    sides = [pl.col(name).replace(_SUCCESSORS) for name in ("visitor_state", "host_state")]
    return (
        frame.select("visit_id", *days, "kind", "format", *sides).sort("first", "visit_id").rows()
    )


_EPOCH = dt.date(1970, 1, 1).toordinal()


def split_windows(
    cases: Sequence[Case], length: int, first: int, issued: int
) -> tuple[tuple[Window, ...], tuple[Window, ...]]:
    """Closed windows from the day after cases, and windows of the same pairs at other times.

    Windows at other times open when the pair had no engagement for as long as a window lasts.
    """
    windows = follow_cases(cases, length, 1, first, issued)
    shifts = tuple(length * factor for factor in _PLACEBO_SHIFTS)
    period = (first, issued)
    return windows, place_placebos(windows, cases, shifts, period, length, is_clear=False)


def step_back(day: dt.date, years: int) -> dt.date:
    """The day some years earlier, at 365.25 days a year."""
    return day - dt.timedelta(days=round(years * 365.25))
