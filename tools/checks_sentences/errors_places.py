"""Errors about places, memberships and treaties, and in numbers."""

from __future__ import annotations

import datetime as dt

from .errors_base import Base, Values
from .facts import Fact
from .forms import Form
from .names import Place, place_on
from .words import Count, Day

FAR = {"FRA", "GBR", "DNK", "ESP", "NLD", "USA", "CUB", "ESH", "PSE", "ISR", "NAM", "ZWE"}


class PlaceErrors(Base):
    """Every kind is a method that returns changed values, or nothing."""

    def capital(self, form: Form, fact: Fact, _: dt.date) -> Values | None:
        """Another large city of the state."""
        if {"capcity", "oldcap"} <= form.names:
            return fact.values | {
                "capcity": fact.values["oldcap"],
                "oldcap": fact.values["capcity"],
            }
        name = "capcity" if "capcity" in form.names else "city"
        if name not in form.names or (name == "city" and "capital" not in form.needs):
            return None
        place: Place = fact.values["hplace" if name == "city" else "place"]  # type: ignore[assignment]
        taken = self.tables.seats(place.state, fact.first) | self.tables.seats(
            place.state, fact.last
        )
        found = [
            c
            for c in self.tables.cities[place.state][:6]
            if c not in taken
            and place.capital not in c
            and self.tables.apart(place.state, place.capital, c)
        ]
        return fact.values | {name: self.rng.choice(found)} if found else None

    def direction(self, form: Form, fact: Fact, _: dt.date) -> Values | None:
        """Host and guest exchanged."""
        place: Place = fact.values.get("gplace")  # type: ignore[assignment]
        host: Place = fact.values.get("hplace")  # type: ignore[assignment]
        if not form.swap or "host" not in fact.values or not (place.adjective and host.adjective):
            return None
        back = self.tables.met(fact.states[0], fact.states[1], fact.first, 45)
        if any(visit.guest_state == fact.states[1] for visit in back):
            return None
        values = fact.values
        return values | {
            "guest": values["host"],
            "host": values["guest"],
            "gplace": values["hplace"],
            "hplace": values["gplace"],
        }

    def _strangers(self, state: str, day: dt.date, bar: set[str]) -> list[Place]:
        home = self.tables.state_rows[state]["region"]
        found = [
            s
            for s, row in sorted(self.tables.state_rows.items())
            if row["region"] == home
            and s not in bar
            and s != state
            and row["un_from"]
            and not row["end_day"]
            and row["un_from"] <= day.isoformat()
        ]
        return [p for p in (place_on(self.tables, s, day) for s in found) if p.adjective]

    def border(self, form: Form, fact: Fact, _: dt.date) -> Values | None:
        """A state that is no neighbour and never was."""
        if "near" not in form.names:
            return None
        place: Place = fact.values["place"]  # type: ignore[assignment]
        ever = {s for pair, _, _ in self.tables.borders if place.state in pair for s in pair}
        found = self._strangers(place.state, fact.first, ever | FAR)
        return fact.values | {"near": self.rng.choice(found)} if found else None

    def membership(self, form: Form, fact: Fact, _: dt.date) -> Values | None:
        """A state that was no member, then or ever."""
        if fact.family != "member" or not form.names <= {"place", "org", "org_cap", "joined"}:
            return None
        org = fact.key.split("/")[2]
        inside = {row["state_id"] for row in self.tables.memberships if row["org_id"] == org}
        if len(inside) < 5 or org in ("un", "wto", "iaea", "icc", "oic"):
            return None
        place: Place = fact.values["place"]  # type: ignore[assignment]
        found = self._strangers(place.state, fact.first, inside)
        return fact.values | {"place": self.rng.choice(found)} if found else None

    def treaty(self, form: Form, fact: Fact, _: dt.date) -> Values | None:
        """A state that is no party."""
        if fact.family != "treaty" or "two" not in form.names:
            return None
        two: Place = fact.values["two"]  # type: ignore[assignment]
        found = self._strangers(two.state, fact.first, set(fact.states) | {"RUS", "SUN"})
        return fact.values | {"two": self.rng.choice(found)} if found else None

    def sum(self, form: Form, fact: Fact, _: dt.date) -> Values | None:
        """A total or a difference that the parts do not give, or a part that breaks the total."""
        whole: list[str] = [n for n in ("total", "margin") if n in form.names]
        if not whole:
            return None
        parts: list[str] = [n for n in ("yes", "no", "abstain", "days2") if n in form.names]
        name = self.rng.choice(whole * 2 + parts)
        true: int = fact.values[name].value  # type: ignore[attr-defined]
        steps = (1, 2, 3, -1, 10, -10, 9) if fact.family == "vote" else (1, 2, -1)
        number = self.rng.choice([true + s for s in steps if true + s > 1])
        return fact.values | {name: Count(number)}

    def percentage(self, form: Form, fact: Fact, _: dt.date) -> Values | None:
        """A share that the numbers do not give."""
        if "share" not in form.names:
            return None
        true = int(str(fact.values["share"]))
        found = [
            s
            for s in (true + 5, true - 6, true - 9, true + 11, 100 - true)
            if 2 < s < 100 and s != true
        ]
        return fact.values | {"share": str(self.rng.choice(found))}

    def count(self, form: Form, fact: Fact, _: dt.date) -> Values | None:
        """Another number than that of the things listed."""
        if (
            fact.family != "tour"
            or not {"list", "list_cap"} & form.names
            or "count" not in form.names
        ):
            return None
        true: int = fact.values["count"].value  # type: ignore[attr-defined]
        return fact.values | {
            "count": Count(self.rng.choice([n for n in (true - 1, true + 1, true + 2) if n > 1]))
        }

    def superlative(self, form: Form, fact: Fact, _: dt.date) -> Values | None:
        """A longer time without a visit than there was."""
        if fact.family == "gap" and "gap" in form.names:
            true: int = fact.values["gap"].value  # type: ignore[attr-defined]
            return fact.values | {"gap": Count(true + self.rng.choice((3, 5, 8, 12)))}
        if fact.family == "gap" and "before" in form.names and not form.choices:
            before: Day = fact.values["before"]  # type: ignore[assignment]
            return fact.values | {
                "before": before.moved(year=before.year - self.rng.choice((4, 7, 11)))
            }
        return None
