"""Windows of days after engagements, and placebo windows of the same pairs at other times."""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

SPACING_DAYS = 14
QUARTERS = 4


class Case(NamedTuple):
    """One engagement of a pair, days as ordinals (`datetime.date.toordinal`).

    Attributes:
        start: first day.
        end: last day: the anchor.
        pair: visitor first.
    """

    start: int
    end: int
    pair: tuple[str, str]


class Window(NamedTuple):
    """Days `opens` to `deadline`, both included, as ordinals."""

    opens: int
    deadline: int
    pair: tuple[str, str]


def thin_cases(cases: Iterable[Case]) -> tuple[Case, ...]:
    """Keep the first of engagements of one pair that begin within 14 days of each other.

    Examples:
        >>> pair = ("RUS", "PRK")
        >>> len(thin_cases([Case(1, 2, pair), Case(9, 9, pair), Case(30, 31, pair)]))
        2
    """
    last: dict[tuple[str, str], int] = {}
    kept = []
    for case in sorted(cases):
        key = order_pair(case.pair)
        if case.start - last.get(key, case.start - SPACING_DAYS) >= SPACING_DAYS:
            last[key] = case.start
            kept.append(case)
    return tuple(kept)


def follow_cases(
    cases: Iterable[Case], horizon_days: int, delay_days: int, first: int, last: int
) -> tuple[Window, ...]:
    """The window after each case, where it lies wholly within first..last.

    Args:
        cases: engagements.
        horizon_days: length of a window.
        delay_days: 0 where the case's last day counts, 1 where the next day is the first.
        first: first day of the data.
        last: last day of the data.
    """
    windows = (
        Window(case.end + delay_days, case.end + delay_days + horizon_days - 1, case.pair)
        for case in cases
    )
    return tuple(w for w in windows if first <= w.opens and w.deadline <= last)


def place_placebos(
    windows: Sequence[Window],
    cases: Iterable[Case],
    shifts: Iterable[int],
    period: tuple[int, int],
    run_up_days: int,
    *,
    is_clear: bool,
) -> tuple[Window, ...]:
    """Shift each window by fixed numbers of days to times when the pair had no engagement.

    Args:
        windows: windows after engagements, all of one length.
        cases: all engagements, also such whose windows are not closed yet.
        shifts: days, negative for earlier.
        period: first and last day of the data.
        run_up_days: no engagement may end in that many days before a placebo window.
        is_clear: whether none may end within the window either. What is asked must then not be an
            engagement itself, or its answer would be no by construction.

    Returns:
        Windows within the period that overlap no earlier placebo window of the same pair.

    Examples:
        >>> after, case = Window(100, 109, ("RUS", "PRK")), Case(99, 100, ("RUS", "PRK"))
        >>> shifts, period = (-10, -5, 5, 10), (90, 200)
        >>> [w.opens for w in place_placebos([after], [case], shifts, period, 10, is_clear=True)]
        [90, 110]
    """
    ends: dict[tuple[str, str], list[int]] = defaultdict(list)
    for case in cases:
        ends[order_pair(case.pair)].append(case.end)
    for days in ends.values():
        days.sort()
    placed: dict[tuple[str, str], list[int]] = defaultdict(list)
    steps, found = tuple(shifts), []
    for opens, deadline, pair in windows:
        key, reach = order_pair(pair), deadline - opens
        for shift in steps:
            start = opens + shift
            if start < period[0] or start + reach > period[1]:
                continue
            last = start + reach if is_clear else start
            if has_day(ends[key], start - run_up_days + 1, last):
                continue
            if not has_day(placed[key], start - reach, start + reach):
                insort(placed[key], start)
                found.append(Window(start, start + reach, pair))
    return tuple(found)


def order_pair(pair: tuple[str, str]) -> tuple[str, str]:
    """A pair in alphabetical order, for what concerns both directions."""
    return pair if pair[0] <= pair[1] else (pair[1], pair[0])


def find_last_day(days: Sequence[int], window: Window) -> int | None:
    """The last of sorted days that lies in a window, None where none does."""
    position = bisect_right(days, window.deadline)
    if position and days[position - 1] >= window.opens:
        return days[position - 1]
    return None


def has_day(days: Sequence[int], opens: int, deadline: int) -> bool:
    """Whether one of sorted days lies in opens..deadline."""
    position = bisect_left(days, opens)
    return position < len(days) and days[position] <= deadline


def list_quarter_starts(horizon_days: int) -> tuple[int, ...]:
    """First day of each quarter of a window, counted from its opening.

    Examples:
        >>> list_quarter_starts(30)
        (0, 8, 15, 23)
    """
    return tuple(-(-horizon_days * quarter // QUARTERS) for quarter in range(QUARTERS))
