"""Rows of the record, picked by who, what and when."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

import polars as pl

from legation.domain.actors import Dyad
from legation.record.engines import declare_table
from legation.record.known import declare_known, list_keys, run_query, select_days, select_dyads
from legation.record.layout import REPORTS_SCHEMA, STORED_SCHEMA, Kind
from legation.record.store import Record
from legation.tables.events import (
    EVENT_SCHEMA,
    QUARANTINE_SCHEMA,
    EventColumn,
    QuarantineColumn,
    Reading,
)
from legation.tables.identity import ID_LENGTH

if TYPE_CHECKING:
    from ibis.expr.types import Table

_STORIES = "stories"


def select_events(
    record: Record,
    as_of: dt.date,
    dyads: Iterable[Dyad] | None = None,
    event_types: Iterable[str] | None = None,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    limit: int | None = None,
    reading: Reading = Reading.ACTS,
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
        reading: which marked rows count.

    Returns:
        A frame by `EVENT_SCHEMA`, sorted by day from the newest, then by feed and its id.
    """
    wanted = None if dyads is None else list(dyads)
    keys = None if wanted is None else list_keys(wanted)
    files = record.find_files(Kind.EVENTS, as_of, keys)
    known = select_days(declare_known(as_of, reading), since, until)
    if wanted is not None:
        known = select_dyads(known, wanted)
    if event_types is not None:
        known = known.filter(known[EventColumn.EVENT_TYPE].isin(sorted(set(event_types))))
    known = order_events(known)
    rows = run_query(
        record,
        add_ids(known if limit is None else known.limit(limit)),
        pl.Schema({str(EventColumn.EVENT_ID): pl.String(), **STORED_SCHEMA}),
        {Kind.EVENTS: files},
    )
    joined = rows.join(
        _find_reports(record, rows),
        on=[EventColumn.ORIGIN, EventColumn.STORY_ID],
        how="left",
        maintain_order="left",
    )
    url = pl.col(EventColumn.REPORT_URL).fill_null("")
    return joined.with_columns(url).select(EVENT_SCHEMA.names())


def order_events(events: "Table") -> "Table":
    """Newest first, then by feed and its id."""
    return events.order_by(
        events[EventColumn.DAY].desc(), events[EventColumn.ORIGIN], events[EventColumn.ORIGIN_ID]
    )


def add_ids(events: "Table") -> "Table":
    """Add the events' ids: 16 hexadecimal digits of an MD5 over feed, its id and day.

    Any tool can compute them: `icews|28934321|2018-10-04` gives `md5(...)[:16]`.
    """
    key = (
        events[EventColumn.ORIGIN]
        + "|"
        + events[EventColumn.ORIGIN_ID]
        + "|"
        + events[EventColumn.DAY].cast("string")
    )
    return events.mutate(event_id=key.hexdigest("md5")[:ID_LENGTH])


def _find_reports(record: Record, rows: pl.DataFrame) -> pl.DataFrame:
    """The URLs of events' reports."""
    stories = rows.select(EventColumn.ORIGIN, EventColumn.STORY_ID).unique()
    reports = declare_table(Kind.REPORTS, REPORTS_SCHEMA)
    asked = declare_table(_STORIES, stories.schema)
    both = [EventColumn.ORIGIN, EventColumn.STORY_ID]
    found = reports.semi_join(asked, [reports[name] == asked[name] for name in both])
    files = record.find_files(Kind.REPORTS)
    answer = run_query(record, found, REPORTS_SCHEMA, {Kind.REPORTS: files}, {_STORIES: stories})
    return answer.unique(both)


def list_quarantine(record: Record) -> pl.DataFrame:
    """All rows that could not be read, sorted by file and line, by `QUARANTINE_SCHEMA`."""
    paths = record.find_files(Kind.QUARANTINE)
    if not paths:
        return pl.DataFrame(schema=QUARANTINE_SCHEMA)
    return pl.read_parquet(list(paths)).sort(QuarantineColumn.FILE, QuarantineColumn.LINE)
