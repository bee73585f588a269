"""Types of the arrays that the forecaster works on."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


def freeze(array: NDArray[Any]) -> NDArray[Any]:
    """The array, which nobody can write to from now on."""
    array.flags.writeable = False
    return array


def logit(share: Floats) -> Floats:
    """Log odds of shares, which are kept a little within 0 and 1."""
    inner = np.clip(share, 1e-9, 1 - 1e-9)
    return np.log(inner) - np.log1p(-inner)


def expit(odds: Floats) -> Floats:
    """Shares of log odds."""
    return 1.0 / (1.0 + np.exp(-np.clip(odds, -30.0, 30.0)))
