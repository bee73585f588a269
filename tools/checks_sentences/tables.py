"""The tables of the almanac that the sentences need, read straight from its files."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cached_property

from .rows import REGIONS, VISITS, Term, Visit, closed, exact, opened, rows


class Tables:
    """All tables at once; small enough to be read each time."""

    @cached_property
    def persons(self) -> dict[str, dict[str, str]]:
        """Persons by id."""
        found = [row for region in REGIONS for row in rows(f"leaders/persons_{region}")]
        return {row["person_id"]: row for row in found}

    @cached_property
    def terms(self) -> list[Term]:
        """Every term of every office, in order of days."""
        found = []
        for region in REGIONS:
            for row in rows(f"leaders/terms_{region}"):
                start, end = row["start_day"], row["end_day"]
                sharp = len(start) == 10 and len(end) in (0, 10)
                found.append(
                    Term(
                        row["person_id"],
                        row["state_id"],
                        row["office"],
                        row["title"],
                        opened(start),
                        closed(end),
                        sharp,
                        row["effective"] == "true",
                        row["acting"] == "true",
                        tuple(row["source"].split(";")),
                    )
                )
        return sorted(found, key=lambda term: (term.start, term.state, term.person, term.office))

    @cached_property
    def by_person(self) -> dict[str, list[Term]]:
        """Terms by person."""
        found = defaultdict(list)
        for term in self.terms:
            found[term.person].append(term)
        return found

    @cached_property
    def by_state(self) -> dict[str, list[Term]]:
        """Terms by state."""
        found = defaultdict(list)
        for term in self.terms:
            found[term.state].append(term)
        return found

    @cached_property
    def visits(self) -> list[Visit]:
        """Every visit that was held, with days that are known exactly."""
        found = []
        for table in VISITS:
            for row in rows(f"visits/visits_{table}"):
                start, end = exact(row["start_day"]), exact(row["end_day"])
                if row["status"] != "held" or not start or not end:
                    continue
                found.append(
                    Visit(
                        row["visit_id"],
                        start,
                        end,
                        row["level"],
                        row["kind"],
                        row["format"] == "bilateral",
                        row["visitor_state"],
                        row["visitor_person"] or row["visitor_name"],
                        row["visitor_title"],
                        row["host_state"],
                        row["host_person"],
                        row["city"],
                        table,
                        tuple(row["source"].split(";")),
                        row["description"],
                    )
                )
        return sorted(found, key=lambda visit: (visit.start, visit.key))

    @cached_property
    def between(self) -> dict[frozenset[str], list[Visit]]:
        """Visits by the two states, whichever received."""
        found = defaultdict(list)
        for visit in self.visits:
            found[frozenset((visit.guest_state, visit.host_state))].append(visit)
        return found

    def met(self, one: str, two: str, day: dt.date, slack: int) -> list[Visit]:
        """Visits between two states within so many days of a day."""
        wide = dt.timedelta(days=slack)
        pair = self.between.get(frozenset((one, two)), [])
        return [v for v in pair if v.start - wide <= day <= v.end + wide]

    @cached_property
    def capitals(self) -> dict[str, list[dict[str, str]]]:
        """Rows of capitals and seats of government by state."""
        found = defaultdict(list)
        for row in rows("states/capitals"):
            found[row["state_id"]].append(row)
        return found

    def seats(self, state: str, day: dt.date) -> set[str]:
        """Every name of a capital or seat of government on a day."""
        found = set()
        for row in self.capitals[state]:
            if opened(row["start_day"]) <= day <= closed(row["end_day"]):
                found |= {row["city"], *filter(None, row["aliases"].split(";"))}
        return found

    def capital(self, state: str, day: dt.date) -> str:
        """The capital on a day, when there is one and only one; otherwise an empty string."""
        here = [
            row["city"]
            for row in self.capitals[state]
            if opened(row["start_day"]) <= day <= closed(row["end_day"])
        ]
        return here[0] if len(here) == 1 else ""

    @cached_property
    def cities(self) -> dict[str, list[str]]:
        """Large cities by state, the largest first."""
        found = defaultdict(list)
        for row in sorted(rows("states/cities"), key=lambda row: -int(row["population"] or 0)):
            found[row["state_id"]].append(row["city"])
        return found

    @cached_property
    def spots(self) -> dict[tuple[str, str], tuple[float, float]]:
        """Latitude and longitude of cities and capitals."""
        both = [*rows("states/cities"), *rows("states/capitals")]
        return {
            (r["state_id"], r["city"]): (float(r["latitude"]), float(r["longitude"])) for r in both
        }

    def apart(self, state: str, one: str, two: str) -> bool:
        """Whether two cities lie so far from each other that neither is a part of the other."""
        here, there = self.spots.get((state, one)), self.spots.get((state, two))
        if here is None or there is None:
            return False
        return abs(here[0] - there[0]) + abs(here[1] - there[1]) > 0.4

    @cached_property
    def adjectives(self) -> dict[str, str]:
        """The first adjective of each state."""
        found: dict[str, str] = {}
        for row in rows("states/names"):
            if row["kind"] == "adjective" and row["language"] == "en":
                found.setdefault(row["state_id"], row["name"])
        return found

    @cached_property
    def state_rows(self) -> dict[str, dict[str, str]]:
        """States by id."""
        return {row["state_id"]: row for row in rows("states/states")}

    @cached_property
    def borders(self) -> list[tuple[frozenset[str], dt.date, dt.date]]:
        """Pairs of states with a land or river border, and when."""
        return [
            (frozenset((r["state_a"], r["state_b"])), opened(r["start_day"]), closed(r["end_day"]))
            for r in rows("states/contiguity")
        ]

    @cached_property
    def memberships(self) -> list[dict[str, str]]:
        """Rows of memberships."""
        return list(rows("organizations/memberships"))

    @cached_property
    def organizations(self) -> dict[str, dict[str, str]]:
        """Organizations by id."""
        return {row["org_id"]: row for row in rows("organizations/organizations")}
