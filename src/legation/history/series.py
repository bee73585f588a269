"""Monthly series of a dyad, both ways, with breaks."""

import datetime as dt

import numpy as np
import polars as pl

from legation.domain.actors import Dyad
from legation.domain.citation import Statement
from legation.domain.dates import PartialDate
from legation.domain.history import RelationSeries, SeriesBreak, SeriesPoint
from legation.domain.wording import begin_sentence, plural
from legation.history.breaks import MIN_POINTS, find_breaks
from legation.tables.counts import CountColumn
from legation.tables.extract import RecordExtract

# With fewer covered days a month says too little for a rate: a stray day would weigh as much.
MIN_COVERED_DAYS = 10
_STALE_DAYS = 60


def build_series(extract: RecordExtract, pair: tuple[str, str]) -> tuple[RelationSeries, ...]:
    """Monthly series of both directions; empty where the record holds nothing.

    Months in which the record has events of any dyad are all there, also with zero events of this
    one; months that the record does not cover are left out.
    """
    if extract.covered.is_empty():
        return ()
    covered = dict(extract.covered.sort(CountColumn.MONTH).iter_rows())
    series = []
    for dyad in (Dyad(*pair), Dyad(*pair).reverse()):
        rows = extract.monthly.filter(
            (pl.col(CountColumn.SOURCE_STATE) == dyad.source)
            & (pl.col(CountColumn.TARGET_STATE) == dyad.target)
        )
        counts = {row[CountColumn.MONTH]: row for row in rows.iter_rows(named=True)}
        points = tuple(
            _build_point(month, days, counts.get(month)) for month, days in covered.items()
        )
        note = f"monthly events {dyad.source} toward {dyad.target}, repeats and mirrors left out"
        series.append(
            RelationSeries(dyad, points, extract.cite(f"monthly/{dyad.source}-{dyad.target}", note))
        )
    return tuple(series)


def _build_point(month: dt.date, days: int, row: dict[str, object] | None) -> SeriesPoint:
    if row is None:
        return SeriesPoint(month, 0, 0, None, days)
    mean = row[CountColumn.INTENSITY_MEAN]
    return SeriesPoint(
        month,
        int(str(row[CountColumn.COOPERATION])),
        int(str(row[CountColumn.CONFLICT])),
        float(str(mean)) if mean is not None else None,
        days,
    )


def select_measured(series: RelationSeries) -> tuple[SeriesPoint, ...]:
    """The months with enough covered days for a rate, oldest first."""
    return tuple(point for point in series.points if point.covered_days >= MIN_COVERED_DAYS)


def find_series_breaks(
    series: tuple[RelationSeries, ...], names: dict[str, str]
) -> tuple[SeriesBreak, ...]:
    """Months from which cooperation or conflict per covered day runs on another level."""
    breaks = []
    for one in series:
        points = select_measured(one)
        for measure in ("cooperation", "conflict"):
            values = np.array([getattr(point, measure) / point.covered_days for point in points])
            cuts = [0, *find_breaks(values), len(values)]
            for place in range(1, len(cuts) - 1):
                before = float(values[cuts[place - 1] : cuts[place]].mean())
                after = float(values[cuts[place] : cuts[place + 1]].mean())
                month = points[cuts[place]].month
                breaks.append(_build_break(one, measure, month, (before, after), names))
    return tuple(sorted(breaks, key=lambda found: (found.month, found.dyad, found.measure)))


def _build_break(
    series: RelationSeries,
    measure: str,
    month: dt.date,
    levels: tuple[float, float],
    names: dict[str, str],
) -> SeriesBreak:
    before, after = levels
    direction = "more" if after > before else "less"
    source, target = names[series.dyad.source], names[series.dyad.target]
    statement = Statement(
        f"From {month:%B %Y} on the record shows {direction} {measure} of {source} toward "
        f"{target}: {after:.2f} events a day after {before:.2f} before.",
        (series.reference,),
    )
    return SeriesBreak(series.dyad, month, measure, before, after, statement)


def describe_series(
    series: tuple[RelationSeries, ...], names: dict[str, str]
) -> tuple[Statement, ...]:
    """What the series show, one sentence for each direction."""
    statements = []
    for one in series:
        cooperation = sum(point.cooperation for point in one.points)
        total = cooperation + sum(point.conflict for point in one.points)
        source, target = names[one.dyad.source], names[one.dyad.target]
        period = describe_period(one.points)
        if total == 0:
            text = f"The record holds no event of {source} toward {target} {period}."
        else:
            text = (
                f"{begin_sentence(period)} the record holds {plural(total, 'coded event')} of "
                f"{source} toward {target}, {cooperation / total:.0%} of them cooperation."
            )
        statements.append(Statement(text, (one.reference,)))
    return tuple(statements)


def describe_period(points: tuple[SeriesPoint, ...]) -> str:
    """The months of a series in words: `from October 2018 to February 2019`."""
    first, last = points[0].month, points[-1].month
    return f"in {first:%B %Y}" if first == last else f"from {first:%B %Y} to {last:%B %Y}"


def note_short_series(series: tuple[RelationSeries, ...]) -> Statement | None:
    """Says so where there are too few months to look for breaks."""
    if not series or len(select_measured(series[0])) >= MIN_POINTS:
        return None
    months = plural(len(select_measured(series[0])), "month")
    return Statement(
        f"The record covers {months} with {MIN_COVERED_DAYS} days or more; breaks in the series "
        f"are sought from {MIN_POINTS} months on.",
        (series[0].reference,),
    )


def note_old_record(extract: RecordExtract) -> Statement | None:
    """Says so where the record ends long before the as-of day."""
    if extract.last_day is None or (extract.as_of - extract.last_day).days <= _STALE_DAYS:
        return None
    days = (extract.as_of - extract.last_day).days
    end = PartialDate.from_date(extract.last_day).describe()
    reference = extract.cite("coverage", "first and last day of the record")
    return Statement(
        f"The record of coded events ends on {end}, {days} days before the as-of day; what it "
        "shows is not the present.",
        (reference,),
    )
