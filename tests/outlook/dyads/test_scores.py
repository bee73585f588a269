import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.outlook.dyads.scores import (
    bin_reliability,
    bootstrap_skill,
    bootstrap_slope,
    fit_slope,
    score_brier,
    score_log,
)


def draw_cases(size=20_000, seed=1, slope=1.0):
    draw = np.random.default_rng(seed)
    odds = draw.normal(-1.0, 1.5, size)
    happened = (draw.random(size) < 1 / (1 + np.exp(-odds))).astype(float)
    return 1 / (1 + np.exp(-odds / slope)), happened, draw.integers(0, 400, size)


def test_scores_of_a_known_case():
    shares, happened = np.array([0.8, 0.3]), np.array([1.0, 0.0])
    assert score_brier(shares, happened) == pytest.approx((0.04 + 0.09) / 2)
    assert score_log(shares, happened) == pytest.approx(-(np.log(0.8) + np.log(0.7)) / 2)


@pytest.mark.parametrize("slope", [0.7, 1.0, 1.4])
def test_the_slope_tells_by_how_much_forecasts_are_too_bold(slope):
    shares, happened, dyad = draw_cases(slope=slope)
    assert fit_slope(shares, happened)[0] == pytest.approx(slope, abs=0.05)
    found = bootstrap_slope(shares, happened, dyad, seed=1, resamples=500)
    assert found.low < slope < found.high and found.high - found.low < 0.2


def test_the_quick_slope_interval_agrees_with_refitting():
    shares, happened, dyad = draw_cases(4_000)
    quick = bootstrap_slope(shares, happened, dyad, seed=1, resamples=500)
    draw, rows = np.random.default_rng(2), [np.flatnonzero(dyad == one) for one in range(400)]
    refits = []
    for _ in range(120):
        chosen = np.concatenate([rows[one] for one in draw.integers(0, 400, 400)])
        refits.append(fit_slope(shares[chosen], happened[chosen])[0])
    width = np.quantile(refits, 0.975) - np.quantile(refits, 0.025)
    assert quick.high - quick.low == pytest.approx(width, rel=0.3)


def test_skill_is_zero_against_itself_and_its_interval_repeats():
    shares, happened, dyad = draw_cases()
    errors = (shares - happened) ** 2
    assert bootstrap_skill(errors, errors, dyad, 1, 500).value == 0.0
    flat = (happened.mean() - happened) ** 2
    first, second = (bootstrap_skill(errors, flat, dyad, 7, 500) for _ in range(2))
    assert first == second and 0 < first.low < first.value < first.high


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60))
def test_bins_hold_each_forecast_once(cases):
    shares = np.array([share for share, _ in cases])
    happened = np.array([float(yes) for _, yes in cases])
    bins = bin_reliability(shares, happened)
    assert sum(one.cases for one in bins) == len(cases)
    assert sum(one.share * one.cases for one in bins) == pytest.approx(happened.sum())
    assert all(one.low - 1e-9 <= one.mean <= one.high + 1e-9 for one in bins)
