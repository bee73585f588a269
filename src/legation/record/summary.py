"""What a record holds, told from its sums of days and its ledger, never from the events."""

import datetime as dt

import polars as pl
from attrs import frozen

from legation.record.layout import Kind
from legation.record.store import Record
from legation.tables.counts import COVERED_DAYS_SCHEMA, CountColumn
from legation.tables.events import EventColumn
from legation.tables.ledger import LedgerColumn


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
    days = _count_days(record, as_of)
    known = pl.col(LedgerColumn.FIRST_KNOWN) <= as_of
    files = record.read_rows(Kind.LEDGER).filter(known).height if not days.is_empty() else 0
    sums = days.select(
        pl.col(CountColumn.EVENTS).sum(),
        pl.col(CountColumn.DAY).min().alias("first"),
        pl.col(CountColumn.DAY).max().alias("last"),
        pl.col(CountColumn.DAY).n_unique().alias("days"),
    )
    rows, first_day, last_day, days_covered = sums.row(0)
    origins = tuple(sorted(days[CountColumn.ORIGIN].unique()))
    return RecordSummary(rows, first_day, last_day, days_covered, origins, files)


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
    events, month = pl.col(CountColumn.EVENTS), pl.col(CountColumn.DAY).dt.truncate("1mo")
    days = _count_days(record, as_of).group_by(CountColumn.DAY).agg(events.sum())
    months = days.filter(events >= min_events).group_by(month.alias(CountColumn.MONTH))
    counts = months.agg(pl.len().cast(pl.Int64).alias(CountColumn.COVERED_DAYS))
    return counts.select(COVERED_DAYS_SCHEMA.names()).sort(CountColumn.MONTH)


def _count_days(record: Record, as_of: dt.date) -> pl.DataFrame:
    """Events by day, day of knowledge and feed, of what was known on a day."""
    return record.read_rows(Kind.DAYS, as_of).filter(pl.col(CountColumn.KNOWN_ON) <= as_of)


def count_marks(record: Record) -> dict[str, int]:
    """How many rows are marked, over all days.

    Returns:
        `rows`, `mirrors`, `repeats`, `echoes`, and `acts`: rows that are neither mirror nor repeat.
    """
    paths = record.find_files(Kind.EVENTS)
    mirror, repeat = pl.col(EventColumn.IS_MIRROR), pl.col(EventColumn.IS_REPEAT)
    echo = pl.col(EventColumn.FIRST_DAY) < pl.col(EventColumn.DAY)
    if not paths:
        return dict.fromkeys(("rows", "mirrors", "repeats", "echoes", "acts"), 0)
    sums = pl.scan_parquet(list(paths)).select(
        pl.len().alias("rows"),
        mirror.sum().alias("mirrors"),
        repeat.sum().alias("repeats"),
        echo.sum().alias("echoes"),
        (~mirror & ~repeat).sum().alias("acts"),
    )
    return dict(sums.collect(engine="streaming").row(0, named=True))
