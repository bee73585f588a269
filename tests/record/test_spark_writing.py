"""An import on two workers gives the record that an import in this process gives."""

import functools
import json

import polars as pl
import pytest
from spark_cluster import start_cluster
from spark_feed import open_written

from legation.errors import DataError
from legation.record import spark_parts, spark_sums
from legation.record.flows import merge_days, merge_flows
from legation.record.layout import LAYOUTS, Kind
from legation.record.lock import lock_record
from legation.record.place import RemoteRoot
from legation.record.store import open_record
from legation.record.verify import verify_record
from legation.record.writing import write_files

VISIT = {"source_name": "V", "target_name": "H", "cameo": "042", "story_id": "visit"}
HOST = {"source_name": "H", "target_name": "V", "cameo": "043", "story_id": "visit"}
TALK = {
    "source_name": "P",
    "target_name": "Q",
    "source_sector": "GOV",
    "target_sector": "GOV",
}


def make_rows(first, count, **given):
    return [
        {
            "day": f"2018-10-{number % 25 + 1:02d}",
            "origin_id": str(number),
            "source_state": ("USA", "RUS", "")[number % 3],
            "source_name": f"N{number % 5}",
            "report_url": f"https://example.org/{number}" if number % 2 else "",
            "story_id": "" if number % 4 == 1 else f"s{number % 9}",
            "origin": ("icews", "gdelt")[number % 2],
            **given,
        }
        for number in range(first, first + count)
    ]


MARKED = [
    {"day": "2018-10-04", "origin_id": "v1", **VISIT},
    {"day": "2018-10-04", "origin_id": "v2", **HOST},
    *({"day": f"2018-10-{day:02d}", "origin_id": f"t{day}", **TALK} for day in (4, 5, 9, 11)),
    {"day": "2018-10-05", "origin_id": "t5b", "known_on": "2018-10-08", **TALK},
]
FILES = {
    "one with a space.json": {"rows": [*make_rows(0, 60), *MARKED[:4]], "lines": [3, 9]},
    "two.json": {"rows": [*make_rows(40, 60, intensity=2.5), *MARKED[4:]], "lines": []},
    "twin.json": {"rows": [*make_rows(40, 60, intensity=2.5), *MARKED[4:]], "lines": []},
    "cut.json": {"rows": make_rows(500, 20), "lines": [1], "cut": True},
    "mentions.json": {
        "rows": [],
        "lines": [2],
        "mentions": [("icews", "1", 1), ("icews", "2", 2), ("icews", "2", None)],
    },
}
BROKEN = {"broken.json": {"rows": make_rows(0, 3), "lines": [], "broken": True}}
LATER = {
    "later.json": {
        "rows": [
            *make_rows(90, 30),
            {"day": "2018-10-04", "origin_id": "new", "known_on": "2018-10-09", **TALK},
            {"day": "2018-10-12", "origin_id": "t12", **TALK},
        ],
        "lines": [4],
    }
}


@pytest.fixture(scope="module")
def cluster():
    return start_cluster()


@pytest.fixture
def lay(tmp_path):
    """A function that lays out files and returns their paths."""

    def lay_files(files):
        for name, tree in files.items():
            (tmp_path / name).write_text(json.dumps(tree), encoding="utf-8")
        return [tmp_path / name for name in files]

    return lay_files


def write_here(record, paths):
    return write_files(record, [open_written(path) for path in paths])


def write_there(record, paths):
    from legation.record.spark_writing import write_on_spark

    uris = [f"file://{path}" for path in paths]
    return write_on_spark(record, uris, functools.partial(open_written, states=None), None)


def read_kind(record, kind):
    schema = LAYOUTS[kind].schema
    frames = [pl.DataFrame(schema=schema)]
    frames += [pl.read_parquet(path).cast(schema) for path in record.find_files(kind)]
    rows = pl.concat(frames)
    merge = {Kind.FLOWS: merge_flows, Kind.DAYS: merge_days, Kind.REPORTS: pl.DataFrame.unique}
    return merge.get(kind, pl.DataFrame)(rows).sort(schema.names())


def assert_same_records(left, right):
    for kind in Kind:
        one, other = read_kind(left, kind), read_kind(right, kind)
        assert one.equals(other), (kind, one, other)


def test_both_imports_give_the_same_record(cluster, tmp_path, lay, monkeypatch):
    """Also where rows are cut into many files, and beside rows that are held; through Hadoop."""
    monkeypatch.setattr(spark_parts, "RANGE_ROWS", 50)
    monkeypatch.setattr(spark_sums, "RANGE_ROWS", 50)
    here, there = open_record(tmp_path / "here"), tmp_path / "the re"
    remote = open_record(RemoteRoot(f"file://{there}"), "spark")
    paths = lay(FILES)
    summaries = write_there(remote, paths)
    assert summaries == write_here(here, paths)
    assert [bool(each.refused) for each in summaries] == [False, False, False, True, False]
    assert summaries[2].imported_before and summaries[0].left_out and summaries[1].held
    assert_same_records(here, open_record(there))
    events = read_kind(here, Kind.EVENTS)
    assert events["is_mirror"].any() and events["is_repeat"].any()
    assert (events["first_day"] < events["day"]).any()
    parts = open_record(there).read_manifest().parts
    assert len(parts) == 3 and max(len(part.files) for part in parts) > 5
    later = lay(LATER)
    assert write_there(remote, [*paths[:1], *later]) == write_here(here, [*paths[:1], *later])
    assert_same_records(here, open_record(there))
    assert not verify_record(there).faults
    assert not list(there.glob("**/*.crc")) and not (there / "staging").exists()


def test_types_and_row_groups_are_those_of_the_layout(cluster, tmp_path, lay):
    parquet = pytest.importorskip("pyarrow.parquet")
    record = open_record(tmp_path / "record", "spark")
    (record.root / "events").mkdir(parents=True)
    (record.root / "events" / "left-behind.parquet").touch()
    write_there(record, lay({"one.json": FILES["one with a space.json"]}))
    assert not verify_record(record.root).faults
    for kind in Kind:
        for path in record.find_files(kind):
            assert pl.read_parquet_schema(path) == LAYOUTS[kind].schema
            columns = parquet.ParquetFile(path).metadata.row_group(0)
            assert {columns.column(i).compression for i in range(columns.num_columns)} == {"ZSTD"}
    assert len(list(record.root.glob("events/*"))) == 1
    assert not list(record.root.glob("**/*.crc"))


def test_nothing_is_written_where_a_feed_breaks_its_contract(cluster, tmp_path, lay):
    record = open_record(tmp_path / "record", "spark")
    with pytest.raises(DataError, match=r"broken\.json: the table of delivered events"):
        write_there(
            record, lay({"broken.json": {"rows": make_rows(0, 3), "lines": [], "broken": 1}})
        )
    assert not record.read_manifest().parts
    with lock_record(record.root), pytest.raises(DataError, match="another process"):
        write_there(record, lay(LATER))
