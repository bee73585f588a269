"""Measure the record: import against DuckDB's bare read, questions as it grows, size, memory.

Usage: python bench/record.py import FILE.csv [--runs 5]
       python bench/record.py grow FOLDER [--rows 1 10 100] [--watched 40000] [--keep]

`import` times, in turn, `legation import gdelt FILE` into an empty record and DuckDB's own
`COPY (FROM read_csv(FILE)) TO Parquet` in two variants, all text and types detected; rows per
second and their ratios, pair by pair. FILE comes from `bench/gdelt_rows.py`.

`grow` makes records of so many million rows by `bench/gdelt_rows.py`, in which two watched states
keep the same rows while all others grow. A million rows at a time are written, imported by
`legation import`, and deleted; then the record is compacted, and the brief's questions and a whole
brief on the watched pair are timed in fresh processes. FOLDER needs about 8 GB for 100 million.

Peak memory is that of all processes of a command together, looked at every 20 ms.
"""

import argparse
import contextlib
import itertools
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gdelt_rows import generate_blocks, write_blocks

ROOT = Path(__file__).parents[1]
RUN = "from legation.cli.app import run_cli; run_cli()"
MILLION = 1_000_000
PAGE = os.sysconf("SC_PAGE_SIZE")
BARE = """
import sys, duckdb
source, target, text = sys.argv[1:]
base = duckdb.connect(config={"threads": 2})
reader = f"read_csv(?, delim='\\t', header=false, quote='', escape='', all_varchar={text})"
base.execute(f"COPY (SELECT * FROM {reader}) TO '{target}' (FORMAT parquet)", [source])
"""
QUESTIONS = """
import datetime as dt, json, pathlib, statistics, sys, time
import polars as pl
from legation.domain.actors import Dyad
from legation.record.counts import count_by_month, count_by_type, peer_intensities
from legation.record.store import open_record
from legation.record.summary import covered_days, summarize_record
from legation.record.windows import count_toward, has_events
from legation.tables.counts import PAIR_WINDOWS_SCHEMA, WINDOWS_SCHEMA
record, day = open_record(pathlib.Path(sys.argv[1])), dt.date(2030, 1, 1)
pair = [Dyad("RUS", "PRK"), Dyad("PRK", "RUS")]
starts = [dt.date(2022, 3, 1) + dt.timedelta(days=60 * n) for n in range(16)]
rows = [(f"w{n}", start, start + dt.timedelta(days=13)) for n, start in enumerate(starts)]
windows = pl.DataFrame(rows, WINDOWS_SCHEMA, orient="row")
asks = {
    "history: months": lambda: count_by_month(record, day, pair),
    "history: types": lambda: count_by_type(record, day, pair),
    "history: days covered": lambda: covered_days(record, day, 50),
    "precedents: peers of RUS": lambda: peer_intensities(record, day, "RUS"),
    "precedents: peers of PRK": lambda: peer_intensities(record, day, "PRK"),
    "reactions: toward the pair": lambda: count_toward(record, day, None, ["RUS", "PRK"], windows),
    "summary": lambda: summarize_record(record, day),
}
count_by_month(record, day, [Dyad("", "-")])
times, first, answers = {}, {}, {}
for name, ask in asks.items():
    laps = []
    for _ in range(8):
        start = time.perf_counter()
        answer = ask()
        laps.append(time.perf_counter() - start)
    times[name], first[name] = statistics.median(laps[1:]), laps[0]
    answers[name] = answer.height if isinstance(answer, pl.DataFrame) else answer.rows
print(json.dumps({"times": times, "first": first, "answers": answers}))
"""


