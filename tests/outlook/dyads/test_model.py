"""The model on made dyads: leaks, coherence, horizons, determinism, calibration."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from legation.errors import InputError
from legation.outlook.dyads.backtest import Plan, forecast_origins
from legation.outlook.dyads.features import build_features, list_features, list_recent
from legation.outlook.dyads.fitting import NEVER, Settings, fit_model, gather_cases
from legation.outlook.dyads.hazard import EDGES_DAYS, STRETCHES, chain_stretches, make_coherent
from legation.outlook.dyads.kinds import count_types, list_kinds, list_parents
from legation.outlook.dyads.scores import fit_slope
from legation.outlook.dyads.sums import sum_before

FIRST = dt.date(2018, 1, 1)
ORIGIN = FIRST.toordinal() + 150
CHANCES = arrays(np.float64, (STRETCHES, 2, 21), elements=st.floats(0, 1))


def shuffle_future(rows, draw):
    """The rows from the origin on with other days, sides and kinds, and some more of them."""
    past = [row for row in rows if row[0].toordinal() < ORIGIN]
    future = [row for row in rows if row[0].toordinal() >= ORIGIN]
    states = sorted({row[1] for row in rows})
    changed = []
    for _, source, _, kind in [*future, *future]:
        day = dt.date.fromordinal(ORIGIN + int(draw.integers(0, 80)))
        other = states[int(draw.integers(0, len(states)))]
        if other != source:
            changed.append((day, source, other, kind))
    return [*past, *changed]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_another_future_changes_no_bit_of_features_and_probabilities(
    excited_rows, excited_days, count_rows, fitted, seed
):
    other = count_rows(shuffle_future(excited_rows, np.random.default_rng(seed)))
    views = []
    for days in (excited_days, other):
        sums = sum_before(days, ORIGIN)
        rows = np.flatnonzero(sums.days[:, -1] > 0)
        features = build_features(days, sums, rows)
        ends = [(days.states[days.source[r]], days.states[days.target[r]]) for r in rows]
        views.append((ends, features.tobytes(), fitted.predict(features, 30).tobytes()))
    assert views[0] == views[1]


def test_the_test_of_another_future_can_fail(excited_rows, excited_days, count_rows):
    other = count_rows(shuffle_future(excited_rows, np.random.default_rng(1)))
    found = [sum_before(days, ORIGIN + 20).days.sum() for days in (excited_days, other)]
    assert found[0] != found[1]


def test_events_that_became_known_later_change_no_bit(excited_rows, count_rows, fitted):
    late = dt.date.fromordinal(ORIGIN)
    more = [(dt.date.fromordinal(ORIGIN - 3), "S00", "S01", "ASSAULT")] * 3
    known = [row[0] for row in excited_rows]
    views = []
    for rows, days in ((excited_rows, known), ([*excited_rows, *more], [*known, late, late, late])):
        counted = count_rows(rows, known=days)
        views.append(build_features(counted, sum_before(counted, ORIGIN)).tobytes())
    assert views[0] == views[1]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(chances=CHANCES, horizon=st.integers(1, 89), further=st.integers(1, 89))
def test_probabilities_rise_with_the_horizon(chances, horizon, further):
    later = min(horizon + further, 90)
    assert (chain_stretches(chances, later) >= chain_stretches(chances, horizon) - 1e-12).all()


@settings(max_examples=60, deadline=None, derandomize=True)
@given(chances=CHANCES, horizon=st.integers(1, 90))
def test_a_type_is_never_more_probable_than_its_class_nor_a_class_than_any_event(chances, horizon):
    shares = chain_stretches(chances, horizon)
    assert ((shares > 0) & (shares < 1)).all()
    assert (shares <= shares[:, list_parents()] + 1e-12).all()
    for parent in range(count_types(), 21):
        children = [c for c in range(21) if list_parents()[c] == parent and c != parent]
        assert (shares[:, parent] <= shares[:, children].sum(axis=1) + 1e-12).all()


def test_coherence_leaves_types_as_they_are():
    shares = np.random.default_rng(1).uniform(0.01, 0.9, (50, 21))
    assert (make_coherent(shares)[:, :16] == shares[:, :16]).all()


@pytest.mark.parametrize("horizon", [0, 91, -3])
def test_a_horizon_beyond_the_model_is_refused(horizon):
    with pytest.raises(InputError, match="from 1 to 90 days"):
        chain_stretches(np.full((STRETCHES, 1, 21), 0.5), horizon)


def test_the_same_cases_give_the_same_bits(excited_days):
    first = FIRST.toordinal()
    made = []
    for _ in range(2):
        cases = [gather_cases(excited_days, first + origin) for origin in (60, 80, 100)]
        made.append(fit_model(cases, first + 149, Settings()).weights.tobytes())
    assert made[0] == made[1]


def test_outcomes_after_the_last_training_day_change_no_weight(
    excited_rows, excited_days, count_rows
):
    other = count_rows(shuffle_future(excited_rows, np.random.default_rng(4)))
    origins = [FIRST.toordinal() + origin for origin in (50, 80, 110, 140)]
    fits = []
    for days in (excited_days, other):
        cases = [gather_cases(days, origin) for origin in origins]
        # Pairs that were never seen differ in number only where the future names new ones.
        fits.append(fit_model(cases, ORIGIN - 1, Settings()).weights)
    assert fits[0].tobytes() == fits[1].tobytes()


def test_forecasts_of_made_dyads_are_calibrated_and_beat_their_rate(excited_days, fitted):
    first = FIRST.toordinal()
    plan = Plan((), first + 149, tuple(range(first + 150, first + 230, 10)), first + 239)
    found = forecast_origins(excited_days, fitted, plan)
    for horizon in (7, 30):
        one = found[horizon].select(found[horizon].seen)
        places = [place for place, kind in enumerate(list_kinds()) if kind.kind_id in KNOWN]
        shares, happened = one.shares[:, places].ravel(), one.happened[:, places].ravel()
        own = one.references["own"][:, places].ravel()
        assert 0.85 < fit_slope(shares, happened)[0] < 1.15
        assert 0.85 < shares.sum() / happened.sum() < 1.15
        assert ((shares - happened) ** 2).sum() < ((own - happened) ** 2).sum()


KNOWN = ("CONSULT", "AGREE", "AID", "ACCUSE", "ASSAULT")


def test_a_plan_whose_training_reaches_into_the_test_is_refused(excited_days, fitted):
    with pytest.raises(ValueError, match="reach into the days"):
        forecast_origins(excited_days, fitted, Plan((), ORIGIN, (ORIGIN,), ORIGIN + 60))


def test_waits_count_from_the_origin(count_rows):
    rows = [(dt.date.fromordinal(ORIGIN + late), "A", "B", "AID") for late in (-1, 4, 9)]
    days = count_rows(rows, sample=False)
    case = gather_cases(days, ORIGIN)
    place = [kind.kind_id for kind in list_kinds()].index("AID")
    assert case.wait[days.find_dyad("A", "B"), place] == 5
    assert case.wait[days.find_dyad("B", "A"), place] == NEVER == EDGES_DAYS[-1] + 1


def test_dropped_features_have_no_weight(excited_days):
    cases = [gather_cases(excited_days, FIRST.toordinal() + o, 30) for o in (80, 100)]
    model = fit_model(cases, ORIGIN, Settings(gap_days=30, dropped=list_recent()))
    dropped = [name in list_recent() for name in (*list_features(), "intercept")]
    assert (model.weights[..., dropped] == 0).all()
