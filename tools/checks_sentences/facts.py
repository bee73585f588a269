"""A fact with everything that a sentence can say about it."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from .forms import Form
from .tables import Tables
from .words import Count, Day, Span

HERE = Path(__file__).resolve().parent
ONE = dt.timedelta(days=1)
SAME_YEAR = {"arrleft", "arrleftbr", "Wbr", "W", "through", "and", "ords"}
DISSOLVED = {"SUN", "YUG", "SCG", "CSK", "DDR", "YAR", "YMD"}
MOVED = {"KAZ", "MMR", "NGA", "BDI", "DEU", "TZA", "PLW", "CIV"}


@dataclass(frozen=True)
class Fact:
    """One true fact: its values for the slots, its days, and where it comes from."""

    key: str
    group: str
    family: str
    values: dict[str, object]
    first: dt.date
    last: dt.date
    sources: tuple[str, ...]
    flags: frozenset[str] = frozenset()
    suspicious: str | None = None
    states: tuple[str, ...] = ()
    known: dt.date | None = None
    people: dict[str, tuple[str, str]] = field(default_factory=dict)

    def fits(self, form: Form) -> bool:
        """Whether the form can be filled with this fact and stays true."""
        if not form.needs <= self.flags or not form.names <= self.values.keys():
            return False
        for name, spec in form.slots:
            value = self.values[name]
            if isinstance(value, Span) and value.first == value.last:
                return False
            if (
                isinstance(value, Span)
                and spec in SAME_YEAR
                and value.first.year != value.last.year
            ):
                return False
            if isinstance(value, Span) and spec == "and" and (self.last - self.first).days != 1:
                return False
            if spec in ("a", "A", "role", "Role", "rn", "RN") and "noadjective" in self.flags:
                return False
            if spec in ("c", "C") and not getattr(value, "capital", ""):
                return False
        return True


def days(first: dt.date, last: dt.date) -> dict[str, object]:
    """The slots that every fact with a first and a last day has."""
    number = (last - first).days + 1
    values: dict[str, object] = {
        "start": Day.of(first),
        "end": Day.of(last),
        "span": Span(Day.of(first), Day.of(last)),
        "n": Count(number),
    }
    if number > 1:
        values["nights"] = Count(number - 1)
    return values


def capitalized(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[0].upper() + text[1:]


def oddity(
    tables: Tables,
    first: dt.date,
    last: dt.date,
    states: Iterable[str],
    people: Iterable[tuple[str, str]],
) -> str | None:
    """What makes a true sentence look false, if anything does."""
    states = list(states)
    if any((d.month, d.day) == (2, 29) for d in (first, last)):
        return "leap_day"
    if first.year != last.year:
        return "year_end"
    for state in states:
        if state in DISSOLVED:
            return "dissolved_state"
    for person, state in people:
        held = [t for t in tables.by_person.get(person, []) if t.state == state and t.holds(first)]
        if any(term.acting for term in held):
            return "acting_leader"
        if len({term.title for term in held}) > 1:
            return "dual_office"
        for term in held:
            earlier = [
                other
                for other in tables.by_person[person]
                if other.state == state
                and other.title == term.title
                and other.end < term.start - 200 * ONE
                and term.start >= first - 400 * ONE
            ]
            if earlier:
                return "second_term"
    renamed = {"MKD": 2019, "SWZ": 2018, "COD": 1997, "TUR": 2022, "CPV": 2013, "WSM": 1997}
    for state in states:
        if state in renamed and (
            first.year >= 2022 if state == "TUR" else first.year <= renamed[state]
        ):
            return "renamed_state"
        if state in ("MMR", "TLS", "CIV") or (state == "CZE" and first.year > 2016):
            return "renamed_state"
        if (state in MOVED and first.year < 2010 and state != "DEU") or (
            state == "DEU" and first.year < 1999
        ):
            return "capital_changed"
    if 31 in (first.day, last.day):
        return "long_month"
    return None


@cache
def confirmations() -> dict[str, tuple[str, ...]]:
    """Where a fact was found a second time, by the key of the fact."""
    found: dict[str, list[str]] = {}
    with (HERE / "confirmed.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            found.setdefault(row["fact"], []).append(f"seen:{row['where']}")
    return {key: tuple(value) for key, value in found.items()}


def split_of(group: str) -> str:
    """The half of the set to which a group of facts belongs, whatever else is in the set."""
    digest = hashlib.sha256(f"checks/{group}".encode()).digest()
    return "dev" if digest[0] % 2 else "test"
