"""Between Spark's frames and polars': reading files, and polars functions over partitions."""

from collections.abc import Callable, Iterable, Iterator, Mapping

import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
from pyspark.sql import DataFrame, SparkSession

from legation.record.spark_session import ignore_pandas

_NAMES: Mapping[pl.DataType, tuple[str, pa.DataType]] = {
    pl.String(): ("string", pa.string()),
    pl.Date(): ("date", pa.date32()),
    pl.Float64(): ("double", pa.float64()),
    pl.Int64(): ("bigint", pa.int64()),
    pl.Int32(): ("int", pa.int32()),
    # Spark has no unsigned numbers; it reads these as the next larger signed ones.
    pl.UInt32(): ("bigint", pa.int64()),
    pl.Boolean(): ("boolean", pa.bool_()),
}
_BATCH_ROWS = 20_000

Change = Callable[[pl.DataFrame], pl.DataFrame]


def write_ddl(schema: pl.Schema) -> str:
    """A schema as Spark writes it.

    Examples:
        >>> write_ddl(pl.Schema({"day": pl.Date(), "events": pl.Int64()}))
        '`day` date, `events` bigint'
    """
    return ", ".join(f"`{name}` {_NAMES[kind][0]}" for name, kind in schema.items())


def read_files(session: SparkSession, uris: Iterable[str], schema: pl.Schema) -> DataFrame:
    """Parquet files of a known schema as a Spark frame; their footers are not read for it."""
    return session.read.schema(write_ddl(schema)).parquet(*map(escape_globs, uris))


def escape_globs(uri: str) -> str:
    """An address in which every character stands for itself."""
    return "".join(f"\\{sign}" if sign in "[]{}*?" else sign for sign in uri)


def cut_batches(frame: pl.DataFrame, schema: pl.Schema) -> Iterator[pa.RecordBatch]:
    """A frame in pieces of Arrow that Spark takes."""
    wanted = pa.schema([(name, _NAMES[kind][1]) for name, kind in schema.items()])
    for piece in frame.select(schema.names()).iter_slices(_BATCH_ROWS):
        yield from piece.to_arrow().cast(wanted).to_batches()


def map_partitions(rows: DataFrame, change: Change, schema: pl.Schema) -> DataFrame:
    """Apply a polars function to each partition as a whole.

    Args:
        rows: a Spark frame.
        change: gets a partition's rows in no order; is called for no empty partition.
        schema: of what it returns.
    """

    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        held = [batch for batch in batches if batch.num_rows]
        if held:
            yield from cut_batches(change(pl.DataFrame(pa.Table.from_batches(held))), schema)

    with ignore_pandas():
        return rows.mapInArrow(run, write_ddl(schema))


def map_batches(rows: DataFrame, change: Change, schema: pl.Schema) -> DataFrame:
    """Apply a polars function to some rows at a time, whichever lie together."""

    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            if batch.num_rows:
                yield from cut_batches(change(pl.DataFrame(batch)), schema)

    with ignore_pandas():
        return rows.mapInArrow(run, write_ddl(schema))


def collect_rows(rows: DataFrame) -> pl.DataFrame:
    """A small Spark frame as a polars frame."""
    with ignore_pandas():
        return pl.DataFrame(rows.toArrow())
