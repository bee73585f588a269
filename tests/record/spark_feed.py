"""A feed of the tests' own; workers import it by its name."""

import datetime as dt
import json

import polars as pl
from written import build_events, build_quarantine, hash_name

from legation.errors import InputError
from legation.tables.deliveries import FeedBatch, FeedFile
from legation.tables.mentions import MENTION_SCHEMA


def build_mentions(rows):
    """Mentions of which each row tells feed, id and sentence."""
    day = dt.date(2018, 10, 4)
    given = [
        {"origin": origin, "origin_id": origin_id, "sentence": sentence}
        | {"event_known_on": day, "known_on": day, "confidence": 90, "tone": -1.5}
        | dict.fromkeys(("publisher", "report_url", "language", "batch"), "")
        for origin, origin_id, sentence in rows
    ]
    return pl.DataFrame(given, schema=MENTION_SCHEMA)


def open_written(path, states=None):
    """Open a file: JSON with rows of events, numbers of lines that are none, and mentions."""
    content = path.read_bytes()
    tree = json.loads(content)
    sha256 = hash_name(content.decode())
    batch = pl.lit(sha256[:16]).alias("batch")

    def read():
        events = build_events(*tree["rows"])
        if tree.get("broken"):
            events = events.drop("day")
        for start in range(0, max(events.height, 1), 7):
            lines = build_quarantine(*(tree["lines"] if start == 0 else ()))
            piece = events[start : start + 7]
            mentions = build_mentions(tree.get("mentions", ()) if start == 0 else ())
            labelled = [frame.with_columns(batch) for frame in (piece, lines, mentions)]
            yield FeedBatch(*labelled[:2], start % 3, mentions=labelled[2])
        if tree.get("cut"):
            raise InputError(f"{path.name} ends in the middle")

    return FeedFile(path.name, sha256, sha256[:32], len(content), "icews", states, read)
