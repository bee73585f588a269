"""Questions to the record, each answered as of a day."""

import datetime as dt
import subprocess
import sys

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from written import build_events, write

from legation.domain.actors import Dyad
from legation.errors import DataError
from legation.record.counts import count_by_month, count_by_type, peer_intensities
from legation.record.selection import select_events
from legation.record.store import open_record
from legation.record.summary import RecordSummary, covered_days, summarize_record
from legation.record.windows import count_toward, has_events
from legation.tables.counts import (
    COVERED_DAYS_SCHEMA,
    MONTH_COUNTS_SCHEMA,
    PAIR_WINDOWS_SCHEMA,
    PEER_INTENSITIES_SCHEMA,
    TOWARD_COUNTS_SCHEMA,
    TYPE_COUNTS_SCHEMA,
    WINDOW_HITS_SCHEMA,
    WINDOWS_SCHEMA,
)
from legation.tables.events import Reading

LATER = dt.date(2030, 1, 1)
WAR = {
    "event_type": "ASSAULT",
    "cameo": "190",
    "quad_class": "material_conflict",
    "intensity": -10.0,
}
SAY = {"event_type": "", "cameo": "010", "quad_class": "", "intensity": 0.0}
ROWS = (
    {"day": "2018-10-04"},
    {"day": "2018-10-31", "known_on": "2018-11-20"} | WAR,
    {"day": "2018-11-02"} | SAY,
    {"day": "2018-11-03", "source_state": "CHN", "target_state": "USA"},
    {"day": "2018-11-03", "source_state": "JPN", "target_state": "CHN"} | WAR,
    {"day": "2018-11-04", "source_state": "CHN", "target_state": "CHN"},
    {"day": "2018-11-04", "source_state": "", "target_state": "CHN"},
)
USA_CHN = Dyad("USA", "CHN")


def ask_windows(*rows):
    return pl.DataFrame(
        [
            (name, dt.date.fromisoformat(start), dt.date.fromisoformat(end))
            for name, start, end in rows
        ],
        schema=WINDOWS_SCHEMA,
        orient="row",
    )


def ask_pairs(*rows):
    return pl.DataFrame(
        [
            (name, source, target, dt.date.fromisoformat(start), dt.date.fromisoformat(end))
            for name, source, target, start, end in rows
        ],
        schema=PAIR_WINDOWS_SCHEMA,
        orient="row",
    )


def test_months(store):
    counts = count_by_month(store(*ROWS), LATER, [USA_CHN, USA_CHN.reverse()])
    assert counts.schema == MONTH_COUNTS_SCHEMA
    october, november = dt.date(2018, 10, 1), dt.date(2018, 11, 1)
    assert counts.rows() == [
        ("CHN", "USA", november, 1, 1, 0, 1.0),
        ("USA", "CHN", october, 2, 1, 1, -4.5),
        ("USA", "CHN", november, 1, 0, 0, 0.0),
    ]


def test_nothing_is_known_before_its_day(store):
    record = store(*ROWS)
    counts = count_by_month(record, dt.date(2018, 11, 19), [USA_CHN])
    assert counts["events"].to_list() == [1, 1]
    assert count_by_month(record, dt.date(2018, 10, 3), [USA_CHN]).is_empty()


def test_types_and_selections(store):
    record = store(*ROWS)
    counts = count_by_type(record, LATER, [USA_CHN], since=dt.date(2018, 10, 5))
    assert counts.schema == TYPE_COUNTS_SCHEMA
    assert counts.select("event_type", "events").rows() == [("", 1), ("ASSAULT", 1)]
    until = dt.date(2018, 10, 31)
    assert count_by_type(record, LATER, [USA_CHN], until=until)["events"].sum() == 2
    assert select_events(record, LATER, event_types=["ASSAULT"]).height == 2
    assert select_events(record, LATER, [USA_CHN], ["ASSAULT"]).height == 1
    newest = select_events(record, LATER, since=dt.date(2018, 11, 1), limit=2)
    assert newest["day"].to_list() == [dt.date(2018, 11, 4)] * 2
    assert select_events(record, LATER, []).is_empty()


def test_peers_are_other_states(store):
    peers = peer_intensities(store(*ROWS), LATER, "CHN")
    assert peers.schema == PEER_INTENSITIES_SCHEMA
    assert peers.select("source_state", "target_state", "events").rows() == [
        ("CHN", "USA", 1),
        ("JPN", "CHN", 1),
        ("USA", "CHN", 3),
    ]


def test_windows_count_what_states_did_toward_others(store):
    record = store(*ROWS)
    windows = ask_windows(("a", "2018-10-31", "2018-11-03"), ("b", "2018-11-03", "2018-11-30"))
    counts = count_toward(record, LATER, None, ["CHN"], windows)
    assert counts.schema == TOWARD_COUNTS_SCHEMA
    assert counts.select("window_id", "source_state", "quad_class", "events").rows() == [
        ("a", "JPN", "material_conflict", 1),
        ("a", "USA", "", 1),
        ("a", "USA", "material_conflict", 1),
        ("b", "JPN", "material_conflict", 1),
    ]
    only = count_toward(record, dt.date(2018, 11, 10), ["USA"], None, windows)
    assert only["quad_class"].to_list() == [""]
    assert count_toward(record, LATER, None, [], windows).is_empty()


