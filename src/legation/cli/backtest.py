"""`legation backtest`: how good the forecasters were on days that they had not seen."""

import json
import sys
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from legation.workflow.settings import parse_day

backtest_app = App(name="backtest", help="Score the forecasters on days they had not seen.")


@backtest_app.command
def ranking(
    folder: Path,
    *,
    parts: str = "valid,test",
    seed: int = 0,
    threads: Annotated[int, Parameter(name="--threads")] = 2,
    as_of: str | None = None,
    json_: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> None:
    """Rank who acts toward whom next; needs the extra `learn`.

    Args:
        folder: train.txt, valid.txt, test.txt, entity2id.txt and relation2id.txt, gzipped or not;
            or a record.
        parts: which are scored: valid,test.
        seed: of samples and training.
        threads: how many to use.
        as_of: of a record, only what was known on this day (YYYY-MM-DD).
        json_: print JSON.
    """
    from legation.workflow.backtest_ranking import (
        check_parts,
        measure_peak_mb,
        run_ranking_backtest,
    )
    from legation.workflow.ranking_tables import report_as_data, write_ranking_table

    day = parse_day(as_of, "--as-of") if as_of else None
    report = run_ranking_backtest(
        folder, check_parts(parts), seed, max(1, threads), day, _tell_phase
    )
    if json_:
        sys.stdout.write(json.dumps(report_as_data(report, measure_peak_mb()), indent=1) + "\n")
    else:
        sys.stdout.write(write_ranking_table(folder.name, report, measure_peak_mb()))


def _tell_phase(phase: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"{phase} ...\n")


@backtest_app.command
def dyads(folder: Path, *, first_day: str | None = None) -> None:
    """Forecast what states do toward each other, with probabilities, and score them.

    Args:
        folder: of quadruples, as for `ranking`.
        first_day: the day of its first time step (YYYY-MM-DD), if it is another than 2018-01-01.
    """
    from legation.workflow.backtest_dyads import run_dyad_backtest
    from legation.workflow.dyad_sources import FIRST_DAY
    from legation.workflow.dyad_tables import write_dyad_tables

    day = parse_day(first_day, "--first-day") if first_day else FIRST_DAY
    sys.stdout.write(write_dyad_tables(run_dyad_backtest(folder, day)))
