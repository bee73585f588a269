"""Base rates that the almanac's dated facts give, counted anew as of the day."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from legation.almanac.chronicle import list_milestones
from legation.almanac.store import Almanac
from legation.domain.citation import Reference, ReferenceKind
from legation.outlook.evidence import Evidence, Tally, transfer_prior, weigh_prior
from legation.outlook.templates import Template
from legation.outlook.visit_book import (
    CLASS_YEARS,
    VisitBook,
    is_followed,
    split_windows,
    step_back,
)
from legation.outlook.windows import Case, Window, has_day, order_pair, thin_cases

TESTER_YEARS = 20
RECENT_YEARS = 10
DEFAULT_STRENGTH = 20.0
# A state tests, or talks, in bouts: its last years tell more than its last decades. Years and
# weight were chosen on 2005-2016 (tools/backtest_tester.py); on 2017-2025 they lowered the Brier
# score for tests and not for talks.
NEAR_YEARS = 3
NEAR_STRENGTH = 2.0
_RECENT_IS_BETTER = frozenset({"test-180"})


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
    if not is_followed(pair):
        worth = min(worth, DEFAULT_STRENGTH)
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
    since, lately = step_back(issued, TESTER_YEARS), step_back(issued, RECENT_YEARS)
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
    since = step_back(issued, TESTER_YEARS)
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
    near = tally_windows(list_recent_windows(book.issued, length), happened)
    return Evidence(
        reference_class=reference_class,
        base=base,
        placebo=None if any_time else other,
        near=near,
        near_text=f"of its own in the last {NEAR_YEARS} years",
        prior=_pool(after, other).rate,
        strength=NEAR_STRENGTH,
        beats_base_rate=template.question_id in _RECENT_IS_BETTER,
        reference=_cite_count(template, reference_class, base, None if any_time else other),
        comparable=base.cases,
    )


def list_recent_windows(issued: int, length: int) -> tuple[Window, ...]:
    """The windows of a length that lie one before the other up to a day, over three years.

    Args:
        issued: ordinal of the day; the first window ends on it.
        length: days of a window.
    """
    count = round(NEAR_YEARS * 365 / length)
    ends = [issued - step * length for step in range(count)]
    return tuple(Window(end - length + 1, end, ("", "")) for end in ends)


def _pool(first: Tally, second: Tally) -> Tally:
    return Tally(first.cases + second.cases, first.yes + second.yes)


def _list_days(almanac: Almanac, template: Template, state: str, since: dt.date) -> list[int]:
    entries = list_milestones(almanac, (state,), template.event_types, since)
    wanted = set(template.issues)
    return sorted(
        entry.day.latest.toordinal()
        for entry in entries
        if (wanted & set(entry.issues) if wanted else state in entry.sources)
    )


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
