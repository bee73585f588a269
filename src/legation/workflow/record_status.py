"""What the record holds, in lines."""

import datetime as dt
from pathlib import Path

import polars as pl

from legation.record.layout import Kind
from legation.record.ledger import read_ledger
from legation.record.selection import list_quarantine
from legation.record.store import open_record
from legation.record.summary import count_marks, summarize_record
from legation.tables.events import QuarantineColumn
from legation.tables.ledger import LedgerColumn

_REASONS = 10


def describe_record(root: Path, as_of: dt.date) -> list[str]:
    """Rows, days, feeds, marks and quarantine of a record as of a day."""
    record = open_record(root)
    summary = summarize_record(record, as_of)
    if not summary.rows:
        return [f"{root}: empty; import a feed with 'legation import FEED FILE...'"]
    files = [file for part in record.read_manifest().parts for file in part.files]
    parts = len(record.read_manifest().parts)
    size = sum(file.size for file in files)
    lines = [
        f"{root}, as of {as_of}",
        f"events: {summary.rows:,}, {summary.first_day} to {summary.last_day}, "
        f"{summary.days_covered:,} days covered",
        f"on disk: {size / 1e6:,.1f} MB in {len(files):,} files of {parts:,} parts",
    ]
    lines += _describe_feeds(root)
    marks = count_marks(record)
    shares = ", ".join(f"{name} {count / marks['rows']:.1%}" for name, count in marks.items())
    lines.append(f"marks (all days): {shares.split(', ', 1)[1]}")
    return [*lines, *_describe_quarantine(root)]


def _describe_feeds(root: Path) -> list[str]:
    sums = [
        LedgerColumn.LINES,
        LedgerColumn.ADDED,
        LedgerColumn.HELD,
        LedgerColumn.LEFT_OUT,
        LedgerColumn.QUARANTINED,
    ]
    ledger = read_ledger(root)
    feeds = (
        ledger.group_by(LedgerColumn.ORIGIN, LedgerColumn.STATES)
        .agg(pl.len().alias("files"), pl.col(sums).sum())
        .sort(LedgerColumn.ORIGIN, LedgerColumn.STATES)
    )
    return [
        f"{row['origin']}{' (' + row['states'] + ' only)' if row['states'] else ''}: "
        f"{row['files']:,} files, {row['lines']:,} lines = {row['added']:,} new + "
        f"{row['held']:,} held + {row['left_out']:,} left out + "
        f"{row['quarantined']:,} in quarantine"
        for row in feeds.iter_rows(named=True)
    ]


def _describe_quarantine(root: Path) -> list[str]:
    record = open_record(root)
    held = sum(file.rows for file in record.read_manifest().list_files(Kind.QUARANTINE))
    if not held:
        return ["quarantine: 0 lines"]
    reasons = list_quarantine(record).group_by(QuarantineColumn.REASON).len()
    ordered = reasons.sort(["len", QuarantineColumn.REASON], descending=[True, False])
    shown = ordered.head(_REASONS).iter_rows()
    return [f"quarantine: {held:,} lines", *(f"  {count:,} x {why}" for why, count in shown)]


def list_imports(root: Path) -> list[str]:
    """Every imported file: hash, name, size and what became of its lines."""
    return [
        f"{row['sha256']}  {row['name']}  {row['size']:,} bytes  {row['origin']}"
        f"{' ' + row['states'] if row['states'] else ''}  {row['lines']:,} lines, "
        f"{row['added']:,} new, {row['held']:,} held, {row['left_out']:,} left out, "
        f"{row['quarantined']:,} in quarantine"
        for row in read_ledger(root).iter_rows(named=True)
    ]
