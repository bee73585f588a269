"""Breaks of a series, held against ruptures as an oracle."""

from itertools import pairwise

import numpy as np
import pytest
import ruptures
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.history.breaks import MIN_POINTS, MIN_SEGMENT, find_breaks


def _ask_ruptures(values, penalty):
    found = ruptures.Dynp(model="l2", min_size=MIN_SEGMENT, jump=1).fit(values.reshape(-1, 1))
    best = (float(((values - values.mean()) ** 2).sum()), [])
    for count in range(1, len(values) // MIN_SEGMENT):
        cuts = found.predict(n_bkps=count)
        cost = found.cost.sum_of_costs(cuts) + penalty * count
        if cost < best[0] - 1e-9:
            best = (cost, cuts[:-1])
    return best[1]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("levels", [(0.0,), (0.0, 4.0), (1.0, 6.0, 2.0), (0.0, 0.5, 5.0)])
def test_breaks_are_those_of_ruptures(seed, levels):
    random = np.random.default_rng(seed)
    lengths = random.integers(5, 12, len(levels))
    values = np.concatenate(
        [random.normal(m, 0.6, n) for m, n in zip(levels, lengths, strict=True)]
    )
    if len(values) < MIN_POINTS:
        assert find_breaks(values) == []
        return
    penalty = 3.0
    assert find_breaks(values, penalty) == _ask_ruptures(values, penalty)


@given(st.lists(st.floats(-50, 50), max_size=40), st.floats(0.1, 100))
@settings(max_examples=60, deadline=None)
def test_segments_are_never_short(values, penalty):
    cuts = [0, *find_breaks(np.array(values), penalty), len(values)]
    assert cuts == sorted(set(cuts)) or len(values) == 0
    if len(cuts) > 2:
        assert min(b - a for a, b in pairwise(cuts)) >= MIN_SEGMENT


def test_a_level_line_has_no_break():
    assert find_breaks(np.full(30, 2.5)) == []
    assert find_breaks(np.array([0.0] * 6 + [9.0] * 5)) == []


def test_noise_alone_has_few_breaks():
    random = np.random.default_rng(7)
    found = [bool(find_breaks(random.normal(0, 1, 60))) for _ in range(100)]
    assert sum(found) <= 15


def test_a_series_of_counts_with_many_zeros_does_not_break_everywhere():
    """Where most months are zero the usual noise is zero too; the penalty must not be."""
    values = np.zeros(60)
    values[::7] = 1.0
    assert len(find_breaks(values)) <= 2
