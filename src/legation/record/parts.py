"""Parts: the Parquet files in which events lie, sorted so that a pair of states lies together."""

import functools
import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl
from attrs import evolve

from legation.record.atomic import write_atomically
from legation.record.manifest import DayEntry, Manifest, Part, write_manifest
from legation.tables.events import EVENT_SCHEMA, QUARANTINE_SCHEMA, EventColumn

# Small enough that a pair's rows lie in few groups, large enough that footers stay small.
_GROUP_ROWS = 16_384
_ORDER = (
    EventColumn.SOURCE_STATE,
    EventColumn.TARGET_STATE,
    EventColumn.DAY,
    EventColumn.EVENT_ID,
)
# Each part costs a question about a millisecond; large parts are left alone.
MOST_SMALL_PARTS = 64
SMALL_ROWS = 200_000


def write_part(
    root: Path, keys: Sequence[str], events: pl.DataFrame, quarantine: pl.DataFrame
) -> Part:
    """Write events and quarantined rows beside the parts that are there.

    Args:
        root: the record's folder.
        keys: what the part is made of, from which its name is hashed.
        events: by `EVENT_SCHEMA`, in any order.
        quarantine: by `QUARANTINE_SCHEMA`.

    Returns:
        The part, not yet in the manifest.
    """
    name = hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()[:16]
    days = events.group_by(EventColumn.DAY, EventColumn.KNOWN_ON).len().sort(pl.all())
    entries = tuple(DayEntry(*row) for row in days.iter_rows())
    part = Part(name, events.height, quarantine.height, entries)
    if events.height:
        write = functools.partial(_write_parquet, events.sort(_ORDER))
        write_atomically(part.locate_events(root), write)
    if quarantine.height:
        write = functools.partial(_write_parquet, quarantine)
        write_atomically(part.locate_quarantine(root), write)
    return part


def merge_parts(root: Path, manifest: Manifest) -> None:
    """Merge the small parts into one where there are many, as after months of daily imports.

    The manifest names the merged part before the old files go: a kill leaves files that nothing
    reads, never a record without rows.
    """
    small = sorted(
        (part for part in manifest.parts if part.rows < SMALL_ROWS), key=lambda p: p.name
    )
    if len(small) <= MOST_SMALL_PARTS:
        return
    events = _read_all(root, small, Part.locate_events, EVENT_SCHEMA)
    quarantine = _read_all(root, small, Part.locate_quarantine, QUARANTINE_SCHEMA)
    merged = write_part(root, [part.name for part in small], events, quarantine)
    kept = tuple(part for part in manifest.parts if part not in small)
    write_manifest(root, evolve(manifest, parts=(*kept, merged)))
    for part in small:
        part.locate_events(root).unlink(missing_ok=True)
        part.locate_quarantine(root).unlink(missing_ok=True)


def _read_all(
    root: Path, parts: Sequence[Part], locate: Callable[[Part, Path], Path], schema: pl.Schema
) -> pl.DataFrame:
    paths = [locate(part, root) for part in parts]
    frames = [pl.read_parquet(path) for path in paths if path.is_file()]
    return pl.concat([pl.DataFrame(schema=schema), *frames])


def _write_parquet(frame: pl.DataFrame, path: Path) -> None:
    frame.write_parquet(path, compression="zstd", row_group_size=_GROUP_ROWS, statistics=True)
