"""Dates: impossible, at odds with their weekday, beyond a lifetime, or upcoming in the past."""

import calendar
import datetime as dt

from legation.almanac.store import Almanac
from legation.checks.corrections import find_probable_visit
from legation.checks.lifetimes import describe_age, find_oldest_possible
from legation.domain.citation import Reference, ReferenceKind, Statement
from legation.domain.dates import PartialDate, Precision
from legation.domain.engagement import Engagement, EngagementKind, Standing
from legation.domain.report import DateMention, MentionKind, Report
from legation.domain.verdicts import Claim, ClaimKind, Confidence, Correction, Finding, Verdict

CALENDAR = Reference(
    ReferenceKind.ONTOLOGY, "calendar/gregorian", "the Gregorian calendar, computed"
)
FAR_FUTURE_YEARS = 50
MAX_BEHIND_DAYS = 400


def check_dates(
    report: Report, almanac: Almanac, engagement: Engagement, day: dt.date
) -> list[Verdict]:
    """One verdict for each date that carries a checkable claim.

    Args:
        report: read.
        almanac: as of the reader's day.
        engagement: what the report is about.
        day: the report's day.
    """
    verdicts = []
    for date in report.dates:
        verdict = (
            _check_impossible(report, date)
            or _check_weekday(report, date)
            or _check_lifetime(report, almanac, engagement, date)
            or _check_upcoming(report, engagement, date, day)
        )
        if verdict is not None:
            verdicts.append(verdict)
    return verdicts


def _claim(date: DateMention, summary: str) -> Claim:
    return Claim(ClaimKind.DATE, date.span, date.text, summary)


def _check_impossible(report: Report, date: DateMention) -> Verdict | None:
    if not date.problem:
        return None
    reason = Statement(
        f"'{date.text}' cannot be a date: {date.problem}.", (report.cite(date.span), CALENDAR)
    )
    claim = _claim(date, "the date exists")
    return Verdict(claim, Finding.CONTRADICTED, reason, "date.impossible", Confidence.HIGH)


def _check_weekday(report: Report, date: DateMention) -> Verdict | None:
    start = date.start
    if date.weekday is None or start is None or start.precision is not Precision.DAY:
        return None
    actual = start.earliest.weekday()
    said, true = calendar.day_name[date.weekday], calendar.day_name[actual]
    references = (report.cite(date.span), CALENDAR)
    claim = _claim(date, f"{start.describe()} is a {said}")
    if actual == date.weekday:
        reason = Statement(f"{start.describe()} is a {true}.", references)
        return Verdict(claim, Finding.SUPPORTED, reason, "date.weekday", Confidence.HIGH)
    reason = Statement(f"{start.describe()} is a {true}, not a {said}.", references)
    shift = (date.weekday - actual + 3) % 7 - 3
    near = PartialDate.from_date(start.earliest + dt.timedelta(days=shift))
    correction = Correction(
        f"{true}, {start.describe()}, or {said}, {near.describe()}",
        Statement(
            f"Either the weekday or the day is wrong: the nearest {said} is {near.describe()}.",
            references,
        ),
    )
    return Verdict(
        claim,
        Finding.CONTRADICTED,
        reason,
        "date.weekday",
        Confidence.HIGH,
        correction=correction,
    )


def _persons_near(report: Report, date: DateMention, engagement: Engagement) -> list[str]:
    sentence = report.sentence_at(date.span.start)
    if sentence is None:
        return []
    inside = [
        mention.entity_id
        for mention in report.mentions
        if mention.kind is MentionKind.PERSON
        and mention.entity_id
        and sentence.span.start <= mention.span.start < sentence.span.end
    ]
    of_engagement = [engagement.visitor.person_id, engagement.host.person_id]
    is_about = date.text == engagement.date_text or any(p in of_engagement for p in inside)
    return list(dict.fromkeys([*inside, *(p for p in of_engagement if p and is_about)]))


def _check_lifetime(
    report: Report, almanac: Almanac, engagement: Engagement, date: DateMention
) -> Verdict | None:
    if date.start is None or date.start.year <= almanac.as_of.year + FAR_FUTURE_YEARS:
        return None
    years = date.start.year - almanac.as_of.year
    persons = _persons_near(report, date, engagement)
    beyond = [
        person
        for person in persons
        if (limit := find_oldest_possible(almanac, person)) and limit < date.start.earliest
    ]
    evidence = tuple(
        statement
        for person in beyond
        if (statement := describe_age(almanac, report, date, person)) is not None
    )
    is_engagement = date.text == engagement.date_text and engagement.kind is not EngagementKind.NONE
    if not evidence and not is_engagement:
        return None
    reason = Statement(
        f"The year {date.start.year} lies {years} years after the as-of day"
        + (", beyond the life of any office-holder named." if evidence else "."),
        (report.cite(date.span), CALENDAR, *(r for s in evidence for r in s.references[1:2])),
    )
    correction = (
        find_probable_visit(report, almanac, engagement, date)
        if is_engagement or evidence
        else None
    )
    return Verdict(
        _claim(date, f"it takes place in {date.start.describe()}"),
        Finding.CONTRADICTED,
        reason,
        "date.beyond-lifetime" if evidence else "date.far-future",
        Confidence.HIGH if evidence else Confidence.MODERATE,
        evidence,
        correction,
    )


def _check_upcoming(
    report: Report, engagement: Engagement, date: DateMention, day: dt.date
) -> Verdict | None:
    published = report.published
    if published is None or date.start is None or date.end is None:
        return None
    if date.text != engagement.date_text or engagement.standing is not Standing.ANNOUNCED:
        return None
    behind_days = (published.earliest - date.end.latest).days
    if date.start.precision is Precision.YEAR or not 2 <= behind_days <= MAX_BEHIND_DAYS:
        return None
    reason = Statement(
        f"The report of {published.describe()} speaks of {date.end.describe()} as still to come.",
        (report.cite(date.span), CALENDAR),
    )
    claim = _claim(date, f"it is still to come on {day.isoformat()}")
    return Verdict(
        claim, Finding.CONTRADICTED, reason, "date.upcoming-in-past", Confidence.MODERATE
    )
