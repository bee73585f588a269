"""Questions are built of what every engine can do: each compiles for Spark too."""

import datetime as dt
from types import SimpleNamespace

import polars as pl
import pytest

from legation.domain.actors import Dyad
from legation.record.counts import count_by_month, count_by_type, peer_intensities
from legation.record.duckdb import DuckdbEngine
from legation.record.selection import select_events
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

    def compile_and_run(engine, expression, tables, schema):
        texts.append(compilers.PySparkCompiler().to_sqlglot(expression).sql(dialect="databricks"))
        return run(engine, expression, tables, schema)

    monkeypatch.setattr(DuckdbEngine, "run", compile_and_run)
    assert QUESTIONS[question](record).height >= 1
    assert texts and all(text.startswith("SELECT") for text in texts)
