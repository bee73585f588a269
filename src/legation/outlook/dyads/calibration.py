"""Recalibrate the chances of a model on later cases than it was fitted on."""

import numpy as np
from attrs import evolve

from legation.outlook.dyads.arrays import Floats, logit
from legation.outlook.dyads.fitting import Cases, Settings, fit_model
from legation.outlook.dyads.glm import Ridge, fit_logistic
from legation.outlook.dyads.hazard import EDGES_DAYS, STRETCHES, HazardModel
from legation.outlook.dyads.kinds import count_types, list_kinds

TOGETHER_RIDGE = 50.0  # pull of the common map toward none
KIND_RIDGE = 200.0  # pull of a kind's map toward the common one: rare kinds keep to it


def calibrate_model(
    cases: list[Cases], last_day: int, settings: Settings, earlier_share: float = 0.6
) -> HazardModel:
    """Fit on all cases, with maps found by a fit on the earlier ones and the outcomes of the rest.

    The map of a stretch and kind shifts and stretches the log odds (Platt). Only slopes are
    applied: a shift found on one season was the wrong one for the next.

    Args:
        cases: of training origins, in order of time.
        last_day: last day whose events may be used as outcomes.
        settings: of the fit.
        earlier_share: share of the origins that the first fit may see outcomes before.

    Source:
        Platt (1999), Probabilistic Outputs for Support Vector Machines.
    """
    cut = cases[int(len(cases) * earlier_share)].origin
    early = fit_model([one for one in cases if one.origin < cut], cut - 1, settings)
    later = [one for one in cases if one.origin >= cut]
    return evolve(
        fit_model(cases, last_day, settings), calibration=_find_maps(early, later, last_day)
    )


def _find_maps(model: HazardModel, cases: list[Cases], last_day: int) -> Floats:
    odds = [logit(model.rate_stretches(one.features)) for one in cases]
    maps = np.empty((STRETCHES, len(list_kinds()), 2))
    for place in range(STRETCHES):
        ends = EDGES_DAYS[place + 1]
        ended = [n for n, one in enumerate(cases) if one.origin + ends - 1 <= last_day]
        parts = [_take(cases, odds, ended, place, kind) for kind in range(len(list_kinds()))]
        inner, happened, weight = (
            np.concatenate(each) for each in zip(*parts[: count_types()], strict=True)
        )
        none = Ridge(np.array([0.0, 1.0]), np.full(2, TOGETHER_RIDGE))
        common = fit_logistic(inner, happened, weight, none) if len(inner) else none.toward
        for kind, part in enumerate(parts):
            toward = Ridge(common, np.full(2, KIND_RIDGE))
            maps[place, kind] = fit_logistic(*part, toward) if len(part[1]) else common
    maps[..., 0] = 0.0
    return maps


def _take(
    cases: list[Cases], odds: list[Floats], chosen: list[int], place: int, kind: int
) -> tuple[Floats, Floats, Floats]:
    rows, happened, weight = [np.zeros((0, 2))], [np.zeros(0)], [np.zeros(0)]
    for one in chosen:
        wait = cases[one].wait[:, kind]
        at_risk = wait > EDGES_DAYS[place]
        mine = odds[one][place, at_risk, kind]
        rows.append(np.column_stack([np.ones(len(mine)), mine]))
        happened.append((wait[at_risk] <= EDGES_DAYS[place + 1]).astype(np.float64))
        weight.append(cases[one].weight[at_risk])
    return np.concatenate(rows), np.concatenate(happened), np.concatenate(weight)
