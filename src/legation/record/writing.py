"""Writing: each file once, each event once, every step either done or not done."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence

import polars as pl
from attrs import define, evolve, field, frozen

from legation.errors import InputError
from legation.record.held import drop_held, read_recent
from legation.record.layout import Kind
from legation.record.ledger import join_states, list_held
from legation.record.lock import lock_record
from legation.record.manifest import Manifest, Part, read_manifest, sweep_record, write_manifest
from legation.record.marks import mark_events
from legation.record.merging import merge_small
from legation.record.parts import PartFrames, name_part, sort_rows, write_file, write_part
from legation.record.store import Record
from legation.tables.deliveries import FeedBatch, FeedFile
from legation.tables.events import EventColumn, check_feed
from legation.tables.ledger import LEDGER_SCHEMA, LedgerColumn

# So many rows are sorted in memory at once; more make several parts of one commit.
FLUSH_ROWS = 400_000


@frozen
class FileSummary:
    """What became of one file; added, held, left out and quarantined make up its lines.

    Attributes:
        name: the file's.
        imported_before: whether this very file was in the record; then nothing was written.
        refused: why it could not be read, empty where it could.
        lines: its data lines.
        added: events that are new in the record, or mentions.
        held: events that the record held already, or that stand twice.
        left_out: sound lines that concern none of the wanted states.
        quarantined: lines that became no event.
        first_known: the earliest day on which an added row became known.
        unknown_countries: country codes or names without a state, with the number of mentions.
    """

    name: str
    imported_before: bool = False
    refused: str = ""
    lines: int = 0
    added: int = 0
    held: int = 0
    left_out: int = 0
    quarantined: int = 0
    first_known: dt.date | None = None
    unknown_countries: dict[str, int] = field(factory=dict)


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
                summary = _add_batch(summary, batch)
                self.report_lines(batch.lines)
                self.current.append(batch)
                if _count_rows(self.current) >= FLUSH_ROWS:
                    self.flush(self.current, [_name_file(file), str(len(self.parts))])
                    self.current = []
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
            self.flush(self.whole, [*map(_name_file, self.files), str(len(self.parts))])
            self.whole = []

    def flush(self, batches: Sequence[FeedBatch], keys: Sequence[str]) -> None:
        """Write rows as a part."""
        events = _name_stories(pl.concat([batch.events for batch in batches]))
        others = {
            Kind.MENTIONS: pl.concat([batch.mentions for batch in batches]),
            Kind.QUARANTINE: pl.concat([batch.quarantine for batch in batches]),
        }
        root, held = self.record.root, [*self.before.parts, *self.parts]
        new = drop_held(root, held, events)
        marked = mark_events(new, read_recent(root, held, new))
        name = name_part(["part", *keys])
        self.parts.append(write_part(root, name, PartFrames(marked, others)))

    def commit(self, summaries: Sequence[FileSummary]) -> tuple[FileSummary, ...]:
        """Put the parts and a ledger of their files into the manifest."""
        added = self._count_added()
        closed = tuple(
            _close(summary, *added.get(file.batch, (0, None)))
            for file, summary in zip(self.files, summaries, strict=True)
        )
        ledger = pl.DataFrame(
            [_enter(file, summary) for file, summary in zip(self.files, closed, strict=True)],
            schema=LEDGER_SCHEMA,
        )
        name = name_part(["ledger", *map(_name_file, self.files)])
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


def _name_file(file: FeedFile) -> str:
    """A file for some states makes another part than the same file for all."""
    return f"{file.sha256} {join_states(file.states)}"


def _count_rows(batches: Sequence[FeedBatch]) -> int:
    return sum(batch.events.height + batch.mentions.height for batch in batches)


def _name_stories(events: pl.DataFrame) -> pl.DataFrame:
    """A report with a URL and no id goes by the id of its event."""
    nameless = (pl.col(EventColumn.STORY_ID) == "") & (pl.col(EventColumn.REPORT_URL) != "")
    story = pl.when(nameless).then(EventColumn.ORIGIN_ID).otherwise(EventColumn.STORY_ID)
    return events.with_columns(story.alias(EventColumn.STORY_ID))


def _add_batch(summary: FileSummary, batch: FeedBatch) -> FileSummary:
    unknown = batch.unknown_countries + Counter(summary.unknown_countries)
    return evolve(
        summary,
        lines=summary.lines + batch.lines,
        left_out=summary.left_out + batch.left_out,
        quarantined=summary.quarantined + batch.quarantine.height,
        unknown_countries=dict(unknown),
    )


def _close(summary: FileSummary, added: int, first_known: dt.date | None) -> FileSummary:
    """A file's summary with what was new; the rest of its lines was held."""
    held = summary.lines - summary.left_out - summary.quarantined - added
    return evolve(summary, added=added, held=held, first_known=first_known)


def _enter(file: FeedFile, summary: FileSummary) -> dict[str, object]:
    return {
        LedgerColumn.SHA256: file.sha256,
        LedgerColumn.MD5: file.md5,
        LedgerColumn.NAME: file.name,
        LedgerColumn.SIZE: file.size,
        LedgerColumn.ORIGIN: file.origin,
        LedgerColumn.STATES: join_states(file.states),
        LedgerColumn.FIRST_KNOWN: summary.first_known,
        LedgerColumn.LINES: summary.lines,
        LedgerColumn.ADDED: summary.added,
        LedgerColumn.HELD: summary.held,
        LedgerColumn.LEFT_OUT: summary.left_out,
        LedgerColumn.QUARANTINED: summary.quarantined,
    }
