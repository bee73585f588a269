"""Backtest the dyadic forecaster, write the tables, draw reliability.

Usage: python bench/forecast/dyads.py DATA [--only icews-2018|icews-2005-2015] [--draw FOLDER]

DATA holds `icews_raw/` and `tkg/`. Tables go to standard output; with --draw, one picture for each
source is written to FOLDER (docs/forecast).
"""

import argparse
import datetime as dt
import os
import platform
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

from fit_dyads import plan_test, read_days
from legation.brief.charts.reliability import draw_reliability
from legation.workflow.backtest_dyads import DyadBacktest, run_dyad_backtest, score_plan
from legation.workflow.dyad_tables import write_dyad_tables


def test_dense(data: Path) -> DyadBacktest:
    return score_plan("ICEWS 2018-01-01 to 2019-02-15", read_days(data), plan_test())


def test_long(data: Path) -> DyadBacktest:
    return run_dyad_backtest(data / "tkg" / "ICEWS05-15", dt.date(2005, 1, 1))


SOURCES: dict[str, Callable[[Path], DyadBacktest]] = {
    "icews-2018": test_dense,
    "icews-2005-2015": test_long,
}


def draw_source(found: DyadBacktest) -> str:
    panels = [
        (
            f"{horizon} days, {rows[0].cases:,} forecasts",
            [(one.mean, one.share, one.cases) for one in rows[0].bins],
        )
        for horizon, rows in found.kinds.items()
    ]
    return draw_reliability(f"{found.title}: how often forecasts came true", panels) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--only", choices=tuple(SOURCES))
    parser.add_argument("--draw", type=Path)
    given = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    for name, test in SOURCES.items():
        if given.only not in {None, name}:
            continue
        started = time.perf_counter()
        found = test(given.data)
        print(write_dyad_tables(found))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"Whole run {time.perf_counter() - started:.0f} s, peak {peak:,} MB.\n", flush=True)
        if given.draw:
            given.draw.mkdir(parents=True, exist_ok=True)
            path = given.draw / f"reliability-{name}.svg"
            path.write_text(draw_source(found), encoding="utf-8")


if __name__ == "__main__":
    main()
