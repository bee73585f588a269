"""`legation sync` as a user runs it: whole processes, killed and run again."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from publishers import GDELT_PATH, publish_gdelt, publish_icews
from synced import list_spool, read_tree, sync

from feed_server import Hang, Other, Status, find_closed_port, serve
from legation.record.ledger import read_ledger

ROOT = Path(__file__).parents[2]
CODE = "from legation.cli.app import run_cli; run_cli()"
DAYS, FILES = 8, 3


@pytest.fixture
def server():
    with serve() as running:
        publish_gdelt(running, days=DAYS, files=FILES, rows=3)
        yield running


@pytest.fixture
def root(tmp_path):
    return tmp_path / "record"


def start(server, root, *arguments, token="", feed="gdelt", stderr=subprocess.PIPE, room=None):
    environment = dict(os.environ, PYTHONPATH=str(ROOT / "src"), LEGATION_RECORD=str(root))
    environment["LEGATION_DATAVERSE_TOKEN"] = token
    limit = f"import resource as r; r.setrlimit(r.RLIMIT_FSIZE, ({room}, {room})); " if room else ""
    if feed == "gdelt":
        arguments = ("--since", "2015-02-19", *arguments)
    return subprocess.Popen(
        [sys.executable, "-c", limit + CODE, "sync", feed, "--mirror", server.base, *arguments],
        stdout=subprocess.PIPE,
        stderr=stderr,
        env=environment,
        text=True,
    )


def run(*arguments, **options):
    process = start(*arguments, **options)
    out, error = process.communicate(timeout=60)
    return process.returncode, out, error


def wait_for(is_so, seconds=30):
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_all_done_and_nothing_to_do(server, root):
    code, out, error = run(server, root)
    assert (code, error) == (0, "")
    assert "published: 24 files in the period, 0 of them in the record already" in out
    assert "imported: 24 files" in out and "left for the next run: 0 files" in out
    code, out, error = run(server, root)
    assert (code, error) == (0, "")
    assert "24 of them in the record already" in out and "imported: 0 files" in out


def test_files_that_are_left(server, root):
    paths = [path for path in server.files if "export" in path][:12]
    for path in paths:
        server.misbehave(path, Status(404))
    code, out, error = run(server, root, "--states", "RUS,North Korea")
    assert (code, error) == (3, "")
    assert "left for the next run: 12 files" in out and "  and 2 more" in out
    assert out.count("missing at the publisher") == 10
    assert run(server, root, "--states", "RUS,North Korea")[0] == 0


def test_the_token_comes_from_the_environment_and_is_never_shown(server, root):
    publish_icews(server, **{"20180103-icews-events.zip": {"restricted": True}})
    code, out, error = run(server, root, "--since", "2018-01-01", feed="icews", token="s3cr3t")
    assert code == 0 and "s3cr3t" not in out + error
    assert server.log[-1].headers["X-Dataverse-key"] == "s3cr3t"
    code, out, error = run(server, root.with_name("b"), feed="icews")
    assert code == 3 and "LEGATION_DATAVERSE_TOKEN" in out


WRONG = {
    "listing": ([], Other(b"<html>"), "no list of GDELT's files"),
    "missing": ([], Status(404), "404"),
    "connections": (["--connections", "99"], None, "--connections"),
    "day": (["--until", "yesterday"], None, "--until"),
    "state": (["--states", "Ruritania"], None, "Ruritania"),
}


@pytest.mark.parametrize(("arguments", "fault", "message"), WRONG.values(), ids=WRONG)
def test_bad_input_is_one_sentence(server, root, arguments, fault, message):
    server.misbehave(GDELT_PATH, *([fault] if fault else []))
    code, out, error = run(server, root, *arguments)
    assert (code, out) == (2, "")
    assert error.startswith("legation: ") and error.count("\n") == 1 and message in error


@pytest.mark.parametrize("room", [200, 600, 1_500, 4_000, 10_000])
def test_a_disk_that_takes_no_more(server, root, tmp_path, room):
    """Whatever cannot be written, a file of the listing, of the feed or of the record."""
    code, out, error = run(server, root, room=room)
    assert code in (2, 3) and "Traceback" not in error and "internal" not in error
    assert "cannot be" in out + error and error.count("\n") == (code == 2)
    assert run(server, root)[0] == 0
    calm = tmp_path / "calm"
    sync(server, calm, since="2015-02-19")
    assert read_tree(root) == read_tree(calm)
    assert list_spool(root) == []


def test_bars_are_shown_where_a_person_sits(server, root):
    master, slave = os.openpty()
    try:
        process = start(server, root, stderr=slave)
        os.close(slave)
        shown = b""
        with contextlib.suppress(OSError):  # the terminal's end is an error on Linux
            while block := os.read(master, 65_536):
                shown += block
        out, _ = process.communicate(timeout=60)
    finally:
        os.close(master)
    assert process.returncode == 0 and "imported: 24 files" in out
    text = shown.decode(errors="replace")
    assert "fetching gdelt" in text and "24 of 24 files" in text


def test_an_unreachable_publisher_is_one_sentence(server, root):
    server.base = find_closed_port()
    code, _, error = run(server, root)
    assert code == 2 and error.count("\n") == 1


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_ended_is_continued(server, root, tmp_path, how):
    server.delay_s = 0.1
    process = start(server, root, "--connections", "2")
    wait_for(lambda: root.exists() and len(read_ledger(root)) >= FILES)
    process.send_signal(how)
    _, error = process.communicate(timeout=20)
    assert process.returncode != 0
    if how == signal.SIGINT:
        assert process.returncode == 130
        assert error == (
            "legation: stopped; nothing is lost, and the next sync goes on from here\n"
        )
    server.delay_s = 0.0
    before = len(read_ledger(root))
    assert before < DAYS * FILES
    code, out, _ = run(server, root)
    assert code == 0 and f"{before} of them in the record already" in out
    calm = tmp_path / "calm"
    sync(server, calm, since="2015-02-19")
    assert read_tree(root) == read_tree(calm)
    assert list_spool(root) == []


def test_a_stop_does_not_wait_for_the_publisher(server, root):
    for path in server.files:
        if "export" in path:
            server.misbehave(path, *[Hang(15)] * 9)
    process = start(server, root)
    wait_for(lambda: len(server.log) >= 5)
    process.send_signal(signal.SIGINT)
    began = time.monotonic()
    process.communicate(timeout=20)
    assert process.returncode == 130 and time.monotonic() - began < 8


def test_a_halt_is_told_once(server, root):
    server.misbehave("/gdeltv2/20150221000000.export.CSV.zip", Status(429, {"Retry-After": "999"}))
    server.misbehave("/gdeltv2/20150219000000.export.CSV.zip", Status(404))
    code, out, _ = run(server, root, "--connections", "1")
    assert code == 3 and out.count("answered 429") == 1
    assert "20150219000000.export.CSV.zip: missing at the publisher: " in out
    assert "20150221001500.export.CSV.zip: not reached\n" in out


def test_a_run_killed_again_and_again_gets_there(server, root, tmp_path):
    server.delay_s = 0.05
    for fetched in (4, 9, 14):
        process = start(server, root)
        asked = len(server.log)
        wait_for(lambda start=asked, more=fetched: len(server.log) >= start + more)
        process.kill()
        process.communicate(timeout=20)
    server.delay_s = 0.0
    assert run(server, root)[0] == 0
    calm = tmp_path / "calm"
    sync(server, calm, since="2015-02-19")
    assert read_tree(root) == read_tree(calm)
    assert list_spool(root) == []
