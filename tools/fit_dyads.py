"""Fit the dyadic forecaster that ships with the package.

Usage: python tools/fit_dyads.py DATA --fitted-on DAY

DATA holds `icews_raw/` and `tkg/`; these files are not part of the project and stay where they are.
What is written are weights, counts by dyad and kind, and the scores of the backtest.

The split, fixed before any score was looked at. Windows of 7, 30 and 90 days; days that events are
known and outcomes come on:

    training    origins from 2018-03-02, weekly; outcomes up to 2018-11-03
    validation  of everything that was chosen: training outcomes up to 2018-08-05,
                origins from 2018-08-06 whose windows end by 2018-11-03
    test        origins from 2018-11-04, weekly, whose windows end by 2019-02-15

The parameters that ship are then fitted on all outcomes with nothing changed.
"""

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import Any

import numpy as np
from attrs import asdict, evolve

sys.path.insert(0, str(Path(__file__).parent))

from base_rates.sources import (
    DENSE_FIRST,
    DENSE_LAST,
    hash_files,
    list_daily,
    list_split,
    read_dense,
)
from legation import __version__
from legation.domain.dyads import ForecastScore
from legation.outlook.dyads.backtest import Outcomes, Plan, forecast_origins
from legation.outlook.dyads.counts import DyadDays
from legation.outlook.dyads.evaluation import ScoreRow, estimate_spread, score_kinds
from legation.outlook.dyads.features import list_recent
from legation.outlook.dyads.hazard import HORIZONS_DAYS
from legation.outlook.dyads.kinds import count_types, list_kinds
from legation.outlook.dyads.parameters import (
    FRESH,
    STALE,
    STORED_PER_DAY,
    write_dyad_parameters,
)
from legation.outlook.dyads.sums import LONG, Sums, sum_before
from legation.workflow.backtest_dyads import SETTINGS, fit_plan
from legation.workflow.dyad_sources import count_events

HISTORY_DAYS, STEP_DAYS, GAP_DAYS = 60, 7, 60
VALID_FIRST, TEST_FIRST = dt.date(2018, 8, 6), dt.date(2018, 11, 4)
KEPT_HALF_LIVES = (90, LONG)
MODE_SETTINGS = {
    FRESH: SETTINGS,
    STALE: evolve(SETTINGS, gap_days=GAP_DAYS, dropped=list_recent()),
}


def plan_test(gap_days: int = 0) -> Plan:
    """Training before the test origins, and these."""
    return _plan(TEST_FIRST, DENSE_LAST, gap_days)


def plan_validation(gap_days: int = 0) -> Plan:
    """Training before the validation origins, and these."""
    return _plan(VALID_FIRST, TEST_FIRST - dt.timedelta(days=1), gap_days)


def _plan(turn: dt.date, last: dt.date, gap_days: int) -> Plan:
    begin, first = DENSE_FIRST.toordinal() + HISTORY_DAYS + gap_days, turn.toordinal()
    shortest = HORIZONS_DAYS[0]
    return Plan(
        train=tuple(range(begin, first - shortest + 1, STEP_DAYS)),
        last_train_day=first - 1,
        score=tuple(range(first, last.toordinal() - shortest + 2, STEP_DAYS)),
        last_score_day=last.toordinal(),
    )


def read_days(data: Path) -> DyadDays:
    """The counts of the two sources joined, see `base_rates/sources.py`."""
    events, _ = read_dense(data)
    return count_events(events.select("day", "cameo", source_state="source", target_state="target"))


def fit_all(data: Path, fitted_on: str) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """What ships: a description with scores, and arrays."""
    days = read_days(data)
    content: dict[str, Any] = {"climate": {}, "spread": {}, "scores": {}}
    arrays: dict[str, np.ndarray] = {}
    for mode, settings in MODE_SETTINGS.items():
        plan = plan_test(settings.gap_days)
        found = forecast_origins(days, fit_plan(days, plan, settings), plan, settings.gap_days)
        rows = {horizon: score_kinds(one) for horizon, one in found.items()}
        content["scores"][mode] = _list_scores(rows)
        content["spread"][mode] = {h: _spread(one) for h, one in found.items()}
        content["climate"][mode] = {h: _climate(one) for h, one in found.items()}
        whole = evolve(
            plan,
            train=tuple(range(plan.train[0], DENSE_LAST.toordinal() - 5, STEP_DAYS)),
            last_train_day=DENSE_LAST.toordinal(),
        )
        model = fit_plan(days, whole, settings)
        for part in ("mean", "scale", "weights", "calibration"):
            arrays[f"{mode}_{part}"] = np.round(getattr(model, part), 9)
    sums = sum_before(days, DENSE_LAST.toordinal() + 1)
    described, kept = _keep_rates(days, sums)
    return content | _describe(data, sums, fitted_on) | {"rates": described}, arrays | kept


