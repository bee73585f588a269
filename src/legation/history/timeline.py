"""The timeline of a pair: milestones of the chronicle and high-level contacts."""

from legation.almanac.chronicle import list_milestones
from legation.almanac.store import Almanac
from legation.domain.citation import Statement
from legation.domain.events import Milestone, Visit
from legation.domain.history import TimelineEntry

MAX_ENTRIES = 60


def build_timeline(
    almanac: Almanac, pair: tuple[str, str], visits: tuple[Visit, ...]
) -> tuple[TimelineEntry, ...]:
    """Merge milestones and visits, oldest first.

    A visit that a milestone of the same days already tells is left out; where there are more than
    60 entries, details and then older visits are left out.
    """
    milestones = [_from_milestone(entry) for entry in list_milestones(almanac, pair)]
    told = [
        (entry.day.earliest, entry.end.latest)
        for entry in milestones
        if entry.kind in {"summit", "treaty", "declaration"}
    ]
    entries = milestones + [
        _from_visit(visit)
        for visit in visits
        if not any(start <= visit.end.latest and visit.start.earliest <= end for start, end in told)
    ]
    kept = sorted(entries, key=lambda e: (e.importance, -e.day.earliest.toordinal()))[:MAX_ENTRIES]
    return tuple(sorted(kept, key=lambda entry: (entry.day.earliest, entry.title)))


def _from_milestone(entry: Milestone) -> TimelineEntry:
    return TimelineEntry(
        entry.day,
        entry.end,
        entry.kind,
        entry.title,
        entry.importance,
        Statement(f"{entry.day.describe()}: {entry.sentence}", (entry.reference,)),
    )


def _from_visit(visit: Visit) -> TimelineEntry:
    who = visit.visitor_name or visit.visitor_state
    where = visit.city or visit.host_state
    title = f"{who} in {where}"
    about = f" {visit.description}" if visit.description else ""
    signed = f" Signed: {visit.signed}." if visit.signed else ""
    text = f"{visit.start.describe()}: {who} in {where}.{about}{signed}"
    return TimelineEntry(
        visit.start,
        visit.end,
        "visit",
        title,
        2 if visit.level == "leader" else 3,
        Statement(text, (visit.reference,)),
    )