@dataclass(frozen=True)
class Cost:
    """What a command cost: seconds of wall and processor time, peak memory of all its processes."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    output: str


def run(command: list[str]) -> Cost:
    """Run a command and its children to the end, and look at their memory meanwhile."""
    environment = dict(os.environ, PYTHONPATH=str(ROOT / "src"))
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = os.times()
    started = time.perf_counter()
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        peak = [0]
        watcher = threading.Thread(target=_watch, args=(process, peak))
        watcher.start()
        output, errors = process.communicate()
        watcher.join()
    wall = time.perf_counter() - started
    after = os.times()
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command[:6])} ended with {process.returncode}: {errors}")
    cpu = (
        after.children_user - before.children_user + after.children_system - before.children_system
    )
    return Cost(wall, cpu, peak[0] / 1e6, output)


def _watch(process: "subprocess.Popen[str]", peak: list[int]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], sum(map(_read_memory, _list_family(process.pid))))
        time.sleep(0.02)


def _list_family(pid: int) -> list[int]:
    family = [pid]
    for parent in family:
        with contextlib.suppress(OSError):  # it has ended meanwhile
            for path in Path(f"/proc/{parent}/task").glob("*/children"):
                family += map(int, path.read_text().split())
    return family


def _read_memory(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    except (OSError, IndexError):
        return 0


def legation(*arguments: str | Path) -> Cost:
    return run([sys.executable, "-c", RUN, *map(str, arguments)])


def measure_size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def compare_import(path: Path, runs: int) -> None:
    """Our import and the bare ones, in turn."""
    rows = sum(chunk.count(b"\n") for chunk in iter_chunks(path))
    print(describe_machine())
    print(f"{rows:,} rows, {path.stat().st_size / rows:.0f} bytes each, {runs} rounds\n")
    folder = path.with_suffix(".bench")
    ways: dict[str, Callable[[], Cost]] = {
        "legation import": lambda: legation("import", "gdelt", path, "--record", folder),
        "DuckDB bare, all text": lambda: run(
            [sys.executable, "-c", BARE, str(path), str(folder), "true"]
        ),
        "DuckDB bare, types detected": lambda: run(
            [sys.executable, "-c", BARE, str(path), str(folder), "false"]
        ),
    }
    found: dict[str, list[Cost]] = {name: [] for name in ways}
    sizes: dict[str, int] = {}
    for _ in range(runs + 1):
        for name, way in ways.items():
            clear(folder)
            found[name].append(way())
            sizes[name] = measure_size(folder) if folder.is_dir() else folder.stat().st_size
    clear(folder)
    ours = found["legation import"][1:]
    head = ("way", "rows/s, wall", "rows/s, 2 cores' time", "ratio wall", "ratio time")
    print(f"| {' | '.join((*head, 'peak MB', 'bytes/row'))} |")
    print("|---|---|---|---|---|---|---|")
    for name, costs in found.items():
        walls = [rows / cost.wall_s for cost in costs[1:]]
        cpus = [2 * rows / cost.cpu_s for cost in costs[1:]]
        ratios = [other.wall_s / own.wall_s for own, other in zip(ours, costs[1:], strict=True)]
        shares = [other.cpu_s / own.cpu_s for own, other in zip(ours, costs[1:], strict=True)]
        print(
            f"| {name} | {statistics.median(walls):,.0f} | {statistics.median(cpus):,.0f} | "
            f"{statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f}) | "
            f"{statistics.median(shares):.2f} | {max(cost.peak_mb for cost in costs):,.0f} | "
            f"{sizes[name] / rows:.1f} |"
        )


def iter_chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as handle:
        while chunk := handle.read(1 << 24):
            yield chunk


def clear(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)


def grow(folder: Path, millions: list[int], watched: int, *, keep: bool) -> None:
    """Records of growing size, and what the brief costs on each."""
    folder.mkdir(parents=True, exist_ok=True)
    print(describe_machine())
    for size in millions:
        record = folder / f"record-{size}m"
        facts: dict[str, object] = {"millions": size}
        if not (record / "manifest.json").is_file():
            facts |= build_record(folder, record, size, watched)
        facts |= measure_record(record)
        print(json.dumps(facts), flush=True)
        if not keep:
            clear(record)


def build_record(folder: Path, record: Path, millions: int, watched: int) -> dict[str, object]:
    """Import so many million rows, a million at a time, and compact."""
    blocks = generate_blocks(millions * MILLION, watched=watched)
    walls, cpus, peak, raw = 0.0, 0.0, 0.0, 0
    for number in itertools.count():
        path = folder / f"rows-{number:03}.csv"
        if not write_blocks(itertools.islice(blocks, 20), path):
            path.unlink()
            break
        raw += path.stat().st_size
        cost = legation("import", "gdelt", path, "--record", record)
        path.unlink()
        walls, cpus, peak = walls + cost.wall_s, cpus + cost.cpu_s, max(peak, cost.peak_mb)
    parts = measure_size(record)
    compact = legation("record", "compact", "--record", record)
    return {
        "raw_mb": raw / 1e6,
        "import_s": walls,
        "import_cpu_s": cpus,
        "import_peak_mb": peak,
        "parts_mb": parts / 1e6,
        "compact_s": compact.wall_s,
        "compact_peak_mb": compact.peak_mb,
    }


def measure_record(record: Path) -> dict[str, object]:
    """Size, questions and a whole brief."""
    asked = [run([sys.executable, "-c", QUESTIONS, str(record)]) for _ in range(3)]
    answers = [json.loads(cost.output) for cost in asked]
    names = answers[0]["times"]
    article = ROOT / "examples" / "kremlin-pyongyang.html"
    out = record.with_suffix(".html")
    arguments = ("brief", article, "--as-of", "2024-12-31", "--out", out, "--record", record)
    briefs = [legation(*arguments) for _ in range(6)][1:]
    return {
        "record_mb": measure_size(record) / 1e6,
        "files": sum(1 for path in record.rglob("*.parquet")),
        "questions_ms": {
            name: 1000 * statistics.median(answer["times"][name] for answer in answers)
            for name in names
        },
        "first_ms": {
            name: 1000 * statistics.median(answer["first"][name] for answer in answers)
            for name in names
        },
        "answers": answers[0]["answers"],
        "brief_s": statistics.median(cost.wall_s for cost in briefs),
        "brief_slowest_s": max(cost.wall_s for cost in briefs),
        "brief_peak_mb": max(cost.peak_mb for cost in briefs),
    }


def describe_machine() -> str:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    return (
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"{time.strftime('%Y-%m-%d')}, commit {commit or 'unknown'}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("import")
    one.add_argument("file", type=Path)
    one.add_argument("--runs", type=int, default=5)
    many = commands.add_parser("grow")
    many.add_argument("folder", type=Path)
    many.add_argument("--rows", type=int, nargs="+", default=[1, 10, 100])
    many.add_argument("--watched", type=int, default=40_000)
    many.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    if options.command == "import":
        compare_import(options.file, options.runs)
    else:
        grow(options.folder, options.rows, options.watched, keep=options.keep)


if __name__ == "__main__":
    main()
