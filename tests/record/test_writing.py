"""Writing: each file once, each event once, nothing half done."""

import datetime as dt
import fcntl
import json

import polars as pl
import pytest
from attrs import evolve
from written import build_events, build_file, build_quarantine, hash_name, read_tree, write

from legation.domain.actors import Dyad
from legation.errors import DataError, InputError
from legation.record import writing
from legation.record.atomic import write_atomically
from legation.record.counts import count_by_month, peer_intensities
from legation.record.layout import Kind
from legation.record.ledger import list_held, read_ledger
from legation.record.merging import compact_record
from legation.record.selection import list_quarantine, select_events
from legation.record.store import open_record
from legation.record.summary import summarize_record
from legation.record.writing import write_files
from legation.tables.events import EVENT_SCHEMA, Reading, check_events

LATER = dt.date(2030, 1, 1)
ROWS = ({"day": "2018-10-04"}, {"day": "2018-10-05"}, {"day": "2018-10-05", "source_state": "RUS"})


def test_what_is_written_can_be_read(tmp_path):
    record = open_record(tmp_path / "record")
    url = {"report_url": "https://example.org/a", "story_id": ""}
    events = build_events(*(row | url for row in ROWS))
    summary = write(record, events, quarantine=build_quarantine(3, 9))
    assert (summary.lines, summary.added, summary.held, summary.quarantined) == (5, 3, 0, 2)
    assert not summary.imported_before
    rows = select_events(record, LATER)
    check_events(rows)
    assert rows["day"].to_list() == sorted(rows["day"], reverse=True)
    assert set(rows["batch"]) == {hash_name("one")[:16]}
    assert set(rows["report_url"]) == {"https://example.org/a"}
    assert list_quarantine(record)["line"].to_list() == [3, 9]
    assert list_held(record.root, None) == {hash_name("one")}


def test_importing_twice_changes_no_byte(tmp_path):
    record = open_record(tmp_path)
    write(record, build_events(*ROWS), quarantine=build_quarantine(3))
    before = read_tree(tmp_path)
    summary = write(record, build_events(*ROWS), quarantine=build_quarantine(3))
    assert summary.imported_before and summary.added == 0
    assert read_tree(tmp_path) == before


def test_two_machines_write_the_same_bytes(tmp_path):
    events = build_events(*ROWS)
    for folder, frame in (("a", events), ("b", events.reverse())):
        write(open_record(tmp_path / folder), frame)
    assert read_tree(tmp_path / "a") == read_tree(tmp_path / "b")


def test_events_of_another_file_are_added_once(tmp_path):
    record = open_record(tmp_path)
    write(record, build_events(*ROWS[:2]))
    summary = write(record, build_events(*ROWS), name="yearly")
    assert (summary.lines, summary.added, summary.held) == (3, 1, 2)
    assert select_events(record, LATER).height == 3
    again = write(record, build_events(*ROWS), name="same rows, other bytes")
    assert (again.added, again.held) == (0, 3)
    twice = pl.concat([build_events(*ROWS)] * 2).with_columns(origin_id="n" + pl.col("origin_id"))
    assert write(record, twice, name="twice").held == 3


def test_files_written_together_are_one_commit(tmp_path):
    record = open_record(tmp_path)
    events = build_events(*ROWS[:2])
    files = [build_file(events[:1], "a"), build_file(events[1:], "b"), build_file(events, "a")]
    summaries = write_files(record, files)
    assert [summary.added for summary in summaries] == [1, 1, 0]
    assert summaries[2].imported_before
    assert len(record.read_manifest().parts) == 1
    assert read_ledger(tmp_path)["name"].to_list() == ["a", "b"]
    before = read_tree(tmp_path)
    assert all(summary.imported_before for summary in write_files(record, files))
    assert read_tree(tmp_path) == before


@pytest.fixture
def small_flush(monkeypatch):
    monkeypatch.setattr(writing, "FLUSH_ROWS", 4)


