"""DuckDB as engine: runs ibis expressions over the record's Parquet files.

Expressions are compiled by ibis and run on a bare connection: ibis's own backend would import
pandas and pyarrow, which doubles the time until the first answer.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import polars as pl
from attrs import frozen

from legation.tables.events import EVENT_SCHEMA

if TYPE_CHECKING:
    from ibis.expr.types import Table

EVENTS_TABLE = "events"
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": 2,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
_TYPES: Mapping[pl.DataType, str] = {
    pl.String(): "string",
    pl.Date(): "date",
    pl.Float64(): "float64",
    pl.Int64(): "int64",
    pl.Boolean(): "boolean",
}


class _Streams(Protocol):
    def __arrow_c_stream__(self) -> object: ...


@frozen
class _ArrowStream:
    """Shows of a frame or relation only its Arrow stream: no detour over pyarrow is taken."""

    content: _Streams

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The Arrow C stream interface; polars and DuckDB know no schema requests."""
        return self.content.__arrow_c_stream__()


class DuckdbEngine:
    """A connection with the view `events` over Parquet files."""

    def __init__(self, paths: Sequence[Path]) -> None:
        """Connect; reads only the files' footers.

        Args:
            paths: at least one Parquet file of events.
        """
        import duckdb

        self._connection = duckdb.connect(":memory:", config=_SETTINGS)
        relation = self._connection.read_parquet([str(path) for path in paths])
        relation.create_view(EVENTS_TABLE)

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()

    def run(
        self, expression: "Table", tables: Mapping[str, pl.DataFrame], schema: pl.Schema
    ) -> pl.DataFrame:
        """Run an expression.

        Args:
            expression: an ibis table over `declare_table` tables.
            tables: the frames that it names, apart from the events.
            schema: the columns of the answer.

        Returns:
            A frame by `schema`, in the order that the expression asks for.
        """
        import ibis

        for name, frame in tables.items():
            self._connection.register(name, _ArrowStream(frame))
        try:
            relation = self._connection.sql(str(ibis.to_sql(expression, dialect="duckdb")))
            answer = pl.DataFrame(_ArrowStream(relation))
        finally:
            for name in tables:
                self._connection.unregister(name)
        return answer.select(pl.col(name).cast(kind) for name, kind in schema.items())


def declare_table(name: str, schema: pl.Schema) -> "Table":
    """An ibis table that stands for a named table of the engine."""
    import ibis

    return ibis.table({column: _TYPES[kind] for column, kind in schema.items()}, name=name)


def declare_events() -> "Table":
    """The ibis table of all events, by `EVENT_SCHEMA`."""
    return declare_table(EVENTS_TABLE, EVENT_SCHEMA)
