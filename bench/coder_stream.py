"""Measure a stream of sentences through `legation code --sentences`: time, and memory a process.

    python bench/coder_stream.py [LINES ...]

The corpus is written out as often as it takes. Memory is the peak of each process by /proc, so
this runs on Linux. A stream in constant memory shows the same peak for every number of lines.
"""

import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
from corpus import read_corpus

LINES = (12_000, 60_000)
LOOK_S = 0.5


def write_lines(path: Path, lines: int) -> None:
    """Write sentences in the form of `--sentences`."""
    with path.open("w", encoding="utf-8") as file:
        for number, one in enumerate(islice(cycle(read_corpus()), lines)):
            file.write(f"s{number}\t{one.day}\t{one.text}\n")


def list_processes(pid: int) -> list[int]:
    """A process and all below it."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(below for child in children for below in list_processes(int(child)))]


def read_peak(pid: int) -> int:
    """The peak memory of a process in MB; 0 where it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)


def main() -> None:
    """Run one stream after the other."""
    for lines in map(int, sys.argv[1:] or LINES):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "lines.tsv"
            write_lines(path, lines)
            command = ["legation", "code", "--sentences", str(path), "--format", "jsonl"]
            start, peaks = time.perf_counter(), dict[int, int]()
            with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
                while process.poll() is None:
                    for pid in list_processes(process.pid):
                        peaks[pid] = max(peaks.get(pid, 0), read_peak(pid))
                    time.sleep(LOOK_S)
            took = time.perf_counter() - start
            print(
                f"{lines:,} lines: {took:.0f} s, {lines / took:.0f} a second, "
                f"peaks {sorted(peaks.values())} MB, exit {process.returncode}",
                flush=True,
            )


if __name__ == "__main__":
    main()
