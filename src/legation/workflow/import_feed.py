"""Import a feed's files into the record."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from attrs import evolve, frozen

from legation.errors import InputError
from legation.feeds.files import hash_file
from legation.feeds.icews import deliver_icews
from legation.record.store import Record, open_record
from legation.record.summary import has_file
from legation.record.writing import write_delivery
from legation.tables.deliveries import Delivery

_CHUNK_FILES = 48
_DELIVERIES: dict[str, Callable[[Iterable[Path]], Delivery]] = {"icews": deliver_icews}
_SUFFIXES = (".tab", ".tab.gz", ".zip", ".txt", ".tsv", ".tsv.gz")


@frozen
class ImportSummary:
    """What became of an import.

    Attributes:
        files: files given.
        known: files that were in the record already.
        rows: lines that were read from the other files.
        added: events that are new in the record.
        held: events that the record held already.
        quarantined: lines that became no event; they stand in the quarantine with reasons.
        refused: files that could not be read: name and reason.
        unknown_countries: country names without a state, with the number of mentions.
    """

    files: int = 0
    known: int = 0
    rows: int = 0
    added: int = 0
    held: int = 0
    quarantined: int = 0
    refused: tuple[tuple[str, str], ...] = ()
    unknown_countries: tuple[tuple[str, int], ...] = ()


def list_files(paths: Sequence[Path]) -> list[Path]:
    """Files as given; folders stand for the feed files in them.

    Raises:
        InputError: if a path is not there, or a folder holds no such file.
    """
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.name.endswith(_SUFFIXES))
            if not inside:
                raise InputError(f"{path} holds no file ending in {', '.join(_SUFFIXES[:3])}")
            files += inside
        elif path.is_file():
            files.append(path)
        else:
            raise InputError(f"there is no file {path}: give the feed's files or their folder")
    return files


def import_files(
    feed: str,
    paths: Sequence[Path],
    root: Path,
    report_progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> ImportSummary:
    """Read files of a feed into the record; files that it holds already are passed over.

    Args:
        feed: `icews`.
        paths: files or folders.
        root: the record's folder.
        report_progress: called with files done and files in all.

    Raises:
        InputError: if the feed or a file is unknown, or no file could be read.
    """
    if feed not in _DELIVERIES:
        raise InputError(f"'{feed}' is no feed: use one of {', '.join(_DELIVERIES)}")
    files = list_files(paths)
    record = open_record(root)
    summary = ImportSummary(files=len(files))
    for start in range(0, len(files), _CHUNK_FILES):
        chunk = files[start : start + _CHUNK_FILES]
        summary = _add_chunk(feed, record, chunk, summary)
        report_progress(start + len(chunk), len(files))
    if len(summary.refused) == len(files):
        raise InputError(f"{summary.refused[0][1]}")
    return summary


def _add_chunk(
    feed: str, record: Record, chunk: list[Path], summary: ImportSummary
) -> ImportSummary:
    fresh = [path for path in chunk if not has_file(record, hash_file(path))]
    known = len(chunk) - len(fresh)
    if not fresh:
        return evolve(summary, known=summary.known + known)
    delivery = _DELIVERIES[feed](fresh)
    batches = write_delivery(record, delivery) if delivery.files else ()
    written = [batch for batch in batches if not batch.imported_before]
    unknown = Counter(dict(summary.unknown_countries)) + Counter(dict(delivery.unknown_countries))
    return evolve(
        summary,
        known=summary.known + known + len(batches) - len(written),
        rows=summary.rows + sum(batch.rows + batch.quarantined for batch in written),
        added=summary.added + sum(batch.added for batch in written),
        held=summary.held + sum(batch.held for batch in written),
        quarantined=summary.quarantined + sum(batch.quarantined for batch in written),
        refused=summary.refused + delivery.refused,
        unknown_countries=tuple(sorted(unknown.items())),
    )
