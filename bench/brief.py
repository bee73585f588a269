"""Time the main job, the help and the import as whole processes.

Usage: python bench/brief.py [--runs 5] [--icews FOLDER]

Each command runs once uncounted, then RUNS times; the table gives medians of wall time and the
largest peak memory of a single process. With --icews (a folder of daily ICEWS files) their import
into an empty record is timed, and the brief with that record. Compile the package's bytecode first
(`uv sync` does).
"""

import argparse
import datetime as dt
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "kremlin-pyongyang.html"
RUN = "from legation.cli.app import run_cli; run_cli()"
LIMITS_S = {"help": 0.3, "brief": 2.5, "brief with a record": 2.5, "import": 15.0}


def time_once(arguments: list[str], environment: dict[str, str]) -> tuple[float, int]:
    """Wall seconds and peak memory (MB) of one process."""
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", RUN, *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - started
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(arguments)} ended with {process.returncode}")
    return wall, usage.ru_maxrss // 1024


def measure(
    arguments: list[str],
    environment: dict[str, str],
    runs: int,
    before: Callable[[], None] = lambda: None,
) -> tuple[float, float, int]:
    """Median wall seconds, largest wall seconds, peak memory over some runs after one warm-up."""
    found = []
    for _ in range(runs + 1):
        before()
        found.append(time_once(arguments, environment))
    walls = [wall for wall, _ in found[1:]]
    return statistics.median(walls), max(walls), max(memory for _, memory in found)


def read_commit() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() or "unknown"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--icews", type=Path)
    options = parser.parse_args()
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, ",
        end="",
    )
    today = dt.datetime.now(tz=dt.UTC).date()
    print(f"{today}, commit {read_commit()}, {options.runs} runs\n")
    print("| job | median s | slowest s | limit s | peak MB |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        out = ["--as-of", "2024-07-01", "--out", f"{folder}/brief.html"]
        environment = dict(os.environ, LEGATION_RECORD=f"{folder}/none")
        environment["PYTHONPATH"] = str(ROOT / "src")
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        brief = ["brief", str(EXAMPLE), *out]
        report("help", measure(["--help"], environment, options.runs))
        report("brief", measure(brief, environment, options.runs))
        if options.icews:
            files = [str(path) for path in sorted(options.icews.glob("2*-icews-events.tab.gz"))]
            record = Path(folder) / "record"
            load = ["import", "icews", *files, "--record", str(record)]
            measured = measure(load, environment, options.runs, before=lambda: clear(record))
            report("import", measured)
            filled = [*brief, "--record", str(record)]
            report("brief with a record", measure(filled, environment, options.runs))


def clear(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def report(name: str, measured: tuple[float, float, int]) -> None:
    median, slowest, memory = measured
    print(f"| {name} | {median:.2f} | {slowest:.2f} | {LIMITS_S[name]} | {memory} |", flush=True)


if __name__ == "__main__":
    main()
