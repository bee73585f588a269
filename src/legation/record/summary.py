"""What a record holds, told from its sums of days and its ledger, never from the events."""

import datetime as dt
from collections.abc import Iterable

import polars as pl
from attrs import frozen

from legation.record.layout import Kind
from legation.record.ledger import covers_states
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


def summarize_record(record: Record, as_of: dt.date, origin: str | None = None) -> RecordSummary:
    """Sum up what the record knew on a day, marks included.

    Args:
        record: the record.
        as_of: events with a later `known_on` are left out.
        origin: only events of this feed, None for all.

    Returns:
        The sums; of an empty record zeros and None.
    """
    days = _count_days(record, as_of, origin)
    known = pl.col(LedgerColumn.FIRST_KNOWN) <= as_of
    if origin is not None:
        known &= pl.col(LedgerColumn.ORIGIN) == origin
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


def covered_days(
    record: Record, as_of: dt.date, min_events: int = 1, origin: str | None = None
) -> pl.DataFrame:
    """Count the days of each month on which the record has events.

    Args:
        record: the record.
        as_of: events with a later `known_on` are left out.
        min_events: events that a day needs to count; late reports leave a few rows on days that
            no imported file covers.
        origin: only events of this feed, None for all.

    Returns:
        A frame by `COVERED_DAYS_SCHEMA`, one row for each month with such a day, oldest first.
    """
    events, month = pl.col(CountColumn.EVENTS), pl.col(CountColumn.DAY).dt.truncate("1mo")
    days = _count_days(record, as_of, origin).group_by(CountColumn.DAY).agg(events.sum())
    months = days.filter(events >= min_events).group_by(month.alias(CountColumn.MONTH))
    counts = months.agg(pl.len().cast(pl.Int64).alias(CountColumn.COVERED_DAYS))
    return counts.select(COVERED_DAYS_SCHEMA.names()).sort(CountColumn.MONTH)


def _count_days(record: Record, as_of: dt.date, origin: str | None) -> pl.DataFrame:
    """Events by day, day of knowledge and feed, of what was known on a day."""
    days = record.read_rows(Kind.DAYS, as_of).filter(pl.col(CountColumn.KNOWN_ON) <= as_of)
    return days if origin is None else days.filter(pl.col(CountColumn.ORIGIN) == origin)


def rank_feeds(
    record: Record, as_of: dt.date, states: Iterable[str], min_events: int = 1
) -> tuple[str, ...]:
    """The feeds that tell of some states, the one with most days covered first.

    A feed of which files were imported for other states only cannot tell: what is missing would
    look like silence.

    Args:
        record: the record.
        as_of: as for `covered_days`.
        states: the states that are asked about.
        min_events: events that a day needs to count.
    """
    known = pl.col(LedgerColumn.FIRST_KNOWN) <= as_of
    ledger = record.read_rows(Kind.LEDGER).filter(known)
    wanted = frozenset(states)
    silent: set[str] = set()
    for (origin, _), entries in ledger.group_by(LedgerColumn.ORIGIN, LedgerColumn.SHA256):
        if not any(covers_states(held, wanted) for held in entries[LedgerColumn.STATES]):
            silent.add(str(origin))
    events = pl.col(CountColumn.EVENTS)
    days = _count_days(record, as_of, None).group_by(CountColumn.ORIGIN, CountColumn.DAY)
    counts = days.agg(events.sum()).with_columns((events >= min_events).alias("full"))
    ranked = counts.group_by(CountColumn.ORIGIN).agg(pl.col("full").sum())
    ordered = ranked.sort(["full", CountColumn.ORIGIN], descending=[True, False])
    return tuple(name for name in ordered[CountColumn.ORIGIN] if name not in silent)


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
