"""The timeline of a pair: milestones of the chronicle and high-level contacts."""

from legation.almanac.chronicle import extend_lineage, list_milestones
from legation.almanac.store import Almanac
from legation.domain.citation import Statement
from legation.domain.events import Milestone, Visit
from legation.domain.history import TimelineEntry
from legation.history.visit_words import describe_visit, name_visit

MAX_ENTRIES = 40
LEAST_IMPORTANCE = 3
_TELLS_VISIT = frozenset(("summit", "treaty", "declaration", "talks"))


def build_timeline(
    almanac: Almanac, pair: tuple[str, str], visits: tuple[Visit, ...], names: dict[str, str]
) -> tuple[TimelineEntry, ...]:
    """Merge milestones and visits, oldest first.

    An entry that the pair shares with others counts less than one between the two, so that
    resolutions and rounds of talks of many states do not crowd their own history. A visit that a
    milestone of the same days already tells is left out. Where there are more than 40 entries,
    details and then older ones are left out.
    """
    milestones = list_milestones(almanac, pair)
    weighed = [(entry, entry.importance + weigh_company(entry, pair)) for entry in milestones]
    entries = [
        _from_milestone(entry, weight) for entry, weight in weighed if weight <= LEAST_IMPORTANCE
    ]
    told = [
        entry
        for entry, weight in weighed
        if entry.kind in _TELLS_VISIT and weight <= LEAST_IMPORTANCE
    ]
    entries += [_from_visit(visit, names) for visit in visits if not _is_told(visit, told)]
    kept = sorted(entries, key=lambda e: (e.importance, -e.day.earliest.toordinal()))[:MAX_ENTRIES]
    return tuple(sorted(kept, key=lambda entry: (entry.day.earliest, entry.title)))


def weigh_company(entry: Milestone, pair: tuple[str, str]) -> int:
    """How far others share an entry with a pair: 0 not, 1 somewhat, 3 it is mostly about others."""
    first, second = (set(extend_lineage((state,))) for state in pair)
    sources, targets = set(entry.sources), set(entry.targets)
    others = (sources | targets) - first - second
    if not others:
        return 0
    if (sources & first and targets & second) or (sources & second and targets & first):
        return 0 if len(others) == 1 else 1
    return 1 if len(others) <= 2 and not targets - first - second else 3


def _is_told(visit: Visit, told: list[Milestone]) -> bool:
    return any(
        entry.day.earliest <= visit.end.latest and visit.start.earliest <= entry.end.latest
        for entry in told
    )


def _from_milestone(entry: Milestone, importance: int) -> TimelineEntry:
    return TimelineEntry(
        entry.day,
        entry.end,
        entry.kind,
        entry.title,
        importance,
        Statement(f"{entry.day.describe()}: {entry.sentence}", (entry.reference,)),
    )


def _from_visit(visit: Visit, names: dict[str, str]) -> TimelineEntry:
    return TimelineEntry(
        visit.start,
        visit.end,
        "visit",
        name_visit(visit, names),
        2 if visit.level == "leader" and not visit.multilateral else 3,
        Statement(f"{visit.start.describe()}: {describe_visit(visit, names)}", (visit.reference,)),
    )
