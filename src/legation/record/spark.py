"""Spark as engine: runs the same ibis expressions over the same Parquet files."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
from pyspark.errors import AnalysisException

from legation.errors import DataError
from legation.record.layout import LAYOUTS, Kind
from legation.record.spark_files import locate_file
from legation.record.spark_frames import read_files
from legation.record.spark_session import ignore_pandas, start_session

if TYPE_CHECKING:
    from ibis.expr.types import Table


class SparkEngine:
    """A Spark session; each question brings its files."""

    def __init__(self, uri: str = "") -> None:
        """Start Spark, or join the session that runs.

        Args:
            uri: the address below which files are named, empty for files of this machine.
        """
        self._uri = uri
        self.session = start_session()
        _declare_options()

    def run(
        self,
        expression: "Table",
        sources: Mapping[str, Sequence[Path]],
        tables: Mapping[str, pl.DataFrame],
        schema: pl.Schema,
    ) -> pl.DataFrame:
        """Run an expression, as `engines.Engine` says."""
        with ignore_pandas():
            import ibis

            try:
                for name, paths in sources.items():
                    layout = LAYOUTS[Kind(name)].schema
                    files = read_files(self.session, map(self._locate, paths), layout)
                    files.createOrReplaceTempView(name)
                for name, frame in tables.items():
                    self.session.createDataFrame(frame.to_arrow()).createOrReplaceTempView(name)
                table = self.session.sql(str(ibis.to_sql(expression, dialect="pyspark"))).toArrow()
            except AnalysisException as error:
                if error.getCondition() != "PATH_NOT_FOUND":
                    raise
                missing = (error.getMessageParameters() or {}).get("path", "a file")
                raise DataError(
                    f"{missing} is missing: put it back, or import its files anew"
                ) from None
        answer = pl.DataFrame(table)
        return answer.select(pl.col(name).cast(kind) for name, kind in schema.items())

    def _locate(self, path: Path) -> str:
        return f"{self._uri}/{path.as_posix()}" if self._uri else locate_file(path)


def _declare_options() -> None:
    """Declare what ibis's compiler asks for, without its backend, which needs more packages."""
    import ibis
    from ibis.config import Config

    class Options(Config):  # type: ignore[misc]
        treat_nan_as_null: bool = False

    if ibis.options.pyspark is None:
        ibis.options.pyspark = Options()
