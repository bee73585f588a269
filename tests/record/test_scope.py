"""Questions that keep to one feed, and count old states under their heirs."""

import datetime as dt

import polars as pl
import pytest
from attrs import evolve
from written import build_events, build_file

from legation.domain.actors import Dyad
from legation.record.counts import count_by_month, count_by_type, peer_intensities
from legation.record.scope import Scope
from legation.record.store import open_record
from legation.record.summary import covered_days, rank_feeds, summarize_record
from legation.record.windows import count_toward
from legation.record.writing import write_files
from legation.tables.counts import WINDOWS_SCHEMA

LATER = dt.date(2030, 1, 1)
HEIRS = Scope(heirs=(("SUN", "RUS"),))
DYADS = [Dyad("RUS", "PRK"), Dyad("PRK", "RUS")]
WINDOWS = pl.DataFrame(
    [("a", dt.date(1991, 1, 1), dt.date(1993, 1, 1))], WINDOWS_SCHEMA, orient="row"
)


def add(record, origin, rows, states=None, name="one"):
    events = build_events(*({"origin": origin} | row for row in rows))
    file = evolve(build_file(events, f"{origin} {name}", states=states), origin=origin)
    write_files(record, [file])


def move(source, target, day, **more):
    return {"source_state": source, "target_state": target, "day": day} | more


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    record = open_record(tmp_path_factory.mktemp("record"))
    gdelt = [
        move("SUN", "PRK", "1991-03-01"),
        move("SUN", "PRK", "1991-03-02", cameo="190"),
        move("PRK", "SUN", "1991-04-01"),
        move("RUS", "PRK", "1992-03-01"),
        move("RUS", "USA", "1992-03-01"),
        move("SUN", "USA", "1991-03-01"),
        move("SUN", "RUS", "1991-12-01"),
    ]
    add(record, "gdelt", gdelt)
    add(record, "icews", [move("RUS", "PRK", "1992-03-01"), move("USA", "CHN", "1992-03-02")])
    return record


def count(record, scope):
    frame = count_by_month(record, LATER, DYADS, scope=scope)
    return {
        (row["source_state"], row["target_state"], row["month"].isoformat()[:7]): row["events"]
        for row in frame.iter_rows(named=True)
    }


def test_each_state_stands_for_itself(record):
    assert count(record, Scope()) == {("RUS", "PRK", "1992-03"): 2}


def test_an_heir_takes_the_events_of_the_state_before(record):
    assert count(record, HEIRS) == {
        ("PRK", "RUS", "1991-04"): 1,
        ("RUS", "PRK", "1991-03"): 2,
        ("RUS", "PRK", "1992-03"): 2,
    }


def test_a_question_keeps_to_one_feed(record):
    assert count(record, Scope("icews")) == {("RUS", "PRK", "1992-03"): 1}
    assert count(record, Scope("polecat")) == {}
    assert sum(count(record, evolve(HEIRS, origin="gdelt")).values()) == 4


def test_types_peers_and_windows_follow(record):
    types = count_by_type(record, LATER, DYADS, scope=HEIRS)
    assert set(types["source_state"]) == {"RUS", "PRK"}
    assert types["events"].sum() == 5
    peers = peer_intensities(record, LATER, "RUS", scope=evolve(HEIRS, origin="gdelt"))
    assert set(peers.select("source_state", "target_state", "events").iter_rows()) == {
        ("PRK", "RUS", 1),
        ("RUS", "PRK", 3),
        ("RUS", "USA", 2),
    }
    toward = count_toward(record, LATER, None, ["RUS"], WINDOWS, scope=HEIRS)
    assert toward["source_state"].to_list() == ["PRK"]


def test_the_feed_with_most_days_comes_first(record):
    assert rank_feeds(record, LATER, ["RUS", "PRK"]) == ("gdelt", "icews")
    assert rank_feeds(record, LATER, ["RUS"], min_events=2) == ("gdelt", "icews")
    assert rank_feeds(record, dt.date(1990, 1, 1), ["RUS"]) == ()


def test_what_became_known_later_does_not_rank(tmp_path):
    record = open_record(tmp_path)
    late = {"known_on": "2020-01-01"}
    add(record, "gdelt", [move("RUS", "PRK", f"2001-01-0{day}", **late) for day in range(1, 9)])
    add(record, "icews", [move("RUS", "PRK", "2001-01-01")])
    assert rank_feeds(record, dt.date(2002, 1, 1), ["RUS"]) == ("icews",)
    assert rank_feeds(record, dt.date(2020, 1, 1), ["RUS"]) == ("gdelt", "icews")


def test_a_feed_imported_for_other_states_cannot_tell(tmp_path):
    record = open_record(tmp_path)
    rows = [move("USA", "CHN", f"2001-01-0{day}") for day in range(1, 9)]
    add(record, "gdelt", rows, states=frozenset({"CHN", "USA"}))
    add(record, "icews", [move("RUS", "PRK", "2001-01-01")])
    assert rank_feeds(record, LATER, ["RUS", "PRK"]) == ("icews",)
    assert rank_feeds(record, LATER, ["USA", "CHN"]) == ("gdelt", "icews")


def test_sums_keep_to_one_feed(record):
    assert summarize_record(record, LATER, "icews").rows == 2
    assert summarize_record(record, LATER, "icews").origins == ("icews",)
    assert summarize_record(record, LATER).rows == 9
    assert covered_days(record, LATER, origin="icews")["covered_days"].to_list() == [2]
