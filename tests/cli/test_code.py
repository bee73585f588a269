"""`legation code` as a user meets it."""

import datetime as dt
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from legation.cli.code import code
from legation.errors import InputError
from legation.record.selection import select_events
from legation.record.store import open_record
from legation.record.verify import verify_record
from legation.workflow.code_texts import code_lines, parse_line

ROOT = Path(__file__).parents[2]
LINES = (
    "a\t2016-05-20\tFrance expelled two Syrian diplomats on Thursday.\n"
    "b\t2016-05-20\tShares in Tokyo closed slightly higher after a quiet session.\n"
    "c\t2016-05-20\tRussian troops shelled Ukrainian positions near Avdiivka.\t0:14\t23:42\n"
)
FIELDS = {
    *("id", "type", "act", "mode", "contexts", "quad_class", "source", "target", "modality"),
    *("negated", "day", "precision", "place", "quantity", "span", "score", "salience"),
}


@pytest.fixture
def lines(tmp_path):
    path = tmp_path / "lines.tsv"
    path.write_text(LINES, encoding="utf-8")
    return path


def read_rows(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_one_event_to_a_line_the_surest_first(lines, capsys):
    code(sentences=str(lines), format="jsonl", as_of="2026-01-01")
    rows = read_rows(capsys)
    assert all(set(row) == FIELDS for row in rows)
    first = next(row for row in rows if row["id"] == "a")
    assert (first["type"], first["quad_class"]) == ("SANCTION", 4)
    assert (first["source"]["state"], first["target"]["state"]) == ("FRA", "SYR")
    assert (first["day"], first["precision"]) == ("2016-05-19", "day")
    assert [row["id"] for row in rows if row["id"] == "c"] == ["c"]
    given = next(row for row in rows if row["id"] == "c")
    assert (given["type"], given["source"]["span"], given["target"]["span"]) == (
        "ASSAULT",
        [0, 14],
        [23, 42],
    )


def test_standard_input_and_text(capsys, monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(LINES.encode()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", stream)
    code(sentences="-", as_of="2026-01-01")
    text = capsys.readouterr().out
    assert "a\tFrance expelled" in text and "SANCTION" in text and "[SYR/GOV]" in text


def test_a_bad_line_is_named_and_the_others_coded(tmp_path, capsys):
    path = tmp_path / "lines.tsv"
    bad = "x\t20 May 2016\tSomething happened.\ny\t2016-05-20\n" + LINES
    path.write_text(bad + "z\t2016-05-20\tIran spoke.\t0:4\t5:99\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"3 lines of .* left out"):
        code(sentences=str(path), format="jsonl", as_of="2026-01-01")
    answer = capsys.readouterr()
    assert {json.loads(line)["id"] for line in answer.out.splitlines()} >= {"a", "c"}
    assert "lines.tsv line 1: '20 May 2016' is no date" in answer.err
    assert "lines.tsv line 2: 2 columns" in answer.err
    assert "lines.tsv line 6: '5:99' is no start:end" in answer.err


def test_processes_change_nothing():
    given = [parse_line(line, "here") for line in LINES.splitlines()] * 400
    day = dt.date(2026, 1, 1)
    alone = [events for _, events in code_lines(given, day)]
    assert [events for _, events in code_lines(given, day, processes=2)] == alone


def test_a_report_is_coded_with_its_sentences(capsys):
    code("France expelled two Syrian diplomats on Thursday, 19 May 2016.", as_of="2026-01-01")
    text = capsys.readouterr().out
    assert "SANCTION/expel" in text and "France [FRA/GOV]" in text and "on 2016-05-19" in text


def test_what_is_missing_is_said(tmp_path):
    with pytest.raises(InputError, match="give a report"):
        code()
    with pytest.raises(InputError, match="goes without"):
        code("Russia visits North Korea today", sentences="-")
    with pytest.raises(InputError, match="there is no file"):
        code(sentences=str(tmp_path / "no.tsv"))
    with pytest.raises(InputError, match="cannot be loaded"):
        code("Russia visits North Korea today", pipeline="no_such_pipeline")


def test_what_happened_goes_into_the_record_once(tmp_path, capsys):
    text = (
        "France expelled two Syrian diplomats on Thursday, 19 May 2016. "
        "Russia will send envoys to Damascus in July 2016."
    )
    for added in ("1 event", "0 events"):
        code(text, as_of="2016-06-01", add=True, record=tmp_path)
        assert f"{added} of France" in capsys.readouterr().err
    rows = select_events(open_record(tmp_path), dt.date(2016, 6, 1))
    row = rows.row(0, named=True)
    assert rows.height == 1
    assert (row["origin"], row["event_type"], row["mode"]) == ("text", "SANCTION", "expel")
    assert (row["source_state"], row["target_state"]) == ("FRA", "SYR")
    assert row["day"] == dt.date(2016, 5, 19)
    assert row["evidence"].startswith("France expelled")
    assert not verify_record(tmp_path).faults


def test_what_weighed_is_shown(capsys):
    code("France expelled two Syrian diplomats on Thursday, 19 May 2016.", explain=True)
    text = capsys.readouterr().out
    assert "event_type: " in text and "w=expel" in text
    assert "source: " in text and "modality: " in text


def test_a_sentence_can_be_corrected_and_trained_on(tmp_path, capsys):
    sentence = "France expelled two Syrian diplomats on Thursday, 19 May 2016."
    code(sentence, as_of="2016-06-01", format="corpus")
    block = capsys.readouterr().out
    path = tmp_path / "new.txt"
    path.write_text(block, encoding="utf-8")
    answer = subprocess.run(
        [sys.executable, ROOT / "tools" / "corpus.py", "check", path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (answer.returncode, answer.stdout) == (0, "nothing wrong\n")
    assert "SANCTION expel | src=France:FRA:GOV" in block
