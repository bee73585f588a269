"""Mirrors, repeats and echoes are marked, never dropped, and no mark tells of the future."""

import datetime as dt

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from written import build_events, write

from legation.domain.actors import Dyad
from legation.record.counts import count_by_month, count_by_type, peer_intensities
from legation.record.marks import HELD_SCHEMA, mark_events
from legation.record.selection import select_events
from legation.record.store import open_record
from legation.tables.events import Reading

LATER = dt.date(2030, 1, 1)
NOTHING = pl.DataFrame(schema=HELD_SCHEMA)
VISIT = {"day": "2018-10-04", "story_id": "s", "cameo": "042", "mode": "visit"}
MADE = VISIT | {"source_name": "Envoy", "target_name": "Host"}
HOSTED = VISIT | {"source_name": "Host", "target_name": "Envoy", "cameo": "043"}
CALL = {
    "source_name": "Kim",
    "source_sector": "Government",
    "target_name": "Moon",
    "target_sector": "Government",
    "cameo": "041",
}


def mark(*rows, held=NOTHING):
    return mark_events(build_events(*rows), held)


def test_only_the_hosts_row_beside_the_visitors_is_a_mirror():
    events = mark(MADE, HOSTED, HOSTED | {"evidence": "sentence 2"}, HOSTED | {"story_id": "t"})
    assert events["is_mirror"].to_list() == [False, True, False, False]


def test_a_host_without_a_visitor_is_no_mirror():
    assert not mark(HOSTED)["is_mirror"].any()
    assert not mark(MADE | {"story_id": ""}, HOSTED | {"story_id": ""})["is_mirror"].any()


def test_the_first_report_of_an_act_is_no_repeat():
    act = {"day": "2018-10-04", "source_name": "A"}
    events = mark(
        act | {"known_on": "2018-10-06"},
        act | {"known_on": "2018-10-05"},
        act | {"target_name": "C"},
        act | {"cameo": "041"},
        act | {"source_state": "RUS"},
        {"day": "2018-10-05", "source_name": "A"},
    )
    assert events["is_repeat"].to_list() == [True, False, False, False, False, False]


def test_within_a_state_the_place_must_be_the_same():
    arrest = {"day": "2018-10-04", "source_name": "Police", "source_state": "CHN"}
    places = ["Wuhan", "Xian", "Wuhan"]
    events = mark(*(arrest | {"place_name": place} for place in places))
    assert events["is_repeat"].to_list() == [False, False, True]
    abroad = arrest | {"source_state": "USA"}
    events = mark(*(abroad | {"place_name": place} for place in places))
    assert events["is_repeat"].to_list() == [False, True, True]


def test_rows_without_a_name_are_no_repeats():
    nameless = {"day": "2018-10-04", "source_name": ""}
    assert not mark(nameless, nameless, nameless)["is_repeat"].any()


def test_a_report_long_after_the_last_is_a_new_one():
    act = {"day": "2018-10-04", "source_name": "A"}
    known = ["2018-10-04", "2018-10-11", "2018-10-18", "2018-10-26"]
    events = mark(*(act | {"known_on": day} for day in known))
    assert events["is_repeat"].to_list() == [False, True, True, False]


def test_a_contact_told_again_on_the_next_days_is_an_echo():
    days = ["2018-10-04", "2018-10-05", "2018-10-07", "2018-10-11"]
    events = mark(*(CALL | {"day": day} for day in days))
    assert [day.day for day in events["first_day"]] == [4, 4, 4, 11]
    assert not events["is_repeat"].any()


@pytest.mark.parametrize(
    "change",
    [
        {"source_name": "Police (Turkey)"},
        {"source_sector": ""},
        {"event_type": "AID"},
        {"origin": "gdelt"},
    ],
)
def test_other_acts_have_no_echo(change):
    rows = [CALL | change | {"day": day} for day in ("2018-10-04", "2018-10-05")]
    assert mark(*rows)["first_day"].to_list() == [dt.date(2018, 10, 4), dt.date(2018, 10, 5)]


def test_marks_are_seen_across_files(store):
    act = {"day": "2018-10-04", "source_name": "A"}
    store(act | {"origin_id": "1", "known_on": "2018-10-05"}, CALL | {"day": "2018-10-05"})
    record = store(
        act | {"origin_id": "2", "known_on": "2018-10-06"},
        act | {"origin_id": "3", "known_on": "2018-10-04"},
        CALL | {"day": "2018-10-06", "origin_id": "4"},
        name="two",
    )
    rows = select_events(record, LATER, reading=Reading.ROWS).sort("day", "origin_id")
    assert rows["is_repeat"].to_list() == [False, True, False, False, False]
    assert rows["first_day"][-1] == dt.date(2018, 10, 5)
    assert select_events(record, LATER).height == 4
    assert select_events(record, LATER, reading=Reading.EPISODES).height == 3


ACTS = st.lists(
    st.tuples(st.integers(1, 6), st.integers(0, 9), st.sampled_from("AB"), st.booleans()),
    max_size=14,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(ACTS)
def test_marks_do_not_hang_on_how_files_were_cut(tmp_path_factory, acts):
    """Files imported one by one in the order in which they became known mark as one file."""
    rows = [
        (CALL if call else {})
        | {
            "day": f"2018-10-{day:02}",
            "known_on": f"2018-10-{day + lag:02}",
            "source_name": name,
            "origin_id": f"{number:03}",
            "story_id": f"{number:03}",
        }
        for number, (day, lag, name, call) in enumerate(acts)
    ]
    rows.sort(key=lambda row: row["known_on"])
    whole, cut = (open_record(tmp_path_factory.mktemp(name)) for name in ("whole", "cut"))
    write(whole, build_events(*rows))
    for number in range(0, len(rows), 4):
        write(cut, build_events(*rows[number : number + 4]), name=str(number))
    marks = ["origin_id", "is_mirror", "is_repeat", "first_day"]
    told = [
        select_events(record, LATER, reading=Reading.ROWS).select(marks).sort("origin_id").rows()
        for record in (whole, cut)
    ]
    # Which of two reports of one day is the first may differ: the one that came first stays.
    assert [row[3] for row in told[0]] == [row[3] for row in told[1]]
    assert sum(row[2] for row in told[0]) == sum(row[2] for row in told[1])


def test_counts_leave_marked_rows_out_unless_asked(store):
    states = {"source_state": "RUS", "target_state": "PRK"}
    record = store(
        MADE | states,
        HOSTED | {"source_state": "PRK", "target_state": "RUS"},
        MADE | states | {"story_id": "other"},
    )
    dyads = [Dyad("RUS", "PRK"), Dyad("PRK", "RUS")]
    expected = {Reading.ROWS: 3, Reading.REPORTS: 2, Reading.ACTS: 1, Reading.EPISODES: 1}
    for reading, events in expected.items():
        assert count_by_month(record, LATER, dyads, reading)["events"].sum() == events
        assert count_by_type(record, LATER, dyads, reading=reading)["events"].sum() == events
        assert peer_intensities(record, LATER, "RUS", reading=reading)["events"].sum() == events
