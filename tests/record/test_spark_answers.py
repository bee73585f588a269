"""DuckDB in this process and Spark on two workers answer every question with the same frame."""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest
from spark_cluster import WORKERS, count_tasks, start_cluster
from written import build_events, write

from legation.domain.actors import Dyad
from legation.errors import DataError, InputError
from legation.feeds.catalogue import FEEDS
from legation.feeds.stream import open_feed_file
from legation.record.counts import count_by_month, count_by_type, peer_intensities
from legation.record.place import RemoteRoot
from legation.record.scope import Scope
from legation.record.selection import select_events
from legation.record.store import open_record
from legation.record.summary import covered_days, summarize_record
from legation.record.windows import count_toward, has_events
from legation.record.writing import write_files
from legation.tables.counts import PAIR_WINDOWS_SCHEMA, WINDOWS_SCHEMA
from legation.tables.events import Reading

REAL = Path(__file__).parents[3] / "shared" / "data" / "icews_raw"
FEW_FILES = 16
DAYS = (dt.date(2018, 10, 12), dt.date(2030, 1, 1))
DYADS = [Dyad("USA", "CHN"), Dyad("CHN", "USA"), Dyad("RUS", "PRK")]
SPAN = dt.date(2018, 10, 5), dt.date(2018, 10, 15)
WINDOWS = pl.DataFrame(
    [("a", dt.date(2018, 10, 1), dt.date(2018, 10, 9)), ("b", *SPAN)], WINDOWS_SCHEMA, orient="row"
)
PAIRS = pl.DataFrame(
    [
        ("a", "USA", "CHN", *SPAN),
        ("b", "", "CHN", *SPAN),
        ("c", "RUS", "", *SPAN),
        ("d", "", "", *SPAN),
    ],
    PAIR_WINDOWS_SCHEMA,
    orient="row",
)
# Any state may stand for one that is no more.
HEIRS = Scope("icews", (("PRK", "RUS"),))


def summarize(record, day):
    summary = summarize_record(record, day)
    return pl.DataFrame({"told": [str(summary)]})


QUESTIONS = {
    "months": lambda record, day, reading: count_by_month(record, day, DYADS, reading),
    "types": lambda record, day, reading: count_by_type(record, day, DYADS, *SPAN, reading),
    "all types": lambda record, day, reading: count_by_type(record, day, DYADS, reading=reading),
    "peers": lambda record, day, reading: peer_intensities(record, day, "CHN", reading=reading),
    "toward": lambda record, day, reading: count_toward(
        record, day, None, ["CHN", "PRK"], WINDOWS, reading
    ),
    "of one": lambda record, day, reading: count_toward(
        record, day, ["USA"], None, WINDOWS, reading
    ),
    "events": lambda record, day, reading: select_events(
        record, day, DYADS, ["CONSULT", "MAKE", "ASSAULT"], since=SPAN[0], reading=reading
    ),
    "months of heirs": lambda record, day, reading: count_by_month(
        record, day, DYADS, reading, HEIRS
    ),
    "types of heirs": lambda record, day, reading: count_by_type(
        record, day, DYADS, reading=reading, scope=HEIRS
    ),
    "peers of heirs": lambda record, day, reading: peer_intensities(
        record, day, "RUS", reading=reading, scope=HEIRS
    ),
    "toward heirs": lambda record, day, reading: count_toward(
        record, day, None, ["CHN", "RUS"], WINDOWS, reading, HEIRS
    ),
    "newest": lambda record, day, reading: select_events(record, day, limit=50, reading=reading),
}
READ = ("months", "types", "peers", "toward", "events")
OF_ONE_READING = {
    "happened": lambda record, day: has_events(record, day, PAIRS),
    "kinds": lambda record, day: has_events(
        record, day, PAIRS, ["CONSULT"], ["04", "036"], either_direction=True
    ),
    "summary": summarize,
    "covered": lambda record, day: covered_days(record, day, 2),
}


def make_rows():
    """Rows with marks of all kinds, unknown states, missing intensities, halves to round."""
    states = ("USA", "CHN", "RUS", "PRK", "")
    kinds = (("CONSULT", "040"), ("ASSAULT", "190"), ("", "010"))
    quads = ("verbal_cooperation", "material_conflict", "")
    return [
        {
            "day": f"2018-10-{number % 19 + 1:02d}",
            "known_on": f"2018-10-{number % 19 + 1 + number % 3:02d}",
            "source_state": states[number % 5],
            "target_state": states[number * 7 % 4],
            "source_name": f"A{number % 4}",
            "source_sector": "GOV",
            "target_sector": "GOV",
            "event_type": kinds[number % 3][0],
            "cameo": kinds[number % 3][1],
            "quad_class": quads[number % 3],
            "intensity": None if number % 11 == 0 else number % 41 / 4 - 5.0005,
            "report_url": f"https://example.org/{number}?a=[b]" if number % 2 else "",
        }
        for number in range(400)
    ]


