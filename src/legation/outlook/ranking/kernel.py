"""How strongly an event of one relation calls forth one of another between the same two actors."""

import numpy as np
from numba import njit

from legation.outlook.ranking.arrays import Floats, Ints
from legation.outlook.ranking.memory import HALF_LIVES_DAYS
from legation.outlook.ranking.queries import Queries

ROUNDS = 6
WARM_UP_SHARE = 0.2
PRIOR_EVENTS = 5.0
_FIRST_TOTAL = 0.1
_FIRST_BASE = 0.02
_SELF = 5.0


def fit_kernel(queries: Queries, before_day: int) -> Floats:
    """Fit a self-exciting process of all pairs by expectation and maximization.

    An event of relation j between two actors comes from a base rate, or is called forth by an
    earlier event of relation i between them; the kernel of each (i, j) is a sum of exponentials
    with the half-lives of `HALF_LIVES_DAYS`. Rare relations are drawn toward what their kind of
    event calls forth on the whole.

    Args:
        queries: the events from both sides.
        before_day: later events are not looked at.

    Returns:
        Expected events of relation j on the first day after one of relation i, by half-life; shape
        (half-lives, relations, relations).

    Source:
        Hawkes (1971), Spectra of some self-exciting and mutually exciting point processes,
        Biometrika 58; Veen and Schoenberg (2008), Estimation of space-time branching process models
        in seismology using an EM-type algorithm, JASA 103.
    """
    early = queries.day < before_day
    asker, relation, answer = (
        one[early] for one in (queries.asker, queries.relation, queries.answer)
    )
    day, count = queries.day[early], queries.relations
    pairs, pair = np.unique(asker * queries.actors + answer, return_inverse=True)
    keys, slot = np.unique(pair * count + relation, return_inverse=True)
    first = np.searchsorted(keys, np.arange(len(pairs) + 1) * count)
    slot_relation = keys % count
    half_lives = np.array(HALF_LIVES_DAYS)
    decay = np.exp2(-np.arange(before_day + 2) / half_lives[:, None])
    share = np.bincount(relation, minlength=count) + 1.0
    share /= share.sum()
    kernel = np.ones((len(half_lives), count, count)) * share * _FIRST_TOTAL
    kernel /= half_lives[:, None, None]
    kernel[:, np.arange(count), np.arange(count)] *= _SELF
    base = share * _FIRST_BASE
    warm_up = int(before_day * WARM_UP_SHARE)
    span = max(1, before_day - warm_up)
    for _ in range(ROUNDS):
        caused, own, exposure = _expect(
            relation, day, pair, slot, first, slot_relation, decay, kernel, base, warm_up
        )
        exposed = exposure.T[:, :, None]
        whole = caused.sum(axis=2, keepdims=True) / (exposed + 1e-9)
        kernel = (caused + PRIOR_EVENTS * share * whole) / (exposed + PRIOR_EVENTS)
        base = own / (span * len(pairs))
    return kernel


@njit(cache=True)
def _share_out(
    origins: Ints,
    left: Floats,
    kernel: Floats,
    base: float,
    target: int,
    caused: Floats,
) -> float:
    """Share out one event among its possible causes; the base rate's share.

    Args:
        origins: relations of the pair's past.
        left: what is left of it, shape (origins, half-lives).
        kernel: as it stands.
        base: the base rate of the event's relation.
        target: that relation.
        caused: added to, shape (half-lives, relations, relations).
    """
    total = base
    for one in range(len(origins)):
        for scale in range(kernel.shape[0]):
            total += left[one, scale] * kernel[scale, origins[one], target]
    if total <= 0.0:
        return 0.0
    for one in range(len(origins)):
        for scale in range(kernel.shape[0]):
            part = left[one, scale] * kernel[scale, origins[one], target]
            caused[scale, origins[one], target] += part / total
    return base / total


@njit(cache=True)
def _decay_pair(sums: Floats, last: Ints, decay: Floats, start: int, stop: int, day: int) -> Floats:
    """What is left of a pair's past, shape (slots, half-lives)."""
    left = np.zeros((stop - start, sums.shape[1]))
    for one in range(start, stop):
        if last[one] >= 0:
            for scale in range(sums.shape[1]):
                left[one - start, scale] = sums[one, scale] * decay[scale, day - last[one]]
    return left


@njit(cache=True)
def _take_in(
    sums: Floats, last: Ints, decay: Floats, one: int, day: int, begin: int, end: int, area: Floats
) -> None:
    """Remember an event; add to what the days from begin to end are exposed to."""
    for scale in range(sums.shape[1]):
        old = sums[one, scale] * decay[scale, day - last[one]] if last[one] >= 0 else 0.0
        sums[one, scale] = old + 1.0
        if end >= begin:
            fall = decay[scale, 1]
            whole = decay[scale, begin - day] - decay[scale, end - day] * fall
            area[scale] += whole / (1.0 - fall)
    last[one] = day


@njit(cache=True)
def _expect(
    relation: Ints,
    day: Ints,
    pair: Ints,
    slot: Ints,
    first: Ints,
    slot_relation: Ints,
    decay: Floats,
    kernel: Floats,
    base: Floats,
    warm_up: int,
) -> tuple[Floats, Floats, Floats]:
    """Share out all events; what was caused, what came of itself, what each was exposed to."""
    scales, count = kernel.shape[0], kernel.shape[1]
    sums = np.zeros((len(slot_relation), scales))
    last = np.full(len(slot_relation), -1, np.int64)
    caused = np.zeros((scales, count, count))
    own = np.zeros(count)
    exposure = np.zeros((count, scales))
    start = 0
    while start < len(day):
        today = day[start]
        stop = start
        while stop < len(day) and day[stop] == today:
            if today >= warm_up:
                low, high, target = first[pair[stop]], first[pair[stop] + 1], relation[stop]
                left = _decay_pair(sums, last, decay, low, high, today)
                own[target] += _share_out(
                    slot_relation[low:high], left, kernel, base[target], target, caused
                )
            stop += 1
        for row in range(start, stop):
            area = exposure[relation[row]]
            _take_in(sums, last, decay, slot[row], today, max(warm_up, today + 1), day[-1], area)
        start = stop
    return caused, own, exposure
