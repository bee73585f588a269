"""What a forecast has to beat: rates that anybody can count."""

import numpy as np

from legation.outlook.dyads.arrays import Bools, Floats, Ints
from legation.outlook.dyads.counts import DyadDays
from legation.outlook.dyads.fitting import Cases, find_waits
from legation.outlook.dyads.sums import Sums

REFERENCES = ("own", "own_shrunk", "own_windows", "persistence", "climatology")
STEP_DAYS = 7
MOST_WINDOWS = 52
DYAD_PRIOR_DAYS = 0.5
TYPE_PRIOR_DAYS = 0.5


def rate_references(
    days: DyadDays, sums: Sums, cases: Cases, horizon_days: int
) -> dict[str, Floats]:
    """Probabilities of the references, each of shape (dyads, kinds).

    - `own`: event-days of the dyad and kind over days with a feed, at a constant rate.
    - `own_shrunk`: the same rate drawn toward the dyad's activity times the kind's share.
    - `own_windows`: the share of the last 52 windows of as many days, begun a quarter of a window
      (at least a week) apart, with an event.
    - `persistence`: whether it happened in as many days before, smoothed by how often such a dyad
      and such a dyad without it had one a window later; both counted over all dyads.
    - `climatology`: the mean of `own_windows` over all dyads that were seen.

    Args:
        days: the counts.
        sums: what was known before the origin.
        cases: for which dyads.
        horizon_days: length of the window.
    """
    rows, length = cases.dyad, horizon_days
    exposed = max(sums.exposed_days, 1)
    own = np.minimum(sums.days[rows] / exposed, 1.0)
    windows, came, stayed = _count_windows(days, sums, length)
    seen = sums.days[:, -1] > 0
    climate = windows[seen].mean(axis=0)
    before = _happened_before(days, sums.day, length)[rows]
    return {
        "own": 1 - (1 - own) ** length,
        "own_shrunk": 1 - (1 - _shrink(sums, rows, exposed)) ** length,
        "own_windows": windows[rows],
        "persistence": np.where(before, stayed, came),
        "climatology": np.broadcast_to(climate, (len(rows), len(climate))),
    }


def _shrink(sums: Sums, rows: Ints, exposed: int) -> Floats:
    """The own rate with the dyad's any rate and the kind's share as prior, and that with the mean.

    Both priors weigh half an event-day.
    """
    anything = sums.days[:, -1:]
    mean = anything[anything[:, 0] > 0].mean() / exposed
    dyad = (anything[rows] + DYAD_PRIOR_DAYS) / (exposed + DYAD_PRIOR_DAYS / mean)
    share = sums.days.sum(axis=0) / max(anything.sum(), 1.0)
    prior = np.clip(dyad * share, 1e-9, 1.0)
    rate = (sums.days[rows] + TYPE_PRIOR_DAYS) / (exposed + TYPE_PRIOR_DAYS / prior)
    return np.asarray(np.minimum(rate, 1.0))


def _happened_before(days: DyadDays, day: int, length: int) -> Bools:
    """Whether each dyad and kind had an event in the days before a day."""
    return np.asarray(find_waits(days, day - length) <= length)


def _count_windows(days: DyadDays, sums: Sums, length: int) -> tuple[Floats, Floats, Floats]:
    """Shares of past windows with an event: of each dyad, after windows without and with one."""
    first = int(days.covered[0]) if len(days.covered) else sums.day
    step = max(STEP_DAYS, length // 4)
    starts = np.arange(sums.day - length, first - 1, -step)[:MOST_WINDOWS]
    hits, kinds = np.zeros((days.dyads, sums.days.shape[1])), sums.days.shape[1]
    quiet, active = np.full((2, kinds), 0.5), np.full((2, kinds), 0.5)
    seen = sums.days[:, -1] > 0
    for start in starts:
        now = _happened_before(days, int(start) + length, length)
        hits += now
        if start - length >= first:
            before = _happened_before(days, int(start), length)[seen]
            quiet += _tally(now[seen], ~before)
            active += _tally(now[seen], before)
    share = hits / max(len(starts), 1)
    came, stayed = (tally[0] / tally.sum(axis=0) for tally in (quiet, active))
    return share, came, stayed


def _tally(now: Bools, chosen: Bools) -> Floats:
    """How many of the chosen had an event, and how many had none, by kind."""
    return np.stack([(now & chosen).sum(axis=0), (~now & chosen).sum(axis=0)]).astype(np.float64)
