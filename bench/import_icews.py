"""Time the import of ICEWS files and the first questions to the record.

Usage: python bench/import_icews.py FOLDER_WITH_TAB_GZ_FILES
"""

import datetime as dt
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

IMPORT = """
import pathlib, sys
from legation.feeds.icews import deliver_icews
from legation.record.store import open_record
from legation.record.writing import write_delivery
paths = sorted(pathlib.Path(sys.argv[1]).glob("2*-icews-events*"))
delivery = deliver_icews(paths)
write_delivery(open_record(pathlib.Path(sys.argv[2])), delivery)
print(len(delivery.files), delivery.events.height, delivery.quarantine.height)
"""
QUERY = """
import datetime as dt, pathlib, sys, time
start = time.perf_counter()
from legation.domain.actors import Dyad
from legation.record.counts import count_by_month
from legation.record.store import open_record
from legation.record.summary import summarize_record
day, dyads = dt.date(2030, 1, 1), [Dyad("USA", "CHN"), Dyad("CHN", "USA")]
record = open_record(pathlib.Path(sys.argv[1]))
laps = [time.perf_counter()]
for ask in (
    lambda: summarize_record(record, day),
    lambda: count_by_month(record, day, dyads),
    lambda: count_by_month(record, day, dyads[:1]),
):
    ask()
    laps.append(time.perf_counter())
print(laps[0] - start, *(after - before for before, after in zip(laps, laps[1:])))
"""


def run_python(code: str, *arguments: str) -> tuple[list[str], float]:
    environment = {key: os.environ[key] for key in os.environ if key != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    return done.stdout.split(), time.perf_counter() - start


def find_commit() -> str:
    found = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    return found.stdout.strip() or "unknown"


def measure(folder: str) -> list[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as root:
        (files, rows, quarantined), first = run_python(IMPORT, folder, root)
        _, second = run_python(IMPORT, folder, root)
        run_python(QUERY, root)
        laps, _ = run_python(QUERY, root)
        size = sum(path.stat().st_size for path in Path(root).rglob("*") if path.is_file())
    load, summary, cold, warm = (float(lap) for lap in laps)
    return [
        ("files", files),
        ("events", f"{int(rows):,}"),
        ("quarantined", quarantined),
        ("import, with start-up", f"{first:.2f} s"),
        ("import again, with start-up", f"{second:.2f} s"),
        ("record on disk", f"{size / 1e6:.1f} MB"),
        ("load the record's code", f"{load:.3f} s"),
        ("summary", f"{summary:.3f} s"),
        ("first question, engines loaded with it", f"{cold:.3f} s"),
        ("next question", f"{warm:.3f} s"),
    ]


def print_table(lines: list[tuple[str, str]]) -> None:
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    head = [
        ("machine", machine),
        ("date", dt.datetime.now(dt.UTC).date().isoformat()),
        ("commit", find_commit()),
    ]
    width = max(len(name) for name, _ in [*head, *lines])
    for name, value in [*head, *lines]:
        print(f"{name:<{width}}  {value}")


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("give the folder with ICEWS's daily files")
    print_table(measure(sys.argv[1]))
