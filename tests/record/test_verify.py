"""Verification finds every kind of damage, and nothing else."""

import datetime as dt
import json

import polars as pl
import pytest
from attrs import evolve
from written import build_events, build_quarantine, write

from legation.record.layout import Kind
from legation.record.manifest import read_manifest, write_manifest
from legation.record.merging import compact_record
from legation.record.store import open_record
from legation.record.verify import verify_record

ROWS = [
    {
        "day": f"2018-10-{1 + number % 27:02}",
        "source_state": ("USA", "CHN", "")[number % 3],
        "origin_id": str(number),
        "report_url": f"https://example.org/{number // 2}",
        "story_id": f"{number // 2}",
    }
    for number in range(60)
]


@pytest.fixture
def record(tmp_path):
    record = open_record(tmp_path / "record")
    for number in range(3):
        part = ROWS[number * 20 : number * 20 + 20]
        write(record, build_events(*part), str(number), build_quarantine(4, 7))
    return record


def test_a_sound_record_has_no_faults(record):
    found = verify_record(record.root)
    assert (found.rows, found.faults) == (60, ())
    compact_record(record.root)
    assert verify_record(record.root).faults == ()
    assert verify_record(record.root / "nowhere").rows == 0


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.MENTIONS])
def test_a_changed_byte_is_found(record, kind):
    path = record.find_files(kind)[0]
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert "not what was written" in verify_record(record.root).faults[0]


def test_a_missing_file_is_found(record):
    record.find_files(Kind.REPORTS)[0].unlink()
    assert "cannot be read" in verify_record(record.root).faults[0]


def change_rows(record, kind, change):
    """Rewrite a file with other rows, and the manifest as if that were right."""
    import hashlib

    manifest = read_manifest(record.root)
    part = manifest.parts[0]
    file = next(file for file in part.files if file.kind is kind)
    path = record.root / file.name
    frame = change(pl.read_parquet(path))
    frame.write_parquet(path)
    new = evolve(file, rows=frame.height, sha256=hashlib.sha256(path.read_bytes()).hexdigest())
    files = tuple(new if each is file else each for each in part.files)
    write_manifest(
        record.root, evolve(manifest, parts=(evolve(part, files=files), *manifest.parts[1:]))
    )


@pytest.mark.parametrize(
    ("kind", "change", "fault"),
    [
        (Kind.EVENTS, lambda f: pl.concat([f[:1], f]), "another number|hold 61"),
        (Kind.EVENTS, lambda f: f.reverse(), "sorted|ends"),
        (Kind.EVENTS, lambda f: f.with_columns(pl.lit(1).alias("more")), "other columns"),
        (Kind.LEDGER, lambda f: f.with_columns(pl.col("added") + 1), "ledger names 61"),
        (Kind.LEDGER, lambda f: f.with_columns(pl.col("lines") + 1), "do not add up"),
        (Kind.QUARANTINE, lambda f: pl.concat([f[:1], f]), "quarantined"),
        (Kind.DAYS, lambda f: f.with_columns(pl.col("events") * 2), "days sum"),
        (Kind.FLOWS, lambda f: f.with_columns(pl.col("events") * 2), "flows sum"),
        (
            Kind.EVENTS,
            lambda f: f.with_columns(
                pl.lit(dt.date(2018, 10, 1)).alias("day"), pl.lit("1").alias("origin_id")
            ),
            "stand twice|sorted|ends",
        ),
    ],
)
def test_rows_that_do_not_add_up_are_found(record, kind, change, fault):
    import re

    change_rows(record, kind, change)
    faults = verify_record(record.root).faults
    assert faults and re.search(fault, "; ".join(faults)), faults


def test_the_manifest_is_plain(record):
    tree = json.loads((record.root / "manifest.json").read_text())
    assert tree["format"] == 2
    assert {file["kind"] for part in tree["parts"] for file in part["files"]} == {
        "events",
        "flows",
        "reports",
        "quarantine",
        "days",
        "ledger",
    }
