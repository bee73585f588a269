import datetime as dt

import polars as pl

from legation.almanac.chronicle import PREDECESSORS
from legation.almanac.columns import STATES
from legation.almanac.store import locate_data, read_table
from legation.feeds.lineage import date_states, extend_states, load_lineage


def test_the_lineage_agrees_with_the_almanac():
    table = read_table(locate_data(), STATES)
    rows = {row["state_id"]: row for row in table.iter_rows(named=True)}
    last = {}
    for now, since, before, then in load_lineage():
        assert since == last.get(now, dt.date.min), now
        last[now] = before
        assert now in rows and then in rows
        ended = dt.date.fromisoformat(rows[then]["end_day"])
        # The last day of the one and the first of the other may fall together or be a day apart,
        # and republics left their unions before these ended.
        assert before <= ended + dt.timedelta(days=1), now
    for now, before in last.items():
        began = rows[now]["start_day"]
        assert before.isoformat() == began, now


def test_the_chronicle_s_predecessors_are_in_the_lineage():
    steps = {(now, then) for now, _, _, then in load_lineage()}
    assert {(now, old) for now, olds in PREDECESSORS.items() for old in olds} <= steps


def test_place_and_sides_are_dated_and_recent_rows_left_alone():
    rows = pl.DataFrame(
        {
            "day": [dt.date(1992, 12, 31), dt.date(1993, 1, 1), dt.date(2024, 1, 1)],
            "source_state": ["SVK", "SVK", "SVK"],
            "target_state": ["", "RUS", "SRB"],
            "place_state": ["CZE", "CZE", "MNE"],
        }
    )
    dated = date_states(rows)
    assert dated["source_state"].to_list() == ["CSK", "SVK", "SVK"]
    assert dated["target_state"].to_list() == ["", "RUS", "SRB"]
    assert dated["place_state"].to_list() == ["CSK", "CZE", "MNE"]
    recent = rows.filter(pl.col("day") > dt.date(2020, 1, 1))
    assert date_states(recent) is recent


def test_a_choice_of_states_takes_in_predecessors_and_successors():
    assert extend_states(frozenset({"SRB"})) == {"SRB", "SCG", "YUG"}
    assert extend_states(frozenset({"SUN"})) == {"SUN", "RUS"}
    assert extend_states(frozenset({"FRA"})) == {"FRA"}
