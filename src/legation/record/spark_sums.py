"""What Spark counts of rows before it writes them."""

import contextlib
import datetime as dt
from collections.abc import Iterator

import polars as pl
from attrs import evolve, field, frozen
from pyspark import StorageLevel
from pyspark.sql import DataFrame
from pyspark.sql import functions as fn

from legation.record.manifest import IdRange
from legation.record.marks import KNOWN_DAYS
from legation.record.merging import RANGE_ROWS
from legation.record.spark_frames import collect_rows
from legation.tables.events import EventColumn

_KNOWN = EventColumn.KNOWN_ON
_ROWS, _LOW, _HIGH, _WORDS, _URLS = "rows", "low", "high", "words", "urls"
_SCHEMA = pl.Schema(
    {
        str(EventColumn.BATCH): pl.String(),
        str(EventColumn.ORIGIN): pl.String(),
        str(_KNOWN): pl.Date(),
        **dict.fromkeys((_ROWS, _LOW, _HIGH, _WORDS, _URLS), pl.Int64()),
    }
)


@frozen(eq=False)
class Sums:
    """Rows by file, feed and day of knowledge.

    Attributes:
        frame: these three, the number of rows, the lowest and highest id where it is a number, the
            number of ids that are none, and of rows with a URL.
        since: the first day of knowledge that is meant, None for any.
        until: the last such day.
    """

    frame: pl.DataFrame = field(factory=lambda: pl.DataFrame(schema=_SCHEMA))
    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def rows(self) -> int:
        """All rows."""
        return int(self.frame[_ROWS].sum())

    @property
    def urls(self) -> int:
        """Rows with a URL."""
        return int(self.frame[_URLS].sum())

    @property
    def known(self) -> tuple[dt.date | None, dt.date | None]:
        """The first and last day on which a row became known."""
        first, last = self.frame.select(
            pl.col(_KNOWN).min().alias("first"), pl.col(_KNOWN).max().alias("last")
        ).row(0)
        return first, last

    @property
    def by_batch(self) -> dict[str, tuple[int, dt.date | None]]:
        """Rows of each file, and the earliest day on which one became known."""
        sums = self.frame.group_by(EventColumn.BATCH).agg(pl.col(_ROWS).sum(), pl.col(_KNOWN).min())
        return {batch: (rows, first) for batch, rows, first in sums.iter_rows()}

    @property
    def ids(self) -> tuple[IdRange, ...]:
        """The ranges of the feeds' ids; none for a feed with ids that are no numbers."""
        sums = self.frame.group_by(EventColumn.ORIGIN).agg(
            pl.col(_LOW).min(), pl.col(_HIGH).max(), pl.col(_WORDS).sum()
        )
        ordered = sums.sort(EventColumn.ORIGIN).iter_rows()
        return tuple(
            IdRange(origin, low, high) for origin, low, high, words in ordered if not words
        )

    def cut_periods(self) -> list["Sums"]:
        """The past, and the last days, beside which later imports are marked; few rows stay one."""
        _, last = self.known
        if last is None:
            return []
        if self.rows <= RANGE_ROWS:
            return [self]
        border = last - dt.timedelta(days=KNOWN_DAYS)
        day = pl.col(_KNOWN)
        past = Sums(self.frame.filter(day < border), None, border - dt.timedelta(days=1))
        recent = evolve(self, frame=self.frame.filter(day >= border), since=border)
        return [each for each in (past, recent) if each.rows]

    def select(self, rows: DataFrame) -> DataFrame:
        """The rows of the period that is meant."""
        if self.since is not None:
            rows = rows.filter(fn.col(_KNOWN) >= fn.lit(self.since))
        return rows if self.until is None else rows.filter(fn.col(_KNOWN) <= fn.lit(self.until))


def sum_rows(rows: DataFrame) -> Sums:
    """Count events, or mentions."""
    number = fn.expr(f"try_cast({EventColumn.ORIGIN_ID} as bigint)")
    sums = rows.groupBy(EventColumn.BATCH, EventColumn.ORIGIN, _KNOWN).agg(
        fn.count("*").alias(_ROWS),
        fn.min(number).alias(_LOW),
        fn.max(number).alias(_HIGH),
        fn.count_if(number.isNull()).alias(_WORDS),
        fn.count_if(fn.col(EventColumn.REPORT_URL) != "").alias(_URLS),
    )
    return Sums(collect_rows(sums).cast(_SCHEMA))


@contextlib.contextmanager
def persist_rows(rows: DataFrame) -> Iterator[DataFrame]:
    """Keep rows on the executors' disks while they are asked for several times."""
    kept = rows.persist(StorageLevel.DISK_ONLY)
    try:
        yield kept
    finally:
        kept.unpersist()
