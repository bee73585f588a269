"""Proper scores, calibration, and intervals that resample whole dyads."""

import numpy as np
from attrs import frozen

from legation.outlook.dyads.arrays import Floats, Ints, logit
from legation.outlook.dyads.glm import Ridge, fit_logistic

RESAMPLES = 1000
BINS = (0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


@frozen
class Bin:
    """Forecasts of nearly the same probability.

    Attributes:
        low: from which probability.
        high: below which.
        cases: how many forecasts.
        mean: their mean probability.
        share: the share of them that came true.
    """

    low: float
    high: float
    cases: int
    mean: float
    share: float


@frozen
class Interval:
    """A value with the ends of its 95 % interval."""

    value: float
    low: float
    high: float


def score_brier(shares: Floats, happened: Floats) -> float:
    """The Brier score: mean squared error of probabilities, lower is better.

    Source:
        Brier (1950), Verification of Forecasts Expressed in Terms of Probability.

    Examples:
        >>> score_brier(np.array([0.9, 0.2]), np.array([1.0, 0.0])).__round__(3)
        0.025
    """
    return float(np.mean((shares - happened) ** 2))


def score_log(shares: Floats, happened: Floats) -> float:
    """The log score in nats, lower is better; probabilities are kept at 1e-5 from 0 and 1."""
    inner = np.clip(shares, 1e-5, 1 - 1e-5)
    return float(-np.mean(happened * np.log(inner) + (1 - happened) * np.log1p(-inner)))


def fit_slope(shares: Floats, happened: Floats) -> tuple[float, float]:
    """Slope and intercept of the outcomes' log odds on the forecasts'; 1 and 0 are best.

    Source:
        Cox (1958), Two Further Applications of a Model for Binary Regression.
    """
    rows = np.column_stack([logit(shares), np.ones(len(shares))])
    start = Ridge(np.array([1.0, 0.0]), np.array([1e-6, 1e-6]))
    slope, intercept = fit_logistic(rows, happened, np.ones(len(rows)), start)
    return float(slope), float(intercept)


def bin_reliability(shares: Floats, happened: Floats) -> tuple[Bin, ...]:
    """Forecasts against outcomes by probability; empty bins are left out."""
    place = np.clip(np.searchsorted(BINS, shares, side="right") - 1, 0, len(BINS) - 2)
    out = []
    for one in range(len(BINS) - 1):
        mine = place == one
        if mine.any():
            means = float(shares[mine].mean()), float(happened[mine].mean())
            out.append(Bin(BINS[one], BINS[one + 1], int(mine.sum()), *means))
    return tuple(out)


def bootstrap_skill(
    errors: Floats, reference: Floats, dyad: Ints, seed: int, resamples: int = RESAMPLES
) -> Interval:
    """Skill over a reference, 1 - errors / reference, with a 95 % interval.

    Dyads are drawn with all their cases, since the cases of one hang together.

    Args:
        errors: squared errors of the forecast, shape (cases,).
        reference: those of the reference.
        dyad: to which dyad each case belongs, counted from 0.
        seed: of the draws.
        resamples: how many draws.
    """
    sums = np.column_stack([np.bincount(dyad, part) for part in (errors, reference)])
    sums = sums[np.bincount(dyad) > 0]
    drawn = _draw_counts(len(sums), seed, resamples) @ sums
    skills = 1.0 - drawn[:, 0] / np.maximum(drawn[:, 1], 1e-300)
    whole = sums.sum(axis=0)
    low, high = np.quantile(skills, [0.025, 0.975])
    return Interval(float(1.0 - whole[0] / max(whole[1], 1e-300)), float(low), float(high))


def bootstrap_slope(
    shares: Floats, happened: Floats, dyad: Ints, seed: int, resamples: int = RESAMPLES
) -> Interval:
    """The calibration slope with a 95 % interval over dyads.

    Each draw takes one Newton step from the slope of all cases, which is what a draw's own slope
    differs by to first order.
    """
    slope, intercept = fit_slope(shares, happened)
    rows = logit(shares)
    fitted = 1.0 / (1.0 + np.exp(-(slope * rows + intercept)))
    bend, miss = fitted * (1 - fitted), happened - fitted
    parts = (rows * miss, miss, bend * rows * rows, bend * rows, bend)
    sums = np.column_stack([np.bincount(dyad, part) for part in parts])
    sums = sums[np.bincount(dyad) > 0]
    up, shift, square, cross, flat = (_draw_counts(len(sums), seed, resamples) @ sums).T
    steps = (flat * up - cross * shift) / np.maximum(square * flat - cross**2, 1e-12)
    low, high = np.quantile(slope + steps, [0.025, 0.975])
    return Interval(slope, float(low), float(high))


def _draw_counts(size: int, seed: int, resamples: int) -> Floats:
    """How often each of some dyads is drawn in each resample, shape (resamples, size)."""
    draws = np.random.default_rng(seed).integers(0, size, (resamples, size))
    flat = (draws + np.arange(resamples)[:, None] * size).ravel()
    return np.bincount(flat, minlength=resamples * size).reshape(resamples, size).astype(float)
