"""Time the usual tools on one file of GDELT events: rows per second, peak memory, output size.

Usage: python bench/baselines.py FILE.csv [--runs 3] [--only duckdb]

FILE comes from `bench/gdelt_rows.py` or is one of GDELT's own, unpacked. Each measurement is a
process of its own, and its start and its imports count, as they do for a user. The table gives the
median wall and processor time and the largest peak memory; where other work goes on, trust the
processor time. Rows of pandas are skipped where pandas or pyarrow is
absent; add them with

    uv run --with pandas --with pyarrow python bench/baselines.py FILE.csv

With its default types pandas reads the code 010 as the number 10, so those rows lose what the file
says; DuckDB keeps such codes as text.

"gdeltPyR's way" is how the package `gdelt` 0.1.14 reads a downloaded event file: the bytes of the
zip in memory, pandas with tab and no header, bad lines skipped, text for columns 26 to 28 alone
(EventCode, EventBaseCode, EventRootCode). Its zip is made before the clock starts.
"""

import argparse
import importlib.metadata
import importlib.util
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

THREADS = 2

DUCKDB = f"""
import sys, duckdb
source, target = sys.argv[1:]
base = duckdb.connect()
base.execute("SET threads = {THREADS}")
base.execute("SET enable_progress_bar = false")
reader = "read_csv(?, delim = '\\t', header = false, quote = '', escape = ''%s)"
base.execute(f"COPY (SELECT * FROM {{reader}}) TO '{{target}}' (FORMAT parquet)", [source])
"""
POLARS = """
import sys, polars
source, target = sys.argv[1:]
frame = polars.read_csv(
    source, separator="\\t", has_header=False, quote_char=None, infer_schema=False
)
frame.write_parquet(target)
"""
PANDAS = """
import sys, pandas
source, target = sys.argv[1:]
frame = pandas.read_csv(source, sep="\\t", header=None%s)
assert frame.shape[1] == 61, frame.shape
"""
GDELTPYR = """
import io, pathlib, sys, warnings, pandas
source, target = sys.argv[1:]
warnings.filterwarnings("ignore", ".*have mixed types.*")
content = io.BytesIO(pathlib.Path(source).read_bytes())
text = dict.fromkeys((26, 27, 28), "str")
frame = pandas.read_csv(
    content, compression="zip", sep="\\t", header=None, on_bad_lines="skip", dtype=text
)
assert frame.shape[1] == 61, frame.shape
"""
# From version 3.1 on pandas cuts a large plain file into pieces and reads them side by side.
ONE_THREAD = """
import pandas
pandas.set_option("mode.max_threads", 1)
"""
TO_PARQUET = """
frame.columns = [f"column{number}" for number in frame.columns]
frame.to_parquet(target)
"""


@dataclass(frozen=True)
class Baseline:
    """One way to read the file, as a program that is given source and target."""

    name: str
    code: str
    needs: tuple[str, ...]
    zipped: bool = False


@dataclass(frozen=True)
class Measured:
    """What the runs of one baseline cost."""

    seconds: float
    cpu_s: float
    peak_mb: float
    output_mb: float | None


class FailedError(Exception):
    """A baseline ended with an error; the message is its last line."""


BASELINES = (
    Baseline("DuckDB to Parquet, all text", DUCKDB % ", all_varchar = true", ("duckdb",)),
    Baseline("DuckDB to Parquet, types detected", DUCKDB % "", ("duckdb",)),
    Baseline("polars to Parquet, all text", POLARS, ("polars",)),
    Baseline("pandas, read only", PANDAS % "", ("pandas",)),
    Baseline("pandas, read only, one thread", ONE_THREAD + PANDAS % "", ("pandas",)),
    Baseline("pandas, read only, all text", PANDAS % ", dtype=str", ("pandas",)),
    Baseline("pandas to Parquet", PANDAS % "" + TO_PARQUET, ("pandas", "pyarrow")),
    Baseline(
        "pandas to Parquet, all text", PANDAS % ", dtype=str" + TO_PARQUET, ("pandas", "pyarrow")
    ),
    Baseline("gdeltPyR's way, read only, from zip", GDELTPYR, ("pandas",), zipped=True),
)


def run_once(code: str, source: Path, target: Path) -> tuple[float, float, float]:
    """Wall seconds, processor seconds and peak memory in MB of one process."""
    started = time.perf_counter()
    with tempfile.TemporaryFile("w+") as errors:
        environment = dict(
            os.environ, POLARS_MAX_THREADS=str(THREADS), OMP_NUM_THREADS=str(THREADS)
        )
        with subprocess.Popen(
            [sys.executable, "-c", code, str(source), str(target)], env=environment, stderr=errors
        ) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - started
        if process.returncode != 0:
            errors.seek(0)
            lines = errors.read().strip().splitlines() or [f"signal or code {process.returncode}"]
            raise FailedError(lines[-1])
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6


def measure(baseline: Baseline, source: Path, runs: int) -> Measured:
    """Run one baseline some times, each into a fresh file."""
    found, size = [], None
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "out.parquet"
            found.append(run_once(baseline.code, source, target))
            size = target.stat().st_size / 1e6 if target.exists() else None
    walls, processor, peaks = zip(*found, strict=True)
    return Measured(statistics.median(walls), statistics.median(processor), max(peaks), size)


def count_rows(source: Path) -> int:
    with source.open("rb") as file:
        return sum(piece.count(b"\n") for piece in iter(lambda: file.read(1 << 24), b""))


def report(baseline: Baseline, source: Path, rows: int, runs: int) -> None:
    """Print one line of the table, with numbers or with the reason why there are none."""
    absent = [name for name in baseline.needs if importlib.util.find_spec(name) is None]
    if absent:
        print(f"| {baseline.name} | skipped: {', '.join(absent)} not installed |||||", flush=True)
        return
    try:
        found = measure(baseline, source, runs)
    except FailedError as error:
        print(f"| {baseline.name} | failed: {error} |||||", flush=True)
        return
    size = "-" if found.output_mb is None else f"{found.output_mb:.0f}"
    speed = f"{rows / found.seconds:,.0f} | {found.seconds:.1f} | {found.cpu_s:.1f}"
    print(f"| {baseline.name} | {speed} | {found.peak_mb:,.0f} | {size} |", flush=True)


def describe_versions() -> str:
    names = [
        name for name in ("duckdb", "polars", "pandas", "pyarrow") if importlib.util.find_spec(name)
    ]
    return ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="", help="only baselines with this text in their name")
    options = parser.parse_args()
    chosen = [each for each in BASELINES if options.only.lower() in each.name.lower()]
    rows, size = count_rows(options.file), options.file.stat().st_size / 1e6
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"{describe_versions()}; {rows:,} rows, {size:,.0f} MB, {options.runs} runs\n")
    print("| way | rows per second | median s | CPU s | peak MB | output MB |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        packed = Path(folder) / "events.zip"
        if any(each.zipped for each in chosen):
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.write(options.file, options.file.name)
        for baseline in chosen:
            report(baseline, packed if baseline.zipped else options.file, rows, options.runs)


if __name__ == "__main__":
    main()