def test_a_long_file_makes_several_parts_of_one_commit(tmp_path, small_flush):
    rows = [{"day": "2018-10-04", "origin_id": str(number % 11)} for number in range(13)]
    cut, whole = open_record(tmp_path / "cut"), open_record(tmp_path / "whole")
    summary = write_files(cut, [build_file(build_events(*rows), pieces=13)])[0]
    assert (summary.added, summary.held) == (11, 2)
    assert len(cut.read_manifest().parts) == 4
    write_files(whole, [build_file(build_events(*rows))])
    told = [select_events(each, LATER, reading=Reading.ROWS) for each in (cut, whole)]
    assert told[0].equals(told[1])


def test_a_damaged_file_adds_nothing_and_keeps_no_other_out(tmp_path, small_flush):
    rows = [{"day": "2018-10-04", "origin_id": str(number)} for number in range(9)]
    sound = build_file(build_events(*rows[:3]), "sound")
    bad = build_file(build_events(*rows), "bad", pieces=9)

    def read_badly():
        for number, batch in enumerate(bad.read()):
            if number == 7:
                raise InputError("bad is damaged: fetch it again")
            yield batch

    last = build_file(build_events({"day": "2018-10-04", "origin_id": "99"}), "last")
    record = open_record(tmp_path)
    summaries = write_files(record, [sound, evolve(bad, read=read_badly), last])
    assert [summary.added for summary in summaries] == [3, 0, 1]
    assert "damaged" in summaries[1].refused
    ids = select_events(record, LATER, reading=Reading.ROWS)["origin_id"]
    assert sorted(ids) == ["0", "1", "2", "99"]
    assert read_ledger(tmp_path)["name"].to_list() == ["last", "sound"]
    assert write_files(record, [bad])[0].added == 6


def test_a_file_for_some_states_is_read_again_for_all(tmp_path):
    record = open_record(tmp_path)
    events = build_events(*ROWS)
    wanted = frozenset({"RUS"})
    write_files(record, [build_file(events[2:], "a", states=wanted)])
    assert write_files(record, [build_file(events[2:], "a", states=wanted)])[0].imported_before
    whole = write_files(record, [build_file(events, "a")])[0]
    assert (whole.added, whole.held) == (2, 1)
    assert write_files(record, [build_file(events[2:], "a", states=wanted)])[0].imported_before
    assert read_ledger(tmp_path)["states"].to_list() == ["", "RUS"]


def test_what_a_killed_import_left_behind_is_ignored_and_swept(tmp_path):
    record = open_record(tmp_path)
    write(record, build_events(*ROWS[:1]))
    names = set(read_tree(tmp_path))
    (tmp_path / "events" / "feed.parquet.partial").write_bytes(b"PAR1 half")
    (tmp_path / "events" / "orphan.parquet").write_bytes(b"not in the manifest")
    (tmp_path / "manifest.json.partial").write_text("{")
    assert select_events(open_record(tmp_path), LATER).height == 1
    write(record, build_events(*ROWS[:1]))
    assert set(read_tree(tmp_path)) == names
    write(record, build_events(*ROWS), name="two")
    assert select_events(record, LATER).height == 3


def test_a_failed_write_leaves_the_old_file(tmp_path):
    path = tmp_path / "file"
    path.write_text("old")

    def fail(place):
        place.write_text("ne")
        raise RuntimeError("killed")

    with pytest.raises(RuntimeError):
        write_atomically(path, fail)
    assert path.read_text() == "old"


def test_a_second_writer_is_told(tmp_path):
    record = open_record(tmp_path)
    with (tmp_path / ".lock").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with pytest.raises(DataError, match="another process"):
            write(record, build_events(*ROWS))
    assert write(record, build_events(*ROWS)).added == 3


def test_broken_frames_are_refused(tmp_path):
    record = open_record(tmp_path)
    with pytest.raises(DataError, match="intensity"):
        write(record, build_events({"day": "2018-10-04", "intensity": 99.0}))
    assert read_tree(tmp_path) == {}


def test_damage_is_told(tmp_path):
    record = open_record(tmp_path)
    write(record, build_events(*ROWS))
    record.find_files(Kind.EVENTS)[0].unlink()
    with pytest.raises(DataError, match="missing"):
        select_events(record, LATER)
    (tmp_path / "manifest.json").write_text("{}")
    with pytest.raises(DataError, match="damaged"):
        open_record(tmp_path)
    (tmp_path / "manifest.json").write_text(json.dumps({"format": 99}))
    with pytest.raises(DataError, match="format 99"):
        open_record(tmp_path)
    with pytest.raises(InputError, match="is a file"):
        open_record(tmp_path / "manifest.json")


