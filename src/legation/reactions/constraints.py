"""Domestic constraints: how often the leaders of both sides changed."""

import datetime as dt

from legation.domain.citation import Reference, ReferenceKind, Statement
from legation.reactions.course import WINDOW_YEARS, set_threshold
from legation.reactions.leadership import Leadership, describe_leader, read_leadership
from legation.reactions.measure import Measured, list_past_years, plot_counts
from legation.reactions.phrases import count_noun
from legation.reactions.setting import Setting


def measure_changes(setting: Setting) -> Measured | None:
    """Changes of the effective leaders of both sides in five years; tenure and age as facts."""
    sides = [read_leadership(setting.almanac, side) for side in setting.pair]
    first_years = [side.first_year for side in sides if side.first_year is not None]
    if len(first_years) < len(sides):
        return None
    begin = max(first_years) + WINDOW_YEARS - 1
    counts = {
        year: count_changes(sides, dt.date(year, 12, 31))
        for year in range(begin, setting.as_of.year)
    }
    is_known = all(side.current is not None for side in sides)
    now = count_changes(sides, setting.as_of) if is_known else None
    past = [float(counts[year]) for year in list_past_years(setting) if year in counts]
    if now is not None:
        counts[setting.as_of.year] = now
    reference = _cite_terms(setting, sides)
    return Measured(
        measure_id="changes",
        short="changes of leader",
        label="Changes of leader on both sides, five years to each year",
        value=float(now) if now is not None else None,
        unit="count",
        course=plot_counts(setting, counts),
        statement=_describe_changes(setting, sides, now, reference),
        reference=reference,
        threshold=set_threshold(past, reference, lambda value: count_noun(int(value), "change")),
    )


def count_changes(sides: list[Leadership], end: dt.date) -> int:
    """Changes on all sides in the five years that end with a day."""
    start = dt.date(end.year - WINDOW_YEARS, end.month, min(end.day, 28)) + dt.timedelta(days=1)
    return sum(side.count_changes(start, end) for side in sides)


def _cite_terms(setting: Setting, sides: list[Leadership]) -> Reference:
    sources = {source for side in sides for _, term in side.runs for source in term.source_ids}
    return Reference(
        ReferenceKind.ALMANAC,
        f"terms/{setting.visitor}-{setting.host}",
        f"terms of the leaders of {setting.visitor} and {setting.host} who held power in fact",
        tuple(sorted(sources)),
    )


def _describe_changes(
    setting: Setting, sides: list[Leadership], now: int | None, reference: Reference
) -> Statement:
    told = [describe_leader(setting, side) for side in sides]
    parts = [statement.text for statement in told]
    if now is not None:
        parts.append(f"Changes of leader on both sides in the last {WINDOW_YEARS} years: {now}.")
    references = (reference, *(ref for statement in told for ref in statement.references))
    return Statement(" ".join(parts), tuple(dict.fromkeys(references)))
