"""The part of the record that was known on a day, as an ibis table to build questions on."""

import datetime as dt
import functools
import operator
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from legation.domain.actors import Dyad
from legation.record.engines import declare_table
from legation.record.layout import STORED_SCHEMA, Kind
from legation.record.scope import WHOLE, Scope
from legation.record.store import Record
from legation.tables.counts import FLOWS_SCHEMA, CountColumn
from legation.tables.events import CONFLICT, COOPERATION, EventColumn, Reading

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, StringValue, Table, Value


def declare_known(as_of: dt.date, reading: Reading = Reading.ACTS, scope: Scope = WHOLE) -> "Table":
    """The ibis table of stored events known on a day, without those that a reading leaves out.

    Args:
        as_of: events with a later `known_on` are left out.
        reading: which marked rows count.
        scope: only events of its feed.
    """
    events = declare_table(Kind.EVENTS, STORED_SCHEMA)
    echo = events[EventColumn.FIRST_DAY] < events[EventColumn.DAY]
    return events.filter(
        events[EventColumn.KNOWN_ON] <= as_of,
        *_keep_feed(scope, events[EventColumn.ORIGIN]),
        *_leave_out(reading, events[EventColumn.IS_MIRROR], events[EventColumn.IS_REPEAT], echo),
    )


def declare_flows(as_of: dt.date, reading: Reading = Reading.ACTS, scope: Scope = WHOLE) -> "Table":
    """The ibis table of flows known on a day, without those that a reading leaves out."""
    flows = declare_table(Kind.FLOWS, FLOWS_SCHEMA)
    return flows.filter(
        flows[CountColumn.KNOWN_ON] <= as_of,
        *_keep_feed(scope, flows[CountColumn.ORIGIN]),
        *_leave_out(
            reading,
            flows[CountColumn.IS_MIRROR],
            flows[CountColumn.IS_REPEAT],
            flows[CountColumn.IS_ECHO],
        ),
    )


def _leave_out(
    reading: Reading, mirror: "BooleanValue", repeat: "BooleanValue", echo: "BooleanValue"
) -> list["BooleanValue"]:
    marks = {
        Reading.ROWS: (),
        Reading.REPORTS: (mirror,),
        Reading.ACTS: (mirror, repeat),
        Reading.EPISODES: (mirror, repeat, echo),
    }
    return [~mark for mark in marks[reading]]


def _keep_feed(scope: Scope, origin: "StringValue") -> list["BooleanValue"]:
    return [] if scope.origin is None else [origin == scope.origin]


def name_heirs(events: "Table", scope: Scope) -> "Table":
    """Events or flows with the states that are no more under the names of their heirs.

    What passed between such a state and its own heir is left out: it would be no event between
    two states, nor one within a state.
    """
    if not scope.heirs:
        return events
    heirs = dict(scope.heirs)
    source, target = events[EventColumn.SOURCE_STATE], events[EventColumn.TARGET_STATE]
    named = {side.get_name(): side.substitute(heirs) for side in (source, target)}
    apart = operator.ne(*named.values())
    return events.filter(operator.or_(source == target, apart)).mutate(**named)


def list_keys(dyads: Iterable[Dyad]) -> list[tuple[str, str]]:
    """The keys by which the files with some dyads are found."""
    return [(dyad.source, dyad.target) for dyad in dyads]


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


def select_states(
    events: "Table", column: EventColumn | CountColumn, states: Iterable[str] | None
) -> "Table":
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


def sum_flows(flows: "Table") -> dict[str, Any]:
    """The aggregations of `sum_events` over flows."""
    quad, events = flows[CountColumn.QUAD_CLASS], flows[CountColumn.EVENTS]
    return {
        "events": events.sum(),
        "cooperation": quad.isin([str(each) for each in COOPERATION]).ifelse(events, 0).sum(),
        "conflict": quad.isin([str(each) for each in CONFLICT]).ifelse(events, 0).sum(),
        "intensity_mean": average_flows(flows),
    }


def average_flows(flows: "Table") -> "Value":
    """Aggregation: mean intensity of flows, null where no event has one."""
    rated = flows[CountColumn.RATED].sum()
    return flows[CountColumn.THOUSANDTHS].sum() / rated.nullif(0) / 1000.0


def average_intensity(events: "Table") -> "Value":
    """Aggregation: mean intensity, null where no event has one.

    Sums whole thousandths, so that the order in which an engine adds up changes no digit.
    """
    intensity = events[EventColumn.INTENSITY]
    thousandths = (intensity * 1000).round().cast("int64").sum()
    return thousandths / intensity.count().nullif(0) / 1000.0


def run_query(
    record: Record,
    expression: "Table",
    schema: pl.Schema,
    sources: Mapping[str, Sequence[Path]],
    tables: Mapping[str, pl.DataFrame] | None = None,
) -> pl.DataFrame:
    """Ask the record's engine; where there are no files the answer has no rows.

    Args:
        record: the record.
        expression: over `declare_known` or `declare_flows`.
        schema: the answer's columns.
        sources: files by kind, from `Record.find_files`.
        tables: frames that the expression names.
    """
    if not all(sources.values()):
        return pl.DataFrame(schema=schema)
    return record.start_engine().run(expression, sources, tables or {}, schema)
