"""The pairs that were written by hand, from their text file."""

from __future__ import annotations

import csv
from typing import Any

from .facts import HERE, split_of
from .facts_visits import trips
from .forms import CHOICE
from .tables import Tables


def places() -> dict[str, list[str]]:
    """Where the facts of a tag were found."""
    found: dict[str, list[str]] = {}
    with (HERE / "hand_sources.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            found.setdefault(row["tag"], []).append(row["where"])
    return found


def blocks() -> list[tuple[list[str], str]]:
    """Heads and sentences."""
    lines = (HERE / "hand.txt").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.strip() and not line.startswith("#")]
    return [
        ([part.strip() for part in head.split(" | ")], text)
        for head, text in zip(kept[::2], kept[1::2], strict=True)
    ]


def group_of(name: str, head: dict[str, str]) -> str:
    """The group of the fact: for a visit the journey to which it belongs."""
    if not name.startswith("visit:"):
        return name
    key = name.removeprefix("visit:")
    return f"trip/{head.get(key) or head.get(f'{key}#{key[:3]}') or key}"


def unknown() -> list[str]:
    """Visits that are named in the file and are not in the almanac."""
    head = trips(Tables())
    named = [
        group.removeprefix("visit:") for (_, group, *_), _ in blocks() if group.startswith("visit:")
    ]
    return sorted({key for key in named if key not in head})


def widened(text: str, at: int, wrong: str, right: str) -> tuple[str, str]:
    """The wrong words, with as many neighbours as it takes to make them stand once."""
    first, last = at, at + len(wrong)
    while text.count(text[first:last]) != 1:
        step = text.find(" ", last + 1)
        if step < 0:
            first = text.rfind(" ", 0, first - 1) + 1
        else:
            last = step
    last -= len(text[first:last]) - len(text[first:last].rstrip(".,;:"))
    return text[first:last], text[first:at] + right + text[at + len(wrong) : last]


def records() -> list[dict[str, Any]]:
    """All pairs as records."""
    where, head = places(), trips(Tables())
    made = []
    for number, ((tags, name, published, odd, kind), text) in enumerate(blocks(), 1):
        marked = text.replace("[[", "[[x|")
        found = CHOICE.search(marked)
        if found is None:
            raise ValueError(f"no choice in: {text}")
        clean, twin = CHOICE.sub(r"\2", marked), CHOICE.sub(r"\3", marked)
        wrong, right = widened(twin, found.start(), found[3], found[2])
        group = group_of(name, head)
        sources = [f"seen:{place}" for tag in tags.split() for place in where.get(tag, [])]
        sources = sources or ["not-looked-up"]
        key = name.replace("visit:", "almanac/visits/")
        for sentence, identity, error in (
            (clean, f"h{number:03d}", None),
            (twin, f"h{number:03d}x", wrong),
        ):
            made.append(
                {
                    "id": identity,
                    "fact_group": group,
                    "split": split_of(group),
                    "clean": error is None,
                    "twin_of": None if error is None else f"h{number:03d}",
                    "published": published,
                    "text": sentence,
                    "form": f"hand-{number:03d}",
                    "sources": [key, *sources],
                    "suspicious": None if error or odd == "-" else odd,
                    "error": None
                    if error is None
                    else {"kind": kind, "span": wrong, "right": right},
                }
            )
    return made
