"""High-level contacts of a pair: the last visits and the pace of contacts."""

import datetime as dt

from attrs import frozen

from legation.almanac.chronicle import extend_lineage
from legation.almanac.store import Almanac
from legation.almanac.visits import find_visit_coverage, list_visits
from legation.domain.citation import Reference, ReferenceKind, Statement
from legation.domain.dates import PartialDate
from legation.domain.events import Visit
from legation.domain.history import ContactYear
from legation.domain.wording import count_times, join_words

FIRST_YEAR = 1990
_PASSING = frozenset(("private", "transit"))
_WINDOW = dt.timedelta(days=1826)
_STALE_DAYS = 60


@frozen
class Contacts:
    """Held visits and meetings of a pair, and over which days they are listed.

    Attributes:
        visits: oldest first.
        start: first day of a list of all leaders' visits, None where they are a selection.
        end: its last day, never after the as-of day.
        reference: all rows.
    """

    visits: tuple[Visit, ...]
    start: dt.date | None
    end: dt.date | None
    reference: Reference


def list_contacts(almanac: Almanac, pair: tuple[str, str]) -> Contacts:
    """All held visits and meetings of a pair, predecessors of either included.

    Left out are private stays and transits, presence at a gathering without a word of a meeting,
    ministers who came along with their leader, and meetings with third states on the pair's soil.
    """
    found: dict[str, Visit] = {}
    for first in extend_lineage((pair[0],)):
        for second in extend_lineage((pair[1],)):
            if first != second:
                found |= {visit.visit_id: visit for visit in list_visits(almanac, first, second)}
    kept = [visit for visit in found.values() if _is_contact(visit)]
    kept = [visit for visit in kept if not _comes_along(visit, kept)]
    visits = tuple(sorted(kept, key=lambda visit: (visit.start.earliest, visit.visit_id)))
    coverage = find_visit_coverage(almanac, *pair)
    start, end = coverage or (None, None)
    return Contacts(visits, start, end, _cite(visits, pair))


def _is_contact(visit: Visit) -> bool:
    if visit.kind in _PASSING or ("#" in visit.visit_id and not visit.counterpart_state):
        return False
    return not (visit.description.startswith("Gathering:") and visit.multilateral)


def _comes_along(visit: Visit, visits: list[Visit]) -> bool:
    return "ccompanied" in visit.description and any(
        other.level == "leader"
        and other.visitor_state == visit.visitor_state
        and other.start.earliest <= visit.end.latest
        and visit.start.earliest <= other.end.latest
        for other in visits
    )


def _cite(visits: tuple[Visit, ...], pair: tuple[str, str]) -> Reference:
    sources = {source for visit in visits for source in visit.reference.source_ids}
    return Reference(
        ReferenceKind.ALMANAC,
        f"visits/{pair[0]}-{pair[1]}",
        f"all {len(visits)} visits and meetings of {pair[0]} and {pair[1]} at leader or "
        "foreign-minister level in the almanac; not every one is listed, and presence at a "
        "gathering counts only where a meeting is noted",
        tuple(sorted(sources)),
    )


def count_years(contacts: Contacts) -> tuple[ContactYear, ...]:
    """Contacts by year where the almanac lists all; empty for a selection."""
    if contacts.start is None or contacts.end is None:
        return ()
    years = []
    for year in range(max(FIRST_YEAR, contacts.start.year), contacts.end.year + 1):
        levels = [visit.level for visit in contacts.visits if visit.start.year == year]
        years.append(ContactYear(year, levels.count("leader"), levels.count("foreign_minister")))
    return tuple(years)


def describe_pace(
    contacts: Contacts, pair: tuple[str, str], names: dict[str, str]
) -> tuple[Statement, ...]:
    """How often leaders of the pair met: in the last five listed years and in the five before."""
    sides = join_words([names[state] for state in pair])
    leaders = [visit for visit in contacts.visits if visit.level == "leader"]
    if not leaders:
        text = f"The almanac lists no visit or meeting of leaders of {sides}"
        closed = contacts.start is not None
        text += "." if closed else "; its list for the two is a selection, not proof of none."
        return (Statement(text, (contacts.reference,)),)
    last = leaders[-1]
    references = (contacts.reference, last.reference)
    if contacts.start is None or contacts.end is None:
        when = last.start.describe_when()
        text = (
            f"The last visit or meeting of leaders of {sides} in the almanac's selection began "
            f"{when}; there may be others."
        )
        return (Statement(text, references),)
    return (Statement(_count_windows(contacts, leaders, sides), references),)


def _count_windows(contacts: Contacts, leaders: list[Visit], sides: str) -> str:
    assert contacts.start is not None
    assert contacts.end is not None
    end, middle = contacts.end, contacts.end - _WINDOW
    recent = [visit for visit in leaders if middle < visit.start.earliest]
    gatherings = sum(visit.multilateral for visit in recent)
    text = (
        f"By the almanac's lists leaders of {sides} {_say_met(len(recent))} in the 5 years to "
        f"{PartialDate.from_date(end).describe()}"
    )
    if gatherings:
        text += f" ({gatherings} of them at gatherings of more states)"
    if contacts.start <= middle - _WINDOW:
        before = [v for v in leaders if middle - _WINDOW < v.start.earliest <= middle]
        joint = " or" if not before and not recent else f" and {count_times(len(before))}"
        if before and not recent:
            joint = f", but did so {count_times(len(before))}"
        text += f"{joint} in the 5 years before"
    return f"{text}; the last such contact began {leaders[-1].start.describe_when()}."


def _say_met(count: int) -> str:
    if not count:
        return "did not visit each other or meet"
    return f"visited each other or met {count_times(count)}"


def note_contact_limits(
    contacts: Contacts, pair: tuple[str, str], names: dict[str, str], as_of: dt.date
) -> Statement | None:
    """Says so where visits of the pair are a selection, or their list ends early."""
    sides = join_words([names[state] for state in pair])
    if contacts.end is None:
        return Statement(
            f"Visits and meetings of {sides} are a selection in the almanac: how often their "
            "leaders meet is not established.",
            (contacts.reference,),
        )
    if (as_of - contacts.end).days <= _STALE_DAYS:
        return None
    end = PartialDate.from_date(contacts.end).describe()
    text = f"The almanac's list of visits of {sides} ends on {end}; later ones may be missing."
    return Statement(text, (contacts.reference,))
