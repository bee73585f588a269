"""The manifest: which files make up the record; a file that it does not name does not exist."""

import datetime as dt
import json
from functools import lru_cache
from pathlib import Path

import cattrs
from attrs import frozen

from legation.errors import DataError
from legation.record.atomic import write_atomically
from legation.record.layout import Kind

MANIFEST_NAME = "manifest.json"
_FORMAT = 2


@frozen
class DataFile:
    """One Parquet file.

    Attributes:
        name: path under the record's folder.
        rows: its rows.
        size: bytes.
        sha256: over these bytes.
        first: the values of its layout's keys in its first row, as text.
        last: those in its last row.
    """

    kind: Kind
    name: str
    rows: int
    size: int
    sha256: str
    first: tuple[str, ...]
    last: tuple[str, ...]

    def may_hold(self, key: tuple[str, ...]) -> bool:
        """Whether rows whose keys begin with these values can be in this file."""
        width = len(key)
        return self.first[:width] <= key <= self.last[:width]


@frozen
class IdRange:
    """The lowest and highest id of a feed's events in a part."""

    origin: str
    low: int
    high: int


@frozen
class Part:
    """Files that were written together: each kind's rows sorted and cut by its keys.

    Attributes:
        name: from which its files take theirs.
        rows: its events.
        known_first: the earliest day on which one became known, None where there is none.
        known_last: the latest such day.
        ids: where all ids of a feed are numbers: their ranges.
        level: how often its rows were merged.
    """

    name: str
    rows: int
    known_first: dt.date | None
    known_last: dt.date | None
    ids: tuple[IdRange, ...]
    files: tuple[DataFile, ...]
    level: int = 0


@frozen
class Manifest:
    """All parts of a record, in the order in which they were written."""

    parts: tuple[Part, ...] = ()

    def list_files(self, kind: Kind) -> list[DataFile]:
        """The files of a kind."""
        return [file for part in self.parts for file in part.files if file.kind is kind]


def _make_converter() -> cattrs.Converter:
    converter = cattrs.Converter()
    converter.register_unstructure_hook(dt.date, lambda day: day.isoformat())
    converter.register_structure_hook(dt.date, lambda text, _: dt.date.fromisoformat(text))
    return converter


_CONVERTER = _make_converter()


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
    return parse_manifest(path.read_text(encoding="utf-8"), str(path))


def parse_manifest(content: str, name: str) -> Manifest:
    """Parse a manifest's text.

    Args:
        content: JSON.
        name: where it was read, for the message.

    Raises:
        DataError: if it is damaged or of another format.
    """
    try:
        tree = json.loads(content)
        if tree["format"] != _FORMAT:
            raise DataError(
                f"{name} has format {tree['format']}, not {_FORMAT}: import its files anew into "
                "another folder"
            )
        return _CONVERTER.structure(tree, Manifest)
    except (ValueError, KeyError, TypeError, cattrs.BaseValidationError) as error:
        raise DataError(f"{name} is damaged ({type(error).__name__}): import the files anew") from (
            error
        )


def render_manifest(manifest: Manifest) -> str:
    """A manifest's text."""
    tree = {"format": _FORMAT, **_CONVERTER.unstructure(manifest)}
    return json.dumps(tree, indent=1, ensure_ascii=False) + "\n"


def write_manifest(root: Path, manifest: Manifest) -> None:
    """Put a manifest in place of the one before, in one step."""
    content = render_manifest(manifest)
    write_atomically(root / MANIFEST_NAME, lambda path: path.write_text(content, encoding="utf-8"))


def sweep_record(root: Path, manifest: Manifest) -> None:
    """Remove what a killed writer left behind: files of the record that no part names.

    Only the holder of the record's lock may call this.
    """
    named = {file.name for part in manifest.parts for file in part.files}
    for kind in Kind:
        for path in (root / kind).glob("*.parquet*"):
            if f"{kind}/{path.name}" not in named:
                path.unlink(missing_ok=True)
    for path in root.glob("manifest.json.*"):
        path.unlink(missing_ok=True)
