"""Armed groups, parties, agencies and regions that the almanac does not hold."""

import csv
import functools
import re
from importlib.resources import files

from attrs import frozen

from legation.domain.report import Mention, MentionKind, Span


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
    path = files("legation.reading") / "data" / "coder" / "groups.csv"
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return {row["name"]: Group(row["state"], row["sector"], row["group"]) for row in rows}


@functools.cache
def _build_pattern() -> re.Pattern[str]:
    names = sorted(load_groups(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")


def add_groups(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Add groups to the names of a text; where two overlap, the longer one stays.

    Args:
        text: the sentence.
        mentions: names of the almanac in it.
    """
    found = []
    for match in _build_pattern().finditer(text):
        group = load_groups()[match.group()]
        kind = MentionKind.ORGANIZATION if group.sector else MentionKind.STATE
        entity = f"group:{group.group_id}" if group.sector else group.state
        span = Span(match.start(), match.end())
        found.append(Mention(span, match.group(), kind, entity, group.state))
    if not found:
        return mentions
    kept = [m for m in mentions if not any(_covers(group.span, m.span) for group in found)]
    free = [g for g in found if not any(_overlap(g.span, m.span) for m in kept)]
    return tuple(sorted((*kept, *free), key=lambda mention: mention.span))


def _covers(one: Span, other: Span) -> bool:
    return one.start <= other.start and other.end <= one.end


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
