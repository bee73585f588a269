"""Commands as a user runs them: whole processes, real files, a real server."""

import json
import os
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "kremlin-pyongyang.html"


def run(*arguments, stdin=None, record=None):
    environment = dict(os.environ, LEGATION_RECORD=str(record or "/nonexistent/record"))
    environment.pop("LEGATION_DEBUG", None)
    environment["PYTHONPATH"] = str(ROOT / "src")
    code = "from legation.cli.app import run_cli; run_cli()"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env=environment,
        timeout=120,
        check=False,
    )


def assert_one_sentence(done):
    error = done.stderr.decode()
    assert done.returncode != 0
    assert "Traceback" not in error and "internal error" not in error
    assert error.startswith("legation: ") and error.count("\n") == 1


@pytest.fixture
def server():
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            if self.path == "/hang":
                time.sleep(30)
            elif self.path == "/article":
                body = EXAMPLE.read_bytes()
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            else:
                self.send_error(404)

        def log_message(self, *_):
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()


def test_brief_writes_html(tmp_path):
    out = tmp_path / "brief.html"
    done = run("brief", EXAMPLE, "--as-of", "2024-07-01", "--out", out)
    assert done.returncode == 0, done.stderr
    page = out.read_text(encoding="utf-8")
    assert "18-19 June 2024" in page and "2424" in page


@pytest.mark.parametrize("form", ["md", "json", "html", "bibtex", "csl"])
def test_brief_in_every_format_to_standard_output(form):
    done = run("brief", EXAMPLE, "--as-of", "2024-07-01", "--format", form)
    assert done.returncode == 0 and done.stdout
    if form in {"json", "csl"}:
        json.loads(done.stdout)


def test_brief_from_standard_input_is_the_same_as_from_the_file():
    from_file = run("brief", EXAMPLE, "--as-of", "2024-07-01").stdout
    from_input = run("brief", "-", "--as-of", "2024-07-01", stdin=EXAMPLE.read_bytes()).stdout
    assert from_file == from_input


def test_brief_from_a_line_before_the_visit():
    done = run("brief", "Russia visits North Korea, 2024-06-18", "--as-of", "2024-06-12")
    text = done.stdout.decode()
    assert done.returncode == 0
    assert "18 June 2024: " not in text and "19 June 2024: " not in text
    assert "Comprehensive Strategic Partnership Treaty" not in text


def test_brief_from_a_url(server):
    done = run("brief", f"{server}/article", "--as-of", "2024-07-01")
    assert done.returncode == 0 and b"2424" in done.stdout


def test_check_exits_with_1_on_a_contradiction():
    assert run("check", EXAMPLE, "--as-of", "2024-07-01").returncode == 1
    clean = "Putin met Kim Jong Un in Pyongyang on 19 June 2024, the Kremlin said."
    assert run("check", clean, "--as-of", "2024-07-01").returncode == 0


def test_who_answers_as_of_a_day():
    kim = run("who", "Kim Jong Un", "--on", "2011-11-01").stdout.decode()
    assert "no office" in kim.splitlines()[1]
    assert b"Medvedev" in run("who", "Russia's president", "--on", "2010-01-01").stdout
    for name in ("Putin", "Poutine", "Путин"):
        assert run("who", name, "--on", "2015-01-01").stdout.startswith(b"Vladimir Putin")
    assert b"unknown" in run("who", "Putin", "--on", "2039-01-01").stdout


def test_history_of_two_states():
    done = run("history", "RUS", "North Korea", "--as-of", "2024-07-01")
    assert done.returncode == 0 and b"19 June 2024" in done.stdout
    tree = json.loads(run("history", "RUS", "PRK", "--format", "json").stdout)
    assert tree["states"] == ["RUS", "PRK"]


