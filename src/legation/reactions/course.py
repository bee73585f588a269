"""Courses over years, and the printed rule by which a value counts as high."""

import datetime as dt
from collections.abc import Callable, Iterable

from attrs import frozen

from legation.domain.citation import Reference, Statement
from legation.domain.reactions import IndicatorPoint

COURSE_YEARS = 10
WINDOW_YEARS = 5
THRESHOLD_YEARS = 20
MIN_THRESHOLD_YEARS = 5

ABOVE = "above threshold"
BELOW = "below threshold"
NOT_ESTABLISHED = "not established"


@frozen
class Threshold:
    """The value above which a risk counts as showing, None where there is too little past."""

    value: float | None
    statement: Statement


def list_years(end: dt.date, count: int = COURSE_YEARS) -> range:
    """The last years up to the year of a day, oldest first."""
    return range(end.year - count + 1, end.year + 1)


def sum_window(counts: dict[int, int], year: int, window_years: int = WINDOW_YEARS) -> int:
    """The sum over the years that end with a year.

    Examples:
        >>> sum_window({2020: 1, 2023: 2}, 2024)
        3
    """
    return sum(counts.get(one, 0) for one in range(year - window_years + 1, year + 1))


def build_shares(
    part: dict[int, int],
    whole: dict[int, int],
    years: Iterable[int],
    window_years: int = WINDOW_YEARS,
) -> tuple[IndicatorPoint, ...]:
    """Shares over trailing windows; years whose window holds nothing are left out."""
    points = []
    for year in years:
        total = sum_window(whole, year, window_years)
        if total:
            points.append(IndicatorPoint(year, sum_window(part, year, window_years) / total, total))
    return tuple(points)


def find_percentile(values: list[float], share: float = 0.75) -> float:
    """The percentile by nearest rank: the smallest value that at least that share do not exceed.

    Examples:
        >>> find_percentile([1, 2, 3, 4])
        3
    """
    ordered = sorted(values)
    rank = -int(-share * len(ordered) // 1)
    return ordered[max(rank, 1) - 1]


def set_threshold(
    past: list[float], reference: Reference, show: Callable[[float], str], periods: str = "years"
) -> Threshold:
    """The 75th percentile of the same measure over past periods, where there are five or more.

    Args:
        past: values of earlier years or months, the present one left out.
        reference: what they were counted from.
        show: a value as a reader says it.
        periods: `years` or `months`.
    """
    if len(past) < MIN_THRESHOLD_YEARS:
        text = (
            f"Needs {MIN_THRESHOLD_YEARS} past {periods} with the same measure; "
            f"the almanac and the record give {len(past)}, so no threshold is set."
        )
        return Threshold(None, Statement(text, (reference,)))
    value = find_percentile(past)
    text = (
        f"More than {show(value)}: the 75th percentile (nearest rank) of the same measure over "
        f"{len(past)} past {periods}."
    )
    return Threshold(value, Statement(text, (reference,)))


def judge_value(value: float | None, threshold: float | None) -> str:
    """Where a value stands.

    Examples:
        >>> judge_value(3, 2), judge_value(2, 2), judge_value(None, 2)
        ('above threshold', 'below threshold', 'not established')
    """
    if value is None or threshold is None:
        return NOT_ESTABLISHED
    return ABOVE if value > threshold else BELOW
