"""Base rates that the almanac's dated facts give, counted anew as of the day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import polars as pl
from attrs import frozen

from legation.almanac.chronicle import PREDECESSORS, list_milestones
from legation.almanac.columns import Col
from legation.almanac.store import Almanac
from legation.almanac.visits import select_visits
from legation.domain.citation import Reference, ReferenceKind
from legation.outlook.evidence import Evidence, Tally, transfer_prior, weigh_prior
from legation.outlook.questions import Template
from legation.outlook.windows import (
    Case,
    Window,
    follow_cases,
    has_day,
    order_pair,
    place_placebos,
    thin_cases,
)

FOLLOWED = frozenset({"CHN", "JPN", "PRK", "KOR", "RUS", "USA"})
EXCLUDED_KINDS = frozenset({"transit", "private", "funeral", "ceremony"})
CLASS_YEARS = 30
TESTER_YEARS = 20
RECENT_YEARS = 10
DEFAULT_STRENGTH = 20.0
_SUCCESSORS = {old: new for new, olds in PREDECESSORS.items() for old in olds}
YEAR = 365
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
    kept, first = thin_cases(cases), _years_before(issued, CLASS_YEARS).toordinal()
    followed = [case for case in kept if is_followed(case.pair)]
    windows = split_windows(followed, YEAR, first, issued.toordinal())
    return VisitBook(issued.toordinal(), kept, dict(trips), dict(contacts), windows)


def _read_rows(almanac: Almanac, issued: dt.date) -> list[tuple[str, int, int, str, str, str, str]]:
    since = _years_before(issued, CLASS_YEARS)
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


def rate_visits(
    book: VisitBook,
    template: Template,
    pair: tuple[str, str],
    elapsed: int,
    weight: tuple[float, bool],
    any_time: bool,
) -> Evidence:
    """Count how often leaders came back, or met again.

    Args:
        book: the engagements.
        template: `return-visit-365` or `meeting-365`.
        pair: visitor first.
        elapsed: days of the window that have passed.
        weight: cases that the class weighs as many as, and whether that beat the class rate.
        any_time: whether the question follows no engagement.
    """
    is_return = template.roles == "return"

    def happened(window: Window) -> bool:
        if is_return:
            days = book.trips.get((window.pair[1], window.pair[0]), [])
        else:
            days = book.contacts.get(order_pair(window.pair), [])
        return has_day(days, window.opens + elapsed, window.deadline)

    windows, placebos = book.windows
    after, other = tally_windows(windows, happened), tally_windows(placebos, happened)
    own_after, own_other = (
        tally_windows([one for one in part if order_pair(one.pair) == order_pair(pair)], happened)
        for part in (windows, placebos)
    )
    base, near = (other, own_other) if any_time else (after, own_after)
    prior, worth = (
        (other.rate, float(other.cases)) if any_time else transfer_prior(after, other, own_other)
    )
    placebo = None if any_time else other
    reference_class = (
        f"windows of {template.horizon_days} days {'away from' if any_time else 'after'} "
        "leader-level visits and meetings of two sides: pairs with the United States, and pairs "
        "among China, Japan, North Korea, Russia and South Korea, in the "
        f"{CLASS_YEARS} years before {dt.date.fromordinal(book.issued)}"
    )
    return Evidence(
        reference_class=reference_class,
        base=base,
        placebo=placebo,
        near=near,
        near_text="for this pair" if near.cases else "",
        prior=prior,
        strength=weigh_prior(near, weight[0], worth),
        beats_base_rate=weight[1] and near.cases > 0 and not any_time,
        reference=_cite_count(template, reference_class, base, placebo),
        comparable=_count_comparable(placebos if any_time else windows, pair),
    )


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


def tally_windows(windows: Iterable[Window], happened: Callable[[Window], bool]) -> Tally:
    """Count windows, and those in which it happened."""
    answers = [happened(window) for window in windows]
    return Tally(len(answers), sum(answers))


def _count_comparable(windows: Sequence[Window], pair: tuple[str, str]) -> int:
    """Windows that tell of such a pair: none where the almanac does not follow it."""
    if not is_followed(pair):
        return 0
    has_usa = "USA" in pair
    return sum(has_usa or "USA" not in window.pair for window in windows)


def find_tester(almanac: Almanac, pair: tuple[str, str], issued: dt.date) -> str:
    """The side that tests, host first; empty where neither does.

    It has a nuclear test in the chronicle of the last 20 years, and a nuclear or missile test in
    that of the last ten.
    """
    since, lately = _years_before(issued, TESTER_YEARS), _years_before(issued, RECENT_YEARS)
    for state in (pair[1], pair[0]):
        tests = list_milestones(almanac, (state,), ("nuclear_test", "missile_test"), since)
        own = [test for test in tests if state in test.sources]
        is_recent = any(test.day.earliest >= lately for test in own)
        if is_recent and any(test.kind == "nuclear_test" for test in own):
            return state
    return ""


def rate_tester(
    almanac: Almanac,
    book: VisitBook,
    template: Template,
    tester: tuple[str, str],
    elapsed: int,
    any_time: bool,
) -> Evidence:
    """Count how often tests, or talks on denuclearization, followed engagements of a state.

    Args:
        almanac: as of the day.
        book: the engagements.
        template: `test-180` or `denuclearization-180`.
        tester: the state's id and name.
        elapsed: days of the window that have passed.
        any_time: whether the question follows no engagement.
    """
    state, name = tester
    issued = dt.date.fromordinal(book.issued)
    since = _years_before(issued, TESTER_YEARS)
    days = _list_days(almanac, template, state, since)
    cases = [case for case in book.cases if state in case.pair and case.start >= since.toordinal()]
    as_one = thin_cases(Case(case.start, case.end, (state, "")) for case in cases)

    def happened(window: Window) -> bool:
        return has_day(days, window.opens + elapsed, window.deadline)

    length = template.horizon_days
    windows, placebos = split_windows(as_one, length, since.toordinal(), book.issued)
    after, other = tally_windows(windows, happened), tally_windows(placebos, happened)
    base = other if any_time else after
    reference_class = (
        f"windows of {template.horizon_days} days {'away from' if any_time else 'after'} "
        f"leader-level engagements of {name} with any state in the almanac, in the "
        f"{TESTER_YEARS} years before {issued}"
    )
    return Evidence(
        reference_class=reference_class,
        base=base,
        placebo=None if any_time else other,
        near=base,
        near_text="",
        prior=other.rate,
        strength=min(DEFAULT_STRENGTH, float(other.cases)),
        beats_base_rate=False,
        reference=_cite_count(template, reference_class, base, None if any_time else other),
        comparable=base.cases,
    )


def _list_days(almanac: Almanac, template: Template, state: str, since: dt.date) -> list[int]:
    entries = list_milestones(almanac, (state,), template.event_types, since)
    wanted = set(template.issues)
    return sorted(
        entry.day.latest.toordinal()
        for entry in entries
        if (wanted & set(entry.issues) if wanted else state in entry.sources)
    )


def _years_before(day: dt.date, years: int) -> dt.date:
    return day - dt.timedelta(days=round(years * 365.25))


def _cite_count(
    template: Template, reference_class: str, base: Tally, placebo: Tally | None
) -> Reference:
    other = f"; {placebo.yes} of {placebo.cases} at other times" if placebo else ""
    table = "chronicle" if template.roles == "tester" else "visits"
    return Reference(
        ReferenceKind.ALMANAC,
        f"{table}/rate/{template.question_id}",
        f"Count over the almanac: {base.yes} of {base.cases} {reference_class}{other}",
    )
