"""Backtest the dyadic forecaster: fit on early origins, forecast later ones, score."""

import datetime as dt
import time
from pathlib import Path

from attrs import frozen

from legation.errors import InputError
from legation.outlook.dyads.backtest import Outcomes, Plan, forecast_origins
from legation.outlook.dyads.calibration import calibrate_model
from legation.outlook.dyads.counts import DyadDays
from legation.outlook.dyads.evaluation import ScoreRow, score_groups, score_kinds
from legation.outlook.dyads.fitting import Settings, gather_cases
from legation.outlook.dyads.hazard import EDGES_DAYS, HazardModel
from legation.workflow.dyad_sources import FIRST_DAY, count_events, read_state_events

SETTINGS = Settings()
MIN_SPAN_DAYS = 320
HISTORY_SHARE, TRAIN_SHARE = 0.15, 0.55


@frozen(eq=False)
class DyadBacktest:
    """What a backtest found.

    Attributes:
        title: which data.
        plan: which origins.
        events: dyad-days with a kind of event.
        dyads: directed dyads that were seen.
        kinds: by horizon, a row for the types together and one for each kind.
        groups: by horizon, a row for each group of dyads.
        seconds: by phase.
    """

    title: str
    plan: Plan
    events: int
    dyads: int
    kinds: dict[int, tuple[ScoreRow, ...]]
    groups: dict[int, tuple[ScoreRow, ...]]
    seconds: dict[str, float]


def run_dyad_backtest(folder: Path, first_day: dt.date = FIRST_DAY) -> DyadBacktest:
    """Backtest on a folder of quadruples: the first 15 % of days are history only.

    Origins up to 55 % train, those after are scored, each once.

    Args:
        folder: see `read_state_events`.
        first_day: the day of its first time step.

    Raises:
        InputError: if the folder cannot be read or is too short.
    """
    days = count_events(read_state_events(folder, first_day))
    return score_plan(folder.name, days, plan_origins(days))


def plan_origins(days: DyadDays) -> Plan:
    """Train on the early part and score on the later one.

    Raises:
        InputError: if the data reach over too few days.
    """
    first, last = int(days.covered[0]), int(days.covered[-1])
    span = last - first + 1
    if span < MIN_SPAN_DAYS:
        raise InputError(f"{span} days of events are too few to test on: give {MIN_SPAN_DAYS}")
    step = max(7, span // 100)
    begin, turn = first + int(span * HISTORY_SHARE), first + int(span * TRAIN_SHARE)
    train = tuple(range(begin, turn - EDGES_DAYS[1] + 1, step))
    return Plan(train, turn - 1, tuple(range(turn, last - EDGES_DAYS[1] + 2, step)), last)


def score_plan(
    title: str, days: DyadDays, plan: Plan, settings: Settings = SETTINGS
) -> DyadBacktest:
    """Fit by a plan, forecast and score."""
    clock = [time.perf_counter()]
    model = fit_plan(days, plan, settings)
    clock.append(time.perf_counter())
    found = forecast_origins(days, model, plan, settings.gap_days)
    clock.append(time.perf_counter())
    kinds = {horizon: score_kinds(one) for horizon, one in found.items()}
    groups = {horizon: score_groups(one) for horizon, one in found.items()}
    clock.append(time.perf_counter())
    names = ("fit", "forecast", "score")
    seconds = {name: clock[n + 1] - clock[n] for n, name in enumerate(names)}
    return DyadBacktest(title, plan, len(days.cell), count_seen(days), kinds, groups, seconds)


def fit_plan(days: DyadDays, plan: Plan, settings: Settings = SETTINGS) -> HazardModel:
    """The calibrated model of a plan's training part."""
    cases = [gather_cases(days, origin, settings.gap_days) for origin in plan.train]
    return calibrate_model(cases, plan.last_train_day, settings)


def count_seen(days: DyadDays) -> int:
    """How many directed dyads have an event."""
    return len(set(days.flow // 4))


def collect_outcomes(
    days: DyadDays, plan: Plan, settings: Settings = SETTINGS
) -> dict[int, Outcomes]:
    """The forecasts of a plan themselves, by horizon."""
    return forecast_origins(days, fit_plan(days, plan, settings), plan, settings.gap_days)