def _describe(data: Path, sums: Sums, fitted_on: str) -> dict[str, Any]:
    daily, split = list_daily(data), list_split(data, "ICEWS18")
    seen = int((sums.days[:, -1] > 0).sum())
    first, last = DENSE_FIRST.isoformat(), DENSE_LAST.isoformat()
    return {
        "set": "dyads-icews-2018",
        "known_on": last,
        "period": [first, last],
        "fitted_on": fitted_on,
        "code_version": __version__,
        "data_sha256": {
            "ICEWS18": hash_files(split),
            f"{len(daily)} daily files": hash_files(daily),
        },
        "provenance": (
            f"ICEWS events of {first} to {last} (benchmark split ICEWS18 to 2018-10-03, daily "
            f"files after): {seen:,} directed dyads, {int(sums.days[:, -1].sum()):,} dyad-days"
        ),
        "test": {"first_origin": TEST_FIRST.isoformat(), "looks": 1},
        "world": {
            "states": sums.world.states,
            "flows": sums.world.flows.round(6).tolist(),
            "shares": sums.world.shares.round(8).tolist(),
        },
    }


def _list_scores(rows: dict[int, tuple[ScoreRow, ...]]) -> dict[str, dict[int, dict[str, Any]]]:
    out: dict[str, dict[int, dict[str, Any]]] = {}
    for horizon, group in rows.items():
        for row in group:
            out.setdefault(row.name, {})[horizon] = asdict(_score(row))
    return out


def _score(row: ScoreRow) -> ForecastScore:
    skill = row.skill_of["own"]
    return ForecastScore(
        kind_id=row.name,
        horizon_days=row.horizon_days,
        cases=row.cases,
        yes=row.yes,
        brier=round(row.brier, 6),
        skill=round(skill.value, 4),
        skill_low=round(skill.low, 4),
        skill_high=round(skill.high, 4),
        skill_climatology=round(row.skill_of["climatology"].value, 4),
        slope=None if row.slope is None else round(row.slope.value, 4),
    )


def _spread(found: Outcomes) -> float:
    return round(estimate_spread(found.select(found.seen), slice(0, count_types())), 4)


def _climate(found: Outcomes) -> list[float]:
    rate: list[float] = found.select(found.seen).happened.mean(axis=0).round(6).tolist()
    return rate


def _keep_rates(days: DyadDays, sums: Sums) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """Counts of the dyads that were seen, as small numbers."""
    kinds = len(list_kinds())
    seen = np.flatnonzero(sums.days[:, -1] > 0)
    total = sums.days[seen].ravel()
    cell = np.flatnonzero(total)
    arrays: dict[str, np.ndarray] = {
        "source": days.source[seen].astype(np.int16),
        "target": days.target[seen].astype(np.int16),
        "cell": cell.astype(np.int32),
        "days": total[cell].astype(np.uint16),
        "sent": sums.sent[LONG].round(2).astype(np.float32),
        "met": sums.met[LONG].round(2).astype(np.float32),
    }
    for half in KEPT_HALF_LIVES:
        values = sums.counts[half][seen].reshape(-1, kinds).ravel()[cell]
        arrays[f"decayed_{half}"] = np.round(values * STORED_PER_DAY).astype(np.uint16)
    described: dict[str, Any] = {
        "states": list(days.states),
        "exposure": {half: round(sums.exposure[half], 4) for half in KEPT_HALF_LIVES},
        "exposed_days": sums.exposed_days,
    }
    return described, arrays


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--fitted-on", required=True, help="day of the fit, YYYY-MM-DD")
    given = parser.parse_args(arguments)
    content, arrays = fit_all(given.data, given.fitted_on)
    write_dyad_parameters(content, arrays)
    for mode, kinds in content["scores"].items():
        for horizon, row in kinds["16 types"].items():
            print(mode, horizon, row)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
