"""Put a report's coded events into the record, beside those of the feeds."""

import datetime as dt
import functools
import hashlib
from collections.abc import Iterator

import polars as pl

from legation.domain.coding import CodedActor, CodedEvent, Modality
from legation.domain.dates import PartialDate
from legation.ontology.event_types import load_event_types
from legation.record.intake import FileSummary
from legation.record.store import Record
from legation.record.writing import write_files
from legation.tables.deliveries import FeedBatch, FeedFile, name_batch
from legation.tables.events import (
    FEED_SCHEMA,
    LIST_SEPARATOR,
    QUAD_CLASSES,
    QUARANTINE_SCHEMA,
    EventColumn,
)
from legation.workflow.code_texts import CodedReport

ORIGIN = "text"


def keep_events(coded: CodedReport, name: str, day: dt.date, record: Record) -> FileSummary:
    """Add what a report says has happened; what is planned, denied or supposed is left out.

    Args:
        coded: the report and its events.
        name: what the report is called in the ledger.
        day: when it became known: its day of publication, else the day on which it is read.
        record: where they go; a report whose text it holds already adds nothing.

    Returns:
        What became of the report.
    """
    data = coded.report.text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    rows = [
        _build_row(coded, event, number, day, sha256)
        for number, event in enumerate(select_done(coded.events, day))
    ]
    file = FeedFile(
        name=name,
        sha256=sha256,
        md5=hashlib.md5(data, usedforsecurity=False).hexdigest(),
        size=len(data),
        origin=ORIGIN,
        states=None,
        read=functools.partial(_read, pl.DataFrame(rows, schema=FEED_SCHEMA)),
    )
    return write_files(record, [file])[0]


def select_done(events: tuple[CodedEvent, ...], day: dt.date) -> list[CodedEvent]:
    """The events that a report of a day says have happened, between sides of which one is known."""
    return [
        event
        for event in events
        if event.modality is Modality.DONE
        and not event.negated
        and _date_event(event, day).earliest <= day
        and any(side is not None and side.state for side in (event.source, event.target))
    ]


def _date_event(event: CodedEvent, day: dt.date) -> PartialDate:
    return event.day if event.day is not None else PartialDate.from_date(day)


def _build_row(
    coded: CodedReport, event: CodedEvent, number: int, day: dt.date, sha256: str
) -> dict[str, object]:
    kind, report = load_event_types()[event.event_type], coded.report
    mode = kind.find_mode(event.mode)
    happened = _date_event(event, day)
    intensity = mode.intensity if mode is not None else kind.intensity
    return {
        **{column: "" for column, kind in FEED_SCHEMA.items() if kind == pl.String()},
        EventColumn.DAY: happened.earliest,
        EventColumn.PRECISION: happened.precision.name.lower(),
        **_name_side(event.source, EventColumn.SOURCE_NAME),
        **_name_side(event.target, EventColumn.TARGET_NAME),
        EventColumn.EVENT_TYPE: event.event_type,
        EventColumn.MODE: mode.name if mode is not None else "",
        EventColumn.CONTEXTS: LIST_SEPARATOR.join(event.contexts),
        EventColumn.QUAD_CLASS: QUAD_CLASSES[event.quad_class],
        EventColumn.INTENSITY: intensity,
        EventColumn.LATITUDE: None,
        EventColumn.LONGITUDE: None,
        EventColumn.ORIGIN: ORIGIN,
        EventColumn.ORIGIN_ID: f"{sha256[:16]}:{number}",
        EventColumn.REPORT_URL: report.url,
        EventColumn.STORY_ID: sha256[:16],
        EventColumn.PUBLISHER: report.publisher,
        EventColumn.EVIDENCE: " ".join(report.sentences[event.sentence].text.split()),
        EventColumn.KNOWN_ON: day,
        EventColumn.BATCH: name_batch(sha256),
    }


_SIDES = {
    EventColumn.SOURCE_NAME: (EventColumn.SOURCE_STATE, EventColumn.SOURCE_SECTOR),
    EventColumn.TARGET_NAME: (EventColumn.TARGET_STATE, EventColumn.TARGET_SECTOR),
}


def _name_side(actor: CodedActor | None, column: EventColumn) -> dict[str, object]:
    if actor is None:
        return {}
    state, sector = _SIDES[column]
    # The record knows states by three letters; organizations of states stand by their names.
    known = actor.state if len(actor.state) == _STATE_LETTERS and actor.sector != "IGO" else ""
    return {column: actor.name, state: known, sector: actor.sector}


_STATE_LETTERS = 3


def _read(events: pl.DataFrame) -> Iterator[FeedBatch]:
    yield FeedBatch(events, pl.DataFrame(schema=QUARANTINE_SCHEMA))
