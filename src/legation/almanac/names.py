"""How names resolve on a day: folding, and the index of every name in the almanac."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from enum import IntEnum
from functools import cache

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
from legation.almanac.store import Almanac, split_list
from legation.domain.report import MentionKind

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ð": "d"}
)
_TOKEN = re.compile(r"[^\W_]+(?:['’ʼ.][^\W_]+)*\.?", re.UNICODE)
_POSSESSIVE = re.compile(r"['’ʼ]s\Z|['’ʼ]\Z")
_PARTICLES = frozenset("al bin bint ibn van von der de da di du el ben ould den dos la le".split())
MAX_NAME_TOKENS = 7


@cache
def fold_name(text: str) -> str:
    """Reduce a name to what its spellings share: case, accents, hyphens and dots are dropped.

    Examples:
        >>> fold_name("Kim Jong-un") == fold_name("KIM Jong Un")
        True
        >>> fold_name("Côte d'Ivoire")
        'cote divoire'
        >>> fold_name("Путин")
        'путин'
    """
    lowered = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    kept = "".join(char for char in lowered if not unicodedata.combining(char))
    spaced = re.sub(r"[-‐‑–—/,]", " ", kept)
    return unicodedata.normalize("NFKC", " ".join(re.sub(r"['’ʼ`´.()\"]", "", spaced).split()))


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


@frozen(eq=False)
class NameIndex:
    """Folded name to all entries; built once for each almanac."""

    entries: dict[str, tuple[NameEntry, ...]]
    first_tokens: frozenset[str]

    def find(self, text: str) -> tuple[NameEntry, ...]:
        """All entries of a name as written."""
        return self.entries.get(fold_name(text), ())


def is_abbreviation(name: str) -> bool:
    """Whether a name is written in capitals only, such as US, DPRK or U.K."""
    letters = [char for char in name if char.isalpha()]
    return 1 < len(letters) <= 6 and all(char.isupper() for char in letters) and name.isascii()


def _state_rows(almanac: Almanac) -> Iterable[tuple[str, NameEntry]]:
    columns = (Col.STATE_ID, Col.NAME, Col.KIND, Col.START, Col.END)
    for state_id, name, kind, start, end in almanac.table(STATE_NAMES).select(columns).iter_rows():
        yield name, NameEntry(
            MentionKind.STATE,
            state_id,
            state_id,
            kind,
            Strength.FULL,
            is_abbreviation(name),
            start or "",
            end or "",
        )
    for state_id, name in almanac.table(STATES).select(Col.STATE_ID, Col.NAME).iter_rows():
        yield name, NameEntry(MentionKind.STATE, state_id, state_id, "short", Strength.FULL)


def _place_rows(almanac: Almanac) -> Iterable[tuple[str, NameEntry]]:
    frame = almanac.table(CAPITALS).filter(pl.col("role") == "capital")
    for state_id, city, aliases, start, end in frame.select(
        Col.STATE_ID, "city", "aliases", Col.START, Col.END
    ).iter_rows():
        for name in (city, *split_list(aliases)):
            yield name, NameEntry(
                MentionKind.PLACE,
                f"{city}|{state_id}",
                state_id,
                "capital",
                Strength.FULL,
                start=start or "",
                end=end or "",
            )
    for city, state_id, aliases in (
        almanac.table(CITIES).select("city", Col.STATE_ID, "aliases").iter_rows()
    ):
        entry = NameEntry(MentionKind.PLACE, f"{city}|{state_id}", state_id, "city", Strength.ALIAS)
        for name in (city, *split_list(aliases)):
            yield name, entry


def _organization_rows(almanac: Almanac) -> Iterable[tuple[str, NameEntry]]:
    frame = almanac.table(ORGANIZATIONS).select("org_id", Col.NAME, "abbreviation", "aliases")
    for org_id, name, abbreviation, aliases in frame.iter_rows():
        for form in (name, abbreviation or "", *split_list(aliases)):
            if form:
                yield form, NameEntry(
                    MentionKind.ORGANIZATION,
                    org_id,
                    "",
                    "organization",
                    Strength.FULL,
                    is_abbreviation(form),
                )


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
        for last in range(first + 1, len(tokens) + 1):
            joined = "-".join(folded[first:last])
            if person_id.startswith(joined + "-") or person_id == joined:
                candidate = " ".join(tokens[first:last])
                if len(candidate) > len(best) and last - first < max(len(tokens), 2):
                    best = candidate
                if first == 0 and last - first >= len(tokens) - 1 and len(tokens) > 2:
                    best = tokens[0]
    return best or (tokens[-1] if tokens else "")


def _person_rows(almanac: Almanac) -> Iterable[tuple[str, NameEntry]]:
    states: dict[str, str] = {}
    frame = almanac.table(TERMS).sort("start_day").select("person_id", Col.STATE_ID)
    for person_id, state_id in frame.iter_rows():
        states[person_id] = state_id
    for person_id, name in almanac.table(PERSONS).select("person_id", Col.NAME).iter_rows():
        state_id = states.get(person_id, "")
        entry = NameEntry(MentionKind.PERSON, person_id, state_id, "person", Strength.FULL)
        yield name, entry
        family = find_family_name(person_id, name)
        if family and fold_name(family) != fold_name(name) and fold_name(family) not in _PARTICLES:
            yield family, NameEntry(
                MentionKind.PERSON, person_id, state_id, "family", Strength.FAMILY
            )
    for person_id, name in almanac.table(PERSON_NAMES).select("person_id", Col.NAME).iter_rows():
        strength = Strength.ALIAS if " " in name or not name.isascii() else Strength.FAMILY
        yield name, NameEntry(
            MentionKind.PERSON, person_id, states.get(person_id, ""), "alias", strength
        )


def build_name_index(almanac: Almanac) -> NameIndex:
    """Index every name of states, places, organizations and persons.

    Takes some tens of milliseconds for 25,000 names; build it once for each almanac.
    """
    gathered: dict[str, dict[tuple[str, str], NameEntry]] = {}
    for rows in (_state_rows, _organization_rows, _person_rows, _place_rows):
        for name, entry in rows(almanac):
            key = fold_name(name)
            if not key:
                continue
            slot = gathered.setdefault(key, {})
            ident = (entry.kind.value, entry.entity_id)
            if ident not in slot or entry.strength > slot[ident].strength:
                slot[ident] = entry
    entries = {key: tuple(slot.values()) for key, slot in gathered.items()}
    return NameIndex(entries, frozenset(key.split(" ", 1)[0] for key in entries))


@frozen
class Token:
    """One word of a text with its place, its folded form, and whether it begins with a capital."""

    start: int
    end: int
    folded: str
    is_capital: bool
    is_upper: bool


def split_tokens(text: str) -> list[Token]:
    """Split a text into words for name look-up; a possessive ending is left off.

    Examples:
        >>> [token.folded for token in split_tokens("Putin's visit to Côte d’Ivoire")]
        ['putin', 'visit', 'to', 'cote', 'divoire']
    """
    tokens = []
    for match in _TOKEN.finditer(text):
        raw = match.group()
        if raw.endswith(".") and "." not in raw[:-1]:
            raw = raw[:-1]
        word = _POSSESSIVE.sub("", raw)
        tokens.append(
            Token(
                match.start(),
                match.start() + len(word),
                fold_name(word),
                not word[:1].islower(),
                is_abbreviation(word),
            )
        )
    return tokens


@frozen
class NameHit:
    """A stretch of text that is a known name, with everything that it may stand for."""

    start: int
    end: int
    entries: tuple[NameEntry, ...]


def find_names(index: NameIndex, text: str) -> list[NameHit]:
    """All longest known names in a text, left to right, without overlaps.

    A name in Latin letters counts only when its first word begins with a capital; an abbreviation
    only when written in capitals. Time grows linearly with the text.
    """
    tokens = split_tokens(text)
    hits: list[NameHit] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        hit = None
        if token.is_capital and token.folded in index.first_tokens:
            hit = _match_longest(index, text, tokens, position)
        if hit is None:
            position += 1
            continue
        count, found = hit
        hits.append(found)
        position += count
    return hits


def _match_longest(
    index: NameIndex, text: str, tokens: list[Token], position: int
) -> tuple[int, NameHit] | None:
    longest = min(MAX_NAME_TOKENS, len(tokens) - position)
    for count in range(longest, 0, -1):
        window = tokens[position : position + count]
        if any(
            not _is_joint(text[left.end : right.start])
            for left, right in zip(window, window[1:], strict=False)
        ):
            continue
        key = " ".join(token.folded for token in window)
        entries = index.entries.get(key, ())
        if window[0].is_upper and count == 1:
            kept = entries
        else:
            kept = tuple(entry for entry in entries if not entry.upper_only)
        if kept:
            return count, NameHit(window[0].start, window[-1].end, kept)
    return None


def _is_joint(between: str) -> bool:
    return between in {" ", "-", "‑", "–", ". ", ".", "\xa0", "’s ", "'s ", "'", "’"} or between.strip() == ""