@pytest.fixture(scope="module")
def cluster():
    return start_cluster()


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    root = tmp_path_factory.mktemp("written") / "a record"
    record, events = open_record(root), build_events(*make_rows())
    write(record, events[:250], "one")
    write(record, events[250:], "two")
    return root


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    if not REAL.is_dir():
        pytest.skip("../shared/data/icews_raw is not at hand")
    root = tmp_path_factory.mktemp("imported")
    paths = sorted(REAL.glob("2018*-icews-events.tab.gz"))[:FEW_FILES]
    for chunk in (paths[: FEW_FILES // 2], paths[FEW_FILES // 2 :]):
        write_files(open_record(root), [open_feed_file(FEEDS["icews"], path) for path in chunk])
    return root


# Of a question, a reading and a day each is asked with every other at least once.
ASKED = [
    *((name, DAYS[1], reading) for name in READ for reading in Reading),
    *((name, DAYS[1], Reading.ACTS) for name in QUESTIONS if name not in READ),
    *((name, DAYS[0], Reading.ACTS) for name in QUESTIONS),
]
FEWER = [(name, DAYS[1], Reading.ACTS) for name in QUESTIONS]


def ask(record, asked):
    answers = {key: QUESTIONS[key[0]](record, *key[1:]) for key in asked}
    for name, question in OF_ONE_READING.items():
        answers[name, DAYS[1]] = question(record, DAYS[1])
    answers["summary", DAYS[0]] = summarize(record, DAYS[0])
    return answers


@pytest.mark.parametrize(("source", "asked"), [("written", FEWER), ("imported", ASKED)])
def test_both_engines_give_equal_frames(cluster, source, asked, request):
    """The record is reached as one in a store is: its address goes through Hadoop."""
    root = request.getfixturevalue(source)
    before = count_tasks(cluster)
    expected = ask(open_record(root), asked)
    answers = ask(open_record(RemoteRoot(f"file://{root}"), "spark"), asked)
    assert answers.keys() == expected.keys()
    for key, frame in expected.items():
        assert answers[key].schema == frame.schema, key
        assert answers[key].equals(frame), (key, answers[key], frame)
    full = [key for key, frame in expected.items() if frame.height]
    assert {key[0] for key in full} >= {*QUESTIONS, *OF_ONE_READING}
    took_part = {worker: count - before[worker] for worker, count in count_tasks(cluster).items()}
    assert len(took_part) == WORKERS and all(took_part.values()), took_part


def test_a_folder_of_this_machine_is_read_without_hadoop(cluster, written, monkeypatch):
    monkeypatch.setattr("legation.record.store.open_remote", None)
    day = DAYS[1]
    there = peer_intensities(open_record(written, "spark"), day, "CHN")
    assert there.equals(peer_intensities(open_record(written), day, "CHN"))


def test_what_is_not_there_is_said_in_a_sentence(cluster, tmp_path):
    nothing = open_record(RemoteRoot(f"file://{tmp_path}/none"), "spark")
    assert summarize_record(nothing, DAYS[1]).rows == 0
    assert count_by_month(nothing, DAYS[1], DYADS).is_empty()
    with pytest.raises(InputError, match="Spark"):
        open_record(RemoteRoot("s3a://bucket/record"))
    with pytest.raises(InputError, match="cannot be reached"):
        open_record(RemoteRoot("nostore://bucket/record"), "spark")
    record = open_record(tmp_path)
    write(record, build_events({"day": "2018-10-04"}))
    for path in record.root.glob("events/*"):
        path.unlink()
    with pytest.raises(DataError, match="missing"):
        count_by_month(open_record(RemoteRoot(f"file://{tmp_path}"), "spark"), DAYS[1], DYADS)


def test_the_users_own_session_stays_as_it_is(cluster):
    from legation.record.spark import SparkEngine

    name = "spark.sql.session.timeZone"
    cluster.conf.set(name, "Asia/Tokyo")
    engine = SparkEngine()
    assert engine.session.conf.get(name) == "UTC"
    assert cluster.conf.get(name) == "Asia/Tokyo"
    assert engine.session.sparkContext is cluster.sparkContext
