"""The visit that a wrong year probably means: the smallest slip that makes the story fit."""

from legation.almanac.store import Almanac
from legation.almanac.visits import list_expected, list_visits
from legation.checks.lifetimes import shift_year, slip_years
from legation.checks.visit_words import describe_announcement, describe_period, describe_visit
from legation.domain.citation import Statement
from legation.domain.dates import PartialDate
from legation.domain.engagement import Engagement, Level
from legation.domain.events import Visit
from legation.domain.report import DateMention, Report
from legation.domain.verdicts import Correction

STOPPED = frozenset({"cancelled", "postponed", "denied"})


def find_probable_visit(
    report: Report, almanac: Almanac, engagement: Engagement, date: DateMention
) -> Correction | None:
    """Look for a held, then for an announced visit in each year that one slip away.

    Args:
        report: read.
        almanac: as of the reader's day.
        engagement: what the report is about.
        date: with a year that cannot be.

    Returns:
        The likeliest reading, None where the almanac offers none.
    """
    if date.start is None or not engagement.visitor.state_id or not engagement.host.state_id:
        return None
    for year in slip_years(date.start.year, almanac.as_of.year):
        start = shift_year(date.start, year)
        end = shift_year(date.end or date.start, year)
        if start is None or end is None:
            continue
        visit = _find_held(almanac, engagement, start, end)
        if visit is not None:
            return _correct_to_held(report, almanac, date, year, visit)
        correction = _correct_to_expected(report, almanac, engagement, date, start, end)
        if correction is not None:
            return correction
    return None


def goes_same_way(visit: Visit, engagement: Engagement) -> bool:
    """Whether a visit has the engagement's visitor and host."""
    sides = (engagement.visitor.state_id, engagement.host.state_id)
    return (visit.visitor_state, visit.host_state) == sides


def _find_held(
    almanac: Almanac, engagement: Engagement, start: PartialDate, end: PartialDate
) -> Visit | None:
    is_minister = engagement.level is Level.FOREIGN_MINISTER
    levels = ("leader", "foreign_minister") if is_minister else ("leader",)
    sides = (engagement.visitor.state_id, engagement.host.state_id)
    visits = [
        visit
        for visit in list_visits(almanac, *sides, start.earliest, end.latest, levels=levels)
        if goes_same_way(visit, engagement)
        and engagement.visitor.person_id in {visit.visitor_person, ""}
    ]
    return visits[-1] if visits else None


def _correct_to_held(
    report: Report, almanac: Almanac, date: DateMention, year: int, visit: Visit
) -> Correction:
    period = describe_period(visit.start, visit.end)
    statement = Statement(
        f"'{date.text}' probably means {year}: {describe_visit(almanac, visit).text}",
        (report.cite(date.span), visit.reference),
    )
    return Correction(f"{year} ({period})", statement, visit.start, visit.end)


def _correct_to_expected(
    report: Report,
    almanac: Almanac,
    engagement: Engagement,
    date: DateMention,
    start: PartialDate,
    end: PartialDate,
) -> Correction | None:
    if end.latest < almanac.as_of:
        return None
    expected = [
        item
        for item in list_expected(almanac, engagement.visitor.state_id, engagement.host.state_id)
        if item.status not in STOPPED
        and (item.stated_start is None or item.stated_start.overlaps(start.earliest, end.latest))
    ]
    if not expected:
        return None
    item = expected[-1]
    stated = item.stated_start
    when = describe_period(stated, item.stated_end or stated) if stated else "no day made public"
    said = f"{item.status.replace('_', ' ')} only"
    statement = Statement(
        f"'{date.text}' probably means {start.year}: as of {almanac.as_of} such a visit was {said} "
        f"({when}). {describe_announcement(item).text}",
        (report.cite(date.span), item.reference),
    )
    text = f"{start.year} ({said}, {when})"
    return Correction(text, statement, stated, item.stated_end or stated)
