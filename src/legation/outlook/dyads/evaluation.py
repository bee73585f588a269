"""Score tables of a backtest: by kind, by group of dyads, with intervals over dyads."""

from collections.abc import Iterator

import numpy as np
from attrs import frozen

from legation.outlook.dyads.arrays import Bools, Floats
from legation.outlook.dyads.backtest import Outcomes
from legation.outlook.dyads.baselines import REFERENCES
from legation.outlook.dyads.kinds import count_types, list_kinds
from legation.outlook.dyads.scores import (
    Bin,
    Interval,
    bin_reliability,
    bootstrap_skill,
    bootstrap_slope,
    score_brier,
    score_log,
)

SEED = 5
POOLED = "16 types"
NEVER_SEEN = "never seen"
# Days with an event of any kind per 30 days with a feed, from which a dyad belongs to a group.
ACTIVITY = (("rare", 0.0), ("occasional", 0.25), ("regular", 1.0), ("busy", 4.0))


@frozen
class ScoreRow:
    """The scores of one set of forecasts.

    Attributes:
        name: a kind's id, or a group of dyads.
        horizon_days: length of the windows.
        origins: from how many days forecasts were made.
        cases: forecasts.
        yes: how many came true.
        expected: the sum of the probabilities.
        brier: of the forecasts, lower is better.
        log: log score in nats, lower is better.
        brier_of: of each reference, by name.
        log_of: log score of each reference.
        skill_of: Brier skill over each reference, with a 95 % interval.
        slope: calibration slope, 1 is best; None where fewer than 10 came true.
        bins: reliability.
    """

    name: str
    horizon_days: int
    origins: int
    cases: int
    yes: int
    expected: float
    brier: float
    log: float
    brier_of: dict[str, float]
    log_of: dict[str, float]
    skill_of: dict[str, Interval]
    slope: Interval | None
    bins: tuple[Bin, ...]


def score_kinds(outcomes: Outcomes) -> tuple[ScoreRow, ...]:
    """One row for the types together and one for each kind, over dyads seen before."""
    seen = outcomes.select(outcomes.seen)
    types = slice(0, count_types())
    rows = [_score(POOLED, seen, types)]
    for place, kind in enumerate(list_kinds()):
        rows.append(_score(kind.kind_id, seen, slice(place, place + 1)))
    return tuple(rows)


def score_groups(outcomes: Outcomes) -> tuple[ScoreRow, ...]:
    """One row for each group of dyads, the types together; then pairs that were never seen."""
    types = slice(0, count_types())
    rows = [
        _score(name, outcomes.select(mine), types) for name, mine in _split(outcomes) if mine.any()
    ]
    never = outcomes.weight > 1
    return (*rows, _score(NEVER_SEEN, outcomes.select(never), types)) if never.any() else (*rows,)


def _split(outcomes: Outcomes) -> Iterator[tuple[str, Bools]]:
    bounds = [low for _, low in ACTIVITY[1:]] + [np.inf]
    for (name, low), high in zip(ACTIVITY, bounds, strict=True):
        inside = (outcomes.activity >= low) & (outcomes.activity < high)
        yield name, np.asarray(outcomes.seen & inside)


def _score(name: str, outcomes: Outcomes, kinds: slice) -> ScoreRow:
    shares, happened = outcomes.shares[:, kinds].ravel(), outcomes.happened[:, kinds].ravel()
    width = outcomes.shares[:, kinds].shape[1]
    dyad = np.repeat(np.unique(outcomes.dyad, return_inverse=True)[1], width)
    errors = (shares - happened) ** 2
    others = {one: outcomes.references[one][:, kinds].ravel() for one in REFERENCES}
    yes = int(happened.sum())
    return ScoreRow(
        name=name,
        horizon_days=outcomes.horizon_days,
        origins=outcomes.origins,
        cases=len(shares),
        yes=yes,
        expected=float(shares.sum()),
        brier=score_brier(shares, happened),
        log=score_log(shares, happened),
        brier_of={one: score_brier(part, happened) for one, part in others.items()},
        log_of={one: score_log(part, happened) for one, part in others.items()},
        skill_of={
            one: bootstrap_skill(errors, (part - happened) ** 2, dyad, SEED)
            for one, part in others.items()
        },
        slope=bootstrap_slope(shares, happened, dyad, SEED) if yes >= 10 else None,
        bins=bin_reliability(shares, happened),
    )


def estimate_spread(outcomes: Outcomes, kinds: slice) -> float:
    """How much dyads differ from their forecasts, as a standard deviation of log odds.

    By the method of moments: a dyad's misses, summed over windows that do not overlap, vary more
    than chance lets them; the rest is the dyad's own. It makes the interval of a probability.

    Args:
        outcomes: of dyads seen before.
        kinds: which.
    """
    spaced = _space_origins(outcomes)
    shares, miss = spaced.shares[:, kinds], (spaced.happened - spaced.shares)[:, kinds]
    chance = shares * (1 - shares)
    dyad = np.unique(spaced.dyad, return_inverse=True)[1]
    missed, varied = (_sum_by(dyad, part) for part in (miss, chance))
    square = float((varied**2).sum())
    return float(np.sqrt(max(((missed**2) - varied).sum() / max(square, 1e-9), 0.01)))


def _space_origins(outcomes: Outcomes) -> Outcomes:
    chosen, last = [], -(10**9)
    for origin in np.unique(outcomes.origin):
        if origin - last >= outcomes.horizon_days:
            chosen.append(origin)
            last = origin
    return outcomes.select(np.isin(outcomes.origin, chosen))


def _sum_by(dyad: np.ndarray, part: Floats) -> Floats:
    out = np.zeros((int(dyad.max()) + 1, part.shape[1]))
    np.add.at(out, dyad, part)
    return out
