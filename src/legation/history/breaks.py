"""Months from which a series runs on another level: exact segmentation of a mean.

Optimal partitioning with squared error: the best split of a series into segments, where each
further segment must lower the error by more than a penalty. `tests/history` holds it against
`ruptures`, which would cost the brief more start-up time than all else together.

Source:
    Jackson et al. (2005), An algorithm for optimal partitioning of data on an interval, IEEE Signal
    Processing Letters 12(2); penalty after Yao (1988), Statistics & Probability Letters 6(3).
"""

import numpy as np
import numpy.typing as npt

MIN_POINTS = 12
MIN_SEGMENT = 3


def find_breaks(values: npt.NDArray[np.float64], penalty: float | None = None) -> list[int]:
    """Positions at which a new level begins.

    Args:
        values: a series, shape (n,), equally spaced in time.
        penalty: error that a further segment must save; 4 var log n, var from first differences,
            where None.

    Returns:
        Positions 0 < p < n, ascending; empty for fewer than 12 points.

    Examples:
        >>> find_breaks(np.array([0.0] * 10 + [5.0] * 10))
        [10]
    """
    count = len(values)
    if count < MIN_POINTS:
        return []
    _, previous = _split(values, _set_penalty(values) if penalty is None else penalty)
    breaks, position = [], count
    while position > 0:
        position = int(previous[position])
        if position > 0:
            breaks.append(position)
    return sorted(breaks)


def _set_penalty(values: npt.NDArray[np.float64]) -> float:
    """4 var log n; the variance of the noise from first differences, which a level shift leaves."""
    steps = np.diff(values)
    noise = float(np.median(np.abs(steps)) / 0.9539) ** 2
    if noise == 0.0:
        # Most months of a quiet pair are zero: the median of their steps says nothing.
        noise = float((steps**2).mean()) / 2.0
    return 4.0 * max(noise, 1e-9) * float(np.log(len(values)))


def _split(
    values: npt.NDArray[np.float64], penalty: float
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
    """The least cost up to each position, and where its last segment begins."""
    count = len(values)
    sums = np.concatenate([[0.0], np.cumsum(values)])
    squares = np.concatenate([[0.0], np.cumsum(values**2)])
    best = np.full(count + 1, np.inf)
    best[0] = -penalty
    previous = np.zeros(count + 1, dtype=np.int64)
    for end in range(MIN_SEGMENT, count + 1):
        starts = np.arange(0, end - MIN_SEGMENT + 1)
        length = end - starts
        total = sums[end] - sums[starts]
        cost = squares[end] - squares[starts] - total**2 / length
        candidates = best[starts] + cost + penalty
        choice = int(np.argmin(candidates))
        best[end], previous[end] = candidates[choice], starts[choice]
    return best, previous
