import datetime as dt
import hashlib

import polars as pl

from legation.tables.events import EVENT_SCHEMA, QUARANTINE_SCHEMA
from legation.tables.identity import hash_event_ids

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
    "is_mirror": False,
    "is_repeat": False,
}


def build_events(*rows):
    """Events of which each row tells only what differs; a day has to be given, ids count up."""
    blank = {name: "" for name, kind in EVENT_SCHEMA.items() if kind == pl.String()}
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
    frame = pl.DataFrame(filled, schema=EVENT_SCHEMA)
    ids = hash_event_ids(frame, "origin", "origin_id", "day")
    return frame.with_columns(ids.alias("event_id")).select(EVENT_SCHEMA.names())


def build_quarantine(*lines):
    rows = [
        {"file": "f", "line": line, "reason": "why", "text": "text", "batch": ""} for line in lines
    ]
    return pl.DataFrame(rows, schema=QUARANTINE_SCHEMA)


def hash_name(name):
    return hashlib.sha256(name.encode()).hexdigest()


def read_tree(root):
    return {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}
