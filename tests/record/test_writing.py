"""Writing: each file once, each event once, nothing half done."""

import datetime as dt
import json

import polars as pl
import pytest
from written import build_events, build_quarantine, hash_name, read_tree

from legation.domain.actors import Dyad
from legation.errors import DataError, InputError
from legation.record.atomic import write_atomically
from legation.record.counts import count_by_month
from legation.record.selection import list_quarantine, select_events
from legation.record.store import open_record
from legation.record.summary import has_file
from legation.record.writing import write_batch, write_delivery
from legation.tables.deliveries import Delivery, FeedFile
from legation.tables.events import EVENT_SCHEMA, QUARANTINE_SCHEMA, check_events

LATER = dt.date(2030, 1, 1)
ROWS = ({"day": "2018-10-04"}, {"day": "2018-10-05"}, {"day": "2018-10-05", "source_state": "RUS"})


def write(record, events, name="one", quarantine=None):
    lines = build_quarantine() if quarantine is None else quarantine
    return write_batch(
        record, events, lines, origin="icews", file_name=name, file_sha256=hash_name(name)
    )


def test_what_is_written_can_be_read(tmp_path):
    record = open_record(tmp_path / "record")
    summary = write(record, build_events(*ROWS), quarantine=build_quarantine(3, 9))
    assert (summary.rows, summary.added, summary.held, summary.quarantined) == (3, 3, 0, 2)
    assert not summary.imported_before
    rows = select_events(record, LATER)
    check_events(rows)
    assert rows["day"].to_list() == sorted(rows["day"], reverse=True)
    assert set(rows["batch"]) == {summary.batch}
    assert list_quarantine(record)["line"].to_list() == [3, 9]
    assert has_file(record, hash_name("one")) and not has_file(record, hash_name("two"))


def test_importing_twice_changes_no_byte(tmp_path):
    record = open_record(tmp_path)
    write(record, build_events(*ROWS), quarantine=build_quarantine(3))
    before = read_tree(tmp_path)
    summary = write(record, build_events(*ROWS), quarantine=build_quarantine(3))
    assert (summary.rows, summary.added, summary.held) == (3, 0, 3)
    assert summary.imported_before
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
    assert (summary.rows, summary.added, summary.held) == (3, 1, 2)
    assert select_events(record, LATER).height == 3
    again = write(record, build_events(*ROWS), name="same rows, other bytes")
    assert (again.added, again.held) == (0, 3)
    assert len(record.read_manifest().parts) == 2


def test_a_delivery_of_many_files_is_one_part(tmp_path):
    record = open_record(tmp_path)
    files = tuple(FeedFile(name, hash_name(name), 1, 0) for name in ("a", "b"))
    events = build_events(*ROWS[:2]).with_columns(
        pl.Series("batch", [file.batch for file in files])
    )
    delivery = Delivery("icews", events, pl.DataFrame(schema=QUARANTINE_SCHEMA), files)
    assert [summary.added for summary in write_delivery(record, delivery)] == [1, 1]
    assert len(record.list_events()) == 1
    before = read_tree(tmp_path)
    assert all(summary.imported_before for summary in write_delivery(record, delivery))
    assert read_tree(tmp_path) == before


def test_what_a_killed_import_left_behind_is_ignored(tmp_path):
    record = open_record(tmp_path)
    write(record, build_events(*ROWS[:1]))
    (tmp_path / "events" / "feed.parquet.partial").write_bytes(b"PAR1 half")
    (tmp_path / "events" / "orphan.parquet").write_bytes(b"not in the manifest")
    (tmp_path / "manifest.json.partial").write_text("{")
    assert select_events(open_record(tmp_path), LATER).height == 1
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


def test_a_kill_before_the_manifest_leaves_the_record_as_it_was(tmp_path, monkeypatch):
    record = open_record(tmp_path)
    write(record, build_events(*ROWS[:1]))

    def die(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("legation.record.writing.write_manifest", die)
        with pytest.raises(KeyboardInterrupt):
            write(record, build_events(*ROWS), name="two")
    assert select_events(record, LATER).height == 1
    assert write(record, build_events(*ROWS), name="two").added == 2
    assert select_events(record, LATER).height == 3


def test_another_import_meanwhile_is_noticed(tmp_path, monkeypatch):
    record = open_record(tmp_path)
    from legation.record import writing

    real = writing.write_part

    def interfere(*arguments):
        monkeypatch.undo()
        write(record, build_events(*ROWS[:1]), name="two")
        return real(*arguments)

    monkeypatch.setattr("legation.record.writing.write_part", interfere)
    with pytest.raises(DataError, match="meanwhile"):
        write(record, build_events(*ROWS))
    assert select_events(record, LATER).height == 1


def test_broken_frames_are_refused(tmp_path):
    record = open_record(tmp_path)
    with pytest.raises(DataError, match="intensity"):
        write(record, build_events({"day": "2018-10-04", "intensity": 99.0}))
    assert read_tree(tmp_path) == {}


def test_damage_is_told(tmp_path):
    record = open_record(tmp_path)
    write(record, build_events(*ROWS))
    record.list_events()[0].unlink()
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
    monkeypatch.setattr("legation.record.parts.MOST_SMALL_PARTS", 3)
    record = open_record(tmp_path)
    rows = [{"day": "2018-10-04", "origin_id": str(number)} for number in range(5)]
    for number, row in enumerate(rows):
        write(record, build_events(row), name=f"file {number}", quarantine=build_quarantine(2))
    assert len(record.read_manifest().parts) == 2
    assert len(list((tmp_path / "events").iterdir())) == 2
    assert len(record.read_manifest().files) == 5
    assert select_events(record, LATER, repeats=True).height == 5
    assert list_quarantine(record).height == 5
    before = read_tree(tmp_path)
    assert write(record, build_events(rows[0]), name="file 0").imported_before
    assert read_tree(tmp_path) == before


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
        count_by_month(record, LATER, [Dyad("USA", "CHN")], repeats=True).rows()
        for record in (whole, cut)
    ]
    assert answers[0] == answers[1]
    assert answers[0][0][-1] == pytest.approx(sum(range(-100, 101, 3)) / 10 / len(rows))
