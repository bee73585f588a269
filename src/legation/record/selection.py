"""Rows of the record, picked by who, what and when."""

import datetime as dt
from collections.abc import Iterable

import polars as pl

from legation.domain.actors import Dyad
from legation.record.known import declare_known, run_query, select_days, select_dyads
from legation.record.store import Record
from legation.tables.events import EVENT_SCHEMA, QUARANTINE_SCHEMA, EventColumn, QuarantineColumn


def select_events(
    record: Record,
    as_of: dt.date,
    dyads: Iterable[Dyad] | None = None,
    event_types: Iterable[str] | None = None,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    limit: int | None = None,
    mirrors: bool = False,
    repeats: bool = False,
) -> pl.DataFrame:
    """Pick events, newest first.

    Args:
        record: the record.
        as_of: events with a later `known_on` are left out.
        dyads: ordered dyads, None for all.
        event_types: PLOVER types, None for all.
        since: first day, None for the record's first.
        until: last day, None for the record's last.
        limit: at most so many rows, None for all.
        mirrors: whether to keep the host's rows of visits beside the visitor's.
        repeats: whether to keep further reports of the same act.

    Returns:
        A frame by `EVENT_SCHEMA`, sorted by day from the newest, then by id.
    """
    if record.start_engine() is None:
        return pl.DataFrame(schema=EVENT_SCHEMA)
    known = select_days(declare_known(as_of, mirrors=mirrors, repeats=repeats), since, until)
    if dyads is not None:
        known = select_dyads(known, dyads)
    if event_types is not None:
        known = known.filter(known[EventColumn.EVENT_TYPE].isin(sorted(set(event_types))))
    ordered = known.order_by(known[EventColumn.DAY].desc(), known[EventColumn.EVENT_ID])
    return run_query(record, ordered if limit is None else ordered.limit(limit), EVENT_SCHEMA)


def list_quarantine(record: Record) -> pl.DataFrame:
    """All rows that could not be read, sorted by file and line, by `QUARANTINE_SCHEMA`."""
    paths = record.list_quarantine()
    if not paths:
        return pl.DataFrame(schema=QUARANTINE_SCHEMA)
    return pl.read_parquet(list(paths)).sort(QuarantineColumn.FILE, QuarantineColumn.LINE)
