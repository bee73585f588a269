"""A measure behind a risk: its value, its course, its threshold."""

from attrs import frozen

from legation.domain.citation import Reference, Statement
from legation.domain.reactions import IndicatorPoint
from legation.reactions.course import THRESHOLD_YEARS, Threshold, list_years
from legation.reactions.setting import Setting


@frozen
class Measured:
    """A measure with its present value, course and threshold."""

    measure_id: str
    short: str
    label: str
    value: float | None
    unit: str
    course: tuple[IndicatorPoint, ...]
    statement: Statement
    reference: Reference
    threshold: Threshold


def show_share(value: float) -> str:
    """A share as a reader says it.

    Examples:
        >>> show_share(0.421)
        '42 %'
    """
    return f"{100 * value:.0f} %"


def list_past_years(setting: Setting) -> range:
    """The years over which a threshold is computed."""
    return range(setting.as_of.year - THRESHOLD_YEARS, setting.as_of.year)


def plot_counts(setting: Setting, counts: dict[int, int]) -> tuple[IndicatorPoint, ...]:
    """The course of a count over the last ten years."""
    years = [year for year in list_years(setting.as_of) if year in counts]
    return tuple(IndicatorPoint(year, float(counts[year]), counts[year]) for year in years)
