"""Checks a file of sentences: form of the records, spans, splits, weekdays, days that exist."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from .words import MONTHS, WEEKDAYS

FIELDS = [
    "id",
    "fact_group",
    "split",
    "clean",
    "twin_of",
    "published",
    "text",
    "form",
    "sources",
    "suspicious",
    "error",
]
NAMES = "|".join(MONTHS)
BRITISH = re.compile(
    rf"(?:\b({'|'.join(WEEKDAYS)}),? )?\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({NAMES}) (\d{{4}})\b"
)
AMERICAN = re.compile(
    rf"(?:\b({'|'.join(WEEKDAYS)}), )?\b({NAMES}) (\d{{1,2}})(?:st|nd|rd|th)?, (\d{{4}})\b"
)


def read(path: Path) -> list[dict[str, Any]]:
    """The records of a file."""
    return [
        json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
    ]


def dates(text: str) -> list[tuple[str, int, int, int]]:
    """Full dates of the text: weekday or nothing, year, month, day."""
    found = [
        (m[1] or "", int(m[4]), MONTHS.index(m[3]) + 1, int(m[2])) for m in BRITISH.finditer(text)
    ]
    found += [
        (m[1] or "", int(m[4]), MONTHS.index(m[2]) + 1, int(m[3])) for m in AMERICAN.finditer(text)
    ]
    return found


def wrong_dates(text: str) -> list[str]:
    """Full dates of the text that do not exist, or that stand with another weekday."""
    wrong = []
    for week, year, month, day in dates(text):
        try:
            true = WEEKDAYS[dt.date(year, month, day).weekday()]
        except ValueError:
            wrong.append(f"no such day: {year}-{month}-{day}")
            continue
        if week and week != true:
            wrong.append(f"{year}-{month}-{day} was a {true}, not a {week}")
    return wrong


def problems(records: list[dict[str, Any]]) -> list[str]:
    """Everything that is wrong with the records."""
    found = []
    by_id = {record["id"]: record for record in records}
    if len(by_id) != len(records):
        found.append("ids are not unique")
    side: dict[str, str] = {}
    for record in records:
        key, text, error = record["id"], record["text"], record["error"]
        if list(record) != FIELDS:
            found.append(f"{key}: fields {list(record)}")
        if side.setdefault(record["fact_group"], record["split"]) != record["split"]:
            found.append(f"{key}: fact in two splits")
        if "{" in text or "  " in text or ",," in text or text != text.strip():
            found.append(f"{key}: untidy text")
        if record["clean"]:
            found += [f"{key}: {wrong}" for wrong in wrong_dates(text)]
            if error or record["twin_of"]:
                found.append(f"{key}: clean with an error")
            continue
        clean = by_id.get(record["twin_of"])
        if clean is None or not error:
            found.append(f"{key}: no clean sentence or no error")
            continue
        if text.count(error["span"]) != 1:
            found.append(f"{key}: span stands {text.count(error['span'])} times")
        elif text.replace(error["span"], error["right"]) != clean["text"]:
            found.append(f"{key}: the right words do not restore the clean sentence")
        if clean["fact_group"] != record["fact_group"] or clean["published"] != record["published"]:
            found.append(f"{key}: differs from its clean sentence in more than the words")
        full = any(week for week, *_ in dates(clean["text"]))
        if error["kind"] == "weekday" and full and dates(text) and not wrong_dates(text):
            found.append(f"{key}: the weekday is right")
    texts = Counter(record["text"] for record in records)
    found += [f"text stands twice: {text}" for text, number in texts.items() if number > 1]
    return found
