"""Rolling origins: forecasts as they would have been made, beside what came."""

import numpy as np
from attrs import frozen

from legation.outlook.dyads.arrays import Bools, Floats, Ints
from legation.outlook.dyads.baselines import REFERENCES, rate_references
from legation.outlook.dyads.counts import DyadDays
from legation.outlook.dyads.fitting import gather_cases
from legation.outlook.dyads.hazard import HORIZONS_DAYS, HazardModel
from legation.outlook.dyads.sums import sum_before


@frozen
class Plan:
    """Which days train and which test. All are ordinals of the first day of a forecast.

    Attributes:
        train: origins of training; outcomes count up to `last_train_day` only.
        last_train_day: the day before the first origin that is scored.
        score: origins that are scored.
        last_score_day: last day whose events may be outcomes of them.
    """

    train: tuple[int, ...]
    last_train_day: int
    score: tuple[int, ...]
    last_score_day: int

    def list_scored(self, horizon_days: int) -> tuple[int, ...]:
        """Origins whose windows end in time."""
        return tuple(o for o in self.score if o + horizon_days - 1 <= self.last_score_day)


@frozen(eq=False)
class Outcomes:
    """Forecasts of one horizon, with what came. Cases are dyads at origins.

    Attributes:
        horizon_days: length of the windows.
        origins: how many origins.
        shares: shape (cases, kinds).
        happened: 0 or 1, shape (cases, kinds).
        references: by name, shape (cases, kinds).
        dyad: of each case, shape (cases,).
        origin: of each case.
        activity: days with an event of any kind per 30 days with a feed, before the origin.
        seen: whether the dyad had an event of its own before the origin.
        weight: how many pairs each stands for; above 1 for pairs that were never seen.
    """

    horizon_days: int
    origins: int
    shares: Floats
    happened: Floats
    references: dict[str, Floats]
    dyad: Ints
    origin: Ints
    activity: Floats
    seen: Bools
    weight: Floats

    def select(self, chosen: Bools) -> "Outcomes":
        """Some of the cases."""
        return Outcomes(
            self.horizon_days,
            self.origins,
            self.shares[chosen],
            self.happened[chosen],
            {name: part[chosen] for name, part in self.references.items()},
            self.dyad[chosen],
            self.origin[chosen],
            self.activity[chosen],
            self.seen[chosen],
            self.weight[chosen],
        )


def forecast_origins(
    days: DyadDays, model: HazardModel, plan: Plan, gap_days: int = 0
) -> dict[int, Outcomes]:
    """Forecast from each origin, by horizon in days.

    Args:
        days: the counts; outcomes are read from them, features from what was known before.
        model: fitted on outcomes before the first scored origin.
        plan: which origins.
        gap_days: days just before the origin of which the model knows nothing.
    """
    if plan.last_train_day >= min(plan.score):
        raise ValueError("training outcomes reach into the days that are scored")
    rows: dict[int, list[tuple[Floats | Bools | Ints, ...]]] = {h: [] for h in HORIZONS_DAYS}
    for origin in plan.score:
        cases = gather_cases(days, origin, gap_days)
        sums = sum_before(days, origin)
        rate = 30.0 * sums.days[cases.dyad, -1] / max(sums.exposed_days, 1)
        for horizon in HORIZONS_DAYS:
            if origin not in plan.list_scored(horizon):
                continue
            found = rate_references(days, sums, cases, horizon)
            rows[horizon].append(
                (
                    model.predict(cases.features, horizon),
                    (cases.wait <= horizon).astype(np.float64),
                    *(found[name] for name in REFERENCES),
                    cases.dyad,
                    np.full(len(cases.dyad), origin),
                    rate,
                    cases.seen,
                    cases.weight,
                )
            )
    return {horizon: _join(horizon, parts) for horizon, parts in rows.items() if parts}


def _join(horizon: int, parts: list[tuple[Floats | Bools | Ints, ...]]) -> Outcomes:
    columns = [np.concatenate(each) for each in zip(*parts, strict=True)]
    last = 2 + len(REFERENCES)
    references = dict(zip(REFERENCES, columns[2:last], strict=True))
    return Outcomes(horizon, len(parts), columns[0], columns[1], references, *columns[last:])
