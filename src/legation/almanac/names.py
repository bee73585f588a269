"""How names resolve on a day: the index of every name in the almanac, and names found in a text."""

from itertools import pairwise

from attrs import frozen

from legation.almanac.entries import (
    NameEntry,
    Strength,
    list_organization_entries,
    list_person_entries,
    list_place_entries,
    list_state_entries,
)
from legation.almanac.folding import Token, fold_name, split_tokens
from legation.almanac.store import Almanac

__all__ = [
    "NameEntry",
    "NameHit",
    "NameIndex",
    "Strength",
    "build_name_index",
    "find_names",
    "fold_name",
]

MAX_NAME_TOKENS = 7


@frozen(eq=False)
class NameIndex:
    """Folded name to all entries; built once for each almanac."""

    entries: dict[str, tuple[NameEntry, ...]]
    first_tokens: frozenset[str]

    def find(self, text: str) -> tuple[NameEntry, ...]:
        """All entries of a name as written."""
        return self.entries.get(fold_name(text), ())


def build_name_index(almanac: Almanac) -> NameIndex:
    """Index every name of states, places, organizations and persons.

    Takes about a tenth of a second for 20,000 names; build it once for each almanac.
    """
    gathered: dict[str, dict[str, NameEntry]] = {}
    for list_entries in (
        list_state_entries,
        list_organization_entries,
        list_person_entries,
        list_place_entries,
    ):
        for name, entry in list_entries(almanac):
            key = fold_name(name)
            slot = gathered.get(key)
            if slot is None:
                gathered[key] = {entry.kind + entry.entity_id: entry}
                continue
            ident = entry.kind + entry.entity_id
            if ident not in slot or entry.strength > slot[ident].strength:
                slot[ident] = entry
    gathered.pop("", None)
    entries = {key: tuple(slot.values()) for key, slot in gathered.items()}
    return NameIndex(entries, frozenset(key.partition(" ")[0] for key in entries))


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
        if any(not _is_joint(text[left.end : right.start]) for left, right in pairwise(window)):
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
    return (
        between in {" ", "-", "‑", "–", ". ", ".", "\xa0", "’s ", "'s ", "'", "’"}
        or between.strip() == ""
    )
