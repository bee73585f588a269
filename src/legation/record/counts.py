"""Counts over the record: per month, per type, per peer."""

import datetime as dt
from collections.abc import Iterable

import polars as pl

from legation.domain.actors import Dyad
from legation.record.known import (
    average_intensity,
    declare_flows,
    declare_known,
    list_keys,
    name_heirs,
    run_query,
    select_days,
    select_dyads,
    sum_events,
    sum_flows,
)
from legation.record.layout import Kind
from legation.record.scope import WHOLE, Scope
from legation.record.store import Record
from legation.tables.counts import (
    MONTH_COUNTS_SCHEMA,
    PEER_INTENSITIES_SCHEMA,
    TYPE_COUNTS_SCHEMA,
    CountColumn,
)
from legation.tables.events import EventColumn, Reading

_DYAD = [CountColumn.SOURCE_STATE, CountColumn.TARGET_STATE]


def count_by_month(
    record: Record,
    as_of: dt.date,
    dyads: Iterable[Dyad],
    reading: Reading = Reading.ACTS,
    scope: Scope = WHOLE,
) -> pl.DataFrame:
    """Count the events of ordered dyads by month.

    Args:
        record: the record.
        as_of: events with a later `known_on` are left out.
        dyads: source toward target; give the reverse too where both directions are wanted.
        reading: which marked rows count.
        scope: from which feed, and which states that are no more count under others.

    Returns:
        A frame by `MONTH_COUNTS_SCHEMA`, one row for each dyad and month with an event, sorted by
        dyad and month; months without an event have no row.
    """
    wanted = scope.list_dyads(dyads)
    files = record.find_files(Kind.EVENTS, as_of, list_keys(wanted))
    if not files:
        return pl.DataFrame(schema=MONTH_COUNTS_SCHEMA)
    known = name_heirs(select_dyads(declare_known(as_of, reading, scope), wanted), scope)
    known = known.mutate(month=known[EventColumn.DAY].truncate("M"))
    keys = [*_DYAD, CountColumn.MONTH]
    counts = known.group_by(keys).aggregate(**sum_events(known))
    return run_query(record, counts, MONTH_COUNTS_SCHEMA, {Kind.EVENTS: files}).sort(keys)


def count_by_type(
    record: Record,
    as_of: dt.date,
    dyads: Iterable[Dyad],
    since: dt.date | None = None,
    until: dt.date | None = None,
    reading: Reading = Reading.ACTS,
    scope: Scope = WHOLE,
) -> pl.DataFrame:
    """Count the events of ordered dyads by PLOVER type, mode and contexts.

    Args:
        record: the record.
        as_of: events with a later `known_on` are left out.
        dyads: source toward target.
        since: first day, None for the record's first.
        until: last day, None for the record's last.
        reading: which marked rows count.
        scope: from which feed, and which states that are no more count under others.

    Returns:
        A frame by `TYPE_COUNTS_SCHEMA`, sorted by its keys.
    """
    wanted = scope.list_dyads(dyads)
    files = record.find_files(Kind.EVENTS, as_of, list_keys(wanted))
    if not files:
        return pl.DataFrame(schema=TYPE_COUNTS_SCHEMA)
    known = select_dyads(declare_known(as_of, reading, scope), wanted)
    known = name_heirs(select_days(known, since, until), scope)
    keys = [*_DYAD, CountColumn.EVENT_TYPE, CountColumn.MODE, CountColumn.CONTEXTS]
    counts = known.group_by(keys).aggregate(
        events=known.count(), intensity_mean=average_intensity(known)
    )
    return run_query(record, counts, TYPE_COUNTS_SCHEMA, {Kind.EVENTS: files}).sort(keys)


def peer_intensities(
    record: Record,
    as_of: dt.date,
    state: str,
    since: dt.date | None = None,
    until: dt.date | None = None,
    reading: Reading = Reading.ACTS,
    scope: Scope = WHOLE,
) -> pl.DataFrame:
    """Count the events between a state and each other state, in both directions.

    Args:
        record: the record.
        as_of: events with a later `known_on` are left out.
        state: the state.
        since: first day, None for the record's first.
        until: last day, None for the record's last.
        reading: which marked rows count.
        scope: from which feed, and which states that are no more count under others.

    Returns:
        A frame by `PEER_INTENSITIES_SCHEMA`: one row for each ordered dyad with the state on one
        side and another known state on the other, sorted by dyad.
    """
    names = scope.list_names(state)
    files = record.find_files(Kind.FLOWS, as_of, [(name,) for name in names])
    if not files:
        return pl.DataFrame(schema=PEER_INTENSITIES_SCHEMA)
    known = declare_flows(as_of, reading, scope)
    known = select_days(known.filter(known[CountColumn.STATE].isin(names)), since, until)
    known = name_heirs(known, scope)
    counts = known.group_by(_DYAD).aggregate(**sum_flows(known))
    return run_query(record, counts, PEER_INTENSITIES_SCHEMA, {Kind.FLOWS: files}).sort(_DYAD)
