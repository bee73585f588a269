"""The fitted model that ships: weights, rates of dyads, scores; how it is written and read."""

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from attrs import frozen

from legation.domain.dyads import ForecastScore
from legation.errors import DataError
from legation.outlook.dyads.arrays import Floats, Ints
from legation.outlook.dyads.hazard import HazardModel
from legation.outlook.dyads.sums import World

FOLDER = Path(__file__).parents[1] / "data" / "dyads"
FRESH, STALE = "fresh", "stale"
MODES = (FRESH, STALE)
STORED_PER_DAY = 100  # decayed event-days are stored in hundredths


@frozen(eq=False)
class ShippedRates:
    """What is known of dyads without a record, as of the last day of the data.

    Attributes:
        states: state ids, sorted.
        source: for each dyad the place of its source, shape (dyads,).
        target: the same of its target.
        cell: dyad times the number of kinds plus the kind, of kinds that happened.
        days: event-days of each cell.
        decayed: by half-life in days, event-days of each cell.
        exposure: by half-life, days with a feed.
        exposed_days: days with a feed.
        sent: dyad-days of each state toward others by class, decayed over a year.
        met: the same toward each state.
    """

    states: tuple[str, ...]
    source: Ints
    target: Ints
    cell: Ints
    days: Floats
    decayed: dict[int, Floats]
    exposure: dict[int, float]
    exposed_days: int
    sent: Floats
    met: Floats


@frozen(eq=False)
class DyadParameters:
    """All that was fitted.

    Attributes:
        known_on: last day of the data; not used for forecasts issued before.
        period: first and last day of the data.
        provenance: data and counts in one clause.
        models: by mode: `fresh` for a record that reaches to the day, `stale` for one that ended.
        world: what is usual.
        climate: by mode and horizon in days, the share of dyads seen before with each kind.
        spread: by mode and horizon, how much dyads differ from their forecasts, in log odds.
        scores: by mode, kind and horizon.
        rates: for forecasts without a record.
    """

    known_on: dt.date
    period: tuple[dt.date, dt.date]
    provenance: str
    models: dict[str, HazardModel]
    world: World
    climate: dict[str, dict[int, Floats]]
    spread: dict[str, dict[int, float]]
    scores: dict[str, dict[str, dict[int, ForecastScore]]]
    rates: ShippedRates


@cache
def load_dyad_parameters(folder: Path = FOLDER) -> DyadParameters:
    """Load the fitted model.

    Raises:
        DataError: if a file is missing or damaged.
    """
    try:
        content = json.loads((folder / "dyads.json").read_text(encoding="utf-8"))
        with np.load(folder / "dyads.npz", allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        return _build_parameters(content, arrays)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"{folder} is damaged ({error}): reinstall Legation") from error


def write_dyad_parameters(
    content: dict[str, Any], arrays: dict[str, np.ndarray], folder: Path = FOLDER
) -> None:
    """Write what `load_dyad_parameters` reads, the same bytes for the same numbers."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, indent=1, sort_keys=True) + "\n"
    (folder / "dyads.json").write_text(text, encoding="utf-8")
    with (folder / "dyads.npz").open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **dict(sorted(arrays.items())))


def _build_parameters(content: dict[str, Any], arrays: dict[str, np.ndarray]) -> DyadParameters:
    first, last = (dt.date.fromisoformat(day) for day in content["period"])
    world = content["world"]
    return DyadParameters(
        known_on=dt.date.fromisoformat(content["known_on"]),
        period=(first, last),
        provenance=content["provenance"],
        models={
            mode: HazardModel(
                *(arrays[f"{mode}_{part}"] for part in ("mean", "scale", "weights", "calibration"))
            )
            for mode in MODES
        },
        world=World(int(world["states"]), np.array(world["flows"]), np.array(world["shares"])),
        climate={
            mode: {int(h): np.array(row) for h, row in rows.items()}
            for mode, rows in content["climate"].items()
        },
        spread={
            mode: {int(h): float(value) for h, value in rows.items()}
            for mode, rows in content["spread"].items()
        },
        scores={
            mode: {
                kind: {int(h): ForecastScore(**row) for h, row in rows.items()}
                for kind, rows in kinds.items()
            }
            for mode, kinds in content["scores"].items()
        },
        rates=_build_rates(content["rates"], arrays),
    )


def _build_rates(content: dict[str, Any], arrays: dict[str, np.ndarray]) -> ShippedRates:
    exposure = {int(half): float(days) for half, days in content["exposure"].items()}
    return ShippedRates(
        states=tuple(content["states"]),
        source=arrays["source"].astype(np.int64),
        target=arrays["target"].astype(np.int64),
        cell=arrays["cell"].astype(np.int64),
        days=arrays["days"].astype(np.float64),
        decayed={half: arrays[f"decayed_{half}"] / STORED_PER_DAY for half in exposure},
        exposure=exposure,
        exposed_days=int(content["exposed_days"]),
        sent=arrays["sent"].astype(np.float64),
        met=arrays["met"].astype(np.float64),
    )
