"""DuckDB as engine: runs ibis expressions over the record's Parquet files.

Expressions are compiled by ibis and run on a bare connection: ibis's own backend would import
pandas and pyarrow, which doubles the time until the first answer.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import polars as pl
from attrs import frozen

if TYPE_CHECKING:
    from ibis.expr.types import Table

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
_FORMS = {
    "parquet": "FORMAT parquet, COMPRESSION zstd",
    "csv": "FORMAT csv, HEADER",
    "jsonl": "FORMAT json",
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
    """A connection to an empty database; each question brings its files."""

    def __init__(self) -> None:
        """Connect."""
        import duckdb

        self._connection = duckdb.connect(":memory:", config=_SETTINGS)

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()

    def run(
        self,
        expression: "Table",
        sources: Mapping[str, Sequence[Path]],
        tables: Mapping[str, pl.DataFrame],
        schema: pl.Schema,
    ) -> pl.DataFrame:
        """Run an expression, as `engines.Engine` says; only the footers of files are read first."""
        import ibis

        self._show_files(sources)
        for name, frame in tables.items():
            self._connection.register(name, _ArrowStream(frame))
        try:
            relation = self._connection.sql(str(ibis.to_sql(expression, dialect="duckdb")))
            answer = pl.DataFrame(_ArrowStream(relation))
        finally:
            for name in tables:
                self._connection.unregister(name)
        return answer.select(pl.col(name).cast(kind) for name, kind in schema.items())

    def export(
        self, expression: "Table", sources: Mapping[str, Sequence[Path]], path: Path, form: str
    ) -> int:
        """Write an answer to a file, however long it is.

        Args:
            expression: as for `run`.
            sources: as for `run`.
            path: the file.
            form: `parquet`, `csv` or `jsonl`.

        Returns:
            The number of rows.
        """
        import ibis

        self._show_files(sources)
        self._connection.execute("SET memory_limit = '600MB'")
        question = str(ibis.to_sql(expression, dialect="duckdb"))
        place = str(path).replace("'", "''")
        done = self._connection.execute(f"COPY ({question}) TO '{place}' ({_FORMS[form]})")
        row = done.fetchone()
        assert row is not None
        return int(row[0])

    def _show_files(self, sources: Mapping[str, Sequence[Path]]) -> None:
        for name, paths in sources.items():
            relation = self._connection.read_parquet([str(path) for path in paths])
            relation.create_view(name, replace=True)
