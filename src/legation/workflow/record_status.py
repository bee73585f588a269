"""What the record holds, in lines."""

import datetime as dt
from pathlib import Path

from legation.record.selection import list_quarantine
from legation.record.store import open_record
from legation.record.summary import summarize_record
from legation.tables.events import QuarantineColumn


def describe_record(root: Path, as_of: dt.date) -> list[str]:
    """Rows, days, feeds and quarantine of a record as of a day."""
    record = open_record(root)
    summary = summarize_record(record, as_of)
    if not summary.rows:
        return [f"{root}: empty; import a feed with 'legation import icews FILE...'"]
    lines = [
        f"{root}, as of {as_of}",
        f"events: {summary.rows}, {summary.first_day} to {summary.last_day}, "
        f"{summary.days_covered} days covered",
        f"feeds: {', '.join(summary.origins)}; files: {summary.files}",
    ]
    quarantine = list_quarantine(record)
    reasons = quarantine.group_by(QuarantineColumn.REASON).len().sort("len", descending=True)
    lines.append(f"quarantine: {quarantine.height} lines")
    lines += [f"  {count} x {reason}" for reason, count in reasons.head(10).iter_rows()]
    return lines
