import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.outlook.evidence import Tally, round_shown, transfer_prior
from legation.outlook.intervals import shrink_share, wilson_interval


@pytest.mark.parametrize(
    ("yes", "cases", "z", "low", "high"),
    [
        (8, 10, 1.959964, 0.4902, 0.9433),
        (1, 10, 1.959964, 0.0179, 0.4042),
        (0, 20, 1.959964, 0.0, 0.1611),
        (50, 100, 1.959964, 0.4038, 0.5962),
    ],
)
def test_wilson_gives_the_known_values(yes, cases, z, low, high):
    assert wilson_interval(yes, cases, z) == pytest.approx((low, high), abs=1e-4)


@given(st.integers(0, 500), st.integers(0, 500), st.floats(0, 1), st.floats(0.1, 200))
def test_a_shrunk_share_lies_in_its_interval_and_between_share_and_prior(a, b, prior, strength):
    yes, cases = min(a, b), max(a, b)
    share, low, high = shrink_share(yes, cases, prior, strength)
    assert low - 1e-9 <= share <= high + 1e-9
    if cases:
        assert min(yes / cases, prior) - 1e-9 <= share <= max(yes / cases, prior) + 1e-9


def test_an_eighty_percent_interval_is_narrower_than_a_95_percent_one():
    low, high = wilson_interval(30, 60)
    wide_low, wide_high = wilson_interval(30, 60, 1.96)
    assert wide_low < low < high < wide_high


def test_a_prior_moves_the_way_the_near_placebo_does():
    after, placebo = Tally(70, 35), Tally(300, 100)
    same, _ = transfer_prior(after, placebo, Tally(90, 30))
    rarer, worth = transfer_prior(after, placebo, Tally(90, 5))
    assert same == pytest.approx(0.5, abs=0.01)
    assert rarer < 0.2
    assert worth < 70


def test_without_near_placebo_the_prior_is_the_class_rate():
    assert transfer_prior(Tally(70, 35), Tally(300, 100), Tally(0, 0)) == (0.5, 70.0)


@given(st.floats(0, 1))
def test_no_printed_share_is_certain(share):
    assert 0 < round_shown(share) < 1
