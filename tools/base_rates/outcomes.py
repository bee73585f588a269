"""Outcomes of questions in windows of coded events."""

from bisect import bisect_left
from collections import defaultdict

import polars as pl
from attrs import define, field

from legation.outlook.templates import WARMER_MIN_EVENTS, Template
from legation.outlook.windows import Window, find_last_day, list_quarter_starts, order_pair

Days = dict[tuple[str, str], list[int]]


@define
class EventIndex:
    """Days of events by pair and by target, for one question at a time."""

    events: pl.DataFrame
    first: int
    last: int
    _sums: dict[tuple[str, str], tuple[list[int], list[float]]] = field(factory=dict)
    _all: "QuestionDays | None" = None

    def select(self, template: Template) -> "QuestionDays":
        """Days on which an event of the question's codes happened."""
        frame = self.events
        if template.cameo_prefixes:
            starts = [pl.col("cameo").str.starts_with(code) for code in template.cameo_prefixes]
            frame = frame.filter(pl.any_horizontal(starts))
        return QuestionDays(template, _index_pairs(frame), _index_targets(frame))

    def count_all(self) -> "QuestionDays":
        """Days of any event between two states."""
        if self._all is None:
            everything = Template("all", "pair", "", "", 1, 0, "record", ())
            self._all = QuestionDays(everything, _index_pairs(self.events), {})
        return self._all

    def compare_warmth(self, window: Window) -> bool | None:
        """Whether a pair's mean intensity in a window is above that of as many days before."""
        if not self._sums:
            self._sums = _index_intensities(self.events)
        days, totals = self._sums.get(order_pair(window.pair), ([], [0.0]))
        length = window.deadline - window.opens + 1
        before = _average(days, totals, window.opens - length, window.opens - 1)
        after = _average(days, totals, window.opens, window.deadline)
        if before is None or after is None or window.opens - length < self.first:
            return None
        return after > before


@define
class QuestionDays:
    """Days of a question's events."""

    template: Template
    pairs: Days
    targets: dict[str, list[tuple[int, str]]]

    def count_before(self, window: Window, days: int) -> float:
        """Event-days in a number of days before a window: the measure that groups pairs."""
        span = (window.opens - days, window.opens - 1)
        if self.template.roles == "others":
            return float(
                sum(self._count_toward(state, window.pair, *span) for state in window.pair)
            )
        return float(_count_days(self.pairs.get(order_pair(window.pair), []), *span))

    def _count_toward(self, state: str, pair: tuple[str, str], opens: int, last: int) -> int:
        rows = self.targets.get(state, [])
        part = rows[bisect_left(rows, (opens, "")) : bisect_left(rows, (last + 1, ""))]
        return len({day for day, source in part if source not in pair})

    def find_last(self, window: Window) -> int | None:
        """The last day in a window on which the question's event happened."""
        if self.template.roles != "others":
            return find_last_day(self.pairs.get(order_pair(window.pair), []), window)
        found = []
        for state in window.pair:
            rows = self.targets.get(state, [])
            part = rows[
                bisect_left(rows, (window.opens, "")) : bisect_left(rows, (window.deadline + 1, ""))
            ]
            found += [day for day, source in part if source not in window.pair]
        return max(found, default=None)

    def answer_quarters(self, window: Window) -> tuple[bool, ...]:
        """Whether the event happened in the window from each of its quarters on."""
        last = self.find_last(window)
        starts = list_quarter_starts(window.deadline - window.opens + 1)
        return tuple(last is not None and last >= window.opens + start for start in starts)


def _index_pairs(frame: pl.DataFrame) -> Days:
    days: Days = defaultdict(list)
    for day, source, target in frame.select("day", "source", "target").sort("day").iter_rows():
        days[order_pair((source, target))].append(day.toordinal())
    return dict(days)


def _index_targets(frame: pl.DataFrame) -> dict[str, list[tuple[int, str]]]:
    days: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for day, source, target in frame.select("day", "source", "target").iter_rows():
        days[target].add((day.toordinal(), source))
    return {target: sorted(rows) for target, rows in days.items()}


def _index_intensities(frame: pl.DataFrame) -> dict[tuple[str, str], tuple[list[int], list[float]]]:
    rows: dict[tuple[str, str], list[tuple[int, float]]] = defaultdict(list)
    columns = frame.select("day", "source", "target", "intensity").drop_nulls().sort("day")
    for day, source, target, intensity in columns.iter_rows():
        rows[order_pair((source, target))].append((day.toordinal(), intensity))
    sums = {}
    for pair, entries in rows.items():
        totals = [0.0]
        for _, intensity in entries:
            totals.append(totals[-1] + intensity)
        sums[pair] = [day for day, _ in entries], totals
    return sums


def _average(days: list[int], totals: list[float], first: int, last: int) -> float | None:
    start, stop = bisect_left(days, first), bisect_left(days, last + 1)
    if stop - start < WARMER_MIN_EVENTS:
        return None
    return round((totals[stop] - totals[start]) / (stop - start), 9)


def _count_days(days: list[int], first: int, last: int) -> int:
    return len(set(days[bisect_left(days, first) : bisect_left(days, last + 1)]))
