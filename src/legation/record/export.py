"""Events out of the record, as a file that other tools read."""

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from legation.errors import InputError
from legation.record.atomic import write_atomically
from legation.record.duckdb import DuckdbEngine
from legation.record.engines import declare_table
from legation.record.known import declare_known, select_days
from legation.record.layout import REPORTS_SCHEMA, Kind
from legation.record.selection import add_ids
from legation.record.store import Record
from legation.tables.events import EVENT_SCHEMA, EventColumn, Reading

if TYPE_CHECKING:
    from ibis.expr.types import Table

FORMS = {".parquet": "parquet", ".csv": "csv", ".jsonl": "jsonl"}
_REPORT = (EventColumn.ORIGIN, EventColumn.STORY_ID)


def export_events(
    record: Record,
    out: Path,
    as_of: dt.date,
    states: Iterable[str] | None = None,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    reading: Reading = Reading.ROWS,
) -> int:
    """Write events to a file, oldest first, with all columns of `EVENT_SCHEMA`.

    Args:
        record: the record.
        out: ends in .parquet, .csv or .jsonl.
        as_of: events with a later `known_on` are left out.
        states: only events with one of these states on either side, None for all.
        since: first day, None for the record's first.
        until: last day, None for the record's last.
        reading: which marked rows count.

    Returns:
        The number of events.

    Raises:
        InputError: if the ending is another, or the file cannot be written.
    """
    form = FORMS.get(out.suffix)
    if form is None:
        raise InputError(f"{out} ends in none of {', '.join(FORMS)}: choose one of these")
    files = record.find_files(Kind.EVENTS, as_of)
    if not files:
        raise InputError(f"{record.root} holds no events known by {as_of}: import a feed first")
    known = select_days(declare_known(as_of, reading), since, until)
    if states is not None:
        wanted = sorted(set(states))
        sides = (known[EventColumn.SOURCE_STATE], known[EventColumn.TARGET_STATE])
        known = known.filter(sides[0].isin(wanted) | sides[1].isin(wanted))
    reports = record.find_files(Kind.REPORTS)
    sources: dict[str, Sequence[Path]] = {Kind.EVENTS: files}
    if reports:
        sources[Kind.REPORTS] = reports
    engine, rows = DuckdbEngine(), 0
    events = _add_reports(add_ids(known), bool(reports))

    def write(place: Path) -> None:
        nonlocal rows
        rows = engine.export(events, sources, place, form)

    try:
        write_atomically(out, write)
    except OSError as error:
        raise InputError(f"{out} cannot be written ({error.strerror}): choose another") from None
    finally:
        engine.close()
    return rows


def _add_reports(events: "Table", has_reports: bool) -> "Table":
    """Events with their report's URL, in their order and with all columns."""
    import ibis

    if has_reports:
        reports = declare_table(Kind.REPORTS, pl.Schema(REPORTS_SCHEMA))
        single = reports.group_by(list(_REPORT)).aggregate(
            report_url=reports[EventColumn.REPORT_URL].min()
        )
        joined = events.left_join(single, [events[name] == single[name] for name in _REPORT])
        url = joined[EventColumn.REPORT_URL].fill_null("")
    else:
        joined, url = events, ibis.literal("")
    ordered = joined.mutate(report_url=url).select(EVENT_SCHEMA.names())
    return ordered.order_by(
        [EventColumn.DAY, EventColumn.ORIGIN, EventColumn.ORIGIN_ID, EventColumn.EVENT_ID]
    )
