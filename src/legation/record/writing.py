"""Writing: each file once, each event once, every step either done or not done."""

import datetime as dt
from collections.abc import Callable, Sequence

import polars as pl
from attrs import define, evolve, field

from legation.errors import InputError
from legation.record.held import drop_held, read_recent
from legation.record.intake import (
    FileSummary,
    add_batch,
    close_summary,
    enter_file,
    name_file,
    name_stories,
)
from legation.record.layout import Kind
from legation.record.ledger import list_held
from legation.record.lock import lock_record
from legation.record.manifest import Manifest, Part, read_manifest, sweep_record, write_manifest
from legation.record.marks import mark_events
from legation.record.merging import merge_small
from legation.record.parts import PartFrames, name_part, sort_rows, write_file, write_part
from legation.record.store import Record
from legation.tables.deliveries import FeedBatch, FeedFile
from legation.tables.events import EventColumn, check_feed
from legation.tables.ledger import LEDGER_SCHEMA

# So many rows are sorted in memory at once; more make several parts of one commit.
FLUSH_ROWS = 300_000


def write_files(
    record: Record,
    files: Sequence[FeedFile],
    report_lines: Callable[[int], None] = lambda _: None,
) -> tuple[FileSummary, ...]:
    """Read files into the record and commit them together, all or none.

    A file that cannot be read to its end adds nothing; the others are committed.

    Args:
        record: where to.
        files: from a feed.
        report_lines: called with the number of lines read since the last call.

    Returns:
        What became of each file, in their order.

    Raises:
        DataError: if a feed breaks its contract, or another process is writing.
    """
    if not files:
        return ()
    with lock_record(record.root):
        # A writer that was killed may have left files behind, or a merge undone.
        sweep_record(record.root, read_manifest(record.root))
        merge_small(record.root)
        before = read_manifest(record.root)
        known = list_held(record.root, files[0].states)
        writer = _Writer(record, before, report_lines, known)
        summaries = [writer.take(file) for file in files]
        writer.flush_whole()
        if not writer.files:
            return tuple(summaries)
        fresh = [each for each in summaries if not each.refused and not each.imported_before]
        closed = iter(writer.commit(fresh))
        merge_small(record.root)
    return tuple(
        each if each.refused or each.imported_before else next(closed) for each in summaries
    )


@define(eq=False)
class _Writer:
    """Gathers rows of files, writes them in parts, and names the parts in the end.

    Parts of a file that is longer than one part hold no other file's rows, so that they can be
    forgotten where the file turns out to be damaged.
    """

    record: Record
    before: Manifest
    report_lines: Callable[[int], None]
    known: frozenset[str] = frozenset()
    whole: list[FeedBatch] = field(factory=list)
    current: list[FeedBatch] = field(factory=list)
    parts: list[Part] = field(factory=list)
    files: list[FeedFile] = field(factory=list)

    def take(self, file: FeedFile) -> FileSummary:
        """Read a file, or say why not."""
        if file.sha256 in self.known or any(file.sha256 == each.sha256 for each in self.files):
            return FileSummary(file.name, imported_before=True)
        parts_before = len(self.parts)
        summary = FileSummary(file.name)
        try:
            for batch in file.read():
                check_feed(batch.events)
                summary = add_batch(summary, batch)
                self.report_lines(batch.lines)
                self.current.append(batch)
                if _count_rows(self.current) >= FLUSH_ROWS:
                    self.flush(self.current, [name_file(file), str(len(self.parts))])
        except InputError as error:
            self.current = []
            del self.parts[parts_before:]
            return FileSummary(file.name, refused=str(error))
        self.files.append(file)
        self.whole += self.current
        self.current = []
        if _count_rows(self.whole) >= FLUSH_ROWS:
            self.flush_whole()
        return summary

    def flush_whole(self) -> None:
        """Write the rows of files that were read to their ends."""
        if self.whole:
            self.flush(self.whole, [*map(name_file, self.files), str(len(self.parts))])

    def flush(self, batches: list[FeedBatch], keys: Sequence[str]) -> None:
        """Write rows as a part, and empty the list that held them.

        The events are put together in one piece: grouping and joining would do so again each time,
        beside the batches, which are let go here.
        """
        events = name_stories(pl.concat([batch.events for batch in batches], rechunk=True))
        others = {
            Kind.MENTIONS: pl.concat([batch.mentions for batch in batches]),
            Kind.QUARANTINE: pl.concat([batch.quarantine for batch in batches]),
        }
        batches.clear()
        root, held = self.record.root, [*self.before.parts, *self.parts]
        new = drop_held(root, held, events)
        marked = mark_events(new, read_recent(root, held, new))
        name = name_part(["part", *keys])
        self.parts.append(write_part(root, name, PartFrames(marked, others)))

    def commit(self, summaries: Sequence[FileSummary]) -> tuple[FileSummary, ...]:
        """Put the parts and a ledger of their files into the manifest."""
        added = self._count_added()
        closed = tuple(
            close_summary(summary, *added.get(file.batch, (0, None)))
            for file, summary in zip(self.files, summaries, strict=True)
        )
        ledger = pl.DataFrame(
            [enter_file(file, summary) for file, summary in zip(self.files, closed, strict=True)],
            schema=LEDGER_SCHEMA,
        )
        name = name_part(["ledger", *map(name_file, self.files)])
        if not self.parts:
            self.parts.append(Part(name, 0, None, None, (), ()))
        file = write_file(self.record.root, Kind.LEDGER, name, 0, sort_rows(Kind.LEDGER, ledger))
        self.parts[-1] = evolve(self.parts[-1], files=(*self.parts[-1].files, file))
        write_manifest(self.record.root, Manifest((*self.before.parts, *self.parts)))
        return closed

    def _count_added(self) -> dict[str, tuple[int, dt.date | None]]:
        """New rows of each batch, and the earliest day on which one became known."""
        counts: dict[str, tuple[int, dt.date | None]] = {}
        for kind in (Kind.EVENTS, Kind.MENTIONS):
            files = [file for part in self.parts for file in part.files if file.kind is kind]
            for file in files:
                rows = pl.scan_parquet(self.record.root / file.name)
                known = pl.col(EventColumn.KNOWN_ON).min()
                sums = rows.group_by(EventColumn.BATCH).agg(pl.len(), known.alias("first"))
                for batch, count, first in sums.collect().iter_rows():
                    total, earliest = counts.get(batch, (0, first))
                    counts[batch] = total + count, min(earliest, first)
        return counts


def _count_rows(batches: Sequence[FeedBatch]) -> int:
    return sum(batch.events.height + batch.mentions.height for batch in batches)
