"""Expressions of dates in context, with what they mean on the day of the report, and the rule."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

from .date_parts import patterns
from .date_rules import Meaning, rules
from .facts import HERE

FIELDS = ["id", "published", "text", "span", "value", "end", "precision", "rule"]
SHAPES = {"day": 10, "month": 7, "year": 4, "decade": 4}


def frames() -> dict[str, list[str]]:
    """Sentences with a gap, by the sort of words that the gap takes."""
    found: dict[str, list[str]] = {}
    for line in (HERE / "date_frames.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            sort, _, text = line.partition(": ")
            found.setdefault(sort, []).append(text)
    return found


def written() -> list[dict[str, Any]]:
    """The expressions that were written by hand."""
    made = []
    for line in (HERE / "date_hand.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        published, text, value, end, precision, rule = (part.strip() for part in line.split(" | "))
        span = text[text.index("[[") + 2 : text.index("]]")]
        made.append(
            {
                "published": published,
                "text": text.replace("[[", "").replace("]]", ""),
                "span": span,
                "value": value,
                "end": end or value,
                "precision": precision,
                "rule": rule,
            }
        )
    return made


def records(seed: int = 7) -> list[dict[str, Any]]:
    """All expressions: those written by hand, and those that the patterns make."""
    rng, sentences = Random(seed), frames()
    used: Counter[str] = Counter()
    made = written()
    for make in patterns():
        for _ in range(2):
            published = dt.date(1991, 1, 1) + dt.timedelta(days=rng.randint(0, 12_400))
            meaning: Meaning = make(published, rng)
            choice = min(sentences[meaning.sort], key=lambda text: (used[text], rng.random()))
            used[choice] += 1
            phrase = meaning.phrase
            text = choice.replace("{}", phrase)
            if choice.startswith("{}"):
                phrase = phrase[0].upper() + phrase[1:]
                text = phrase + text[len(phrase) :]
            made.append(
                {
                    "published": (meaning.published or published).isoformat(),
                    "text": f"{meaning.dateline}{text}",
                    "span": phrase,
                    "value": meaning.value,
                    "end": meaning.end or meaning.value,
                    "precision": meaning.precision,
                    "rule": meaning.rule,
                }
            )
    return [{"id": f"d{number:03d}", **record} for number, record in enumerate(made, 1)]


def problems(made: list[dict[str, Any]]) -> list[str]:
    """Everything that is wrong with the records."""
    found, known = [], rules()
    if len({record["id"] for record in made}) != len(made):
        found.append("ids are not unique")
    for record in made:
        key, size = record["id"], SHAPES[record["precision"]]
        if list(record) != FIELDS:
            found.append(f"{key}: fields")
        if record["text"].count(record["span"]) != 1:
            found.append(f"{key}: span stands {record['text'].count(record['span'])} times")
        if record["rule"] not in known:
            found.append(f"{key}: no such rule: {record['rule']}")
        for name in ("value", "end"):
            text = record[name]
            if len(text) != size + (record["precision"] == "decade"):
                found.append(f"{key}: {name} {text} is not a {record['precision']}")
            elif record["precision"] == "day":
                dt.date.fromisoformat(text)
        if record["end"] < record["value"]:
            found.append(f"{key}: the end is before the start")
    seen = Counter((record["published"], record["text"]) for record in made)
    return found + [
        f"text stands twice: {text}" for (_, text), number in seen.items() if number > 1
    ]


def report(path: Path) -> int:
    """Prints counts and problems; the number of problems."""
    made = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = problems(made)
    kinds = Counter(record["precision"] for record in made)
    ranges = sum(record["value"] != record["end"] for record in made)
    used = len({record["rule"] for record in made})
    print(f"{path.name}: {len(made)} expressions, {ranges} of them ranges, {used} rules")
    print("  " + ", ".join(f"{kind} {number}" for kind, number in sorted(kinds.items())))
    for problem in found[:40]:
        print(f"  ! {problem}")
    return len(found)
