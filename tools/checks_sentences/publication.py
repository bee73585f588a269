"""The day on which a sentence is published."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from .facts import Fact
from .forms import Form

NEWEST = dt.date(2025, 6, 30)
DAY = dt.timedelta(days=1)


def publication(form: Form, fact: Fact, rng: Random) -> dt.date | None:
    """The day of the report."""
    if form.when == "before":
        return fact.known
    if form.when == "week":
        return fact.first + rng.randint(1, 4) * DAY
    if form.when == "during":
        length = max(2, (fact.last - fact.first).days - 30)
        return fact.first + rng.randint(5, length) * DAY
    event = fact.last
    if fact.family == "term":
        shown = {"end", "succ", "tenure", "years"} & form.names
        event = fact.last if shown else fact.first
        if "dualday" in form.names:
            shown_day: Any = fact.values["dualday"]
            event = dt.date(shown_day.year, shown_day.month, shown_day.day)
    if fact.family == "treaty":
        named: dict[str, Any] = {
            name: value for name, value in fact.values.items() if name in form.names
        }
        shown_days = [named[name] for name in ("signed", "force", "ended") if name in named]
        event = max(dt.date(day.year, day.month, day.day) for day in shown_days)
        if "live" in form.needs:
            event = max(event, fact.last)
    if form.when == "later":
        late = event + rng.randint(400, 3000) * DAY
        return late if late <= NEWEST else event + rng.randint(30, 200) * DAY
    if "{start:W}" in form.text and "start:apmd" in form.text:
        return fact.first + rng.randint(0, 1) * DAY
    return event + rng.choice((0, 1, 1, 2, 3)) * DAY
