"""How states and leaders are named on a day, in the several ways of news agencies."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from .rows import Term
from .tables import Tables

ARTICLE = {
    "USA",
    "GBR",
    "NLD",
    "PHL",
    "ARE",
    "BHS",
    "COD",
    "COG",
    "DOM",
    "CAF",
    "MDV",
    "COM",
    "MHL",
    "SLB",
    "SUN",
    "CZE",
    "SYC",
    "VAT",
}
PLAIN = {"USA", "PSE", "COD", "SCG"}
MONARCHS = {"King", "Queen", "Emperor", "Emir", "Sultan", "Pope"}
RENAMED: dict[str, tuple[tuple[str, str, str], ...]] = {
    "MKD": (("2019-02-11", "Macedonia", "Macedonian"), ("", "North Macedonia", "North Macedonian")),
    "SWZ": (("2018-04-18", "Swaziland", "Swazi"), ("", "Eswatini", "Swazi")),
    "COD": (("1997-05-16", "Zaire", "Zairean"), ("", "Democratic Republic of Congo", "Congolese")),
    "SCG": (("2003-02-03", "Yugoslavia", "Yugoslav"), ("", "Serbia and Montenegro", "")),
    "WSM": (("1997-07-03", "Western Samoa", "Samoan"), ("", "Samoa", "Samoan")),
    "CZE": (("2016-07-01", "Czech Republic", "Czech"), ("", "Czechia", "Czech")),
    "TUR": (("2022-06-01", "Turkey", "Turkish"), ("", "Türkiye", "Turkish")),
    "CPV": (("2013-10-23", "Cape Verde", "Cape Verdean"), ("", "Cabo Verde", "Cabo Verdean")),
    "TLS": (("2024-12-31", "East Timor", "East Timorese"), ("", "Timor-Leste", "Timorese")),
    "CIV": (("2024-12-31", "Ivory Coast", "Ivorian"), ("", "Ivory Coast", "Ivorian")),
    "GBR": (("", "United Kingdom", "British"),),
    "USA": (("", "United States", "American"),),
    "VAT": (("", "Holy See", "Vatican"),),
    "PSE": (("", "Palestinian Authority", "Palestinian"),),
}
TITLES = {
    "President": "president",
    "Prime Minister": "prime minister",
    "Chancellor": "chancellor",
    "King": "king",
    "Queen": "queen",
    "Emperor": "emperor",
    "Premier": "premier",
    "Emir": "emir",
    "Sultan": "sultan",
    "Secretary of State": "secretary of state",
    "Acting President": "acting president",
    "Acting Prime Minister": "acting prime minister",
    "Taoiseach": "taoiseach",
    "Foreign Minister": "foreign minister",
    "Supreme Leader": "supreme leader",
}


@dataclass(frozen=True)
class Place:
    """A state on a day: `n` with its article, `s` bare, `a` its adjective, `c` its capital."""

    state: str
    name: str
    adjective: str
    capital: str

    def __format__(self, spec: str) -> str:
        full = self.name
        if (self.state in ARTICLE and self.name not in ("Zaire", "Czechia")) or self.state == "PSE":
            full = f"the {self.name}"
        return {
            "n": full,
            "N": full[0].upper() + full[1:],
            "s": self.name,
            "a": self.adjective,
            "c": self.capital,
            "C": self.capital.upper(),
            "poss": f"{full}'" if full.endswith("s") else f"{full}'s",
            "Poss": (f"{full}'" if full.endswith("s") else f"{full}'s").replace("the ", "The ", 1),
        }[spec]


@dataclass(frozen=True)
class Leader:
    """A person with a title and a state, on a day."""

    person: str
    name: str
    title: str
    place: Place

    def named(self, other: Leader) -> Leader:
        """The same office with another person's name on it."""
        return replace(self, person=other.person, name=other.name)

    @property
    def crowned(self) -> bool:
        """Whether the title is a monarch's."""
        return self.title in MONARCHS

    def __format__(self, spec: str) -> str:
        place, name = self.place, self.name
        role = TITLES[self.title]
        if role == "taoiseach":
            role = "taoiseach"
        title = f"{self.title} {name}"
        adjective = f"{place:poss} {title}" if self.crowned else f"{place:a} {title}"
        if place.state == "USA":
            adjective = f"US {title}"
        short = "secretary of state" if self.title == "Secretary of State" else role
        return {
            "n": name,
            "t": title,
            "a": adjective,
            "A": adjective[0].upper() + adjective[1:],
            "p": adjective if place.state in PLAIN else f"{place:poss} {title}",
            "P": adjective if place.state in PLAIN else f"{place:Poss} {title}",
            "of": f"{title} of {place:n}",
            "app": f"{name}, the {place:a} {short},",
            "appof": f"{name}, {short} of {place:n},",
            "role": f"the {place:a} {short}",
            "Role": f"The {place:a} {short}",
            "office": short,
            "T": self.title,
            "rn": f"the {place:a} {short}, {name},",
            "RN": f"The {place:a} {short}, {name},",
            "posrn": f"{place:poss} {short}, {name},",
            "PosRN": f"{place:Poss} {short}, {name},",
        }[spec]


def place_on(tables: Tables, state: str, day: dt.date) -> Place:
    """The state as it was named on the day."""
    name = tables.state_rows[state]["name"]
    adjective = tables.adjectives.get(state, "")
    if state == "MMR":  # Both names were in use; either is right.
        name, adjective = ("Burma", "Burmese") if day.day % 2 else ("Myanmar", "Myanmar")
    for until, called, adjectival in RENAMED.get(state, ()):
        if not until or day <= dt.date.fromisoformat(until):
            name, adjective = called, adjectival
            break
    return Place(state, name, adjective, tables.capital(state, day))


def called(tables: Tables, person: str) -> str:
    """The name without a title, and of Japanese with the family name last."""
    name = tables.persons[person]["name"]
    first, _, rest = name.partition(" ")
    if first in MONARCHS:
        return rest
    japanese = any(term.state == "JPN" for term in tables.by_person.get(person, []))
    turned = japanese and rest and person.startswith(f"{first.lower()}-")
    return f"{rest} {first}" if turned else name


def spoken(term: Term) -> str:
    """The title as a report gives it: one who only acts for another is called acting."""
    acts = term.acting and term.title in ("President", "Prime Minister")
    return f"Acting {term.title}" if acts else term.title


def leader_on(
    tables: Tables, person: str, state: str, day: dt.date, title: str = ""
) -> Leader | None:
    """The person with the office that he or she held on the day; the foremost when several."""
    rank = (
        "King",
        "Emperor",
        "Sultan",
        "Emir",
        "President",
        "Chancellor",
        "Prime Minister",
        "Premier",
    )
    held = [
        term
        for term in tables.by_person.get(person, [])
        if term.state == state
        and term.sharp
        and term.holds(day, -1)
        and term.title in TITLES
        and (not title or term.title == title)
    ]
    if not held:
        return None
    held.sort(
        key=lambda term: (not term.effective, rank.index(term.title) if term.title in rank else 9)
    )
    return Leader(person, called(tables, person), spoken(held[0]), place_on(tables, state, day))
