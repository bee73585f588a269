"""What the planters of errors share: the tables, and the slots of a form that can be changed."""

from __future__ import annotations

import datetime as dt
from random import Random

from .facts import Fact
from .forms import Form
from .tables import Tables
from .words import Day, Span

Values = dict[str, object]
YEARED = {
    "dmy",
    "mdy",
    "Wdmy",
    "W,dmy",
    "Wmdy",
    "wab",
    "abdmy",
    "ap",
    "Wap",
    "ord",
    "mord",
    "theord",
    "spell",
    "my",
    "y",
    "iso",
    "num",
    "idate",
}
DAYED = YEARED - {"my", "y"} | {"dm", "md", "Wdm", "Wmd", "apmd", "spelldm"}
WEEKED = {"Wdmy", "W,dmy", "Wmdy", "wab", "Wap", "Wdm", "Wmd", "W", "Wthe"}
SPANNED = {
    "dash",
    "usdash",
    "usap",
    "from",
    "usfrom",
    "W",
    "Wbr",
    "between",
    "through",
    "ords",
    "iso",
    "arrleft",
    "arrleftbr",
    "full",
    "usfull",
    "months",
    "years",
}


def day_slots(form: Form, fact: Fact, specs: set[str]) -> list[str]:
    """Slots that hold a day and are written once, in one of the ways."""
    return sorted(
        name
        for name in form.names
        if isinstance(fact.values[name], Day)
        and name not in ("born", "before")
        and len([s for s in form.specs(name) if s in specs]) == 1
    )


def span_slots(form: Form, fact: Fact, specs: set[str] = SPANNED) -> list[str]:
    """Slots that hold a run of days."""
    return sorted(
        name
        for name in form.names
        if isinstance(fact.values[name], Span) and set(form.specs(name)) <= specs
    )


class Base:
    """The tables and the numbers of chance; every kind of error is a method of a class below it."""

    def __init__(self, tables: Tables, rng: Random) -> None:
        self.tables = tables
        self.rng = rng

    def alike(self, fact: Fact, day: dt.date, slack: int = 20) -> bool:
        """Whether something like the fact may have happened near the day."""
        if fact.family in ("visit", "adjacent", "announced", "ordinal", "gap"):
            one, two = fact.states[:2]
            return bool(self.tables.met(one, two, day, slack))
        if fact.family == "term":
            person = fact.people["who"][0]
            return any(
                abs((edge - day).days) < 40
                for term in self.tables.by_person[person]
                for edge in (term.start, term.end)
            )
        if fact.family == "tour":
            person = fact.people["guest"][0]
            return any(
                v.guest == person and abs((v.start - day).days) < slack for v in self.tables.visits
            )
        return False

    def in_year(self, fact: Fact, year: int) -> bool:
        """Whether something like the fact may have happened in the year."""
        if fact.family in ("visit", "adjacent", "announced", "ordinal", "gap"):
            pair = self.tables.between.get(frozenset(fact.states[:2]), [])
            return any(visit.start.year <= year <= visit.end.year for visit in pair)
        if fact.family == "term":
            person = fact.people["who"][0]
            return any(year in (t.start.year, t.end.year) for t in self.tables.by_person[person])
        if fact.family == "tour":
            return False
        return fact.first.year == year or fact.last.year == year
