import datetime as dt
import hashlib

import polars as pl

from legation.record.writing import write_files
from legation.tables.deliveries import FeedBatch, FeedFile
from legation.tables.events import FEED_SCHEMA, QUARANTINE_SCHEMA

BASE = {
    "precision": "day",
    "source_name": "A",
    "source_state": "USA",
    "target_name": "B",
    "target_state": "CHN",
    "event_type": "CONSULT",
    "cameo": "040",
    "quad_class": "verbal_cooperation",
    "intensity": 1.0,
    "origin": "icews",
    "evidence": "sentence 1",
}


def build_events(*rows):
    """Events of which each row tells only what differs; a day has to be given, ids count up."""
    blank = {name: "" for name, kind in FEED_SCHEMA.items() if kind == pl.String()}
    filled = []
    for number, row in enumerate(rows):
        day = dt.date.fromisoformat(row["day"])
        known_on = row.get("known_on")
        days = {
            "day": day,
            "known_on": dt.date.fromisoformat(known_on) if known_on else day,
            "latitude": None,
            "longitude": None,
        }
        ids = {"origin_id": str(number), "story_id": f"s{number}", "source_name": f"A{number}"}
        filled.append(blank | BASE | ids | row | days)
    return pl.DataFrame(filled, schema=FEED_SCHEMA)


def build_quarantine(*lines):
    rows = [
        {"file": "f", "line": line, "reason": "why", "text": "text", "batch": ""} for line in lines
    ]
    return pl.DataFrame(rows, schema=QUARANTINE_SCHEMA)


def build_file(events, name="one", quarantine=None, states=None, pieces=1):
    """A feed's file of which the events come in a number of batches."""
    sha256 = hash_name(name)
    batch = pl.lit(sha256[:16]).alias("batch")
    lines = build_quarantine() if quarantine is None else quarantine
    step = max(1, -(-events.height // pieces))

    def read():
        for start in range(0, max(events.height, 1), step):
            refused = lines if start == 0 else lines.clear()
            yield FeedBatch(
                events.slice(start, step).with_columns(batch), refused.with_columns(batch)
            )

    return FeedFile(name, sha256, sha256[:32], events.height, "icews", states, read)


def write(record, events, name="one", quarantine=None):
    return write_files(record, [build_file(events, name, quarantine)])[0]


def hash_name(name):
    return hashlib.sha256(name.encode()).hexdigest()


def read_tree(root):
    """The bytes of all files of a record, the lock apart."""
    return {
        path.relative_to(root): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.name != ".lock"
    }
