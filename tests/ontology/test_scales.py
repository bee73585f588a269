import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.errors import InputError
from legation.ontology import (
    describe_likelihood,
    load_confidence_levels,
    load_confidence_rule,
    load_likelihood_bands,
    load_quad_classes,
    rate_confidence,
)


def test_bands_tile_zero_to_one():
    bands = load_likelihood_bands()
    assert bands[0].low == 0.0
    assert bands[-1].high == 1.0
    for lower, upper in pairwise(bands):
        assert lower.high == upper.low
    assert [band.is_tail for band in bands] == [True, *[False] * 7, True]


@pytest.mark.parametrize(
    ("probability", "word", "range_text"),
    [
        (0.0, "almost no chance", "under 1 %"),
        (0.0099, "almost no chance", "under 1 %"),
        (0.01, "almost no chance", "1-5 %"),
        (0.05, "very unlikely", "5-20 %"),
        (0.20, "unlikely", "20-45 %"),
        (0.45, "roughly even chance", "45-55 %"),
        (0.55, "likely", "55-80 %"),
        (0.80, "very likely", "80-95 %"),
        (0.95, "almost certain", "95-99 %"),
        (0.99, "almost certain", "99 % or more"),
        (1.0, "almost certain", "99 % or more"),
    ],
)
def test_an_end_belongs_to_the_upper_band(probability, word, range_text):
    band = describe_likelihood(probability)
    assert (band.word, band.range_text) == (word, range_text)


@given(st.floats(min_value=0, max_value=1))
def test_the_range_holds_the_number(probability):
    band = describe_likelihood(probability)
    assert band.low <= probability <= band.high
    assert probability < band.high or band.high == 1.0


def test_range_texts_tell_the_ends():
    for band in load_likelihood_bands():
        if not band.is_tail:
            assert band.range_text == f"{round(100 * band.low)}-{round(100 * band.high)} %"


@pytest.mark.parametrize("probability", [-0.001, 1.001, math.nan, math.inf, 63])
def test_what_is_no_probability_is_refused(probability):
    with pytest.raises(InputError, match="0 to 1"):
        describe_likelihood(probability)


def test_four_quad_classes():
    assert [quad.quad_id for quad in load_quad_classes().values()] == [
        "verbal_cooperation",
        "material_cooperation",
        "verbal_conflict",
        "material_conflict",
    ]
    assert list(load_quad_classes()) == [1, 2, 3, 4]


def test_the_printed_rule_states_the_thresholds():
    rule = load_confidence_rule()
    high, moderate, low = load_confidence_levels()
    for level in (high, moderate):
        assert f"{level.min_cases} cases" in rule
        assert f"{round(100 * level.max_interval_width)} points" in rule
    assert (low.min_cases, low.max_interval_width, low.beats_base_rate) == (0, 1.0, False)


@given(st.integers(0, 500), st.floats(0, 1), st.booleans())
def test_better_evidence_never_lowers_confidence(cases, width, beats):
    ranks = {"low": 0, "moderate": 1, "high": 2}

    def rank(*arguments, **named):
        return ranks[rate_confidence(*arguments, **named).level_id]

    here = rank(cases, width, beats_base_rate=beats)
    assert rank(cases + 1, width, beats_base_rate=beats) >= here
    assert rank(cases, width / 2, beats_base_rate=beats) >= here
    assert rank(cases, width, beats_base_rate=True) >= here


@pytest.mark.parametrize(("cases", "width"), [(-1, 0.1), (10, 1.5), (10, math.nan)])
def test_impossible_evidence_is_refused(cases, width):
    with pytest.raises(InputError, match="cannot be rated"):
        rate_confidence(cases, width, beats_base_rate=True)
