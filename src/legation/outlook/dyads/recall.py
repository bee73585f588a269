"""Sums for two states without a record: from the rates that ship."""

import numpy as np

from legation.outlook.dyads.arrays import Floats
from legation.outlook.dyads.counts import DyadDays
from legation.outlook.dyads.kinds import list_kinds
from legation.outlook.dyads.parameters import DyadParameters, ShippedRates
from legation.outlook.dyads.sums import FLOW_HALF_LIVES_DAYS, HALF_LIVES_DAYS, LONG, Sums


def recall_sums(parameters: DyadParameters, pair: tuple[str, str]) -> tuple[DyadDays, Sums]:
    """What was known of two states on the last day of the fitted data.

    Of short memories nothing ships; their exposure is 0, so that their ratios are neutral.

    Args:
        parameters: the fitted model.
        pair: state ids; a state that the data do not have counts as one without events.
    """
    rates = parameters.rates
    missing = tuple(sorted({state for state in pair if state not in rates.states}))
    states = (*rates.states, *missing)
    ends = np.array([states.index(state) for state in pair])
    empty = np.zeros(0, dtype=np.int64)
    days = DyadDays(
        states,
        source=ends,
        target=ends[::-1],
        reverse=np.array([1, 0]),
        sampled=np.zeros(2, dtype=bool),
        day=empty,
        known=empty,
        cell=empty,
        flow_day=empty,
        flow_known=empty,
        flow=empty,
        covered=empty,
    )
    nothing = np.zeros((2, len(list_kinds())))
    counts = dict.fromkeys(HALF_LIVES_DAYS, nothing)
    counts |= {half: _pick(rates, ends, part) for half, part in rates.decayed.items()}
    quiet = np.zeros((len(states), 4))
    sent, met = (dict.fromkeys(FLOW_HALF_LIVES_DAYS, quiet) for _ in range(2))
    for side, part in ((sent, rates.sent), (met, rates.met)):
        side[LONG] = np.concatenate([part, np.zeros((len(missing), 4))])
    exposure = dict.fromkeys(HALF_LIVES_DAYS, 0.0) | rates.exposure
    return days, Sums(
        day=parameters.known_on.toordinal() + 1,
        counts=counts,
        exposure=exposure,
        sent=sent,
        met=met,
        days=_pick(rates, ends, rates.days),
        exposed_days=rates.exposed_days,
        world=parameters.world,
    )


def _pick(rates: ShippedRates, ends: np.ndarray, values: Floats) -> Floats:
    """The values of both directions of a pair, shape (2, kinds)."""
    kinds = len(list_kinds())
    out = np.zeros((2, kinds))
    for row, (source, target) in enumerate((ends, ends[::-1])):
        for dyad in np.flatnonzero((rates.source == source) & (rates.target == target)):
            mine = rates.cell // kinds == dyad
            out[row, rates.cell[mine] % kinds] = values[mine]
    return out
