"""Take out of the record the days from which forecasts for two states are made."""

import datetime as dt

from legation.domain.actors import Dyad
from legation.record.dyads import list_covered_days, list_dyad_acts, list_dyad_flows
from legation.record.scope import Scope
from legation.record.store import Record
from legation.tables.extract import DyadExtract
from legation.workflow.scoping import FEW_EVENTS

LOOKBACK_DAYS = 4 * 365


def extract_dyads(
    record: Record, as_of: dt.date, pair: tuple[str, str], scope: Scope
) -> DyadExtract:
    """What a record knows of two states: four years up to the last day with enough events.

    Args:
        record: the record.
        as_of: events that became known later do not count.
        pair: state ids.
        scope: of which feed, and which old states count under their heirs.
    """
    covered = list_covered_days(record, as_of, None, FEW_EVENTS, scope.origin)
    if not covered:
        return DyadExtract(scope.origin)
    since = covered[-1] - dt.timedelta(days=LOOKBACK_DAYS)
    dyads = (Dyad(*pair), Dyad(*pair).reverse())
    return DyadExtract(
        scope.origin,
        list_dyad_acts(record, as_of, dyads, since, scope=scope),
        list_dyad_flows(record, as_of, pair, since, scope=scope),
        tuple(day for day in covered if day >= since),
    )
