"""Rows of the almanac's tables, and the days in them."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "src" / "legation" / "almanac" / "data"
FOREVER = dt.date(2025, 6, 1)
EARLY = dt.date(1900, 1, 1)
REGIONS = ("africa_mideast", "americas", "asia", "europe")
VISITS = ("six_states", "us_incoming", "us_meetings", "us_outgoing", "world")


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table of the almanac."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def exact(text: str) -> dt.date | None:
    """The day, when the text names one exactly."""
    return dt.date.fromisoformat(text) if len(text) == 10 else None


def opened(text: str) -> dt.date:
    """The earliest day that the text allows; an empty text begins before everything."""
    return (
        dt.date.fromisoformat(
            f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01" if len(text) == 7 else text
        )
        if text
        else EARLY
    )


def closed(text: str) -> dt.date:
    """The latest day that the text allows; an empty text has no end."""
    if not text:
        return FOREVER
    if len(text) == 10:
        return dt.date.fromisoformat(text)
    year, month = int(text[:4]), int(text[5:7] or 12)
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


@dataclass(frozen=True)
class Term:
    """One holding of one office."""

    person: str
    state: str
    office: str
    title: str
    start: dt.date
    end: dt.date
    sharp: bool
    effective: bool
    acting: bool
    sources: tuple[str, ...]

    def holds(self, day: dt.date, slack: int = 0) -> bool:
        """Whether the day lies in the term, which may be widened by some days at both ends."""
        wide = dt.timedelta(days=slack)
        return self.start - wide <= day <= self.end + wide


@dataclass(frozen=True)
class Visit:
    """One visit or meeting, as held."""

    key: str
    start: dt.date
    end: dt.date
    level: str
    kind: str
    bilateral: bool
    guest_state: str
    guest: str
    guest_title: str
    host_state: str
    host: str
    city: str
    table: str
    sources: tuple[str, ...]
    description: str
