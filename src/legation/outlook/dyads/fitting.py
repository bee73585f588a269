"""Fit the model: one logistic regression for each stretch and kind, drawn toward a pooled one."""

import numpy as np
from attrs import frozen

from legation.outlook.dyads.arrays import Bools, Floats, Ints, Singles
from legation.outlook.dyads.counts import SAMPLED_SHARE, DyadDays
from legation.outlook.dyads.features import build_features, list_features
from legation.outlook.dyads.glm import Ridge, fit_logistic
from legation.outlook.dyads.hazard import EDGES_DAYS, STRETCHES, HazardModel
from legation.outlook.dyads.kinds import count_types, list_kinds
from legation.outlook.dyads.sums import sum_before

NEVER = EDGES_DAYS[-1] + 1


@frozen
class Settings:
    """How the fit is regularized. Chosen on validation, the same for all data.

    Attributes:
        pool_ridge: pull of the pooled weights toward 0, in units of the log likelihood.
        kind_ridge: pull of a kind's weights toward the pooled ones.
        cross_factor: how many times harder the weights of other kinds are pulled.
        pool_step: of how many rows one goes into the pooled fit.
        gap_days: days just before the origin of which nothing is known; 0 for a fresh record.
        dropped: features that are left out.
    """

    pool_ridge: float = 10.0
    kind_ridge: float = 100.0
    cross_factor: float = 10.0
    pool_step: int = 7
    gap_days: int = 0
    dropped: tuple[str, ...] = ()


@frozen(eq=False)
class Cases:
    """What was known at one origin, and what came.

    Attributes:
        origin: first day of the forecast, an ordinal.
        features: shape (dyads, kinds, features).
        wait: days to the first event, 1 on the origin itself, `NEVER` where none came in 90 days;
            shape (dyads, kinds).
        weight: how many dyads each stands for, shape (dyads,).
        dyad: places of the dyads.
        seen: dyads with an event of their own before the origin.
    """

    origin: int
    features: Singles
    wait: Ints
    weight: Floats
    dyad: Ints
    seen: Bools


def gather_cases(days: DyadDays, origin: int, gap_days: int = 0) -> Cases:
    """The cases of one origin: pairs seen in either direction, and a tenth of those never seen."""
    sums = sum_before(days, origin - gap_days)
    seen = sums.days[:, -1] > 0
    known = seen | seen[days.reverse]
    rows = np.flatnonzero(known | days.sampled)
    weight = np.where(known[rows], 1.0, float(SAMPLED_SHARE))
    features = build_features(days, sums, rows)
    return Cases(origin, features, find_waits(days, origin)[rows], weight, rows, seen[rows])


def find_waits(days: DyadDays, origin: int) -> Ints:
    """Days from an origin to the first event of each dyad and kind."""
    kinds = len(list_kinds())
    opens, ends = np.searchsorted(days.day, [origin, origin + EDGES_DAYS[-1]])
    wait = np.full(days.dyads * kinds, NEVER, dtype=np.int64)
    # Later days first, so that the earliest stands at the end.
    wait[days.cell[opens:ends][::-1]] = days.day[opens:ends][::-1] - origin + 1
    return wait.reshape(days.dyads, kinds)


def fit_model(cases: list[Cases], last_day: int, settings: Settings) -> HazardModel:
    """Fit all weights on the cases whose stretches end by a day.

    A stretch that ends in no case takes the weights of the one before it: it keeps a fit on the
    first few months possible, whose later stretches nobody asks for.

    Args:
        cases: of training origins.
        last_day: last day whose events may be used as outcomes.
        settings: how hard the weights are pulled.
    """
    whole = [one for one in cases if one.origin + EDGES_DAYS[1] - 1 <= last_day]
    mean, scale = _standardize(whole)
    kinds, size = len(list_kinds()), len(list_features())
    weights = np.zeros((STRETCHES, kinds, size + 1))
    for place in range(STRETCHES):
        ended = [one for one in cases if one.origin + EDGES_DAYS[place + 1] - 1 <= last_day]
        if ended:
            weights[place] = _fit_stretch(ended, place, (mean, scale), settings)
        else:
            weights[place] = weights[place - 1]
    calibration = np.tile(np.array([0.0, 1.0]), (STRETCHES, kinds, 1))
    return HazardModel(mean, scale, weights, calibration)


def _standardize(cases: list[Cases]) -> tuple[Floats, Floats]:
    """Mean and spread over dyads that were seen, all kinds and origins."""
    parts = [one.features[one.seen] for one in cases]
    count = sum(part.shape[0] * part.shape[1] for part in parts)
    total = sum(part.sum(axis=(0, 1), dtype=np.float64) for part in parts)
    mean = total / count
    square = sum(((part - mean) ** 2).sum(axis=(0, 1), dtype=np.float64) for part in parts)
    return np.asarray(mean), np.asarray(np.sqrt(square / count) + 1e-6)


def _fit_stretch(
    cases: list[Cases], place: int, frame: tuple[Floats, Floats], settings: Settings
) -> Floats:
    names = list_features()
    pull = np.array([settings.cross_factor if n.startswith("cross_") else 1.0 for n in names])
    pull[[n in settings.dropped for n in names]] = 1e9
    pull = np.append(pull, 0.0)
    types = count_types()
    rows = [_take(cases, place, kind, frame, settings.pool_step) for kind in range(types)]
    inner, happened, weight = (np.concatenate(part) for part in zip(*rows, strict=True))
    share = float(np.average(happened, weights=weight))
    start = np.zeros(len(names) + 1)
    start[-1] = np.log(share) - np.log1p(-share)
    pooled = fit_logistic(inner, happened, weight, Ridge(start, pull * settings.pool_ridge))
    pull[-1] = 0.1
    out = np.zeros((len(list_kinds()), len(names) + 1))
    for kind in range(len(list_kinds())):
        taken = _take(cases, place, kind, frame, 1)
        out[kind] = fit_logistic(*taken, Ridge(pooled, pull * settings.kind_ridge))
    out[:, [place for place, name in enumerate(names) if name in settings.dropped]] = 0.0
    return out


def _take(
    cases: list[Cases], place: int, kind: int, frame: tuple[Floats, Floats], step: int
) -> tuple[Floats, Floats, Floats]:
    """Rows of the dyads that had no such event before the stretch, what came, and weights."""
    opens, ends = EDGES_DAYS[place], EDGES_DAYS[place + 1]
    rows, happened, weight = [], [], []
    for one in cases:
        wait = one.wait[:, kind]
        at_risk = np.flatnonzero(wait > opens)[::step]
        rows.append(one.features[at_risk, kind])
        happened.append((wait[at_risk] <= ends).astype(np.float64))
        weight.append(one.weight[at_risk])
    inner = (np.concatenate(rows).astype(np.float64) - frame[0]) / frame[1]
    ones = np.ones((len(inner), 1))
    return np.hstack([inner, ones]), np.concatenate(happened), np.concatenate(weight)
