"""Sums that a part carries beside its events: flows between states, and days."""

import polars as pl

from legation.tables.counts import DAYS_SCHEMA, FLOWS_SCHEMA, CountColumn
from legation.tables.events import EventColumn

_SUMS = (CountColumn.EVENTS, CountColumn.RATED, CountColumn.THOUSANDTHS)
_KEYS = tuple(name for name in FLOWS_SCHEMA.names() if name not in (*_SUMS, CountColumn.STATE))


def is_echo() -> pl.Expr:
    """Whether a row tells again what was told of a day before."""
    return pl.col(EventColumn.FIRST_DAY) < pl.col(EventColumn.DAY)


def sum_flows(events: pl.DataFrame) -> pl.DataFrame:
    """Sum marked events between two different known states by day, under each of the two.

    Returns:
        A frame by `FLOWS_SCHEMA`, in no order.
    """
    source, target = pl.col(EventColumn.SOURCE_STATE), pl.col(EventColumn.TARGET_STATE)
    intensity = pl.col(EventColumn.INTENSITY)
    foreign = events.filter((source != target) & (source != "") & (target != ""))
    sums = foreign.group_by(*_KEYS[:-1], is_echo().alias(CountColumn.IS_ECHO)).agg(
        pl.len().cast(pl.Int64).alias(CountColumn.EVENTS),
        intensity.count().cast(pl.Int64).alias(CountColumn.RATED),
        (intensity * 1000).round().cast(pl.Int64).sum().alias(CountColumn.THOUSANDTHS),
    )
    sides = [sums.with_columns(side.alias(CountColumn.STATE)) for side in (source, target)]
    return pl.concat(sides).select(FLOWS_SCHEMA.names())


def merge_flows(flows: pl.DataFrame) -> pl.DataFrame:
    """Sum flows of several parts."""
    summed = flows.group_by(CountColumn.STATE, *_KEYS).agg(pl.col(_SUMS).sum())
    return summed.select(FLOWS_SCHEMA.names())


def sum_days(events: pl.DataFrame) -> pl.DataFrame:
    """Count events by day, day of knowledge and feed, by `DAYS_SCHEMA`."""
    counts = events.group_by(DAYS_SCHEMA.names()[:3]).agg(
        pl.len().cast(pl.Int64).alias(CountColumn.EVENTS)
    )
    return counts.select(DAYS_SCHEMA.names())


def merge_days(days: pl.DataFrame) -> pl.DataFrame:
    """Sum the days of several parts."""
    counts = days.group_by(DAYS_SCHEMA.names()[:3]).agg(pl.col(CountColumn.EVENTS).sum())
    return counts.select(DAYS_SCHEMA.names())
