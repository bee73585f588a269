"""A pair against its own past and against the other partners of each side."""

import polars as pl

from legation.domain.citation import Statement
from legation.domain.history import RelationSeries, SeriesPoint
from legation.domain.wording import begin_sentence, plural
from legation.history.series import describe_period, select_measured
from legation.tables.counts import CountColumn
from legation.tables.extract import RecordExtract

MIN_PEER_EVENTS = 10
RECENT_MONTHS = 3
MIN_EARLIER_MONTHS = 2
_ABOUT_EQUAL = 0.05


def compare_past(
    series: tuple[RelationSeries, ...], names: dict[str, str]
) -> tuple[Statement, ...]:
    """The last three months of the record against those before, per covered day."""
    statements = []
    for one in series:
        points = select_measured(one)
        if len(points) < RECENT_MONTHS + MIN_EARLIER_MONTHS:
            continue
        recent, earlier = points[-RECENT_MONTHS:], points[:-RECENT_MONTHS]
        now, then = measure_net_rate(recent), measure_net_rate(earlier)
        word = "higher than" if now > then else "lower than"
        if abs(now - then) < _ABOUT_EQUAL:
            word = "about the same as"
        text = (
            f"{begin_sentence(describe_period(recent))} net cooperation (cooperation less "
            f"conflict) of {names[one.dyad.source]} toward {names[one.dyad.target]} was {word} "
            f"in the {plural(len(earlier), 'month')} of the record before: {now:+.2f} against "
            f"{then:+.2f} events a day."
        )
        statements.append(Statement(text, (one.reference,)))
    return tuple(statements)


def measure_net_rate(points: tuple[SeriesPoint, ...]) -> float:
    """Cooperation less conflict per covered day, events a day."""
    days = sum(point.covered_days for point in points)
    return sum(point.cooperation - point.conflict for point in points) / days


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
        ).sort(CountColumn.INTENSITY_MEAN, CountColumn.TARGET_STATE, descending=[True, False])
        targets = peers[CountColumn.TARGET_STATE].to_list()
        if other not in targets or len(targets) < 3:
            continue
        rank = targets.index(other) + 1
        mean = peers[CountColumn.INTENSITY_MEAN][rank - 1]
        text = (
            f"By mean intensity of what {names[state]} did toward each partner in the record, "
            f"{names[other]} ranks {rank} of {len(targets)} ({mean:+.1f} on the Goldstein scale of "
            "-10 to +10)."
        )
        reference = extract.cite(
            f"peers/{state}", f"dyads of {state} with {MIN_PEER_EVENTS} events or more"
        )
        statements.append(Statement(text, (reference,)))
    return tuple(statements)
