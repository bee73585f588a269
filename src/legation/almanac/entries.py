"""Everything that a name may stand for: entries of states, organizations, persons and places."""

import datetime as dt
from collections.abc import Iterable
from enum import IntEnum

import polars as pl
from attrs import frozen

from legation.almanac.columns import (
    CAPITALS,
    CITIES,
    ORGANIZATIONS,
    PERSON_NAMES,
    PERSONS,
    STATE_NAMES,
    STATES,
    TERMS,
    Col,
)
from legation.almanac.folding import fold_name, is_abbreviation
from legation.almanac.store import Almanac, split_list
from legation.domain.report import MentionKind

_PERSON = "person_id"
_PARTICLES = frozenset(
    [
        *("al", "bin", "bint", "ibn", "van", "von", "der", "de", "da"),
        *("di", "du", "el", "ben", "ould", "den", "dos", "la", "le"),
    ]
)


class Strength(IntEnum):
    """How much a form of a name says by itself."""

    WEAK = 1
    FAMILY = 2
    ALIAS = 3
    FULL = 4


@frozen
class NameEntry:
    """One thing that a folded name may stand for.

    Attributes:
        kind: what it is.
        entity_id: its key.
        state_id: the state it belongs to, empty where several or none.
        role: `short`, `adjective`, `demonym`, `metonym`, `capital`, `city`, `person`, ...
        strength: whether the form is enough by itself.
        upper_only: an abbreviation that counts only when written in capitals.
        start: first day of use, ISO text, empty where open.
        end: last day of use, ISO text, empty where open.
    """

    kind: MentionKind
    entity_id: str
    state_id: str
    role: str
    strength: Strength
    upper_only: bool = False
    start: str = ""
    end: str = ""

    def in_use(self, day: dt.date) -> bool:
        """Whether the name stood for the thing on a day."""
        text = day.isoformat()
        return (not self.start or self.start <= text) and (not self.end or text <= self.end + "~")


def list_state_entries(almanac: Almanac) -> Iterable[tuple[str, NameEntry]]:
    """Names of states with what they stand for, adjectives and metonyms included."""
    columns = (Col.STATE_ID, Col.NAME, Col.KIND, Col.START, Col.END)
    for state_id, name, kind, start, end in almanac.table(STATE_NAMES).select(columns).iter_rows():
        yield (
            name,
            NameEntry(
                MentionKind.STATE,
                state_id,
                state_id,
                kind,
                Strength.FULL,
                is_abbreviation(name),
                start or "",
                end or "",
            ),
        )
    for state_id, name in almanac.table(STATES).select(Col.STATE_ID, Col.NAME).iter_rows():
        yield name, NameEntry(MentionKind.STATE, state_id, state_id, "short", Strength.FULL)


def list_place_entries(almanac: Almanac) -> Iterable[tuple[str, NameEntry]]:
    """Names of capitals, with their days, and of cities."""
    frame = almanac.table(CAPITALS).filter(pl.col("role") == "capital")
    for state_id, city, aliases, start, end in frame.select(
        Col.STATE_ID, "city", "aliases", Col.START, Col.END
    ).iter_rows():
        entry = NameEntry(
            MentionKind.PLACE,
            f"{city}|{state_id}",
            state_id,
            "capital",
            Strength.FULL,
            start=start or "",
            end=end or "",
        )
        for name in (city, *split_list(aliases)):
            yield name, entry
    columns = ("city", Col.STATE_ID, "aliases")
    for city, state_id, aliases in almanac.table(CITIES).select(columns).iter_rows():
        entry = NameEntry(MentionKind.PLACE, f"{city}|{state_id}", state_id, "city", Strength.ALIAS)
        yield city, entry
        if aliases:
            for name in split_list(aliases):
                yield name, entry


def list_organization_entries(almanac: Almanac) -> Iterable[tuple[str, NameEntry]]:
    """Names and abbreviations of organizations."""
    frame = almanac.table(ORGANIZATIONS).select("org_id", Col.NAME, "abbreviation", "aliases")
    for org_id, name, abbreviation, aliases in frame.iter_rows():
        for form in (name, abbreviation or "", *split_list(aliases)):
            if form:
                yield (
                    form,
                    NameEntry(
                        MentionKind.ORGANIZATION,
                        org_id,
                        "",
                        "organization",
                        Strength.FULL,
                        is_abbreviation(form),
                    ),
                )


def list_person_entries(almanac: Almanac) -> Iterable[tuple[str, NameEntry]]:
    """Full names, family names and aliases of persons of whom a term was known by then."""
    terms = almanac.table(TERMS).sort(Col.START).select(_PERSON, Col.STATE_ID)
    states: dict[str, str] = dict(terms.iter_rows())
    person = MentionKind.PERSON
    for person_id, name in almanac.table(PERSONS).select(_PERSON, Col.NAME).iter_rows():
        if person_id not in states:
            continue
        state_id = states[person_id]
        yield name, NameEntry(person, person_id, state_id, "person", Strength.FULL)
        family = find_family_name(person_id, name)
        if family and family != name and fold_name(family) not in _PARTICLES:
            yield family, NameEntry(person, person_id, state_id, "family", Strength.FAMILY)
    for person_id, name in almanac.table(PERSON_NAMES).select(_PERSON, Col.NAME).iter_rows():
        if person_id in states:
            strength = Strength.ALIAS if " " in name or not name.isascii() else Strength.FAMILY
            yield name, NameEntry(person, person_id, states[person_id], "alias", strength)


def find_family_name(person_id: str, name: str) -> str:
    """The family name as written within a name, found through the person's id.

    Examples:
        >>> find_family_name("kim-jong-un", "Kim Jong Un")
        'Kim'
        >>> find_family_name("putin-vladimir", "Vladimir Putin")
        'Putin'
        >>> find_family_name("bin-salman-mohammed", "Mohammed bin Salman")
        'bin Salman'
    """
    tokens = name.split()
    folded = [fold_name(token).replace(" ", "-") for token in tokens]
    best = ""
    for first in range(len(tokens)):
        if not person_id.startswith(folded[first]):
            continue
        for last in range(first + 1, len(tokens) + 1):
            joined = "-".join(folded[first:last])
            if person_id.startswith(joined + "-") or person_id == joined:
                candidate = " ".join(tokens[first:last])
                if len(candidate) > len(best) and last - first < max(len(tokens), 2):
                    best = candidate
                if first == 0 and last - first >= len(tokens) - 1 and len(tokens) > 2:
                    best = tokens[0]
    return best or (tokens[-1] if tokens else "")
