"""Decayed sums of what was known before a day: nothing else reaches the model."""

import numpy as np
from attrs import frozen

from legation.outlook.dyads.arrays import Floats, Ints
from legation.outlook.dyads.counts import DyadDays
from legation.outlook.dyads.kinds import list_kinds

HALF_LIVES_DAYS = (3, 10, 30, 90, 365)
LONG = HALF_LIVES_DAYS[-1]
FLOW_HALF_LIVES_DAYS = (30, 365)


@frozen(eq=False)
class World:
    """What is usual among all states.

    Attributes:
        states: how many states.
        flows: dyad-days with an event per day, by class of CAMEO, shape (4,).
        shares: event-days of each kind per event-day of any kind, shape (kinds,).
    """

    states: int
    flows: Floats
    shares: Floats


@frozen(eq=False)
class Sums:
    """A view of the counts from the morning of a day.

    Attributes:
        day: the first day of the forecast; only what was known before it is summed.
        counts: by half-life, event-days, each weighing half as much for each half-life that has
            passed, shape (dyads, kinds).
        exposure: by half-life, the days with a feed, weighed likewise.
        sent: by half-life, dyad-days of each state toward others by class, shape (states, 4).
        met: the same toward each state.
        days: event-days since the first one, shape (dyads, kinds).
        exposed_days: days with a feed before the day.
        world: what is usual.
    """

    day: int
    counts: dict[int, Floats]
    exposure: dict[int, float]
    sent: dict[int, Floats]
    met: dict[int, Floats]
    days: Floats
    exposed_days: int
    world: World


def sum_before(days: DyadDays, day: int, world: World | None = None) -> Sums:
    """Sum what was known before a day.

    Args:
        days: the counts.
        day: first day of the forecast, an ordinal.
        world: what is usual; found from the counts themselves where it is not given.
    """
    kinds, dyads = len(list_kinds()), days.dyads
    before = np.searchsorted(days.day, day)
    seen = days.known[:before] < day
    cell, age = days.cell[:before][seen], day - 1 - days.day[:before][seen]
    covered = days.covered[days.covered < day]
    counts = {
        half: _weigh(cell, age, half, dyads * kinds).reshape(dyads, kinds)
        for half in HALF_LIVES_DAYS
    }
    exposure = {half: float(np.exp2((covered - day + 1) / half).sum()) for half in HALF_LIVES_DAYS}
    sent, met = _sum_flows(days, day)
    total = np.bincount(cell, minlength=dyads * kinds).astype(np.float64).reshape(dyads, kinds)
    found = world or _describe_world(len(days.states), counts[LONG], sent[LONG], exposure[LONG])
    return Sums(day, counts, exposure, sent, met, total, len(covered), found)


def _weigh(cell: Ints, age: Ints, half: int, size: int) -> Floats:
    return np.bincount(cell, np.exp2(-age / half), minlength=size).astype(np.float64)


def _sum_flows(days: DyadDays, day: int) -> tuple[dict[int, Floats], dict[int, Floats]]:
    before = np.searchsorted(days.flow_day, day)
    seen = days.flow_known[:before] < day
    flow, age = days.flow[:before][seen], day - 1 - days.flow_day[:before][seen]
    dyad, quad, size = flow // 4, flow % 4, len(days.states) * 4
    sent, met = (
        {
            half: _weigh(side[dyad] * 4 + quad, age, half, size).reshape(-1, 4)
            for half in FLOW_HALF_LIVES_DAYS
        }
        for side in (days.source, days.target)
    )
    return sent, met


def _describe_world(states: int, counts: Floats, sent: Floats, exposure: float) -> World:
    kinds = counts.sum(axis=0)
    total = max(float(kinds[-1]), 1.0)
    flows = np.maximum(sent.sum(axis=0), 1.0) / max(exposure, 1.0)
    return World(states, flows, np.maximum(kinds, 0.5) / total)
