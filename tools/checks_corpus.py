"""Checks the files of the corpus for the checks.

    python tools/checks_corpus.py check corpus/checks
    python tools/checks_corpus.py count corpus/checks

`check` reads the articles and reports and prints every fault that it finds: lines that are not
JSON, missing or repeated ids, a group of facts in two files, a planted error whose words do not
occur exactly once or that does not give the clean text back, weekdays that do not belong to
their dates, facts without two places, articles that are too short. It ends with 1 when there is
a fault.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any, Final

from checks_sentences.words import MONTHS, WEEKDAYS

Record = dict[str, Any]

FIELDS: Final = (
    "id",
    "fact_group",
    "clean",
    "twin_of",
    "published",
    "title",
    "text",
    "facts",
    "error",
)
KINDS: Final = frozenset(
    {
        "age",
        "border",
        "capital",
        "count",
        "dead",
        "direction",
        "duration",
        "future_year",
        "impossible_date",
        "membership",
        "month",
        "office",
        "office_holder",
        "order",
        "past_upcoming",
        "percentage",
        "sum",
        "superlative",
        "treaty",
        "weekday",
        "year",
    }
)
DATE_KINDS: Final = frozenset(
    {
        "age",
        "duration",
        "future_year",
        "impossible_date",
        "month",
        "order",
        "past_upcoming",
        "weekday",
        "year",
    }
)
SMALLEST_ARTICLE: Final = 400
REPORT_WORDS: Final = (120, 250)
REPORT_PARAGRAPHS: Final = (4, 8)

_MONTH = "|".join(MONTHS)
_WEEKDAY = "|".join(WEEKDAYS)
DATE: Final = re.compile(
    rf"(?:\b(?P<weekday>{_WEEKDAY})(?:,? (?:the )?))?"
    rf"(?:\b(?P<month>{_MONTH}) (?P<day>\d{{1,2}})|\b(?P<day2>\d{{1,2}}) (?P<month2>{_MONTH}))"
    rf"(?:,? (?P<year>\d{{4}}))?\b"
)


def dated(text: str) -> list[tuple[str, str | None, int | None, int, int]]:
    """The dates of a text: the words, the weekday, the year if given, the month, the day."""
    found = []
    for hit in DATE.finditer(text):
        month = MONTHS.index(hit["month"] or hit["month2"]) + 1
        day = int(hit["day"] or hit["day2"])
        year = int(hit["year"]) if hit["year"] else None
        found.append((hit.group(0), hit["weekday"], year, month, day))
    return found


def date_faults(text: str, published: dt.date) -> list[str]:
    """Dates that do not exist and weekdays that do not belong to their dates.

    A date without a year may lie in the year of publication or in any year that the text names.
    """
    years = {published.year, *(int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", text))}
    faults = []
    for words, weekday, year, month, day in dated(text):
        dates = []
        for candidate in [year] if year is not None else sorted(years):
            try:
                dates.append(dt.date(candidate, month, day))
            except ValueError:
                continue
        if not dates:
            faults.append(f"no such date: {words}")
        elif weekday and weekday not in {WEEKDAYS[date.weekday()] for date in dates}:
            faults.append(f"{words} was a {WEEKDAYS[dates[-1].weekday()]}")
    return faults


def words_of(text: str) -> int:
    """How many words a text has."""
    return len(text.split())


def paragraphs_of(text: str) -> int:
    """How many paragraphs a text has."""
    return len([part for part in text.split("\n\n") if part.strip()])


def read(folder: Path) -> tuple[dict[str, list[Record]], list[str]]:
    """The records of a folder by file, and the faults of the lines that could not be read."""
    files: dict[str, list[Record]] = {}
    faults = []
    for path in sorted([*folder.glob("articles-*.jsonl"), *folder.glob("reports-*.jsonl")]):
        records: list[Record] = []
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                record = json.loads(line)
            except json.JSONDecodeError as error:
                faults.append(f"{path.name}:{number}: not JSON: {error}")
                continue
            missing = [name for name in FIELDS if name not in record]
            if missing:
                faults.append(f"{path.name}:{number}: lacks {', '.join(missing)}")
                continue
            records.append(record)
        files[path.name] = records
    return files, faults


def place(source: str) -> str:
    """The place a source stands for: the almanac, a publisher, or a calculation.

    Two pages of one site are one place, unless the site only keeps copies ("CNN via ...").
    """
    if source.startswith("almanac"):
        return "almanac"
    address = re.search(r"https?://(?:www\.|edition\.|m\.)?([^/\s]+)", source)
    if address is None or " via " in source:
        return source.split(",", maxsplit=1)[0]
    return address.group(1)


def record_faults(record: Record) -> list[str]:
    """What is wrong with one record in itself."""
    faults = []
    try:
        published = dt.date.fromisoformat(record["published"])
    except ValueError:
        return [f"published: {record['published']}"]
    if not record["facts"]:
        faults.append("no facts")
    for fact in record["facts"]:
        if not fact.get("claim") or len({place(name) for name in fact.get("sources", [])}) < 2:
            faults.append(f"fewer than two places for: {fact.get('claim')}")
    if record["clean"]:
        if record["error"] is not None or record["twin_of"] is not None:
            faults.append("clean, but with an error or a twin_of")
        faults.extend(date_faults(record["title"] + "\n" + record["text"], published))
    return faults


def twin_faults(record: Record, original: Record | None) -> list[str]:
    """What is wrong with an altered record beside the clean one."""
    error = record["error"]
    if original is None or not original["clean"]:
        return [f"twin_of {record['twin_of']}: no such clean record"]
    if not error:
        return ["altered, but without an error"]
    faults = []
    if error["kind"] not in KINDS:
        faults.append(f"unknown kind {error['kind']}")
    if record["text"].count(error["span"]) != 1:
        faults.append(f"the span occurs {record['text'].count(error['span'])} times")
    elif record["text"].replace(error["span"], error["right"]) != original["text"]:
        faults.append("the right words do not give the clean text")
    for name in ("fact_group", "published", "title", "facts"):
        if record[name] != original[name]:
            faults.append(f"{name} is not that of the clean record")
    return faults


def length_faults(name: str, record: Record) -> list[str]:
    """Articles and reports outside of their lengths."""
    words, paragraphs = words_of(record["text"]), paragraphs_of(record["text"])
    if name.startswith("articles-"):
        return [f"{words} words"] if words < SMALLEST_ARTICLE else []
    faults = []
    if not REPORT_WORDS[0] <= words <= REPORT_WORDS[1]:
        faults.append(f"{words} words")
    if not REPORT_PARAGRAPHS[0] <= paragraphs <= REPORT_PARAGRAPHS[1]:
        faults.append(f"{paragraphs} paragraphs")
    return faults


def check(folder: Path) -> list[str]:
    """Every fault of the files of a folder."""
    files, faults = read(folder)
    records = [(name, record) for name, held in files.items() for record in held]
    for identifier, times in Counter(record["id"] for _, record in records).items():
        if times > 1:
            faults.append(f"{identifier}: occurs {times} times")
    by_id = {record["id"]: record for _, record in records}
    home: dict[str, str] = {}
    owner: dict[str, str] = {}
    for name, record in records:
        group = record["fact_group"]
        if home.setdefault(group, name) != name:
            faults.append(f"{record['id']}: group {group} is also in {home[group]}")
        root = record["twin_of"] or record["id"]
        if owner.setdefault(group, root) != root:
            faults.append(f"{record['id']}: group {group} belongs to {owner[group]}")
        found = record_faults(record) + length_faults(name, record)
        if not record["clean"]:
            found += twin_faults(record, by_id.get(record["twin_of"]))
        faults.extend(f"{record['id']}: {fault}" for fault in found)
    return faults


def count(folder: Path) -> list[str]:
    """The numbers of the README: records, words and planted errors by kind."""
    files, _ = read(folder)
    lines = []
    kinds: Counter[str] = Counter()
    for name, records in files.items():
        clean = [record for record in records if record["clean"]]
        kinds.update(record["error"]["kind"] for record in records if record["error"])
        words = sum(words_of(record["text"]) for record in clean)
        lines.append(
            f"{name}: {len(clean)} clean, {len(records) - len(clean)} altered, {words} words"
        )
    lines.extend(f"{kind}: {number}" for kind, number in sorted(kinds.items()))
    dates = sum(number for kind, number in kinds.items() if kind in DATE_KINDS)
    lines.append(f"planted errors: {kinds.total()}, of dates and times: {dates}")
    return lines


def main(arguments: list[str] | None = None) -> int:
    """Run one of the two commands."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("command", choices=("check", "count"))
    parser.add_argument("folder", type=Path)
    chosen = parser.parse_args(arguments)
    if chosen.command == "count":
        print("\n".join(count(chosen.folder)))
        return 0
    faults = check(chosen.folder)
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