def test_an_empty_record_answers_with_nothing(tmp_path):
    record = open_record(tmp_path / "nowhere")
    assert select_events(record, LATER).schema == EVENT_SCHEMA
    assert list_quarantine(record).is_empty()
    assert not (tmp_path / "nowhere").exists()


def test_many_small_parts_become_one(tmp_path, monkeypatch):
    monkeypatch.setattr("legation.record.merging.MOST_SMALL_PARTS", 3)
    record = open_record(tmp_path)
    rows = [{"day": "2018-10-04", "origin_id": str(number)} for number in range(5)]
    for number, row in enumerate(rows):
        write(record, build_events(row), f"file {number}", build_quarantine(2))
    assert len(record.read_manifest().parts) == 2
    assert len(list((tmp_path / "events").iterdir())) == 2
    assert len(read_ledger(tmp_path)) == 5
    assert select_events(record, LATER, reading=Reading.ROWS).height == 5
    assert list_quarantine(record).height == 5
    before = read_tree(tmp_path)
    assert write(record, build_events(rows[0]), name="file 0").imported_before
    assert read_tree(tmp_path) == before


def test_compaction_changes_no_answer(tmp_path, monkeypatch):
    monkeypatch.setattr("legation.record.merging.RANGE_ROWS", 20)
    monkeypatch.setattr("legation.record.merging._SAMPLE_EVERY", 3)
    record = open_record(tmp_path)
    states = ["USA", "CHN", "RUS", "PRK", "", "JPN"]
    for number in range(12):
        rows = [
            {
                "day": f"2018-{1 + number // 4:02}-{1 + each % 28:02}",
                "known_on": f"2018-{4 + number // 2:02}-11",
                "source_state": states[each % 5],
                "target_state": states[(each * 7 + number) % 6],
                "origin_id": str(each + 40 * number),
                "report_url": f"https://example.org/{each // 3}",
                "story_id": str(each // 3 * 3),
            }
            for each in range(40)
        ]
        write(record, build_events(*rows), str(number), build_quarantine(number))

    def ask():
        return [
            select_events(record, LATER, reading=Reading.ROWS),
            peer_intensities(record, LATER, "USA"),
            count_by_month(record, dt.date(2018, 6, 30), [Dyad("USA", "CHN")]),
            list_quarantine(record).sort("line"),
            read_ledger(tmp_path),
        ]

    before, summary = ask(), summarize_record(record, dt.date(2018, 7, 1))
    monkeypatch.setattr("legation.record.merging.MOST_MERGED", 4)
    assert compact_record(tmp_path) == 10
    files = record.read_manifest().list_files(Kind.EVENTS)
    assert len(record.read_manifest().parts) == 2 and len(files) > 15
    assert max(file.rows for file in files) < 60
    for told, again in zip(before, ask(), strict=True):
        assert told.equals(again)
    assert summarize_record(record, dt.date(2018, 7, 1)) == summary
    assert len(record.find_files(Kind.EVENTS, keys=[("RUS", "USA")])) < len(files) / 3
    tree = read_tree(tmp_path)
    assert compact_record(tmp_path) == 0
    assert read_tree(tmp_path) == tree


def test_means_do_not_hang_on_the_order_of_rows(tmp_path):
    rows = [
        {"day": "2018-10-04", "origin_id": str(number), "intensity": number / 10}
        for number in range(-100, 101, 3)
    ]
    whole, cut = open_record(tmp_path / "whole"), open_record(tmp_path / "cut")
    write(whole, build_events(*rows))
    for start in range(0, len(rows), 7):
        write(cut, build_events(*rows[start : start + 7]), name=f"file {start}")
    answers = [
        count_by_month(record, LATER, [Dyad("USA", "CHN")], Reading.ROWS).rows()
        for record in (whole, cut)
    ]
    assert answers[0] == answers[1]
    assert answers[0][0][-1] == pytest.approx(sum(range(-100, 101, 3)) / 10 / len(rows))
