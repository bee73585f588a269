"""Mirrors and repeats are marked, never dropped, and no mark tells of the future."""

import datetime as dt

from written import build_events

from legation.domain.actors import Dyad
from legation.record.counts import count_by_month
from legation.record.marks import REPEAT_COLUMNS, mark_mirrors, mark_repeats
from legation.record.selection import select_events

LATER = dt.date(2030, 1, 1)
VISIT = {"day": "2018-10-04", "story_id": "s", "cameo": "042", "mode": "visit"}
MADE = VISIT | {"source_name": "Envoy", "target_name": "Host"}
HOSTED = VISIT | {"source_name": "Host", "target_name": "Envoy", "cameo": "043"}


def test_only_the_hosts_row_beside_the_visitors_is_a_mirror():
    events = mark_mirrors(
        build_events(MADE, HOSTED, HOSTED | {"evidence": "sentence 2"}, HOSTED | {"story_id": "t"})
    )
    assert events["is_mirror"].to_list() == [False, True, False, False]


def test_a_host_without_a_visitor_is_no_mirror():
    assert not mark_mirrors(build_events(HOSTED))["is_mirror"].any()
    assert not mark_mirrors(build_events(MADE | {"story_id": ""}, HOSTED | {"story_id": ""}))[
        "is_mirror"
    ].any()


def test_the_first_report_of_an_act_is_no_repeat():
    act = {"day": "2018-10-04", "source_name": "A"}
    events = build_events(
        act | {"known_on": "2018-10-06"},
        act | {"known_on": "2018-10-05"},
        act | {"target_name": "C"},
        act | {"cameo": "041"},
        {"day": "2018-10-05", "source_name": "A"},
    )
    marked = mark_repeats(events, events.clear().select(REPEAT_COLUMNS))
    repeats = marked.filter("is_repeat")
    assert repeats["known_on"].to_list() == [dt.date(2018, 10, 6)]


def test_repeats_are_seen_across_files(store):
    act = {"day": "2018-10-04", "source_name": "A"}
    store(act | {"origin_id": "1", "known_on": "2018-10-05"})
    record = store(
        act | {"origin_id": "2", "known_on": "2018-10-06"},
        act | {"origin_id": "3", "known_on": "2018-10-04"},
        name="two",
    )
    rows = select_events(record, LATER, repeats=True).sort("origin_id")
    assert rows["is_repeat"].to_list() == [False, True, False]
    assert select_events(record, LATER).height == 2


def test_counts_leave_marked_rows_out_unless_asked(store):
    states = {"source_state": "RUS", "target_state": "PRK"}
    record = store(
        MADE | states,
        HOSTED | {"source_state": "PRK", "target_state": "RUS"},
        MADE | states | {"story_id": "other"},
    )
    dyads = [Dyad("RUS", "PRK"), Dyad("PRK", "RUS")]
    assert count_by_month(record, LATER, dyads)["events"].sum() == 1
    assert count_by_month(record, LATER, dyads, mirrors=True)["events"].sum() == 2
    assert count_by_month(record, LATER, dyads, mirrors=True, repeats=True)["events"].sum() == 3
