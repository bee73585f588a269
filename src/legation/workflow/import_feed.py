"""Import a feed's files into the record."""

import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from attrs import evolve, field, frozen

from legation.errors import InputError
from legation.feeds.catalogue import FEEDS
from legation.feeds.declaration import Feed
from legation.feeds.stream import open_feed_file
from legation.record.intake import FileSummary
from legation.record.store import open_record
from legation.record.writing import write_files
from legation.tables.deliveries import FeedFile, States

# What is committed together. The limits hold by position in the list of files and not by what the
# record holds, so that an interrupted import goes on with the same chunks as an undisturbed one.
_CHUNK_FILES = 96
_CHUNK_BYTES = 48_000_000
STANDARD_INPUT = Path("-")


@frozen
class ImportSummary:
    """What became of an import; added, held, left out and quarantined make up the lines.

    Attributes:
        files: files given.
        known: files that were in the record already.
        lines: lines that were read from the other files.
        added: events (or mentions) that are new in the record.
        held: events that the record held already, or that stand twice.
        left_out: lines that concern none of the wanted states.
        quarantined: lines that became no event; they stand in the quarantine with reasons.
        refused: files that could not be read: name and reason.
        unknown_countries: country codes or names without a state, most mentions first.
    """

    files: int = 0
    known: int = 0
    lines: int = 0
    added: int = 0
    held: int = 0
    left_out: int = 0
    quarantined: int = 0
    refused: tuple[tuple[str, str], ...] = ()
    unknown_countries: tuple[tuple[str, int], ...] = field(default=())


def find_feed(name: str) -> Feed:
    """A feed by its name.

    Raises:
        InputError: if there is none.
    """
    if name not in FEEDS:
        raise InputError(f"'{name}' is no feed: use one of {', '.join(FEEDS)}")
    return FEEDS[name]


def list_files(feed: Feed, paths: Sequence[Path]) -> list[Path]:
    """Files as given; folders stand for the feed's files in them.

    Raises:
        InputError: if a path is not there, or a folder holds no such file.
    """
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.name.lower().endswith(feed.suffixes))
            if not inside:
                raise InputError(f"{path} holds no file ending in {', '.join(feed.suffixes)}")
            files += inside
        elif path.is_file():
            files.append(path)
        else:
            raise InputError(f"there is no file {path}: give the feed's files or their folder")
    return files


def import_files(
    feed_name: str,
    paths: Sequence[Path],
    root: Path,
    states: States = None,
    report_progress: Callable[[int, int], None] = lambda _done, _all: None,
    report_lines: Callable[[int], None] = lambda _: None,
) -> ImportSummary:
    """Read files of a feed into the record; files that it holds already are passed over.

    Args:
        feed_name: `icews`, `gdelt`, `gdelt-mentions` or `polecat`.
        paths: files or folders, or `-` alone for standard input.
        root: the record's folder.
        states: keep only events with one of these states; None for all.
        report_progress: called with bytes done and bytes in all, after each chunk of files.
        report_lines: called with the number of lines read since the last call.

    Raises:
        InputError: if the feed or a file is unknown, or no file could be read.
        DataError: if another process is writing to the record.
    """
    feed = find_feed(feed_name)
    if list(paths) == [STANDARD_INPUT]:
        with tempfile.TemporaryDirectory() as folder:
            spooled = Path(folder) / "standard-input"
            with spooled.open("wb") as handle:
                shutil.copyfileobj(sys.stdin.buffer, handle)
            return import_files(feed_name, [spooled], root, states, report_progress, report_lines)
    files = list_files(feed, paths)
    record = open_record(root)
    total = sum(path.stat().st_size for path in files)
    summary = ImportSummary(files=len(files))
    done = 0
    for chunk in _cut_chunks(files):
        opened, refused = _open_all(feed, chunk, states)
        found = (*refused, *write_files(record, opened, report_lines))
        summary = add_files(summary, found)
        done += sum(path.stat().st_size for path in chunk)
        report_progress(done, total)
    if len(summary.refused) == len(files):
        raise InputError(summary.refused[0][1])
    return summary


def _cut_chunks(files: Sequence[Path]) -> Iterator[list[Path]]:
    """Consecutive files, up to a number and a size."""
    chunk: list[Path] = []
    size = 0
    for path in files:
        bytes_more = path.stat().st_size
        if chunk and (len(chunk) >= _CHUNK_FILES or size + bytes_more > _CHUNK_BYTES):
            yield chunk
            chunk, size = [], 0
        chunk.append(path)
        size += bytes_more
    if chunk:
        yield chunk


def _open_all(
    feed: Feed, paths: Sequence[Path], states: States
) -> tuple[list[FeedFile], list[FileSummary]]:
    """The files that can be opened, and why the others cannot."""
    opened: list[FeedFile] = []
    refused: list[FileSummary] = []
    for path in paths:
        try:
            opened.append(open_feed_file(feed, path, states))
        except InputError as error:
            refused.append(FileSummary(path.name, refused=str(error)))
    return opened, refused


def add_files(summary: ImportSummary, found: Sequence[FileSummary]) -> ImportSummary:
    """Count files in: their lines by what became of them, the known and the refused.

    Args:
        summary: of the import so far; its number of files stays.
        found: what became of the next files.
    """
    unknown = Counter(dict(summary.unknown_countries))
    for each in found:
        unknown.update(each.unknown_countries)
    return evolve(
        summary,
        known=summary.known + sum(each.imported_before for each in found),
        lines=summary.lines + sum(each.lines for each in found),
        added=summary.added + sum(each.added for each in found),
        held=summary.held + sum(each.held for each in found),
        left_out=summary.left_out + sum(each.left_out for each in found),
        quarantined=summary.quarantined + sum(each.quarantined for each in found),
        refused=summary.refused + tuple((e.name, e.refused) for e in found if e.refused),
        unknown_countries=tuple(unknown.most_common()),
    )
