"""Dropping and marking on Spark: rows are put together, and the functions are the record's own."""

import datetime as dt

import polars as pl
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as fn

from legation.record.held import IDENTITY
from legation.record.intake import name_stories
from legation.record.layout import STORED_SCHEMA
from legation.record.marks import HELD_COLUMNS, KNOWN_DAYS, mark_events
from legation.record.spark_frames import map_partitions
from legation.record.spark_reading import FILE, ROW
from legation.tables.events import FEED_SCHEMA, EventColumn

_HELD = "_held"
_MARKS = (EventColumn.IS_MIRROR, EventColumn.IS_REPEAT, EventColumn.FIRST_DAY)
_PLACED_SCHEMA = pl.Schema({FILE: pl.Int64(), ROW: pl.Int64(), **FEED_SCHEMA})
MARKED_SCHEMA = pl.Schema({**_PLACED_SCHEMA, **{str(name): STORED_SCHEMA[name] for name in _MARKS}})


def drop_twins(rows: DataFrame, held: DataFrame | None, partitions: int) -> DataFrame:
    """The first row of each identity in the order of files and lines, without those held.

    Args:
        rows: columns of `FEED_SCHEMA`, with places.
        held: rows of the record, None where it is empty.
        partitions: into how many pieces the rows are cut.

    Returns:
        Columns of `FEED_SCHEMA`, with places.
    """
    if held is not None:
        rows = rows.join(held.select(*IDENTITY).distinct(), list(map(str, IDENTITY)), "left_anti")
    together = rows.select(*_PLACED_SCHEMA.names()).repartition(partitions, *IDENTITY)
    return map_partitions(together, _keep_first, _PLACED_SCHEMA)


def _keep_first(rows: pl.DataFrame) -> pl.DataFrame:
    single = rows.sort(FILE, ROW).unique(IDENTITY, keep="first", maintain_order=True)
    return name_stories(single)


def mark_rows(new: DataFrame, held: DataFrame | None, partitions: int) -> DataFrame:
    """Mark new rows beside those of the record, by `mark_events`.

    Whatever marks a row has its two names, in this order or the other, and its feed; of a feed
    without echoes also its day. Rows that agree in these go to one partition.

    Args:
        new: columns of `FEED_SCHEMA`, with places.
        held: rows of the record that count beside them, None where there are none.
        partitions: into how many pieces the rows are cut.

    Returns:
        Columns of `MARKED_SCHEMA`.
    """
    rows = new.withColumn(_HELD, fn.lit(False))
    if held is not None:
        before = held.select(*HELD_COLUMNS).withColumn(_HELD, fn.lit(True))
        rows = rows.unionByName(before, allowMissingColumns=True)
    together = rows.repartition(partitions, *_find_company())
    return map_partitions(together, _mark_partition, MARKED_SCHEMA)


def _find_company() -> list[Column]:
    names = EventColumn.SOURCE_NAME, EventColumn.TARGET_NAME
    has_echoes = fn.col(EventColumn.ORIGIN) != "gdelt"
    day = fn.when(has_echoes, fn.lit(None)).otherwise(fn.col(EventColumn.DAY))
    return [fn.col(EventColumn.ORIGIN), fn.least(*names), fn.greatest(*names), day]


def _mark_partition(rows: pl.DataFrame) -> pl.DataFrame:
    new = rows.filter(~pl.col(_HELD)).select(_PLACED_SCHEMA.names())
    held = rows.filter(_HELD).select(HELD_COLUMNS)
    return mark_events(new, held)


def select_recent(held: DataFrame, first: dt.date, last: dt.date) -> DataFrame:
    """The rows of the record beside which new ones, known from `first` to `last`, are marked."""
    since = first - dt.timedelta(days=KNOWN_DAYS)
    return held.filter(fn.col(EventColumn.KNOWN_ON).between(fn.lit(since), fn.lit(last)))
