"""Verify a record: read everything again and hold it against what was written down."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
from attrs import frozen

from legation.record.held import IDENTITY
from legation.record.layout import LAYOUTS, Kind
from legation.record.ledger import read_ledger
from legation.record.manifest import DataFile, Manifest, read_manifest
from legation.tables.counts import CountColumn
from legation.tables.events import EventColumn
from legation.tables.ledger import LedgerColumn

# Ids of so many events are held in memory at once.
_BUCKET_ROWS = 4_000_000


@frozen
class Verification:
    """What a verification found.

    Attributes:
        files: Parquet files read.
        rows: events in them.
        size: bytes.
        faults: one sentence for each; empty where all is well.
    """

    files: int
    rows: int
    size: int
    faults: tuple[str, ...]


def verify_record(
    root: Path, report_progress: Callable[[int, int], None] = lambda _done, _all: None
) -> Verification:
    """Read all files of a record and check hashes, counts, order, sums and identities.

    Args:
        root: the record's folder.
        report_progress: called with files done and files in all.

    Raises:
        DataError: if the manifest is damaged.
    """
    manifest = read_manifest(root)
    files = [file for part in manifest.parts for file in part.files]
    faults: list[str] = []
    for number, file in enumerate(files, start=1):
        faults += _check_file(root, file)
        report_progress(number, len(files))
    if not faults:
        faults += _check_sums(root, manifest)
    rows = sum(part.rows for part in manifest.parts)
    return Verification(len(files), rows, sum(file.size for file in files), tuple(faults))


def _check_file(root: Path, file: DataFile) -> Iterator[str]:
    path = root / file.name
    try:
        with path.open("rb") as handle:
            digest = hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError as error:
        yield f"{file.name} cannot be read ({error.strerror}): import its files anew"
        return
    if digest != file.sha256:
        yield f"{file.name} is not what was written: import its files anew into another folder"
        return
    layout = LAYOUTS[file.kind]
    frame = pl.scan_parquet(path)
    if frame.collect_schema() != layout.schema:
        yield f"{file.name} has other columns than declared"
        return
    keys = frame.select(layout.keys).collect()
    ends = keys.select(pl.all().cast(pl.String))
    if (keys.height, ends.row(0), ends.row(-1)) != (file.rows, file.first, file.last):
        yield f"{file.name} has {keys.height} rows and other ends than the manifest says"
    if not keys.equals(keys.sort(layout.keys)):
        yield f"{file.name} is not sorted"


def _check_sums(root: Path, manifest: Manifest) -> Iterator[str]:
    """Whether events, mentions, ledger, days, flows and quarantine tell the same numbers."""
    counted = {kind: sum(f.rows for f in manifest.list_files(kind)) for kind in Kind}
    ledger = read_ledger(root)
    named = sum(part.rows for part in manifest.parts)
    if named != counted[Kind.EVENTS]:
        yield f"the parts name {named} events and hold {counted[Kind.EVENTS]}"
    added = int(ledger[LedgerColumn.ADDED].sum())
    if added != counted[Kind.EVENTS] + counted[Kind.MENTIONS]:
        yield f"the ledger names {added} new rows, the parts hold another number"
    refused = int(ledger[LedgerColumn.QUARANTINED].sum())
    if refused != counted[Kind.QUARANTINE]:
        yield f"the ledger names {refused} quarantined lines, {counted[Kind.QUARANTINE]} are held"
    fates = (
        LedgerColumn.ADDED,
        LedgerColumn.HELD,
        LedgerColumn.LEFT_OUT,
        LedgerColumn.QUARANTINED,
    )
    wrong = ledger.filter(pl.col(LedgerColumn.LINES) != pl.sum_horizontal(fates))
    yield from (f"the counts of {name} do not add up" for name in wrong[LedgerColumn.NAME])
    days = _sum_column(_list_paths(root, manifest, Kind.DAYS), CountColumn.EVENTS)
    if days != counted[Kind.EVENTS]:
        yield f"the days sum to {days} events, the parts hold {counted[Kind.EVENTS]}"
    flows = _sum_column(_list_paths(root, manifest, Kind.FLOWS), CountColumn.EVENTS)
    events = _list_paths(root, manifest, Kind.EVENTS)
    foreign = _count_foreign(events)
    if flows != 2 * foreign:
        yield f"the flows sum to {flows}, not to twice the {foreign} events between states"
    twins = sum(_count_twins(events, counted[Kind.EVENTS]))
    if twins:
        yield f"{twins} events stand twice"


def _list_paths(root: Path, manifest: Manifest, kind: Kind) -> list[Path]:
    return [root / file.name for file in manifest.list_files(kind)]


def _sum_column(paths: list[Path], column: str) -> int:
    return int(pl.scan_parquet(paths).select(pl.col(column).sum()).collect().item()) if paths else 0


def _count_foreign(paths: list[Path]) -> int:
    if not paths:
        return 0
    source, target = pl.col(EventColumn.SOURCE_STATE), pl.col(EventColumn.TARGET_STATE)
    foreign = (source != target) & (source != "") & (target != "")
    rows = pl.scan_parquet(paths).select(foreign.sum())
    return int(rows.collect(engine="streaming").item())


def _count_twins(paths: list[Path], rows: int) -> Iterator[int]:
    """Events whose feed, id and day another has, bucket by bucket of their hashes."""
    if not paths:
        return
    buckets = rows // _BUCKET_ROWS + 1
    number = pl.struct(IDENTITY).hash().alias("id")
    for bucket in range(buckets):
        ids = pl.scan_parquet(paths).select(number).filter(pl.col("id") % buckets == bucket)
        column = ids.collect(engine="streaming").to_series()
        yield column.len() - column.n_unique()
