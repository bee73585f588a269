"""Questions are built of what every engine can do: each compiles for Spark too."""

import datetime as dt
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest

from legation.domain.actors import Dyad
from legation.errors import InputError
from legation.record.counts import count_by_month, count_by_type, peer_intensities
from legation.record.duckdb import DuckdbEngine
from legation.record.engines import start_engine
from legation.record.place import RemoteRoot, parse_root
from legation.record.selection import select_events
from legation.record.store import open_record
from legation.record.windows import count_toward, has_events
from legation.tables.counts import PAIR_WINDOWS_SCHEMA, WINDOWS_SCHEMA

DAY = dt.date(2018, 10, 4)
LATER = dt.date(2030, 1, 1)
PAIRS = pl.DataFrame(
    [("a", "USA", "CHN", DAY, DAY), ("b", "", "CHN", DAY, DAY)], PAIR_WINDOWS_SCHEMA, orient="row"
)
WINDOWS = PAIRS.select(WINDOWS_SCHEMA.names())
DYADS = [Dyad("USA", "CHN"), Dyad("CHN", "USA")]

QUESTIONS = {
    "months": lambda record: count_by_month(record, LATER, DYADS),
    "types": lambda record: count_by_type(record, LATER, DYADS, DAY, LATER),
    "peers": lambda record: peer_intensities(record, LATER, "CHN"),
    "events": lambda record: select_events(record, LATER, DYADS, ["CONSULT"], limit=3),
    "toward": lambda record: count_toward(record, LATER, None, ["CHN"], WINDOWS),
    "happened": lambda record: has_events(record, LATER, PAIRS, ["CONSULT"], ["04"]),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_questions_compile_for_spark(store, monkeypatch, question):
    compilers = pytest.importorskip("ibis.backends.sql.compilers.pyspark")
    ibis = pytest.importorskip("ibis")
    if ibis.options.pyspark is None:
        # Without pyspark at hand its options are not there, and the compiler asks for one.
        settings = SimpleNamespace(treat_nan_as_null=False)
        monkeypatch.setattr(type(ibis.options), "pyspark", settings)
    record = store({"day": "2018-10-04"})
    texts = []
    run = DuckdbEngine.run

    def compile_and_run(engine, expression, sources, tables, schema):
        texts.append(compilers.PySparkCompiler().to_sqlglot(expression).sql(dialect="databricks"))
        return run(engine, expression, sources, tables, schema)

    monkeypatch.setattr(DuckdbEngine, "run", compile_and_run)
    assert QUESTIONS[question](record).height >= 1
    assert texts and all(text.startswith("SELECT") for text in texts)


def test_engines_that_are_not_there_are_refused(tmp_path):
    with pytest.raises(InputError, match="'flink' is no engine: use one of duckdb, spark"):
        start_engine("flink")
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="a record is a folder"):
        open_record(tmp_path / "file")
    with pytest.raises(InputError, match="copy the record to a folder"):
        open_record(RemoteRoot("s3a://bucket/record"))


@pytest.mark.parametrize("text", ["s3a:/bucket/record", "hdfs://", "s3a:///"])
def test_addresses_that_name_no_place_are_refused(text):
    with pytest.raises(InputError, match="names no place"):
        parse_root(text)


def test_a_colon_alone_makes_no_address():
    assert parse_root("data:2018/record") == Path("data:2018/record")
    assert parse_root("hdfs:///record") == RemoteRoot("hdfs:///record")
