"""What expressions of dates mean: the rules, and what the patterns share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from .facts import HERE

DAY = dt.timedelta(days=1)


def rules() -> dict[str, str]:
    """The rules by their names."""
    lines = (HERE / "date_rules.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(": ", 1) for line in lines if line and not line.startswith("#"))


@dataclass(frozen=True)
class Meaning:
    """An expression, the sort of gap it fits, and what it means."""

    phrase: str
    sort: str
    value: str
    end: str
    precision: str
    rule: str
    dateline: str = ""
    published: dt.date | None = None


Pattern = Callable[[dt.date, Random], Meaning]


def back(day: dt.date, weekday: int, strict: bool = False) -> dt.date:
    """The last such weekday not after the day, or before it."""
    gap = (day.weekday() - weekday) % 7
    return day - (gap or (7 if strict else 0)) * DAY


def ahead(day: dt.date, weekday: int) -> dt.date:
    """The first such weekday after the day."""
    return day + ((weekday - day.weekday() - 1) % 7 + 1) * DAY


def months(day: dt.date, number: int) -> tuple[int, int]:
    """The month so many months on."""
    total = day.year * 12 + day.month - 1 + number
    return total // 12, total % 12 + 1


def past(day: dt.date, rng: Random, most: int = 3000) -> dt.date:
    """Some day before the report."""
    return day - rng.randint(3, most) * DAY


def one(phrase: str, sort: str, day: dt.date, rule: str, **more: object) -> Meaning:
    """A single day."""
    return Meaning(phrase, sort, day.isoformat(), "", "day", rule, **more)  # type: ignore[arg-type]
