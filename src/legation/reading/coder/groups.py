"""Armed groups, parties, agencies and regions that the almanac does not hold."""

import functools
import re
from collections.abc import Iterator

from attrs import frozen

from legation.domain.report import Mention, MentionKind, Span
from legation.reading.coder.words import read_rows


@frozen
class Group:
    """A group or a region.

    Attributes:
        state: the state to which it belongs or in which it acts, empty where there is none.
        sector: as in `CodedActor`; empty for regions and peoples.
        group_id: its first name.
    """

    state: str
    sector: str
    group_id: str


@functools.cache
def load_groups() -> dict[str, Group]:
    """Groups and regions by name."""
    rows = read_rows("groups")
    return {row["name"]: Group(row["state"], row["sector"], row["group"]) for row in rows}


_START = re.compile(r"(?<![\w-])\w")
_KEY_LENGTH = 3


@functools.cache
def _index_names() -> dict[str, tuple[str, ...]]:
    """Names by their first letters, longer ones first."""
    found: dict[str, list[str]] = {}
    for name in sorted(load_groups(), key=len, reverse=True):
        found.setdefault(name[:_KEY_LENGTH], []).append(name)
    return {key: tuple(names) for key, names in found.items()}


def _find_names(text: str) -> Iterator[tuple[int, str]]:
    """The places of names in a text, without overlaps, the longest name at each place."""
    names, end = _index_names(), 0
    for match in _START.finditer(text):
        start = match.start()
        if start < end:
            continue
        for name in names.get(text[start : start + _KEY_LENGTH], ()):
            after = text[start + len(name) : start + len(name) + 1]
            if text.startswith(name, start) and not (after.isalnum() or after in {"_", "-"}):
                end = start + len(name)
                yield start, name
                break


def add_groups(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Add groups to the names of a text; where two overlap, the longer one stays.

    Args:
        text: the sentence.
        mentions: names of the almanac in it.
    """
    found = []
    for start, name in _find_names(text):
        group = load_groups()[name]
        kind = MentionKind.ORGANIZATION if group.sector else MentionKind.STATE
        entity = f"group:{group.group_id}" if group.sector else group.state
        span = Span(start, start + len(name))
        found.append(Mention(span, name, kind, entity, group.state))
    if not found:
        return mentions
    kept = [m for m in mentions if not any(_covers(group.span, m.span) for group in found)]
    free = [g for g in found if not any(_overlap(g.span, m.span) for m in kept)]
    return tuple(sorted((*kept, *free), key=lambda mention: mention.span))


def _covers(one: Span, other: Span) -> bool:
    return one.start <= other.start and other.end <= one.end


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
