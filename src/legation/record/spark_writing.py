"""Writing on Spark: a backfill of years as one commit, in the record's own form."""

import contextlib
from collections.abc import Sequence

import polars as pl
from attrs import frozen
from pyspark.sql import SparkSession
from pyspark.sql import functions as fn

from legation.record.intake import FileSummary, close_summary, enter_file, name_file
from legation.record.layout import STORED_SCHEMA, Kind
from legation.record.ledger import covers_states
from legation.record.lock import lock_record
from legation.record.manifest import DataFile, Manifest, Part
from legation.record.parts import name_part
from legation.record.place import RemoteRoot
from legation.record.spark_folders import Folder, open_target, sweep_folder
from legation.record.spark_frames import collect_rows, read_files
from legation.record.spark_marking import drop_twins, mark_rows, select_recent
from legation.record.spark_parts import PartWriter, select_reports, write_part
from legation.record.spark_reading import Delivered, OpenFile, read_on_spark
from legation.record.spark_session import start_session
from legation.record.spark_sums import Sums, persist_rows, sum_rows
from legation.record.store import Record
from legation.tables.deliveries import States
from legation.tables.events import FEED_SCHEMA, QUARANTINE_SCHEMA, EventColumn
from legation.tables.ledger import LEDGER_SCHEMA, LedgerColumn
from legation.tables.mentions import MENTION_SCHEMA

# Rows that are put together in one Python process at a time.
_PARTITION_ROWS = 250_000


@frozen(eq=False)
class _Import:
    """What one import works with.

    Attributes:
        session: one of ours.
        folder: the record's.
        before: its manifest before the import.
        delivered: what the executors read.
    """

    session: SparkSession
    folder: Folder
    before: Manifest
    delivered: Delivered


def write_on_spark(
    record: Record, uris: Sequence[str], open_file: OpenFile, states: States
) -> tuple[FileSummary, ...]:
    """Read files into the record on Spark and commit them together, all or none.

    A file that cannot be read to its end adds nothing; the others are committed.

    Args:
        record: where to; of the engine `spark`.
        uris: addresses of files that Spark's executors reach, in order.
        open_file: opens a copy of a file with the feed's reader; runs on the executors.
        states: the states whose events are wanted, None for all.

    Returns:
        What became of each file, in their order.

    Raises:
        DataError: if a feed breaks its contract, or another process of this machine is writing.
    """
    session = start_session()
    folder = open_target(session, record.place)
    # A store has no locks: there the user sees to it that one import runs at a time.
    lock = (
        contextlib.nullcontext()
        if isinstance(record.place, RemoteRoot)
        else lock_record(record.place)
    )
    with lock:
        before = folder.read_manifest()
        sweep_folder(folder, before)
        known = _list_known(record, states)
        delivered = read_on_spark(session, uris, open_file, known)
        try:
            return _commit(_Import(session, folder, before, delivered))
        finally:
            delivered.rows.unpersist()


def _list_known(record: Record, states: States) -> frozenset[str]:
    ledger = record.read_rows(Kind.LEDGER).select(LedgerColumn.SHA256, LedgerColumn.STATES)
    return frozenset(sha256 for sha256, held in ledger.iter_rows() if covers_states(held, states))


def _commit(work: _Import) -> tuple[FileSummary, ...]:
    """Write what is new, then name it in the manifest."""
    new = [(each.file, each.summary) for each in work.delivered.files if each.is_new and each.file]
    if not new:
        return tuple(each.summary for each in work.delivered.files)
    name = name_part(["spark", *(name_file(file) for file, _ in new)])
    writer = PartWriter(work.session, work.folder, name)
    parts, reports, added = _write_events(work, writer)
    mentions = work.delivered.select(Kind.MENTIONS, MENTION_SCHEMA)
    told = sum_rows(mentions)
    files = reports
    files += writer.write_rows(Kind.MENTIONS, mentions, told.rows) if told.rows else ()
    files += writer.write_frame(Kind.QUARANTINE, _collect_quarantine(work.delivered))
    counts = {**added.by_batch, **told.by_batch}
    closed = {
        file.sha256: close_summary(summary, *counts.get(file.batch, (0, None)))
        for file, summary in new
    }
    ledger = [enter_file(file, closed[file.sha256]) for file, _ in new]
    files += writer.write_frame(Kind.LEDGER, pl.DataFrame(ledger, schema=LEDGER_SCHEMA))
    last = Part(name, 0, None, None, (), files)
    writer.clean()
    work.folder.write_manifest(Manifest((*work.before.parts, *parts, last)))
    return tuple(
        closed[each.file.sha256] if each.is_new and each.file else each.summary
        for each in work.delivered.files
    )


def _write_events(
    work: _Import, writer: PartWriter
) -> tuple[list[Part], tuple[DataFile, ...], Sums]:
    """Drop what is held, mark the rest and write it, the last days apart."""
    rows = work.delivered.select(Kind.EVENTS, FEED_SCHEMA)
    lines = sum(each.summary.lines for each in work.delivered.files if each.is_new)
    at_least = work.session.sparkContext.defaultParallelism
    pieces = max(at_least, lines // _PARTITION_ROWS + 1)
    uris = [f"{work.folder.uri}/{file.name}" for file in work.before.list_files(Kind.EVENTS)]
    held = read_files(work.session, uris, STORED_SCHEMA) if uris else None
    with persist_rows(drop_twins(rows, held, pieces)) as single:
        known = collect_rows(
            single.agg(
                fn.min(EventColumn.KNOWN_ON).alias("first"),
                fn.max(EventColumn.KNOWN_ON).alias("last"),
            )
        )
        first, last = known.row(0)
        if first is None:
            return [], (), Sums()
        near = None if held is None else select_recent(held, first, last)
        with persist_rows(mark_rows(single, near, pieces)) as marked:
            sums = sum_rows(marked)
            parts = [write_part(writer, marked, period) for period in sums.cut_periods()]
            urls = select_reports(marked)
            reports = writer.write_rows(Kind.REPORTS, urls, sums.urls) if sums.urls else ()
    return parts, reports, sums


def _collect_quarantine(delivered: Delivered) -> pl.DataFrame:
    """The lines that became no row: few enough for the driver."""
    if not any(each.summary.quarantined for each in delivered.files if each.is_new):
        return pl.DataFrame(schema=QUARANTINE_SCHEMA)
    lines = delivered.select(Kind.QUARANTINE, QUARANTINE_SCHEMA)
    return collect_rows(lines.select(*QUARANTINE_SCHEMA.names())).cast(QUARANTINE_SCHEMA)
