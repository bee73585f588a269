"""Files of a part, written by Spark: cut by key ranges, sorted, named and described."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import polars as pl
from attrs import evolve, frozen
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as fn

from legation.record.flows import sum_flows
from legation.record.layout import LAYOUTS, REPORTS_SCHEMA, STORED_SCHEMA, Kind
from legation.record.manifest import DataFile, Part
from legation.record.merging import RANGE_ROWS
from legation.record.parts import name_part, sort_rows, write_file
from legation.record.spark_folders import STAGING, Folder
from legation.record.spark_frames import collect_rows, escape_globs, map_batches, read_files
from legation.record.spark_reading import FILE, ROW
from legation.record.spark_sums import Sums, persist_rows
from legation.tables.counts import DAYS_SCHEMA, FLOWS_SCHEMA, CountColumn
from legation.tables.events import EventColumn

_COMPRESSION_LEVEL = 3


@frozen(eq=False)
class PartWriter:
    """Writes the files of one part.

    Attributes:
        session: one of ours.
        folder: the record's.
        name: the part's, from `name_part`.
    """

    session: SparkSession
    folder: Folder
    name: str

    def write_rows(self, kind: Kind, rows: DataFrame, count: int) -> tuple[DataFile, ...]:
        """Write many rows.

        Args:
            kind: whose layout they get.
            rows: with the layout's columns.
            count: about how many they are; decides into how many files they are cut.
        """
        layout = LAYOUTS[kind]
        pieces = -(-count // RANGE_ROWS)
        cut = rows.select(*layout.schema.names())
        cut = cut.repartitionByRange(pieces, *layout.keys) if pieces > 1 else cut.coalesce(1)
        staged = f"{STAGING}/{self.name}-{kind}"
        self.folder.remove(staged)
        (
            cut.sortWithinPartitions(*layout.order)
            .write.option("compression", "zstd")
            .option("parquet.compression.codec.zstd.level", _COMPRESSION_LEVEL)
            .option("parquet.block.row.count.limit", layout.group_rows)
            .parquet(f"{self.folder.uri}/{staged}")
        )
        written = [n for n in self.folder.list_names(staged) if n.startswith("part-")]
        names = [f"{kind}/{self.name}-{number:04d}.parquet" for number in range(len(written))]
        for source, name in zip(written, names, strict=True):
            self.folder.move(f"{staged}/{source}", name)
        return self._describe(kind, names)

    def write_frame(self, kind: Kind, frame: pl.DataFrame) -> tuple[DataFile, ...]:
        """Write few rows as one file, as an import on one machine does."""
        if frame.is_empty():
            return ()
        with tempfile.TemporaryDirectory() as folder:
            file = write_file(Path(folder), kind, self.name, 0, sort_rows(kind, frame))
            self.folder.write_bytes(file.name, (Path(folder) / file.name).read_bytes())
        return (file,)

    def clean(self) -> None:
        """Remove what Spark left behind."""
        self.folder.remove(STAGING)

    def _describe(self, kind: Kind, names: Sequence[str]) -> tuple[DataFile, ...]:
        """Count, hash and look into written files on the executors; empty ones are removed."""
        uris = [f"{self.folder.uri}/{name}" for name in names]
        digests = self._digest(uris)
        layout = LAYOUTS[kind]
        keys = fn.struct(*layout.keys)
        rows = read_files(self.session, uris, layout.schema)
        place = fn.element_at(fn.split(fn.input_file_name(), "/"), -1).alias("file")
        ends = [fn.min(keys).alias("first"), fn.max(keys).alias("last")]
        found = (
            rows.withColumn("file", place).groupBy("file").agg(fn.count("*").alias("rows"), *ends)
        )
        held = {row["file"]: row for row in collect_rows(found).iter_rows(named=True)}
        files = []
        for name in names:
            base = name.rpartition("/")[2]
            if base not in held:
                self.folder.remove(name)
                continue
            size, digest = digests[base]
            first, last = (tuple(map(str, held[base][end].values())) for end in ("first", "last"))
            files.append(DataFile(kind, name, held[base]["rows"], size, digest, first, last))
        return tuple(files)

    def _digest(self, uris: Sequence[str]) -> dict[str, tuple[int, str]]:
        """Size and SHA-256 of files by their names."""
        files = self.session.read.format("binaryFile").load([escape_globs(uri) for uri in uris])
        told = files.select("path", "length", fn.sha2("content", 256)).collect()
        return {path.rpartition("/")[2]: (size, digest) for path, size, digest in told}


def write_part(writer: PartWriter, marked: DataFrame, period: Sums) -> Part:
    """Write the events of a period with their flows and days.

    Args:
        writer: of the import's part, from which this one's name is taken.
        marked: all rows of the import, by `MARKED_SCHEMA`.
        period: which of them.
    """
    own = evolve(writer, name=name_part([writer.name, "events", str(period.since)]))
    rows = period.select(marked)
    files = own.write_rows(Kind.EVENTS, rows, period.rows)
    uris = [f"{own.folder.uri}/{file.name}" for file in files if file.kind is Kind.EVENTS]
    events = read_files(own.session, uris, STORED_SCHEMA)
    with persist_rows(_sum_flows(events)) as flows:
        count = flows.count()
        files += own.write_rows(Kind.FLOWS, flows, count) if count else ()
    days = events.groupBy(*DAYS_SCHEMA.names()[:3]).agg(fn.count("*").alias(CountColumn.EVENTS))
    files += own.write_frame(Kind.DAYS, collect_rows(days).cast(DAYS_SCHEMA))
    return Part(own.name, period.rows, *period.known, period.ids, files)


def select_reports(rows: DataFrame) -> DataFrame:
    """Each report's URL once: the first in the order of files and lines."""
    url = EventColumn.REPORT_URL
    first = fn.min_by(url, fn.struct(FILE, ROW)).alias(url)
    given = rows.filter(fn.col(url) != "")
    both = EventColumn.ORIGIN, EventColumn.STORY_ID
    return given.groupBy(*both).agg(first).select(*REPORTS_SCHEMA.names())


def _sum_flows(events: DataFrame) -> DataFrame:
    """The record's own sums over a few rows at a time, summed up."""
    sums = (CountColumn.EVENTS, CountColumn.RATED, CountColumn.THOUSANDTHS)
    keys = [name for name in FLOWS_SCHEMA.names() if name not in sums]
    partial = map_batches(events, sum_flows, FLOWS_SCHEMA)
    return partial.groupBy(*keys).agg(*(fn.sum(name).alias(name) for name in sums))
