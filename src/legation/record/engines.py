"""What every engine can do: answer an ibis expression over Parquet files and small frames."""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import polars as pl

from legation.errors import InputError
from legation.record.manifest import Manifest

if TYPE_CHECKING:
    from ibis.expr.types import Table

ENGINES = ("duckdb", "spark")

_TYPES: Mapping[pl.DataType, str] = {
    pl.String(): "string",
    pl.Date(): "date",
    pl.Float64(): "float64",
    pl.Int64(): "int64",
    pl.Int32(): "int32",
    pl.Boolean(): "boolean",
}


class Engine(Protocol):
    """Runs expressions; where it runs them is its own affair."""

    def run(
        self,
        expression: "Table",
        sources: Mapping[str, Sequence[Path]],
        tables: Mapping[str, pl.DataFrame],
        schema: pl.Schema,
    ) -> pl.DataFrame:
        """Run an expression.

        Args:
            expression: an ibis table over `declare_table` tables.
            sources: the Parquet files of the tables that it names, each at least one.
            tables: the frames that it names.
            schema: the columns of the answer.

        Returns:
            A frame by `schema`, in the order that the expression asks for.
        """
        ...


class RemoteFiles(Protocol):
    """The small files of a record at an address."""

    def read_manifest(self) -> Manifest:
        """The manifest; an address without one is an empty record."""
        ...

    def read_rows(self, names: Sequence[str]) -> pl.DataFrame:
        """All rows of some Parquet files, at least one, named below the address."""
        ...


def declare_table(name: str, schema: pl.Schema) -> "Table":
    """An ibis table that stands for a named table of an engine."""
    import ibis

    return ibis.table({column: _TYPES[kind] for column, kind in schema.items()}, name=name)


def start_engine(name: str, uri: str = "") -> Engine:
    """Start an engine.

    Args:
        name: `duckdb` or `spark`.
        uri: the address of the record whose files are named below it, empty for files of this
            machine.

    Raises:
        InputError: if there is no such engine, or it is not installed.
    """
    if name == "duckdb":
        from legation.record.duckdb import DuckdbEngine

        return DuckdbEngine()
    if name == "spark":
        with expect_spark():
            from legation.record.spark import SparkEngine
        return SparkEngine(uri)
    raise InputError(f"'{name}' is no engine: use one of {', '.join(ENGINES)}")


def open_remote(uri: str) -> RemoteFiles:
    """Reach for the files of a record at an address.

    Args:
        uri: of a scheme that Spark's Hadoop knows.

    Raises:
        InputError: if Spark is not installed or does not know the scheme.
    """
    with expect_spark():
        from legation.record.spark_files import open_folder
    return open_folder(uri)


@contextlib.contextmanager
def expect_spark() -> Iterator[None]:
    """Say in one sentence what to install where Spark's Python packages are missing.

    Raises:
        InputError: in the place of an ImportError.
    """
    try:
        yield
    except ImportError as error:
        missing = error.name or "a package"
        raise InputError(
            f"Spark cannot be used ({missing} is missing): install legation[spark] and Java 17"
        ) from None