def test_each_window_says_whether_something_happened(store):
    record = store(*ROWS)
    windows = ask_pairs(
        ("pair", "USA", "CHN", "2018-11-01", "2018-11-30"),
        ("reverse", "CHN", "USA", "2018-11-01", "2018-11-02"),
        ("anyone", "", "CHN", "2018-11-03", "2018-11-30"),
        ("all", "", "", "2018-10-01", "2018-10-31"),
        ("toward all", "CHN", "", "2018-11-01", "2018-11-30"),
        ("early", "USA", "CHN", "2018-01-01", "2018-01-30"),
    )
    hits = has_events(record, LATER, windows)
    assert hits.schema == WINDOW_HITS_SCHEMA
    assert dict(hits.select("window_id", "events").iter_rows()) == {
        "pair": 1,
        "reverse": 0,
        "anyone": 1,
        "all": 2,
        "toward all": 1,
        "early": 0,
    }
    assert hits["window_id"].is_sorted()
    both = has_events(record, LATER, windows, either_direction=True)
    assert both.filter(pl.col("window_id") == "reverse")["events"].to_list() == [1]
    kinds = has_events(record, LATER, windows, ["ASSAULT"], ["19", "20"])
    assert kinds.filter("happened")["window_id"].to_list() == ["all", "anyone"]
    assert not has_events(record, dt.date(2018, 10, 1), windows)["happened"].any()


def test_windows_of_another_form_are_refused(store):
    with pytest.raises(DataError, match="windows"):
        count_toward(store(*ROWS), LATER, None, None, pl.DataFrame({"window_id": ["a"]}))


def test_the_summary_is_as_of_a_day(store):
    store(*ROWS[:2])
    record = store(*ROWS, name="two", lines=(5,))
    assert summarize_record(record, LATER) == RecordSummary(
        7, dt.date(2018, 10, 4), dt.date(2018, 11, 4), 5, ("icews",), 2
    )
    early = summarize_record(record, dt.date(2018, 11, 2))
    assert (early.rows, early.last_day, early.files) == (2, dt.date(2018, 11, 2), 2)
    assert summarize_record(record, dt.date(2018, 1, 1)).first_day is None
    days = covered_days(record, LATER)
    assert days.schema == COVERED_DAYS_SCHEMA
    assert days["covered_days"].to_list() == [2, 3]
    assert covered_days(record, LATER, min_events=2)["covered_days"].to_list() == [2]


def test_an_empty_record_answers_every_question(tmp_path):
    record = open_record(tmp_path / "nowhere")
    windows = ask_windows(("a", "2018-10-31", "2018-11-03"))
    pairs = ask_pairs(("a", "USA", "", "2018-10-31", "2018-11-03"))
    assert count_by_month(record, LATER, [USA_CHN]).schema == MONTH_COUNTS_SCHEMA
    assert count_by_type(record, LATER, [USA_CHN]).schema == TYPE_COUNTS_SCHEMA
    assert peer_intensities(record, LATER, "USA").schema == PEER_INTENSITIES_SCHEMA
    assert count_toward(record, LATER, None, None, windows).schema == TOWARD_COUNTS_SCHEMA
    assert has_events(record, LATER, pairs).rows() == [("a", 0, False)]
    assert covered_days(record, LATER).schema == COVERED_DAYS_SCHEMA
    assert summarize_record(record, LATER).rows == 0


DAYS = st.dates(dt.date(2018, 10, 1), dt.date(2018, 10, 20))


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.tuples(DAYS, st.integers(0, 5), st.sampled_from(["USA", "CHN", ""])), max_size=12),
    DAYS,
)
def test_the_future_changes_no_answer(tmp_path_factory, rows, as_of):
    """Dropping all rows that became known later gives the same answers."""
    told = [
        {
            "day": day.isoformat(),
            "known_on": (day + dt.timedelta(days=lag)).isoformat(),
            "source_state": state,
            "origin_id": str(number),
            "story_id": f"s{number}",
            "source_name": "A",
        }
        for number, (day, lag, state) in enumerate(rows)
    ]
    past = [row for row in told if row["known_on"] <= as_of.isoformat()]
    answers = []
    for part in (told, past):
        record = open_record(tmp_path_factory.mktemp("record"))
        write(record, build_events(*part))
        pairs = ask_pairs(("a", "", "CHN", "2018-10-01", "2018-10-15"))
        answers.append(
            [
                select_events(record, as_of).rows(),
                *(select_events(record, as_of, reading=reading).rows() for reading in Reading),
                count_by_month(record, as_of, [USA_CHN]).rows(),
                has_events(record, as_of, pairs).rows(),
                covered_days(record, as_of).rows(),
                summarize_record(record, as_of).rows,
            ]
        )
    assert answers[0] == answers[1]


QUIET = """
import datetime as dt, pathlib, sys
from legation.domain.actors import Dyad
from legation.record.counts import count_by_month
from legation.record.store import open_record
from legation.record.summary import summarize_record
heavy = {"ibis", "duckdb", "pandas", "pyarrow", "pandera"}
record = open_record(pathlib.Path(sys.argv[1]))
summarize_record(record, dt.date(2030, 1, 1))
assert not heavy & set(sys.modules), heavy & set(sys.modules)
assert count_by_month(record, dt.date(2030, 1, 1), [Dyad("USA", "CHN")]).height == 2
assert not {"pandas", "pyarrow", "pandera"} & set(sys.modules)
"""


def test_engines_load_only_for_questions_and_end_without_a_word(store):
    record = store(*ROWS)
    done = subprocess.run(
        [sys.executable, "-c", QUIET, str(record.root)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
