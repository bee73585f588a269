"""The manifest: which files were imported, and which parts hold their rows."""

import datetime as dt
import json
from functools import lru_cache
from pathlib import Path

from attrs import frozen

from legation.errors import DataError
from legation.record.atomic import write_atomically

MANIFEST_NAME = "manifest.json"
_FORMAT = 1


@frozen
class FileEntry:
    """One imported file.

    Attributes:
        rows: its events.
        added: those that the record did not hold before.
        quarantined: its lines that became no events.
        first_known: the earliest `known_on` of its events, None where it has none.
    """

    sha256: str
    name: str
    origin: str
    rows: int
    added: int
    quarantined: int
    first_known: dt.date | None


@frozen
class DayEntry:
    """How many events of a day became known on a day."""

    day: dt.date
    known_on: dt.date
    rows: int


@frozen
class Part:
    """One Parquet file of events, beside it one of quarantined rows where there are any."""

    name: str
    rows: int
    quarantined: int
    days: tuple[DayEntry, ...]

    def locate_events(self, root: Path) -> Path:
        """Where its events lie."""
        return root / "events" / f"{self.name}.parquet"

    def locate_quarantine(self, root: Path) -> Path:
        """Where its quarantined rows lie."""
        return root / "quarantine" / f"{self.name}.parquet"


@frozen
class Manifest:
    """All files and parts of a record, sorted by hash and name."""

    files: tuple[FileEntry, ...] = ()
    parts: tuple[Part, ...] = ()

    def holds(self, sha256: str) -> bool:
        """Whether a file with this content was imported."""
        return any(entry.sha256 == sha256 for entry in self.files)


def read_manifest(root: Path) -> Manifest:
    """Read the manifest under a record's root; a root without one is an empty record.

    Raises:
        DataError: if it is damaged.
    """
    path = root / MANIFEST_NAME
    try:
        stat = path.stat()
    except FileNotFoundError:
        return Manifest()
    return _read_state(path, (stat.st_ino, stat.st_mtime_ns, stat.st_size))


@lru_cache(maxsize=4)
def _read_state(path: Path, _state: tuple[int, int, int]) -> Manifest:
    """Read one state of the file; a replaced file has another inode, time or size."""
    content = path.read_text(encoding="utf-8")
    try:
        tree = json.loads(content)
        if tree["format"] != _FORMAT:
            raise DataError(f"{path} has format {tree['format']}, not {_FORMAT}: update Legation")
        return Manifest(
            tuple(_load_file(entry) for entry in tree["files"]),
            tuple(_load_part(entry) for entry in tree["parts"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(f"{path} is damaged ({error}): import the files anew") from error


def write_manifest(root: Path, manifest: Manifest) -> None:
    """Put a manifest in place of the one before, in one step."""
    tree = {
        "format": _FORMAT,
        "files": [_dump_file(entry) for entry in sorted(manifest.files, key=lambda f: f.sha256)],
        "parts": [_dump_part(part) for part in sorted(manifest.parts, key=lambda p: p.name)],
    }
    content = json.dumps(tree, indent=1, ensure_ascii=False) + "\n"
    write_atomically(root / MANIFEST_NAME, lambda path: path.write_text(content, encoding="utf-8"))


def _dump_file(entry: FileEntry) -> dict[str, object]:
    return {
        "sha256": entry.sha256,
        "name": entry.name,
        "origin": entry.origin,
        "rows": entry.rows,
        "added": entry.added,
        "quarantined": entry.quarantined,
        "first_known": entry.first_known.isoformat() if entry.first_known else None,
    }


def _load_file(tree: dict[str, object]) -> FileEntry:
    known = tree["first_known"]
    return FileEntry(
        str(tree["sha256"]),
        str(tree["name"]),
        str(tree["origin"]),
        int(str(tree["rows"])),
        int(str(tree["added"])),
        int(str(tree["quarantined"])),
        dt.date.fromisoformat(str(known)) if known else None,
    )


def _dump_part(part: Part) -> dict[str, object]:
    # One text for each day keeps the file small and a diff readable.
    days = [f"{entry.day} {entry.known_on} {entry.rows}" for entry in part.days]
    return {"name": part.name, "rows": part.rows, "quarantined": part.quarantined, "days": days}


def _load_part(tree: dict[str, object]) -> Part:
    days = tree["days"]
    if not isinstance(days, list):
        raise TypeError("days is no list")
    return Part(
        str(tree["name"]),
        int(str(tree["rows"])),
        int(str(tree["quarantined"])),
        tuple(_load_day(str(text)) for text in days),
    )


def _load_day(text: str) -> DayEntry:
    day, known_on, rows = text.split(" ")
    return DayEntry(dt.date.fromisoformat(day), dt.date.fromisoformat(known_on), int(rows))
