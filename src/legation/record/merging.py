"""Merging parts: few sorted files instead of many, with the same rows.

Files of all merged parts are read key range by key range, so that memory holds one range at a time
however large the record is.
"""

import datetime as dt
import itertools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from legation.record.flows import merge_days, merge_flows
from legation.record.layout import LAYOUTS, Kind
from legation.record.lock import lock_record
from legation.record.manifest import (
    DataFile,
    Manifest,
    Part,
    read_manifest,
    sweep_record,
    write_manifest,
)
from legation.record.marks import KNOWN_DAYS
from legation.record.parts import join_ids, join_known, name_part, sort_rows, write_file

# A file of a merged part; a file is the least that a question opens.
RANGE_ROWS = 500_000
_SAMPLE_EVERY = 500
# So many parts are merged at once.
MOST_MERGED = 32
# Each part costs a question about a millisecond and some kilobytes; large parts are left alone.
MOST_SMALL_PARTS = 64
SMALL_ROWS = 200_000


def _merge_reports(reports: pl.DataFrame) -> pl.DataFrame:
    return reports.unique(LAYOUTS[Kind.REPORTS].keys, keep="first")


_MERGES: dict[Kind, Callable[[pl.DataFrame], pl.DataFrame]] = {
    Kind.FLOWS: merge_flows,
    Kind.DAYS: merge_days,
    Kind.REPORTS: _merge_reports,
}
Key = tuple[Any, ...]


def compact_record(root: Path) -> int:
    """Merge a record's parts into two: the past, and the last days of what became known.

    New events are marked beside those of the last days, which a small part keeps near.

    Args:
        root: the record's folder.

    Returns:
        By how many parts the record has fewer now.

    Raises:
        DataError: if another process is writing.
    """
    with lock_record(root):
        manifest = read_manifest(root)
        sweep_record(root, manifest)
        _, last = join_known(manifest.parts)
        border = (last or dt.date.max) - dt.timedelta(days=KNOWN_DAYS)
        before = len(manifest.parts)
        for is_past in (True, False):
            while group := _choose_group(read_manifest(root), border, is_past=is_past):
                merge_parts(root, group)
        return before - len(read_manifest(root).parts)


def _choose_group(manifest: Manifest, border: dt.date, *, is_past: bool) -> list[Part]:
    """The parts to merge next; none where one part is left.

    Of many parts the least merged go first, some at a time: a range of a part that is read should
    not be much smaller than its row groups. The choice hangs on the manifest alone, so that a
    compaction that was killed goes on as it would have.
    """
    parts = [
        part
        for part in manifest.parts
        if (not part.known_last or part.known_last < border) is is_past
    ]
    if len(parts) <= MOST_MERGED:
        return parts if len(parts) > 1 else []
    lowest = sorted(part.level for part in parts)[1]
    return [part for part in parts if part.level <= lowest][:MOST_MERGED]


def merge_small(root: Path) -> int:
    """Merge the small parts into one where there are many, as after months of daily imports.

    Only the holder of the record's lock may call this.
    """
    small = [part for part in read_manifest(root).parts if part.rows < SMALL_ROWS]
    return merge_parts(root, small) if len(small) > MOST_SMALL_PARTS else 0


def merge_parts(root: Path, parts: Sequence[Part]) -> int:
    """Put one part in the place of several.

    The manifest names the merged part before the old files go: a kill leaves files that nothing
    reads, never a record without rows.

    Args:
        root: the record's folder, locked.
        parts: at least one of its parts.

    Returns:
        Their number.
    """
    name = name_part(["merged", *(part.name for part in parts)])
    files = tuple(file for kind in Kind for file in _merge_kind(root, name, kind, parts))
    rows = sum(part.rows for part in parts)
    level = max(part.level for part in parts) + 1
    merged = Part(name, rows, *join_known(parts), join_ids(parts), files, level)
    manifest = read_manifest(root)
    place = manifest.parts.index(parts[0])
    others = [part for part in manifest.parts if part not in parts]
    after = Manifest((*others[:place], merged, *others[place:]))
    write_manifest(root, after)
    sweep_record(root, after)
    return len(parts)


def _merge_kind(root: Path, name: str, kind: Kind, parts: Sequence[Part]) -> Iterator[DataFile]:
    """Write the merged files of a kind, in the order of their keys."""
    given = [file for part in parts for file in part.files if file.kind is kind]
    merge = _MERGES.get(kind, _keep_rows)
    borders = _find_borders(root, kind, given)
    for number, (low, high) in enumerate(itertools.pairwise([None, *borders, None])):
        rows = _read_range(root, kind, given, low, high)
        if rows.height:
            yield write_file(root, kind, name, number, sort_rows(kind, merge(rows)))


def _keep_rows(rows: pl.DataFrame) -> pl.DataFrame:
    return rows


def _find_borders(root: Path, kind: Kind, files: Sequence[DataFile]) -> list[Key]:
    """Keys between which about `RANGE_ROWS` rows lie, from a systematic sample."""
    if sum(file.rows for file in files) <= RANGE_ROWS:
        return []
    keys = list(LAYOUTS[kind].keys)
    samples = [
        pl.read_parquet(root / file.name, columns=keys).gather_every(_SAMPLE_EVERY)
        for file in files
    ]
    ordered = pl.concat(samples).sort(keys)
    step = RANGE_ROWS // _SAMPLE_EVERY
    return list(ordered.gather_every(step, offset=step).unique(maintain_order=True).iter_rows())


def _read_range(
    root: Path, kind: Kind, files: Sequence[DataFile], low: Key | None, high: Key | None
) -> pl.DataFrame:
    """The rows with keys from `low` up to, and without, `high`."""
    layout = LAYOUTS[kind]
    near = [file for file in files if _may_overlap(file, low, high)]
    if not near:
        return pl.DataFrame(schema=layout.schema)
    rows = pl.scan_parquet([root / file.name for file in near], schema=layout.schema)
    rules = []
    if low is not None:
        rules += [pl.col(layout.keys[0]) >= low[0], ~_precede(layout.keys, low)]
    if high is not None:
        rules += [pl.col(layout.keys[0]) <= high[0], _precede(layout.keys, high)]
    return rows.filter(rules).collect() if rules else rows.collect()


def _may_overlap(file: DataFile, low: Key | None, high: Key | None) -> bool:
    """By the first key alone, which is text in every layout whose order matters here."""
    first, last = file.first[0], file.last[0]
    return (low is None or last >= str(low[0])) and (high is None or first <= str(high[0]))


def _precede(keys: Sequence[str], bound: Key) -> pl.Expr:
    """Whether a row's keys come before others, column by column."""
    rule = pl.lit(False)
    for name, value in reversed(list(zip(keys, bound, strict=True))):
        rule = (pl.col(name) < value) | ((pl.col(name) == value) & rule)
    return rule
