"""What dyadic forecasts count in the record."""

import datetime as dt

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from written import build_events, write

from legation.domain.actors import Dyad
from legation.record.dyads import list_covered_days, list_dyad_acts, list_dyad_flows
from legation.record.scope import Scope
from legation.record.store import open_record
from legation.tables.dyads import DYAD_ACTS_SCHEMA, DYAD_FLOWS_SCHEMA

LATER = dt.date(2030, 1, 1)
WAR = {"event_type": "ASSAULT", "cameo": "190", "quad_class": "material_conflict"}
SAY = {"event_type": "", "cameo": "010", "quad_class": ""}
ROWS = (
    {"day": "2018-10-04"},
    {"day": "2018-10-04", "known_on": "2018-10-09"},
    {"day": "2018-10-31", "known_on": "2018-11-20"} | WAR,
    {"day": "2018-11-02"} | SAY,
    {"day": "2018-11-03", "source_state": "CHN", "target_state": "USA"},
    {"day": "2018-11-03", "source_state": "JPN", "target_state": "CHN"} | WAR,
)
BOTH = [Dyad("USA", "CHN"), Dyad("CHN", "USA")]


def test_days_of_types_are_listed_once_with_the_day_they_became_known(store):
    found = list_dyad_acts(store(*ROWS), LATER, BOTH)
    assert found.schema == DYAD_ACTS_SCHEMA
    assert found.rows() == [
        (dt.date(2018, 10, 4), dt.date(2018, 10, 4), "USA", "CHN", "CONSULT"),
        (dt.date(2018, 10, 31), dt.date(2018, 11, 20), "USA", "CHN", "ASSAULT"),
        (dt.date(2018, 11, 3), dt.date(2018, 11, 3), "CHN", "USA", "CONSULT"),
    ]


def test_what_became_known_later_is_not_listed(store):
    record = store(*ROWS)
    assert list_dyad_acts(record, dt.date(2018, 11, 19), BOTH).height == 2
    assert list_dyad_acts(record, LATER, BOTH, dt.date(2018, 11, 1)).height == 1
    flows = list_dyad_flows(record, dt.date(2018, 11, 19), ["CHN"])
    assert "ASSAULT" not in flows.columns and flows.height == 3


def test_flows_hold_both_sides_of_a_state_by_class(store):
    found = list_dyad_flows(store(*ROWS), LATER, ["CHN"])
    assert found.schema == DYAD_FLOWS_SCHEMA
    sides = set(found.select("source_state", "target_state", "quad_class").iter_rows())
    assert sides == {
        ("USA", "CHN", "verbal_cooperation"),
        ("USA", "CHN", "material_conflict"),
        ("CHN", "USA", "verbal_cooperation"),
        ("JPN", "CHN", "material_conflict"),
    }


def test_an_empty_record_lists_nothing(tmp_path):
    record = open_record(tmp_path / "none")
    assert list_dyad_acts(record, LATER, BOTH).is_empty()
    assert list_dyad_flows(record, LATER, ["CHN"]).is_empty()
    assert list_covered_days(record, LATER) == []


def test_covered_days_need_enough_events_of_their_feed_and_time(store):
    record = store(*ROWS)
    first, last = dt.date(2018, 10, 4), dt.date(2018, 11, 3)
    assert list_covered_days(record, LATER, min_events=2) == [first, last]
    assert list_covered_days(record, LATER, since=dt.date(2018, 11, 1), min_events=2) == [last]
    assert list_covered_days(record, dt.date(2018, 10, 8), min_events=2) == []
    assert list_covered_days(record, LATER, origin="gdelt") == []


def test_an_old_state_counts_under_its_heir(store):
    record = store({"day": "1990-05-01", "source_state": "SUN"})
    scope = Scope(heirs=(("SUN", "RUS"),))
    found = list_dyad_acts(record, LATER, [Dyad("RUS", "CHN")], scope=scope)
    assert found["source_state"].to_list() == ["RUS"]


@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=12))
def test_later_rows_change_no_answer(tmp_path_factory, days):
    root = tmp_path_factory.mktemp("dyads")
    as_of = dt.date(2018, 10, 15)
    rows = [
        {
            "day": str(dt.date(2018, 10, 1) + dt.timedelta(days=day)),
            "known_on": str(dt.date(2018, 10, 1) + dt.timedelta(days=day + late)),
        }
        for day, late in days
    ]
    early = [row for row in rows if row["known_on"] <= str(as_of)]
    whole, part = open_record(root / "whole"), open_record(root / "part")
    write(whole, build_events(*rows))
    if early:
        write(part, build_events(*early))
    found = [list_dyad_acts(record, as_of, BOTH) for record in (whole, part)]
    assert found[0].equals(found[1])
    flows = [list_dyad_flows(record, as_of, ["USA"]) for record in (whole, part)]
    assert isinstance(flows[0], pl.DataFrame) and flows[0].equals(flows[1])
