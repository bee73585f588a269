"""Logistic regression with a ridge toward given weights, by Newton steps that never go up."""

import numpy as np
from attrs import frozen

from legation.outlook.dyads.arrays import Floats, expit

MAX_STEPS = 40
ENOUGH = 1e-6  # of the loss: a smaller gain ends the fit


@frozen(eq=False)
class Ridge:
    """What pulls at the weights.

    Attributes:
        toward: weights toward which they are drawn, shape (features,).
        strength: how strongly, in units of the log likelihood, shape (features,).
    """

    toward: Floats
    strength: Floats


def fit_logistic(rows: Floats, happened: Floats, weight: Floats, ridge: Ridge) -> Floats:
    """Fit the weights of a logistic regression.

    Args:
        rows: shape (cases, features); give a column of ones for the intercept.
        happened: 0 or 1, shape (cases,).
        weight: how many cases each stands for, shape (cases,).
        ridge: the penalty; it also tells where to begin.

    Returns:
        The weights, shape (features,).

    Examples:
        >>> rows = np.ones((4, 1))
        >>> ridge = Ridge(np.zeros(1), np.zeros(1))
        >>> found = fit_logistic(rows, np.array([1.0, 1.0, 1.0, 0.0]), np.ones(4), ridge)
        >>> round(float(expit(found)[0]), 4)
        0.75
    """
    weights = ridge.toward.copy()
    loss = _measure(rows, happened, weight, ridge, weights)
    for _ in range(MAX_STEPS):
        share = expit(rows @ weights)
        slope = rows.T @ (weight * (happened - share)) - ridge.strength * (weights - ridge.toward)
        bend = (rows * (weight * share * (1 - share))[:, None]).T @ rows
        bend[np.diag_indices_from(bend)] += ridge.strength + 1e-9
        step = np.linalg.solve(bend, slope)
        for _ in range(30):
            nearer = _measure(rows, happened, weight, ridge, weights + step)
            if nearer <= loss:
                break
            step = step / 2
        else:
            return weights
        weights = weights + step
        if loss - nearer < ENOUGH * max(1.0, abs(loss)):
            return weights
        loss = nearer
    return weights


def _measure(
    rows: Floats, happened: Floats, weight: Floats, ridge: Ridge, weights: Floats
) -> float:
    odds = rows @ weights
    loss = np.logaddexp(0.0, odds) - happened * odds
    pull = ridge.strength * (weights - ridge.toward) ** 2
    return float(weight @ loss + pull.sum() / 2)
