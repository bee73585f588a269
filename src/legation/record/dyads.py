"""Days of events by dyad: what dyadic forecasts count."""

import datetime as dt
from collections.abc import Iterable

import polars as pl

from legation.domain.actors import Dyad
from legation.record.known import (
    declare_flows,
    declare_known,
    list_keys,
    name_heirs,
    run_query,
    select_days,
    select_dyads,
)
from legation.record.layout import Kind
from legation.record.scope import WHOLE, Scope
from legation.record.store import Record
from legation.tables.counts import CountColumn
from legation.tables.dyads import DYAD_ACTS_SCHEMA, DYAD_FLOWS_SCHEMA
from legation.tables.events import Reading

_DYAD_DAY = (CountColumn.DAY, CountColumn.SOURCE_STATE, CountColumn.TARGET_STATE)


def list_dyad_acts(
    record: Record,
    as_of: dt.date,
    dyads: Iterable[Dyad],
    since: dt.date | None = None,
    reading: Reading = Reading.ROWS,
    scope: Scope = WHOLE,
) -> pl.DataFrame:
    """List the days on which ordered dyads had an event of each PLOVER type.

    Args:
        record: the record.
        as_of: events with a later `known_on` are left out.
        dyads: source toward target.
        since: first day, None for the record's first.
        reading: which marked rows count.
        scope: from which feed, and which states that are no more count under others.

    Returns:
        A frame by `DYAD_ACTS_SCHEMA`, one row for each day, dyad and type with the first day on
        which an event of it was known, sorted by its keys.
    """
    wanted = scope.list_dyads(dyads)
    files = record.find_files(Kind.EVENTS, as_of, list_keys(wanted))
    if not files:
        return pl.DataFrame(schema=DYAD_ACTS_SCHEMA)
    known = select_dyads(declare_known(as_of, reading, scope), wanted)
    known = name_heirs(select_days(known, since, as_of), scope)
    known = known.filter(known[CountColumn.EVENT_TYPE] != "")
    keys = [*_DYAD_DAY, CountColumn.EVENT_TYPE]
    found = known.group_by(keys).aggregate(known_on=known[CountColumn.KNOWN_ON].min())
    answer = found.select(DYAD_ACTS_SCHEMA.names())
    return run_query(record, answer, DYAD_ACTS_SCHEMA, {Kind.EVENTS: files}).sort(keys)


def list_dyad_flows(
    record: Record,
    as_of: dt.date,
    states: Iterable[str],
    since: dt.date | None = None,
    reading: Reading = Reading.ROWS,
    scope: Scope = WHOLE,
) -> pl.DataFrame:
    """List the days on which states had events of each quad class with others, either way.

    Args:
        record: the record.
        as_of: events with a later `known_on` are left out.
        states: of which one must be a side.
        since: first day, None for the record's first.
        reading: which marked rows count.
        scope: from which feed, and which states that are no more count under others.

    Returns:
        A frame by `DYAD_FLOWS_SCHEMA`, one row for each day, dyad and class, sorted by its keys.
    """
    names = sorted({name for state in states for name in scope.list_names(state)})
    files = record.find_files(Kind.FLOWS, as_of, [(name,) for name in names])
    if not files:
        return pl.DataFrame(schema=DYAD_FLOWS_SCHEMA)
    known = declare_flows(as_of, reading, scope)
    known = select_days(known.filter(known[CountColumn.STATE].isin(names)), since, as_of)
    known = name_heirs(known.filter(known[CountColumn.QUAD_CLASS] != ""), scope)
    keys = [*_DYAD_DAY, CountColumn.QUAD_CLASS]
    found = known.group_by(keys).aggregate(known_on=known[CountColumn.KNOWN_ON].min())
    answer = found.select(DYAD_FLOWS_SCHEMA.names())
    return run_query(record, answer, DYAD_FLOWS_SCHEMA, {Kind.FLOWS: files}).sort(keys)


def list_covered_days(
    record: Record,
    as_of: dt.date,
    since: dt.date | None = None,
    min_events: int = 1,
    origin: str | None = None,
) -> list[dt.date]:
    """The days on which the record has events, oldest first.

    Args:
        record: the record.
        as_of: events with a later `known_on` do not count.
        since: first day, None for the record's first.
        min_events: events that a day needs; late reports leave a few on days without a file.
        origin: only events of this feed, None for all.
    """
    day, events = pl.col(CountColumn.DAY), pl.col(CountColumn.EVENTS)
    kept = (pl.col(CountColumn.KNOWN_ON) <= as_of) & (day <= as_of)
    if origin is not None:
        kept &= pl.col(CountColumn.ORIGIN) == origin
    if since is not None:
        kept &= day >= since
    days = record.read_rows(Kind.DAYS, as_of).filter(kept)
    sums = days.group_by(CountColumn.DAY).agg(events.sum()).filter(events >= min_events)
    found: list[dt.date] = sums[CountColumn.DAY].sort().to_list()
    return found
