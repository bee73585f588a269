"""Fit the base rates that ship with the package on coded events.

Usage:
    python tools/fit_base_rates.py freeze                     # cases from the almanac
    python tools/fit_base_rates.py fit DATA --fitted-on DAY   # parameters from the cases

DATA holds `icews_raw/` and `tkg/`; these files are not part of the project and stay where they are.
Only counts are written.
"""

import argparse
import datetime as dt
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import polars as pl

sys.path.insert(0, str(Path(__file__).parent))

from base_rates.cases import CASES, freeze_cases, read_cases
from base_rates.fit import Design, fit_questions, list_pairs
from base_rates.outcomes import EventIndex
from base_rates.report import write_table
from base_rates.sources import (
    DENSE_FIRST,
    DENSE_LAST,
    LONG_FIRST,
    LONG_LAST,
    hash_files,
    list_daily,
    list_split,
    read_dense,
    read_long,
)
from base_rates.visit_backtest import LAST_DAY, TEST_YEARS, VALID_YEARS, weigh_visits
from legation import __version__
from legation.almanac.store import open_almanac
from legation.outlook.parameters import DATA_FOLDER

DOCUMENT = Path(__file__).parents[1] / "docs" / "outlook.md"
DENSE = Design("icews-2018", 60, 0, 60, covers_all=True)
LONG = Design("icews-2005-2015", 365, 10, 180, covers_all=False)
_WHO = (
    "visits and meetings of leaders or foreign ministers of two states, held {first} to {last} and "
    "listed in the almanac, most of them with the United States on one side"
)


def build_sets(data: Path, fitted_on: str) -> dict[str, dict[str, Any]]:
    """All sets of parameters that the data give, by id."""
    dense, actors = read_dense(data)
    long = read_long(data, actors)
    daily, split = list_daily(data), list_split(data, "ICEWS18")
    sets = {
        DENSE.set_id: _build_set(
            DENSE,
            dense,
            (DENSE_FIRST, DENSE_LAST),
            "ICEWS events, 2018-01-01 to 2019-02-15",
            "ICEWS events of 2018-01-01 to 2019-02-15 (benchmark split ICEWS18 to 2018-10-03, "
            "daily files after)",
            {"ICEWS18": hash_files(split), f"{len(daily)} daily files": hash_files(daily)},
            "",
        ),
        LONG.set_id: _build_set(
            LONG,
            long,
            (LONG_FIRST, LONG_LAST),
            "ICEWS events, filtered subset ICEWS05-15",
            "the benchmark split ICEWS05-15 (2005 to 2015), a filtered subset of ICEWS: its rates "
            "compare only with each other",
            {"ICEWS05-15": hash_files(list_split(data, "ICEWS05-15"))},
            f"; only pairs with events on at least {LONG.min_events} days of the year before",
        ),
    }
    for content in sets.values():
        content["fitted_on"] = fitted_on
    return sets


def _build_set(
    design: Design,
    events: pl.DataFrame,
    period: tuple[dt.date, dt.date],
    title: str,
    data: str,
    hashes: dict[str, str],
    condition: str,
) -> dict[str, Any]:
    cases = read_cases(*period)
    index = EventIndex(events, period[0].toordinal(), period[1].toordinal())
    questions, strength = fit_questions(index, cases, design)
    first, last = (day.isoformat() for day in period)
    return {
        "set": design.set_id,
        "title": title,
        "known_on": last,
        "period": [first, last],
        "code_version": __version__,
        "data_sha256": hashes,
        "events": events.height,
        "cases_sha256": hashlib.sha256(CASES.read_bytes()).hexdigest(),
        "cases": len(cases),
        "pairs": list_pairs(cases),
        "lookback_days": design.lookback_days,
        "strength": strength,
        "reference_class": _WHO.format(first=first, last=last) + condition,
        "provenance": (
            f"{data}: {events.height:,} events between two states, {len(cases)} engagements"
        ),
        "questions": questions,
    }


def build_weights(fitted_on: str) -> dict[str, Any]:
    """How pairs' own visits are weighed; the rates themselves are counted at run time."""
    weights = weigh_visits(open_almanac(LAST_DAY))
    for key, row in weights.items():
        print(f"  {key}: {row}")
    return {
        "set": "almanac-visits",
        "title": "Weights of pairs' own visits, from the almanac",
        "known_on": LAST_DAY.isoformat(),
        "period": [f"{VALID_YEARS[0]}-01-01", LAST_DAY.isoformat()],
        "code_version": __version__,
        "fitted_on": fitted_on,
        "reference_class": "leader-level engagements of followed pairs",
        "provenance": (
            f"the almanac's visits: strength chosen on {VALID_YEARS[0]} to {VALID_YEARS[-1]}, "
            f"scored on {TEST_YEARS[0]} to {TEST_YEARS[-1]}"
        ),
        "almanac_weights": weights,
    }


def write_set(content: dict[str, Any], folder: Path = DATA_FOLDER) -> Path:
    """Write one set as JSON, sorted, one line for each leaf list."""
    path = folder / f"{content['set']}.json"
    path.write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return path


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=("freeze", "fit"))
    parser.add_argument("data", nargs="?", type=Path)
    parser.add_argument("--fitted-on", help="day of the fit, YYYY-MM-DD")
    given = parser.parse_args(arguments)
    if given.command == "freeze":
        count = freeze_cases(open_almanac(DENSE_LAST), LONG_FIRST, DENSE_LAST)
        print(f"{count} cases in {CASES}")
        return 0
    if given.data is None or given.fitted_on is None:
        parser.error("fit needs DATA and --fitted-on")
    print(write_set(build_weights(given.fitted_on)))
    for content in build_sets(given.data, given.fitted_on).values():
        print(write_set(content), "strength", content["strength"])
        for key, row in content["questions"].items():
            print(f"  {key}: {row['after']} placebo {row['placebo']} {row['backtest']}")
    write_table(DATA_FOLDER, DOCUMENT)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
