"""The part of the record that was known on a day, as an ibis table to build questions on."""

import datetime as dt
import functools
import operator
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from legation.domain.actors import Dyad
from legation.record.duckdb import declare_events
from legation.record.store import Record
from legation.tables.events import CONFLICT, COOPERATION, EventColumn

if TYPE_CHECKING:
    from ibis.expr.types import Table, Value


def declare_known(as_of: dt.date, *, mirrors: bool = False, repeats: bool = False) -> "Table":
    """The ibis table of events known on a day.

    Args:
        as_of: events with a later `known_on` are left out.
        mirrors: whether to keep the host's rows of visits that the visitor's rows tell too.
        repeats: whether to keep further reports of an act that was reported before.

    Returns:
        A table by `EVENT_SCHEMA`.
    """
    events = declare_events()
    rules = [events[EventColumn.KNOWN_ON] <= as_of]
    if not mirrors:
        rules.append(~events[EventColumn.IS_MIRROR])
    if not repeats:
        rules.append(~events[EventColumn.IS_REPEAT])
    return events.filter(rules)


def select_dyads(events: "Table", dyads: Iterable[Dyad]) -> "Table":
    """The events of some ordered dyads; of none where there are no dyads."""
    wanted = sorted(set(dyads))
    source, target = events[EventColumn.SOURCE_STATE], events[EventColumn.TARGET_STATE]
    if not wanted:
        return events.limit(0)
    # The two lists let the engine skip row groups; the pairs then pick the rows.
    pairs = functools.reduce(
        operator.or_, ((source == dyad.source) & (target == dyad.target) for dyad in wanted)
    )
    return events.filter(
        source.isin(sorted({dyad.source for dyad in wanted})),
        target.isin(sorted({dyad.target for dyad in wanted})),
        pairs,
    )


def select_days(events: "Table", since: dt.date | None, until: dt.date | None) -> "Table":
    """The events from a day to a day, both included; None leaves an end open."""
    day = events[EventColumn.DAY]
    rules = [day >= since] if since else []
    rules += [day <= until] if until else []
    return events.filter(rules) if rules else events


def select_states(events: "Table", column: EventColumn, states: Iterable[str] | None) -> "Table":
    """The events whose side is one of the states; of any known state where None is given."""
    side = events[column]
    return events.filter(side != "" if states is None else side.isin(sorted(set(states))))


def sum_events(events: "Table") -> dict[str, Any]:
    """Aggregations: events, those of cooperation and of conflict, mean intensity."""
    quad = events[EventColumn.QUAD_CLASS]
    return {
        "events": events.count(),
        "cooperation": quad.isin([str(each) for each in COOPERATION]).ifelse(1, 0).sum(),
        "conflict": quad.isin([str(each) for each in CONFLICT]).ifelse(1, 0).sum(),
        "intensity_mean": average_intensity(events),
    }


def average_intensity(events: "Table") -> "Value":
    """Aggregation: mean intensity, null where no event has one.

    Sums whole thousandths, so that the order in which an engine adds up changes no digit.
    """
    intensity = events[EventColumn.INTENSITY]
    thousandths = (intensity * 1000).round().cast("int64").sum()
    return thousandths / intensity.count() / 1000.0


def run_query(
    record: Record,
    expression: "Table",
    schema: pl.Schema,
    tables: Mapping[str, pl.DataFrame] | None = None,
) -> pl.DataFrame:
    """Ask the record's engine; an empty record answers with no rows."""
    engine = record.start_engine()
    if engine is None:
        return pl.DataFrame(schema=schema)
    return engine.run(expression, tables or {}, schema)
