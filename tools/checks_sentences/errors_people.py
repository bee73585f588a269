"""Errors about people, their offices and their ages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from .errors_base import Base, Values
from .facts import ONE, Fact
from .forms import Form
from .names import MONARCHS, Leader, called
from .words import Count

NAMELESS = {"role", "Role", "office", "T"}
TITLELESS = {"n"}
OFFICES = {
    "President": ("Prime Minister", "Prime Minister", "Chancellor"),
    "Prime Minister": ("President", "President", "Chancellor"),
    "Chancellor": ("President", "Prime Minister"),
    "King": ("President", "Prime Minister"),
    "Secretary of State": ("President",),
    "Premier": ("President",),
    "Emir": ("President",),
    "Queen": ("President",),
    "Emperor": ("President", "Prime Minister"),
    "Sultan": ("President",),
}
AMBIGUOUS = {"ESP", "ITA", "IRN", "CHN", "PRK", "CUB", "BIH", "CHE"}


class PeopleErrors(Base):
    """Every kind is a method that returns changed values, or nothing."""

    def _titled(self, form: Form, fact: Fact, shows: Callable[[list[str]], bool]) -> list[str]:
        names = [n for n in sorted(form.names) if isinstance(fact.values[n], Leader)]
        return [n for n in names if shows(form.specs(n)) and n in fact.people]

    def _others(self, fact: Fact, name: str, dead: bool) -> list[Leader]:
        leader: Leader = fact.values[name]  # type: ignore[assignment]
        state = fact.people[name][1]
        taken = {v.person for v in fact.values.values() if isinstance(v, Leader)}
        found = []
        for term in self.tables.by_state[state]:
            if term.title != leader.title or term.person in taken or not term.sharp:
                continue
            person = self.tables.persons[term.person]
            years = abs((term.start - fact.last).days) // 365
            if dead:
                died = person["died"]
                if not died or int(died[:4]) >= fact.first.year - 1 or term.end.year < 1960:
                    continue
            elif years > 12 or (person["died"] and int(person["died"][:4]) <= fact.last.year):
                continue
            held = self.tables.by_person[term.person]
            if any(
                t.start <= fact.last + 90 * ONE and t.end >= fact.first - 90 * ONE for t in held
            ):
                continue
            found.append(replace(leader, person=term.person, name=called(self.tables, term.person)))
        return found

    def office_holder(
        self, form: Form, fact: Fact, _: dt.date, dead: bool = False
    ) -> Values | None:
        """Somebody who held the office before or after, and none at that time."""
        slots = self._titled(
            form, fact, lambda specs: len([s for s in specs if s not in NAMELESS]) == 1
        )
        slots = [s for s in slots if s not in ("pred", "succ")]
        for name in self.rng.sample(slots, len(slots)):
            found = self._others(fact, name, dead)
            if found:
                near = sorted(
                    {leader.person: leader for leader in found}.values(),
                    key=lambda leader: leader.person,
                )
                return fact.values | {name: self.rng.choice(near)}
        return None

    def dead(self, form: Form, fact: Fact, published: dt.date) -> Values | None:
        """Somebody who held the office once and was no longer alive."""
        return self.office_holder(form, fact, published, dead=True)

    def office(self, form: Form, fact: Fact, _: dt.date) -> Values | None:
        """Another title than the person had."""
        slots = self._titled(
            form, fact, lambda specs: len([s for s in specs if s not in TITLELESS]) == 1
        )
        for name in self.rng.sample(slots, len(slots)):
            leader: Leader = fact.values[name]  # type: ignore[assignment]
            person, state = fact.people[name]
            if state in AMBIGUOUS or leader.title not in OFFICES:
                continue
            title = self.rng.choice(OFFICES[leader.title])
            europe = self.tables.state_rows[state]["region"] == "Europe"
            if title == "Chancellor" and (state in ("DEU", "AUT") or not europe):
                title = "President" if leader.title != "President" else "Prime Minister"
            held = [
                t
                for t in self.tables.by_person[person]
                if t.state == state
                and t.start <= fact.last + 60 * ONE
                and t.end >= fact.first - 60 * ONE
            ]
            if any(title.split()[0] in term.title for term in held):
                continue
            if title in MONARCHS or leader.title.startswith("Acting"):
                continue
            return fact.values | {name: replace(leader, title=title)}
        return None

    def age(self, form: Form, fact: Fact, _: dt.date) -> Values | None:
        """Another age than the day of birth allows."""
        if "age" not in form.names:
            return None
        true: int = fact.values["age"].value  # type: ignore[attr-defined]
        return fact.values | {
            "age": Count(true + self.rng.choice((-10, -9, -6, -4, -3, -2, 2, 3, 4, 5, 9, 10)))
        }
