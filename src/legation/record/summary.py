"""What a record holds, told from its manifest alone."""

import datetime as dt
from collections import Counter

import polars as pl
from attrs import frozen

from legation.record.manifest import Manifest
from legation.record.store import Record
from legation.tables.counts import COVERED_DAYS_SCHEMA, CountColumn


@frozen
class RecordSummary:
    """A record as of a day.

    Attributes:
        rows: events that were known.
        first_day: the earliest day with an event, None where the record is empty.
        last_day: the latest day with an event.
        days_covered: days with an event.
        origins: feeds, sorted.
        files: imported files with a known event.
    """

    rows: int
    first_day: dt.date | None
    last_day: dt.date | None
    days_covered: int
    origins: tuple[str, ...]
    files: int


def summarize_record(record: Record, as_of: dt.date) -> RecordSummary:
    """Sum up what the record knew on a day, marks included.

    Args:
        record: the record.
        as_of: events with a later `known_on` are left out.

    Returns:
        The sums; of an empty record zeros and None.
    """
    manifest = record.read_manifest()
    days = _count_days(manifest, as_of)
    files = [entry for entry in manifest.files if entry.first_known and entry.first_known <= as_of]
    return RecordSummary(
        rows=sum(days.values()),
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        days_covered=len(days),
        origins=tuple(sorted({entry.origin for entry in files})),
        files=len(files),
    )


def covered_days(record: Record, as_of: dt.date, min_events: int = 1) -> pl.DataFrame:
    """Count the days of each month on which the record has events.

    Args:
        record: the record.
        as_of: events with a later `known_on` are left out.
        min_events: events that a day needs to count; late reports leave a few rows on days that
            no imported file covers.

    Returns:
        A frame by `COVERED_DAYS_SCHEMA`, one row for each month with such a day, oldest first.
    """
    days = _count_days(record.read_manifest(), as_of)
    months = Counter(day.replace(day=1) for day, rows in days.items() if rows >= min_events)
    return pl.DataFrame(
        {CountColumn.MONTH: list(months), CountColumn.COVERED_DAYS: list(months.values())},
        schema=COVERED_DAYS_SCHEMA,
    ).sort(CountColumn.MONTH)


def _count_days(manifest: Manifest, as_of: dt.date) -> Counter[dt.date]:
    days: Counter[dt.date] = Counter()
    for part in manifest.parts:
        for entry in part.days:
            if entry.known_on <= as_of:
                days[entry.day] += entry.rows
    return days


def has_file(record: Record, sha256: str) -> bool:
    """Whether a file with this content was imported, so that a feed need not read it again."""
    return record.read_manifest().holds(sha256)