def test_help_names_every_command():
    text = run("--help").stdout.decode()
    commands = ("brief", "check", "history", "who", "import", "sync", "record")
    for command in commands:
        assert command in text
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in commands:
        assert f"legation {command}" in readme


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\n "),
        ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 40),
        ("broken.pdf", b"%PDF-1.7\nnothing here"),
        ("large.html", b"<html><body>" + b"<p>word word word</p>" * 2_600_000),
        ("russe.txt", "Президент России прибыл с визитом в столицу КНДР. ".encode() * 20),
        (
            "francais.txt",
            "Le président de la République est arrivé dans la capitale. ".encode() * 20,
        ),
        ("nothing.html", b"<html><body><nav>a</nav></body></html>"),
        ("nostates.txt", b"The committee met in the morning and talked about gardens. " * 10),
    ],
)
def test_bad_file_gives_one_sentence(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    assert_one_sentence(run("brief", path))


@pytest.mark.parametrize(
    "arguments",
    [
        ("brief", "missing.html"),
        ("brief", "/tmp"),
        ("brief", EXAMPLE, "--as-of", "1944-12-31"),
        ("brief", "The president of France visits Rwanda today", "--as-of", "1946-02-01"),
        ("brief", EXAMPLE, "--as-of", "yesterday"),
        ("brief", EXAMPLE, "--out", "/nonexistent/folder/brief.html"),
        ("brief", EXAMPLE, "--out", "brief.docx"),
        ("brief", "http://127.0.0.1:9/article"),
        ("history", "RUS", "Atlantis"),
        ("history", "RUS", "Russia"),
        ("who", "Nobody Atall Whatsoever"),
        ("import", "icews", "missing.tab"),
        ("import", "nofeed", EXAMPLE),
        ("import", "icews", EXAMPLE),
        ("import", "icews"),
        ("import", "icews", "-", "other.tab"),
        ("import", "icews", "missing.tab", "--states", "Atlantis"),
        ("sync", "gdelt"),
        ("sync", "nofeed"),
        ("sync", "gdelt", "--since", "2024-01-01", "--mirror", "http://127.0.0.1:9"),
        ("record", "verify"),
        ("record", "compact"),
        ("record", "export", "out.csv"),
    ],
)
def test_bad_arguments_give_one_sentence(tmp_path, arguments):
    done = run(*arguments, record=tmp_path / "record")
    assert done.returncode != 0
    assert b"Traceback" not in done.stderr and b"internal error" not in done.stderr
    assert done.stderr.strip().count(b"legation: ") == 1


def test_a_url_that_hangs_ends_in_one_sentence(server):
    started = time.monotonic()
    done = run("brief", f"{server}/hang")
    assert_one_sentence(done)
    assert time.monotonic() - started < 25


def test_a_missing_page_ends_in_one_sentence(server):
    assert_one_sentence(run("brief", f"{server}/missing"))


def test_import_twice_changes_nothing(tmp_path, shared):
    files = sorted((shared / "data" / "icews_raw").glob("2018100*-icews-events.tab.gz"))[:3]
    record = tmp_path / "record"
    first = run("import", "icews", *files, record=record)
    assert first.returncode == 0, first.stderr
    held = {p.relative_to(record): p.read_bytes() for p in record.rglob("*") if p.is_file()}
    second = run("import", "icews", *files, record=record)
    assert second.returncode == 0 and b"3 already in the record" in second.stdout
    again = {p.relative_to(record): p.read_bytes() for p in record.rglob("*") if p.is_file()}
    assert held == again
    assert b"events:" in run("record", record=record).stdout


def write_icews(path, rows=3):
    header = (
        "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code"
        "\tIntensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number"
        "\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude"
    )
    line = (
        "{}\t2018-10-04\tRussia\t\tRussian Federation\tMake statement\t010\t0.0\tNorth Korea\t"
        "\tNorth Korea\t1\t1\tWire\t\t\t\t\t\t"
    )
    path.write_text("\n".join([header, *(line.format(n) for n in range(rows)), "bad"]) + "\n")
    return path


def test_the_life_of_a_record(tmp_path):
    record = tmp_path / "record"
    path = write_icews(tmp_path / "20181004-icews-events.tab")
    done = run("import", "icews", path, record=record)
    assert b"lines: 4 = 3 new + 0 held already + 1 in quarantine" in done.stdout, done.stderr
    piped = run("import", "icews", "-", record=record, stdin=path.read_bytes())
    assert b"1 already in the record" in piped.stdout, piped.stderr
    status = run("record", "status", "--files", record=record).stdout.decode()
    assert "quarantine: 1 lines" in status and "20181004-icews-events.tab" in status
    assert run("record", record=record).stdout.decode() in status
    assert b"sound" in run("record", "verify", record=record).stdout
    assert b"compact already" in run("record", "compact", record=record).stdout
    out = tmp_path / "out.csv"
    export = run("record", "export", out, "--states", "PRK", "--reading", "acts", record=record)
    assert b"1 events written" in export.stdout, export.stderr
    assert out.read_text().count("\n") == 2
    data = next((record / "events").iterdir())
    data.write_bytes(data.read_bytes()[:-9])
    broken = run("record", "verify", record=record)
    assert broken.returncode == 1 and b"not what was written" in broken.stdout


def test_only_the_wanted_states_are_kept(tmp_path):
    path = write_icews(tmp_path / "20181004-icews-events.tab")
    none = run("import", "icews", path, "--states", "France", record=tmp_path / "a").stdout
    assert b"4 = 0 new + 0 held already + 3 of other states left out + 1 in quarantine" in none
    kept = run("import", "icews", path, "--states", "North Korea", record=tmp_path / "b").stdout
    assert b"4 = 3 new" in kept
