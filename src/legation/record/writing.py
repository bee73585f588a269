"""Writing batches: each file once, each event once, every step either done or not done."""

from collections.abc import Sequence

import polars as pl
from attrs import frozen

from legation.errors import DataError
from legation.record.manifest import (
    FileEntry,
    Manifest,
    read_manifest,
    write_manifest,
)
from legation.record.marks import REPEAT_COLUMNS, mark_mirrors, mark_repeats
from legation.record.parts import merge_parts, write_part
from legation.record.store import Record
from legation.tables.deliveries import Delivery, FeedFile, name_batch
from legation.tables.events import (
    QUARANTINE_SCHEMA,
    EventColumn,
    QuarantineColumn,
    check_events,
    check_schema,
)


@frozen
class BatchSummary:
    """What became of one file.

    Attributes:
        batch: its name in the record.
        rows: its events.
        added: those that are new in the record.
        held: those that the record held already, or that stand twice in one delivery.
        quarantined: lines that became no events.
        imported_before: whether this very file was in the record; then nothing was written.
    """

    file_name: str
    batch: str
    rows: int
    added: int
    held: int
    quarantined: int
    imported_before: bool


def write_batch(
    record: Record,
    frame: pl.DataFrame,
    quarantine: pl.DataFrame,
    *,
    origin: str,
    file_name: str,
    file_sha256: str,
) -> BatchSummary:
    """Write what a feed read from one file; a file that was imported before changes nothing.

    Args:
        record: where to.
        frame: events by `EVENT_SCHEMA`.
        quarantine: rows by `QUARANTINE_SCHEMA`.
        origin: the feed.
        file_name: without folders.
        file_sha256: 64 hexadecimal digits over the file's bytes.

    Returns:
        What became of it.

    Raises:
        DataError: if a frame breaks its contract, or another process wrote meanwhile.
    """
    batch = pl.lit(name_batch(file_sha256))
    file = FeedFile(file_name, file_sha256, frame.height, quarantine.height)
    events = frame.with_columns(batch.alias(EventColumn.BATCH))
    refused = quarantine.with_columns(batch.alias(QuarantineColumn.BATCH))
    return write_delivery(record, Delivery(origin, events, refused, (file,)))[0]


def write_delivery(record: Record, delivery: Delivery) -> tuple[BatchSummary, ...]:
    """Write what a feed read from any number of files, as one part.

    Args:
        record: where to.
        delivery: from a feed.

    Returns:
        What became of each file, in their order.

    Raises:
        DataError: if a frame breaks its contract, or another process wrote meanwhile.
    """
    before = read_manifest(record.root)
    fresh = [file for file in delivery.files if not before.holds(file.sha256)]
    if not fresh:
        return tuple(_summarize_known(file, before) for file in delivery.files)
    batches = [file.batch for file in fresh]
    events = _select_new(record, delivery, before, batches)
    quarantine = delivery.quarantine.filter(pl.col(QuarantineColumn.BATCH).is_in(batches))
    check_schema(quarantine, QUARANTINE_SCHEMA, "quarantined rows")
    part = write_part(record.root, [file.sha256 for file in fresh], events, quarantine)
    entries = _list_entries(delivery, fresh, events)
    if read_manifest(record.root) != before:
        raise DataError(f"another import wrote to {record.root} meanwhile: run this one again")
    parts = (*before.parts, part) if part.rows or part.quarantined else before.parts
    after = Manifest((*before.files, *entries.values()), parts)
    write_manifest(record.root, after)
    merge_parts(record.root, after)
    return tuple(
        _summarize_fresh(file, entries[file.sha256])
        if file.sha256 in entries
        else _summarize_known(file, before)
        for file in delivery.files
    )


def _select_new(
    record: Record, delivery: Delivery, before: Manifest, batches: Sequence[str]
) -> pl.DataFrame:
    """The events that the record does not hold, marked."""
    offered = delivery.events.filter(pl.col(EventColumn.BATCH).is_in(batches)).unique(
        EventColumn.EVENT_ID, keep="first", maintain_order=True
    )
    check_events(offered)
    held = _read_held(record, before, offered)
    new = offered.join(held, on=EventColumn.EVENT_ID, how="anti")
    return mark_repeats(mark_mirrors(new), held)


def _read_held(record: Record, before: Manifest, offered: pl.DataFrame) -> pl.DataFrame:
    """Ids and acts that the record holds on the days of the offered events."""
    days = set(offered[EventColumn.DAY].unique())
    paths = [
        part.locate_events(record.root)
        for part in before.parts
        if any(entry.day in days for entry in part.days)
    ]
    columns = [EventColumn.EVENT_ID, *REPEAT_COLUMNS]
    if not paths:
        return offered.clear().select(columns)
    on_days = pl.col(EventColumn.DAY).is_between(min(days), max(days))
    return pl.scan_parquet(paths).filter(on_days).select(columns).collect()


def _list_entries(
    delivery: Delivery, files: Sequence[FeedFile], events: pl.DataFrame
) -> dict[str, FileEntry]:
    grouped = events.group_by(EventColumn.BATCH).agg(pl.len(), pl.col(EventColumn.KNOWN_ON).min())
    added = {batch: (rows, known) for batch, rows, known in grouped.iter_rows()}
    return {
        file.sha256: FileEntry(
            file.sha256,
            file.name,
            delivery.origin,
            file.rows,
            added.get(file.batch, (0, None))[0],
            file.quarantined,
            added.get(file.batch, (0, None))[1],
        )
        for file in files
    }


def _summarize_fresh(file: FeedFile, entry: FileEntry) -> BatchSummary:
    held = file.rows - entry.added
    return BatchSummary(
        file.name, file.batch, file.rows, entry.added, held, file.quarantined, False
    )


def _summarize_known(file: FeedFile, before: Manifest) -> BatchSummary:
    entry = next(entry for entry in before.files if entry.sha256 == file.sha256)
    return BatchSummary(file.name, file.batch, entry.rows, 0, entry.rows, entry.quarantined, True)
