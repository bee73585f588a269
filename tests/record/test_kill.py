"""Imports killed at random moments: the record stays readable, and the next run ends the job.

A process imports files chunk by chunk, merges small parts on the way, and compacts in the end. It
is killed (SIGKILL) at a random moment after it has loaded, again and again until a run ends by
itself; then the record must have the bytes of one that was never disturbed.
"""

import random
import signal
import subprocess
import sys
import time

import pytest
from written import read_tree

from legation.record.ledger import read_ledger
from legation.record.verify import verify_record

FILES = 24
CHUNK = 4
KILLS = 54  # in each of four groups: 216 in all

PROCESS = f"""
import sys
from pathlib import Path
from legation.record import merging, writing
from legation.workflow import import_feed
import_feed._CHUNK_FILES = {CHUNK}
writing.FLUSH_ROWS = 70
merging.SMALL_ROWS, merging.MOST_SMALL_PARTS = 10_000, 5
merging.RANGE_ROWS, merging._SAMPLE_EVERY, merging.MOST_MERGED = 300, 10, 3
files = sorted(Path(sys.argv[1]).iterdir())
print("ready", flush=True)
import_feed.import_files("icews", files, Path(sys.argv[2]))
merging.compact_record(Path(sys.argv[2]))
"""


def write_icews(folder):
    header = (
        "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code"
        "\tIntensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number"
        "\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude"
    )
    folder.mkdir()
    places = ["Russian Federation", "North Korea", "United States", "China", "Japan"]
    for day in range(1, FILES + 1):
        rows = [header]
        for number in range(40):
            source, target = places[number % 5], places[(number * 3 + day) % 5]
            fields = [
                *(str(day * 1000 + number), f"2018-10-{day:02}", source, "", source),
                *("Make statement", "010", "0.0", target, "", target, str(number), "1", "Wire"),
                *("", "", "", source, "", ""),
            ]
            rows.append("\t".join(fields))
        rows.append("a line that is no event")
        name = f"201810{day:02}-icews-events.tab"
        (folder / name).write_text("\n".join(rows) + "\n", encoding="utf-8")


def run(files, root, kill_after_s=None):
    """Import in a process of its own; its exit code and how long it took once it had loaded."""
    command = [sys.executable, "-c", PROCESS, str(files), str(root)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **pipes) as process:
        assert process.stdout.readline() == b"ready\n", process.stderr.read()
        loaded = time.perf_counter()
        try:
            process.wait(kill_after_s)
        except subprocess.TimeoutExpired:
            process.kill()
        code = process.wait()
        assert code in (0, -signal.SIGKILL), process.stderr.read()
    return code, time.perf_counter() - loaded


def check(root):
    """Sound, and complete up to the last committed chunk."""
    found = verify_record(root)
    assert found.faults == ()
    names = read_ledger(root)["name"].to_list()
    assert len(names) % CHUNK == 0
    assert names == [f"201810{day:02}-icews-events.tab" for day in range(1, len(names) + 1)]
    assert found.rows == 40 * len(names)


@pytest.mark.parametrize("group", range(4))
def test_a_killed_import_is_finished_by_the_next(tmp_path, group):
    moments = random.Random(group)
    files = tmp_path / "files"
    write_icews(files)
    code, length_s = run(files, tmp_path / "undisturbed")
    expected = read_tree(tmp_path / "undisturbed")
    assert code == 0 and expected
    killed = finished = 0
    root = tmp_path / "record 0"
    while killed < KILLS:
        code, _ = run(files, root, moments.uniform(0.0, 0.7 * length_s))
        check(root)
        if code == 0:
            assert read_tree(root) == expected
            finished += 1
            root = tmp_path / f"record {finished}"
        else:
            killed += 1
    assert run(files, root)[0] == 0
    assert read_tree(root) == expected
