"""The model: chances of a first event in each stretch of days ahead, chained into probabilities.

The 90 days ahead are cut into stretches. For each there is the chance that the kind happens in it
if it did not happen before. The chance of none through all stretches falls with each day, so that
a probability never falls with its horizon.
"""

import itertools

import numpy as np
from attrs import frozen

from legation.errors import InputError
from legation.outlook.dyads.arrays import Floats, Singles, expit
from legation.outlook.dyads.kinds import count_types, list_parents

EDGES_DAYS = (0, 7, 30, 90)
HORIZONS_DAYS = EDGES_DAYS[1:]
STRETCHES = len(HORIZONS_DAYS)
LOWEST, HIGHEST = 1e-5, 1.0 - 1e-5


@frozen(eq=False)
class HazardModel:
    """Weights of the chances.

    Attributes:
        mean: of the features in the fit, shape (features,).
        scale: their spread, shape (features,).
        weights: shape (stretches, kinds, features + 1); the last is the intercept.
        calibration: shift and slope of the log odds, shape (stretches, kinds, 2).
    """

    mean: Floats
    scale: Floats
    weights: Floats
    calibration: Floats

    def rate_stretches(self, features: Singles) -> Floats:
        """The chance of a first event in each stretch.

        Args:
            features: shape (dyads, kinds, features).

        Returns:
            Shape (stretches, dyads, kinds), 0 to 1.
        """
        inner = (features.astype(np.float64) - self.mean) / self.scale
        odds = np.stack([_weigh(inner, weights) for weights in self.weights])
        shift, slope = self.calibration[..., 0], self.calibration[..., 1]
        return expit(shift[:, None, :] + slope[:, None, :] * odds)

    def predict(self, features: Singles, horizon_days: int) -> Floats:
        """Probabilities that each kind happens within some days.

        Args:
            features: shape (dyads, kinds, features).
            horizon_days: 1 to 90.

        Returns:
            Shape (dyads, kinds): never 0 or 1, and coherent over kinds.

        Raises:
            InputError: if the horizon is not between 1 and 90 days.
        """
        return chain_stretches(self.rate_stretches(features), horizon_days)


def _weigh(inner: Floats, weights: Floats) -> Floats:
    return np.asarray(np.einsum("dkf,kf->dk", inner, weights[:, :-1]) + weights[:, -1])


def chain_stretches(chances: Floats, horizon_days: int) -> Floats:
    """Probabilities within a horizon from the chances of its stretches.

    Within a stretch the chance of a first event is the same on each day.

    Args:
        chances: shape (stretches, dyads, kinds).
        horizon_days: 1 to 90.

    Raises:
        InputError: if the horizon is not between 1 and 90 days.
    """
    if not 1 <= horizon_days <= EDGES_DAYS[-1]:
        raise InputError(
            f"{horizon_days} days are no horizon: forecasts reach from 1 to {EDGES_DAYS[-1]} days"
        )
    none = np.zeros(chances.shape[1:])
    for place, (opens, ends) in enumerate(itertools.pairwise(EDGES_DAYS)):
        part = min(max(horizon_days - opens, 0), ends - opens) / (ends - opens)
        none = none + part * np.log1p(-np.minimum(chances[place], 1 - 1e-12))
    return make_coherent(-np.expm1(none))


def make_coherent(shares: Floats) -> Floats:
    """Draw the probabilities of a dyad's kinds together where they contradict each other.

    A class is at least as probable as each of its types and at most as their sum; any event in
    the same way from the classes. Types stay as they are. Both bounds rise with the horizon where
    the types do, so that the result does too.

    Args:
        shares: shape (dyads, kinds), 0 to 1.

    Examples:
        >>> shares = np.full((1, 21), 0.1)
        >>> shares[0, 0] = 0.4
        >>> make_coherent(shares)[0, [16, 20]].round(2).tolist()
        [0.4, 0.4]
    """
    out = np.clip(shares, LOWEST, HIGHEST)
    first, parents = count_types(), list_parents()
    last = out.shape[1] - 1
    for parent in (*range(first, last), last):
        children = np.flatnonzero(parents == parent)
        below = out[:, children[children != parent]]
        most = np.minimum(below.sum(axis=1), HIGHEST)
        out[:, parent] = np.clip(out[:, parent], below.max(axis=1), most)
    return out
