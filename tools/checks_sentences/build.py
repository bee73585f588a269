"""Builds the sentences and their twins: as many of each kind of error as are asked for."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from pathlib import Path
from random import Random
from typing import Any

from .differ import difference
from .errors import Planter
from .facts import Fact, confirmations, split_of
from .facts_counts import tour_facts, vote_facts
from .facts_orgs import capital_facts, council_facts, member_facts
from .facts_repeated import announced_facts, repeated_facts
from .facts_terms import term_facts
from .facts_treaties import treaty_facts
from .facts_visits import visit_facts
from .forms import Form
from .library import family_of, library
from .publication import publication
from .tables import Tables

WANTED = {
    "impossible_date": 120,
    "weekday": 150,
    "year": 130,
    "month": 60,
    "day": 60,
    "duration": 120,
    "order": 110,
    "office_holder": 130,
    "office": 110,
    "capital": 90,
    "direction": 110,
    "superlative": 60,
    "membership": 60,
    "border": 60,
    "treaty": 55,
    "sum": 110,
    "percentage": 40,
    "count": 50,
    "dead": 50,
    "age": 55,
    "future_year": 100,
    "past_upcoming": 45,
}
MOST = 3  # sentences from one fact


def facts(tables: Tables) -> dict[str, list[Fact]]:
    """All facts by family."""
    found: dict[str, list[Fact]] = defaultdict(list)
    makers = (
        visit_facts,
        announced_facts,
        repeated_facts,
        term_facts,
        member_facts,
        council_facts,
        capital_facts,
        treaty_facts,
        vote_facts,
        tour_facts,
    )
    for make in makers:
        for fact in make(tables):
            found[fact.family].append(fact)
    return found


class Builder:
    """Chooses facts and forms so that all forms, states and years have their share."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        self.tables = Tables()
        self.planter = Planter(self.tables, self.rng)
        self.facts = facts(self.tables)
        self.fitting: dict[str, list[Fact]] = {}
        self.form_use: Counter[str] = Counter()
        self.fact_use: Counter[str] = Counter()
        self.state_use: Counter[str] = Counter()
        self.year_use: Counter[int] = Counter()
        self.done: set[tuple[str, str]] = set()
        self.texts: set[str] = set()

    def fits(self, form: Form) -> list[Fact]:
        """Facts that fill the form."""
        if form.key not in self.fitting:
            family = self.facts[family_of(form)]
            self.fitting[form.key] = [fact for fact in family if fact.fits(form)]
        return self.fitting[form.key]

    def cost(self, fact: Fact) -> float:
        """How often the fact and its like were taken already; confirmed ones come first."""
        others = [s for s in fact.states if s != "USA"] or ["USA"]
        states = sum(self.state_use[s] for s in others) / len(others)
        own = (
            8 * self.fact_use[fact.group]
            if fact.family in ("visit", "vote", "treaty")
            else self.fact_use[fact.key] * 8
        )
        seen = -14 if any(s in confirmations() for s in fact.sources) else 0
        odd = (
            -60
            if fact.suspicious in ("leap_day", "year_end")
            else -4
            if fact.suspicious and fact.suspicious != "long_month"
            else 0
        )
        foreign = -22 if fact.family == "visit" and "USA" not in fact.states else 0
        return (
            own
            + states
            + self.year_use[fact.first.year] / 6
            + seen
            + odd
            + foreign
            + self.rng.random() * 3
        )

    def pair(self, form: Form, fact: Fact, kind: str) -> tuple[str, str, str, str, dt.date] | None:
        """Clean text, twin, wrong words, right words and the day of the report."""
        published = publication(form, fact, self.rng)
        if published is None or (published < fact.first and form.when != "before"):
            return None
        values = self.planter.plant(kind, form, fact, published)
        if values is None:
            return None
        clean = form.fill(fact.values)
        twin = form.fill(values, kind if kind in form.choices else "")
        clean, twin = clean[0].upper() + clean[1:], twin[0].upper() + twin[1:]
        found = difference(clean, twin)
        if found is None or {clean, twin} & self.texts or len(found[0].split()) > 16:
            return None
        return clean, twin, found[0], found[1], published

    def build(self) -> list[dict[str, Any]]:
        """All records, clean ones before their twins."""
        records: list[dict[str, Any]] = []
        able: dict[str, list[Form]] = defaultdict(list)
        for kind in WANTED:
            for form in library():
                sample = self.rng.sample(self.fits(form), min(25, len(self.fits(form))))
                if any(self.pair(form, fact, kind) for fact in sample):
                    able[kind].append(form)
        for kind in sorted(WANTED, key=lambda kind: (len(able[kind]), kind)):
            made, tries = 0, 0
            while made < WANTED[kind] and tries < WANTED[kind] * 6:
                tries += 1
                form = min(able[kind], key=lambda f: (self.form_use[f.key], self.rng.random()))
                self.form_use[form.key] += 1
                record = self.take(form, kind)
                if record:
                    made += 1
                    records.append(record)
        return self.numbered(records)

    def take(self, form: Form, kind: str) -> dict[str, Any] | None:
        """One pair of the kind in the form, with the fact that was used least."""
        pool = [
            f
            for f in self.fits(form)
            if self.fact_use[f.key] < MOST + 2 * (f.family == "visit" and "USA" not in f.states)
            and (form.key, f.key) not in self.done
        ]
        for fact in sorted(pool, key=self.cost)[:30]:
            found = self.pair(form, fact, kind)
            if found is None:
                continue
            self.done.add((form.key, fact.key))
            self.fact_use[fact.key] += 1
            if fact.group != fact.key:
                self.fact_use[fact.group] += 1
            self.state_use.update(fact.states)
            self.year_use[fact.first.year] += 1
            self.texts.update(found[:2])
            return {"form": form, "fact": fact, "kind": kind, "found": found}
        return None

    def numbered(self, made: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Records as they are written."""
        records = []
        self.rng.shuffle(made)
        for number, item in enumerate(made, 1):
            fact: Fact = item["fact"]
            clean, twin, wrong, right, published = item["found"]
            seen = [s for source in fact.sources for s in confirmations().get(source, ())]
            base = {
                "fact_group": fact.group,
                "split": split_of(fact.group),
                "published": published.isoformat(),
                "form": item["form"].key,
                "sources": [*fact.sources, *seen],
            }
            odd = fact.suspicious
            for text, key, error in (
                (clean, f"s{number:04d}", None),
                (twin, f"s{number:04d}x", wrong),
            ):
                records.append(
                    {
                        "id": key,
                        "fact_group": base["fact_group"],
                        "split": base["split"],
                        "clean": error is None,
                        "twin_of": None if error is None else f"s{number:04d}",
                        "published": base["published"],
                        "text": text,
                        "form": base["form"],
                        "sources": base["sources"],
                        "suspicious": odd if error is None else None,
                        "error": None
                        if error is None
                        else {"kind": item["kind"], "span": wrong, "right": right},
                    }
                )
        return records


def write(records: list[dict[str, Any]], path: Path) -> None:
    """One object a line."""
    lines = (json.dumps(record, ensure_ascii=False) for record in records)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
