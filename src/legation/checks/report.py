"""All checks on a report, in the order of its text."""

import datetime as dt

from legation.almanac.store import Almanac
from legation.checks.calendar import check_dates
from legation.checks.engagements import check_engagement
from legation.checks.expectations import check_expectations
from legation.checks.lacks import find_lacks
from legation.checks.offices import check_offices
from legation.checks.past_events import check_past_events
from legation.checks.places import check_memberships, check_places
from legation.domain.citation import Reference, ReferenceKind
from legation.domain.coding import CodedEvent
from legation.domain.engagement import Engagement
from legation.domain.report import Report
from legation.domain.verdicts import CheckResult, Verdict


def check_report(
    report: Report,
    almanac: Almanac,
    engagement: Engagement,
    day: dt.date,
    events: tuple[CodedEvent, ...] = (),
) -> CheckResult:
    """Check a report's dates, offices, places, memberships and events, and mark expectations.

    Args:
        report: read, with mentions.
        almanac: as of the reader's day.
        engagement: what the report is about.
        day: the report's day.
        events: what it tells, as coded.

    Returns:
        Verdicts in the order of the text, one for each different claim, and what the report lacks.
    """
    dates = check_dates(report, almanac, engagement, day)
    is_corrected = any(
        verdict.claim.text == engagement.date_text and verdict.correction for verdict in dates
    )
    verdicts = [
        *dates,
        *([] if is_corrected else check_engagement(report, almanac, engagement)),
        *check_offices(report, almanac, day),
        *check_places(report, almanac, day),
        *check_memberships(report, almanac, day),
        *check_past_events(report, almanac, engagement, events),
        *check_expectations(report, engagement),
    ]
    scope = Reference(
        ReferenceKind.ALMANAC,
        "almanac/as-of",
        f"the almanac as of {almanac.as_of.isoformat()}: what became known by that day",
        known_on=almanac.as_of,
    )
    return CheckResult(_drop_repeats(verdicts), find_lacks(report, engagement), scope)


def _drop_repeats(verdicts: list[Verdict]) -> tuple[Verdict, ...]:
    kept: dict[tuple[str, str], Verdict] = {}
    for verdict in sorted(verdicts, key=lambda v: v.claim.span):
        key = (verdict.rule, verdict.claim.summary)
        kept.setdefault(key, verdict)
    return tuple(kept.values())
