"""Visits and announcements of the almanac in one sentence each."""

from legation.almanac.states import describe_state
from legation.almanac.store import Almanac
from legation.domain.citation import Statement
from legation.domain.dates import PartialDate
from legation.domain.events import Announcement, Visit


def describe_visit(almanac: Almanac, visit: Visit) -> Statement:
    """One sentence on a visit of the almanac."""
    day = visit.start.earliest
    host = describe_state(almanac, visit.host_state, day).name
    visitor = visit.visitor_name or describe_state(almanac, visit.visitor_state, day).name
    where = f"{visit.city}, {host}" if visit.city else host
    verb = "was in" if visit.status == "held" else f"was to be in ({visit.status})"
    text = f"{visitor} {verb} {where}, {describe_period(visit.start, visit.end)}"
    signed = f"; signed: {visit.signed}" if visit.signed and visit.status == "held" else ""
    return Statement(f"{text}{signed}.", (visit.reference,))


def describe_period(start: PartialDate, end: PartialDate) -> str:
    """A period as a reader says it.

    Examples:
        >>> describe_period(PartialDate.parse("2024-06-18"), PartialDate.parse("2024-06-19"))
        '18-19 June 2024'
    """
    if start == end:
        return start.describe()
    if (start.year, start.month) == (end.year, end.month) and start.day and end.day:
        return f"{start.day}-{end.describe()}"
    return f"{start.describe()} to {end.describe()}"


def describe_announcement(announcement: Announcement) -> Statement:
    """One sentence on what was publicly said of a visit."""
    known = PartialDate.from_date(announcement.known_on).describe()
    return Statement(f"Public by {known}: {announcement.sentence}", (announcement.reference,))
