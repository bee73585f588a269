"""Monthly series of a dyad, both ways, with breaks and comparisons."""

import datetime as dt

import numpy as np
import polars as pl

from legation.domain.actors import Dyad
from legation.domain.citation import Statement
from legation.domain.history import RelationSeries, SeriesBreak, SeriesPoint
from legation.history.breaks import MIN_POINTS, find_breaks
from legation.tables.counts import CountColumn
from legation.tables.extract import RecordExtract

MIN_PEER_EVENTS = 10


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
        points = tuple(_build_point(month, days, counts.get(month)) for month, days in covered.items())
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


def find_series_breaks(series: tuple[RelationSeries, ...]) -> tuple[SeriesBreak, ...]:
    """Months from which cooperation or conflict per covered day runs on another level."""
    breaks = []
    for one in series:
        for measure in ("cooperation", "conflict"):
            values = np.array(
                [getattr(point, measure) / max(point.covered_days, 1) for point in one.points]
            )
            cuts = [0, *find_breaks(values), len(values)]
            for place in range(1, len(cuts) - 1):
                before = float(values[cuts[place - 1] : cuts[place]].mean())
                after = float(values[cuts[place] : cuts[place + 1]].mean())
                breaks.append(_build_break(one, measure, cuts[place], before, after))
    return tuple(sorted(breaks, key=lambda found: (found.month, found.dyad)))


def _build_break(
    series: RelationSeries, measure: str, position: int, before: float, after: float
) -> SeriesBreak:
    month = series.points[position].month
    direction = "more" if after > before else "less"
    statement = Statement(
        f"From {month:%B %Y} {series.dyad.source} showed {direction} {measure} toward "
        f"{series.dyad.target}: {after:.2f} events a day after {before:.2f} before.",
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
        conflict = sum(point.conflict for point in one.points)
        source, target = names[one.dyad.source], names[one.dyad.target]
        if cooperation + conflict == 0:
            statements.append(
                Statement(f"The record holds no event of {source} toward {target}.", (one.reference,))
            )
            continue
        share = cooperation / (cooperation + conflict)
        statements.append(
            Statement(
                f"The record holds {cooperation + conflict} events of {source} toward {target}, "
                f"{share:.0%} of them cooperation.",
                (one.reference,),
            )
        )
    return tuple(statements)


def compare_past(series: tuple[RelationSeries, ...], names: dict[str, str]) -> tuple[Statement, ...]:
    """The last three covered months against the months before, per covered day."""
    statements = []
    for one in series:
        if len(one.points) < 5:
            continue
        recent, earlier = one.points[-3:], one.points[:-3]
        rates = [
            sum(p.cooperation - p.conflict for p in part) / max(sum(p.covered_days for p in part), 1)
            for part in (recent, earlier)
        ]
        word = "higher than" if rates[0] > rates[1] else "lower than"
        if abs(rates[0] - rates[1]) < 0.05:
            word = "about the same as"
        statements.append(
            Statement(
                f"Net cooperation (cooperation less conflict) of {names[one.dyad.source]} toward "
                f"{names[one.dyad.target]} in the last 3 months of the record was {word} before: "
                f"{rates[0]:+.2f} against {rates[1]:+.2f} events a day.",
                (one.reference,),
            )
        )
    return tuple(statements)


def compare_peers(
    extract: RecordExtract, pair: tuple[str, str], names: dict[str, str]
) -> tuple[Statement, ...]:
    """Where the pair stands among each side's dyads by mean intensity."""
    statements = []
    for state, other in (pair, pair[::-1]):
        peers = extract.peers.filter(
            (pl.col(CountColumn.SOURCE_STATE) == state)
            & (pl.col(CountColumn.EVENTS) >= MIN_PEER_EVENTS)
            & pl.col(CountColumn.INTENSITY_MEAN).is_not_null()
        ).sort(CountColumn.INTENSITY_MEAN, descending=True)
        targets = peers[CountColumn.TARGET_STATE].to_list()
        if other not in targets or len(targets) < 3:
            continue
        rank = targets.index(other) + 1
        mean = peers[CountColumn.INTENSITY_MEAN][rank - 1]
        reference = extract.cite(
            f"peers/{state}", f"dyads of {state} with {MIN_PEER_EVENTS} events or more"
        )
        statements.append(
            Statement(
                f"By mean intensity toward its partners, {names[other]} ranks {rank} of "
                f"{len(targets)} for {names[state]} ({mean:+.1f} on the Goldstein scale of -10 to +10).",
                (reference,),
            )
        )
    return tuple(statements)


def note_short_series(series: tuple[RelationSeries, ...]) -> Statement | None:
    """Says so where there are too few months to look for breaks."""
    if not series or len(series[0].points) >= MIN_POINTS:
        return None
    return Statement(
        f"The record covers {len(series[0].points)} months; breaks are sought from {MIN_POINTS} on.",
        (series[0].reference,),
    )
