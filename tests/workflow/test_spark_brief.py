"""The whole way on Spark: an import of real files, and a brief with the same bytes."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from spark_cluster import require_spark, start_cluster

from legation.cli.brief import brief
from legation.errors import InputError
from legation.record.layout import LAYOUTS, Kind
from legation.record.place import RemoteRoot
from legation.record.store import open_record
from legation.record.verify import verify_record
from legation.workflow.import_feed import import_files
from legation.workflow.record_choice import choose_record
from legation.workflow.spark_import import import_on_spark

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "data" / "icews_raw"
REPORT = "Putin visits Kim Jong Un in North Korea, 2019-04-25"
FEW_FILES = 6


@pytest.fixture(scope="module")
def files():
    if not REAL.is_dir():
        pytest.skip("../shared/data/icews_raw is not at hand")
    return sorted(REAL.glob("*-icews-events.tab.gz"))[:FEW_FILES]


@pytest.fixture(scope="module")
def here(files, tmp_path_factory):
    root = tmp_path_factory.mktemp("here")
    summary = import_files("icews", files, root)
    return root, summary


def read_kind(root, kind):
    schema = LAYOUTS[kind].schema
    frames = [pl.read_parquet(path) for path in open_record(root).find_files(kind)]
    return pl.concat([pl.DataFrame(schema=schema), *frames]).sort(schema.names())


def write_brief(out, record, engine=None):
    brief(REPORT, as_of="2019-05-01", out=out, record=record, engine=engine)
    return out.read_bytes()


def test_real_files_give_the_same_record(files, here, tmp_path):
    start_cluster()
    root, summary = here
    told = []
    found = import_on_spark("icews", files, tmp_path / "there", None, lambda *n: told.append(n))
    assert found == summary and found.added > 5_000
    assert told[-1] == (FEW_FILES, FEW_FILES)
    for kind in Kind:
        assert read_kind(tmp_path / "there", kind).equals(read_kind(root, kind)), kind
    assert not verify_record(tmp_path / "there").faults
    shutil.copy(files[0], tmp_path / "other name.tab.gz")
    again = import_on_spark("icews", [f"file://{tmp_path}", *files], str(tmp_path / "there"))
    assert (again.files, again.known, again.added) == (FEW_FILES + 1, FEW_FILES + 1, 0)


def test_a_brief_has_the_same_bytes(here, tmp_path, monkeypatch):
    start_cluster()
    root, _ = here
    expected = write_brief(tmp_path / "a.json", str(root))
    assert b"icews" in expected.lower()
    assert write_brief(tmp_path / "b.json", f"file://{root}", "spark") == expected
    monkeypatch.setenv("LEGATION_ENGINE", "spark")
    monkeypatch.setattr(
        "legation.workflow.record_choice.parse_root", lambda _: RemoteRoot(f"file://{root}")
    )
    assert write_brief(tmp_path / "c.json", "as in a store") == expected


def test_the_command_starts_spark_itself_and_says_nothing(here, tmp_path):
    require_spark()
    root, _ = here
    environment = dict(os.environ, LEGATION_SPARK_MASTER="local[1]", LEGATION_ENGINE="spark")
    environment["PYTHONPATH"] = str(ROOT / "src")
    code = "from legation.cli.app import run_cli; run_cli()"
    command = [sys.executable, "-c", code, "brief", REPORT, "--as-of", "2019-05-01"]
    done = subprocess.run(
        [*command, "--record", f"file://{root}", "--format", "json"],
        capture_output=True,
        env=environment,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == write_brief(tmp_path / "a.json", str(root))


@pytest.mark.parametrize(
    ("record", "engine", "message"),
    [
        ("s3a://bucket/record", None, "give --engine spark, or copy the record"),
        ("s3a:/bucket/record", "spark", "names no place"),
        (None, "flink", "no engine"),
    ],
)
def test_a_choice_that_cannot_be_is_one_sentence(record, engine, message):
    with pytest.raises(InputError, match=message):
        choose_record(record, engine)


def test_records_are_chosen_by_option_then_by_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("LEGATION_RECORD", "hdfs://host:8020/record/")
    monkeypatch.setenv("LEGATION_ENGINE", "spark")
    assert choose_record().root == RemoteRoot("hdfs://host:8020/record")
    assert choose_record(str(tmp_path), "duckdb").root == tmp_path
    assert choose_record(f"file://{tmp_path}").root == tmp_path


MISSING = """
import sys
sys.modules[sys.argv[1]] = None
from legation.cli.app import run_cli
record = ["--record", "s3a://bucket/record", "--engine", "spark"]
sys.argv = ["legation", "brief", "Putin visits Kim Jong Un, 2019-04-25", *record]
run_cli()
"""


@pytest.mark.parametrize(
    ("module", "variables", "beginning"),
    [
        ("pyspark", {}, "legation: Spark cannot be used"),
        ("none", {"PATH": "/nonexistent", "JAVA_HOME": ""}, "legation: Spark does not start"),
    ],
)
def test_what_is_missing_is_said_in_a_sentence(module, variables, beginning):
    environment = dict(os.environ, PYTHONPATH=str(ROOT / "src")) | variables
    command = [sys.executable, "-c", MISSING, module]
    done = subprocess.run(command, capture_output=True, env=environment, check=False, timeout=60)
    told = done.stderr.decode()
    assert told.startswith(beginning) and told.count("\n") == 1, told
    assert "install legation[spark] and Java 17" in told.replace("\n", " ")
