from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from legation.outlook.windows import (
    Case,
    Window,
    find_last_day,
    follow_cases,
    has_day,
    list_quarter_starts,
    place_placebos,
    thin_cases,
)

PAIR = ("RUS", "PRK")


def test_windows_that_are_not_closed_do_not_count():
    cases = [Case(10, 10, PAIR), Case(60, 61, PAIR)]
    assert follow_cases(cases, 30, 1, 0, 80) == (Window(11, 40, PAIR),)


def test_the_reverse_visit_within_14_days_is_no_second_case():
    assert thin_cases([Case(1, 1, PAIR), Case(10, 10, PAIR[::-1])]) == (Case(1, 1, PAIR),)


@given(st.lists(st.integers(0, 900), max_size=12), st.integers(5, 60), st.booleans())
def test_placebo_windows_keep_away_from_engagements_and_each_other(days, length, is_clear):
    cases = thin_cases([Case(day, day, PAIR) for day in days])
    windows = follow_cases(cases, length, 1, 0, 1000)
    placebos = place_placebos(
        windows, cases, (-90, -60, 60, 90), (0, 1000), length, is_clear=is_clear
    )
    for window in placebos:
        assert window.opens >= 0
        assert window.deadline <= 1000
        last = window.deadline if is_clear else window.opens
        assert not any(window.opens - length < case.end <= last for case in cases)
    ordered = sorted(placebos)
    assert all(a.deadline < b.opens for a, b in pairwise(ordered))


def test_days_are_found_at_both_ends_of_a_window():
    assert has_day([5, 9], 9, 20)
    assert has_day([5, 9], 1, 5)
    assert not has_day([5, 9], 6, 8)
    assert find_last_day([5, 7, 9], Window(5, 8, PAIR)) == 7
    assert find_last_day([5], Window(6, 8, PAIR)) is None


def test_quarters_of_two_weeks():
    assert list_quarter_starts(14) == (0, 4, 7, 11)
