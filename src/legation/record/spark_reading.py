"""Feeds' files read on Spark's executors, each by the same Python reader as on one machine."""

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
from attrs import evolve, frozen
from pyspark import StorageLevel
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as fn

from legation.errors import DataError, InputError
from legation.record.intake import FileSummary, add_batch
from legation.record.layout import Kind
from legation.record.spark_files import name_path
from legation.record.spark_frames import cut_batches, escape_globs, write_ddl
from legation.record.spark_session import ignore_pandas
from legation.tables.deliveries import FeedBatch, FeedFile
from legation.tables.events import FEED_SCHEMA, QUARANTINE_SCHEMA, QuarantineColumn, check_feed
from legation.tables.mentions import MENTION_SCHEMA

KIND = "_kind"
FILE = "_file"
ROW = "_place"
_SUMMARY = "summary"
# Rows of all kinds travel together, so that each file is read once.
_SCHEMA = pl.Schema(
    {
        KIND: pl.String(),
        FILE: pl.Int64(),
        ROW: pl.Int64(),
        **FEED_SCHEMA,
        **MENTION_SCHEMA,
        **QUARANTINE_SCHEMA,
    }
)
OpenFile = Callable[[Path], FeedFile]
# An option of Spark's: how many rows go to Python at a time. A row is a whole file here.
_BATCH_OPTION = "spark.sql.execution.arrow.maxRecordsPerBatch"


@frozen(eq=False)
class ReadFile:
    """A file that an executor read.

    Attributes:
        number: its place among the files given.
        summary: what became of it, before it is known which rows are new.
        file: its name, hashes and size, None where it could not be opened; it cannot be read again.
    """

    number: int
    summary: FileSummary
    file: FeedFile | None

    @property
    def is_new(self) -> bool:
        """Whether its rows are to be written."""
        return not self.summary.refused and not self.summary.imported_before


@frozen(eq=False)
class Delivered:
    """What executors read.

    Attributes:
        files: in the order given.
        rows: of all kinds, of the new files.
    """

    files: tuple[ReadFile, ...]
    rows: DataFrame

    def select(self, kind: Kind, schema: pl.Schema) -> DataFrame:
        """The rows of a kind, each with the place of its file and its own in it."""
        return self.rows.filter(fn.col(KIND) == str(kind)).select(FILE, ROW, *schema.names())


def read_on_spark(
    session: SparkSession, uris: Sequence[str], open_file: OpenFile, known: frozenset[str]
) -> Delivered:
    """Read files on executors.

    Args:
        session: one of ours.
        uris: of the files, in the order in which the first of two equal rows counts.
        open_file: opens a copy of a file; is sent to the executors.
        known: SHA-256 of files that are not to be read again.

    Raises:
        DataError: if a feed breaks its contract.
    """
    numbers = {name_path(session, uri): number for number, uri in enumerate(uris)}
    files = session.read.format("binaryFile").load([escape_globs(uri) for uri in uris])

    def read(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for row in batch.to_pylist():
                frames = _read_copy(open_file, numbers[row["path"]], row, known)
                yield from (piece for frame in frames for piece in cut_batches(frame, _SCHEMA))

    usual = session.conf.get(_BATCH_OPTION)
    session.conf.set(_BATCH_OPTION, "1")
    with ignore_pandas():
        rows = files.select("path", "content").mapInArrow(read, write_ddl(_SCHEMA))
        rows = rows.persist(StorageLevel.DISK_ONLY)
        told = rows.filter(fn.col(KIND) == _SUMMARY).select(FILE, QuarantineColumn.TEXT).collect()
    session.conf.set(_BATCH_OPTION, str(usual))
    found = _pass_over_twins([_parse(number, text) for number, text in sorted(told)])
    passed = [each.number for each in found if not each.is_new]
    return Delivered(found, rows.filter(~fn.col(FILE).isin(passed)) if passed else rows)


def _read_copy(
    open_file: OpenFile, number: int, row: Mapping[str, Any], known: frozenset[str]
) -> Iterator[pl.DataFrame]:
    """Read a copy of a file; the last frame tells what became of it."""
    name = row["path"].rpartition("/")[2]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(row["content"])
        summary, file, offset = FileSummary(name), None, 0
        try:
            file = open_file(path)
            summary = evolve(summary, imported_before=file.sha256 in known)
            for batch in () if summary.imported_before else file.read():
                check_feed(batch.events)
                summary = add_batch(summary, batch)
                yield from _label_rows(batch, number, offset)
                offset += batch.lines
        except InputError as error:
            summary = FileSummary(name, refused=str(error))
        except DataError as error:
            yield _tell({"broken": f"{name}: {error}"}, number)
            return
    yield _tell({"summary": attrs.asdict(summary), "file": _describe(file)}, number)


def _label_rows(batch: FeedBatch, number: int, offset: int) -> Iterator[pl.DataFrame]:
    kinds = {
        Kind.EVENTS: batch.events,
        Kind.MENTIONS: batch.mentions,
        Kind.QUARANTINE: batch.quarantine,
    }
    for kind, frame in kinds.items():
        if frame.height:
            labels = pl.lit(str(kind)).alias(KIND), pl.lit(number, pl.Int64).alias(FILE)
            place = pl.int_range(offset, offset + frame.height, dtype=pl.Int64).alias(ROW)
            yield _fill(frame.with_columns(*labels, place))


def _tell(tree: Mapping[str, object], number: int) -> pl.DataFrame:
    row = {KIND: [_SUMMARY], FILE: [number], ROW: [0], QuarantineColumn.TEXT: [json.dumps(tree)]}
    return _fill(pl.DataFrame(row))


def _fill(frame: pl.DataFrame) -> pl.DataFrame:
    """Empty columns for what a kind of rows does not have."""
    lacking = [name for name in _SCHEMA.names() if name not in frame.columns]
    return frame.with_columns(pl.lit(None, _SCHEMA[name]).alias(name) for name in lacking)


def _describe(file: FeedFile | None) -> dict[str, object] | None:
    if file is None:
        return None
    told = attrs.asdict(file, filter=attrs.filters.exclude("read"), recurse=False)
    return {**told, "states": None if file.states is None else sorted(file.states)}


def _parse(number: int, text: str) -> ReadFile:
    tree = json.loads(text)
    if "broken" in tree:
        raise DataError(tree["broken"])
    told = tree["file"]
    if told is None:
        return ReadFile(number, FileSummary(**tree["summary"]), None)
    states = None if told["states"] is None else frozenset(told["states"])
    file = FeedFile(**{**told, "states": states}, read=lambda: iter(()))
    return ReadFile(number, FileSummary(**tree["summary"]), file)


def _pass_over_twins(files: Sequence[ReadFile]) -> tuple[ReadFile, ...]:
    """Of files with the same bytes the first counts, the others are known by then."""
    seen: set[str] = set()
    found = []
    for each in files:
        twin = each.is_new and each.file is not None and each.file.sha256 in seen
        if each.is_new and each.file is not None:
            seen.add(each.file.sha256)
        summary = FileSummary(each.summary.name, imported_before=True) if twin else each.summary
        found.append(evolve(each, summary=summary))
    return tuple(found)
