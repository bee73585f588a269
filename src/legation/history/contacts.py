"""High-level contacts of a pair: the last visits and the pace of contacts."""

import datetime as dt

from legation.almanac.chronicle import extend_lineage
from legation.almanac.store import Almanac
from legation.almanac.visits import list_visits
from legation.domain.citation import Reference, ReferenceKind, Statement
from legation.domain.events import Visit
from legation.domain.history import ContactYear

FIRST_YEAR = 1990


def list_contacts(almanac: Almanac, pair: tuple[str, str]) -> tuple[Visit, ...]:
    """All held visits and meetings of a pair, predecessors of either included, oldest first."""
    visits: dict[str, Visit] = {}
    for first in extend_lineage((pair[0],)):
        for second in extend_lineage((pair[1],)):
            if first != second:
                visits |= {visit.visit_id: visit for visit in list_visits(almanac, first, second)}
    return tuple(sorted(visits.values(), key=lambda visit: (visit.start.earliest, visit.visit_id)))


def cite_contacts(visits: tuple[Visit, ...], pair: tuple[str, str]) -> Reference:
    """The reference to all contacts of a pair."""
    sources = {source for visit in visits for source in visit.reference.source_ids}
    return Reference(
        ReferenceKind.ALMANAC,
        f"visits/{pair[0]}-{pair[1]}",
        f"all {len(visits)} visits and meetings of {pair[0]} and {pair[1]} at leader or "
        "foreign-minister level in the almanac; not every one is listed",
        tuple(sorted(sources)),
    )


def count_years(visits: tuple[Visit, ...], as_of: dt.date) -> tuple[ContactYear, ...]:
    """Contacts by year from 1990 to the as-of year."""
    years = []
    for year in range(FIRST_YEAR, as_of.year + 1):
        levels = [visit.level for visit in visits if visit.start.year == year]
        years.append(ContactYear(year, levels.count("leader"), levels.count("foreign_minister")))
    return tuple(years)


def describe_pace(
    visits: tuple[Visit, ...], as_of: dt.date, reference: Reference
) -> tuple[Statement, ...]:
    """How often the pair met at leader level: in the last five years and in the five before."""
    leaders = [visit for visit in visits if visit.level == "leader"]
    if not leaders:
        return (Statement("The almanac knows no meeting of their leaders.", (reference,)),)
    recent = [v for v in leaders if (as_of - v.start.earliest).days <= 5 * 365.25]
    before = [v for v in leaders if 5 * 365.25 < (as_of - v.start.earliest).days <= 10 * 365.25]
    last = leaders[-1]
    gap_days = (as_of - last.end.latest).days
    return (
        Statement(
            f"Their leaders met {len(recent)} times in the 5 years before the as-of day and "
            f"{len(before)} times in the 5 years before that; the last meeting known began "
            f"{last.start.describe()}, {gap_days} days before the as-of day.",
            (reference, last.reference),
        ),
    )
