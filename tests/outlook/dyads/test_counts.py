import datetime as dt

import pytest

from legation.errors import InputError
from legation.outlook.dyads.counts import count_dyads
from legation.outlook.dyads.kinds import count_types, find_kind, get_place, list_kinds, list_parents
from legation.outlook.dyads.sums import LONG, sum_before

FIRST = dt.date(2018, 1, 1)
DAY = FIRST + dt.timedelta(days=10)


def test_kinds_nest_types_in_classes_in_any_event():
    kinds = list_kinds()
    assert (len(kinds), count_types(), kinds[-1].kind_id) == (21, 16, "any")
    for place, kind in enumerate(kinds[:16]):
        assert kinds[list_parents()[place]].quad_class == kind.quad_class
    assert set(list_parents()[16:]) == {20}


@pytest.mark.parametrize("text", ["AGREE", "agree", "verbal_conflict", "Verbal conflict", "ANY"])
def test_a_kind_is_found_by_id_or_label_in_any_case(text):
    assert find_kind(text).kind_id.casefold().replace("_", " ") == text.casefold().replace("_", " ")


def test_an_unknown_kind_is_answered_with_those_that_exist():
    with pytest.raises(InputError, match=r"AGREE, CONSULT.*verbal_conflict.*any"):
        find_kind("SMILE")


def test_several_events_of_a_day_count_once_and_in_class_and_any(count_rows):
    rows = [(DAY, "A", "B", "AGREE"), (DAY, "A", "B", "AGREE"), (DAY, "A", "B", "CONSULT")]
    days = count_rows(rows, sample=False)
    sums = sum_before(days, DAY.toordinal() + 1)
    dyad = days.find_dyad("A", "B")
    found = {kind.kind_id: sums.days[dyad, place] for place, kind in enumerate(list_kinds())}
    assert {key: value for key, value in found.items() if value} == {
        "AGREE": 1,
        "CONSULT": 1,
        "verbal_cooperation": 1,
        "any": 1,
    }
    assert sums.days[days.find_dyad("B", "A")].sum() == 0


def test_counts_halve_with_each_half_life(count_rows):
    days = count_rows([(FIRST, "A", "B", "AID")], sample=False)
    place, dyad = get_place("AID"), days.find_dyad("A", "B")
    near = sum_before(days, FIRST.toordinal() + 1).counts[LONG][dyad, place]
    far = sum_before(days, FIRST.toordinal() + 1 + LONG).counts[LONG][dyad, place]
    assert near == 1.0 and far == 0.5


def test_what_became_known_later_does_not_count_before(count_rows):
    rows = [(DAY, "A", "B", "AGREE")]
    days = count_rows(rows, known=[DAY + dt.timedelta(days=5)], sample=False)
    dyad = days.find_dyad("A", "B")
    assert sum_before(days, DAY.toordinal() + 5).days[dyad].sum() == 0
    assert sum_before(days, DAY.toordinal() + 6).days[dyad].sum() == 3


def test_of_two_reports_of_an_act_the_first_known_counts(count_rows):
    rows = [(DAY, "A", "B", "AGREE")] * 2
    late = [DAY + dt.timedelta(days=9), DAY]
    days = count_rows(rows, known=late, sample=False)
    assert sum_before(days, DAY.toordinal() + 1).days.sum() == 3


def test_pairs_without_events_are_counted_where_asked_for(frame_rows):
    acts, flows = frame_rows([(DAY, "A", "B", "AGREE")])
    days = count_dyads(acts, flows, [DAY], (("C", "D"),))
    assert days.find_dyad("C", "D") >= 0 and days.find_dyad("A", "D") == -1
