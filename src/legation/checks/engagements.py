"""The engagement itself against the visits that the almanac knows."""

import datetime as dt

from legation.almanac.states import describe_state
from legation.almanac.store import Almanac
from legation.almanac.visits import list_expected, list_visits, overlaps_day
from legation.checks.lifetimes import shift_year, slip_years
from legation.domain.citation import Statement
from legation.domain.dates import PartialDate, Precision
from legation.domain.engagement import Engagement, EngagementKind, Standing
from legation.domain.events import Announcement, Visit
from legation.domain.report import DateMention, Report, Span
from legation.domain.verdicts import Claim, ClaimKind, Confidence, Correction, Finding, Verdict

_STOPPED = {"cancelled", "postponed", "denied"}
_SLACK_DAYS = 3


def describe_visit(almanac: Almanac, visit: Visit) -> Statement:
    """One sentence on a visit of the almanac."""
    day = visit.start.earliest
    host = describe_state(almanac, visit.host_state, day).name
    visitor = visit.visitor_name or describe_state(almanac, visit.visitor_state, day).name
    period = describe_period(visit.start, visit.end)
    where = f"{visit.city}, {host}" if visit.city else host
    verb = "was in" if visit.status == "held" else f"was to be in ({visit.status})"
    text = f"{visitor} {verb} {where}, {period}"
    signed = f"; signed: {visit.signed}" if visit.signed and visit.status == "held" else ""
    return Statement(f"{text}{signed}.", (visit.reference,))


def describe_period(start: PartialDate, end: PartialDate) -> str:
    """A period as a reader says it: `18-19 June 2024`.

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
    return Statement(
        f"Public by {PartialDate.from_date(announcement.known_on).describe()}: "
        f"{announcement.sentence}",
        (announcement.reference,),
    )


def find_probable_visit(
    report: Report, almanac: Almanac, engagement: Engagement, date: DateMention
) -> Correction | None:
    """The visit that a wrong year probably means: the smallest slip that makes the story fit."""
    if date.start is None or not engagement.visitor.state_id or not engagement.host.state_id:
        return None
    for year in slip_years(date.start.year, almanac.as_of.year):
        start = shift_year(date.start, year)
        end = shift_year(date.end or date.start, year)
        if start is None or end is None:
            continue
        correction = _correct_to_held(report, almanac, engagement, date, start, end)
        correction = correction or _correct_to_expected(report, almanac, engagement, date, start, end)
        if correction is not None:
            return correction
    return None


def _same_direction(visit: Visit, engagement: Engagement) -> bool:
    sides = (engagement.visitor.state_id, engagement.host.state_id)
    return (visit.visitor_state, visit.host_state) == sides


def _correct_to_held(
    report: Report,
    almanac: Almanac,
    engagement: Engagement,
    date: DateMention,
    start: PartialDate,
    end: PartialDate,
) -> Correction | None:
    visits = [
        visit
        for visit in list_visits(
            almanac,
            engagement.visitor.state_id,
            engagement.host.state_id,
            start.earliest,
            end.latest,
            levels=("leader",) if engagement.level == "leader" else ("leader", "foreign_minister"),
        )
        if _same_direction(visit, engagement)
        and engagement.visitor.person_id in {visit.visitor_person, ""}
    ]
    if not visits:
        return None
    visit = visits[-1]
    period = describe_period(visit.start, visit.end)
    statement = Statement(
        f"'{date.text}' probably means {start.year}: {describe_visit(almanac, visit).text}",
        (report.cite(date.span), visit.reference),
    )
    return Correction(f"{start.year} ({period})", statement, visit.start, visit.end)


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
        if item.status not in _STOPPED
        and (item.stated_start is None or item.stated_start.overlaps(start.earliest, end.latest))
    ]
    if not expected:
        return None
    item = expected[-1]
    stated = item.stated_start
    when = describe_period(stated, item.stated_end or stated) if stated else "no day made public"
    said = "announced only" if item.status == "announced" else f"{item.status.replace('_', ' ')} only"
    statement = Statement(
        f"'{date.text}' probably means {start.year}: as of {almanac.as_of} such a visit was {said} "
        f"({when}). {describe_announcement(item).text}",
        (report.cite(date.span), item.reference),
    )
    return Correction(f"{start.year} ({said}, {when})", statement, stated, item.stated_end or stated)


def check_engagement(report: Report, almanac: Almanac, engagement: Engagement) -> list[Verdict]:
    """The verdict on the engagement's own occurrence; empty where the report has none."""
    if engagement.kind is EngagementKind.NONE or not engagement.spans:
        return []
    span = engagement.spans[0]
    sentence = report.sentence_at(span.start)
    claim_span = sentence.span if sentence else span
    start, end = engagement.start, engagement.end
    if start is None or start.year > almanac.as_of.year + 50:
        return [_judge_undated(report, almanac, engagement, claim_span)]
    assert end is not None
    claim = _build_claim(report, almanac, engagement, claim_span)
    if end.latest < almanac.as_of or (start.earliest <= almanac.as_of and start.precision is Precision.DAY):
        return [_judge_past(report, almanac, engagement, claim, start, end)]
    return [_judge_future(report, almanac, engagement, claim, start, end)]


def _build_claim(report: Report, almanac: Almanac, engagement: Engagement, span: Span) -> Claim:
    day = almanac.as_of
    host = describe_state(almanac, engagement.host.state_id, day).name
    visitor = engagement.visitor.name or describe_state(almanac, engagement.visitor.state_id, day).name
    when = f", {engagement.start.describe()}" if engagement.start else ""
    verb = "meets" if engagement.kind in {EngagementKind.MEETING, EngagementKind.CALL} else "visits"
    return Claim(ClaimKind.EVENT, span, report.quote(span), f"{visitor} {verb} {host}{when}")


def _pair_visits(almanac: Almanac, engagement: Engagement, start: PartialDate, end: PartialDate) -> list[Visit]:
    margin = dt.timedelta(days=31)
    visits = list_visits(
        almanac,
        engagement.visitor.state_id,
        engagement.host.state_id,
        max(start.earliest - margin, dt.date(1900, 1, 1)),
        end.latest + margin,
        levels=("leader", "foreign_minister", "envoy"),
        held_only=False,
    )
    return [visit for visit in visits if engagement.level in {visit.level, "unknown"}]


def _judge_past(
    report: Report,
    almanac: Almanac,
    engagement: Engagement,
    claim: Claim,
    start: PartialDate,
    end: PartialDate,
) -> Verdict:
    near = _pair_visits(almanac, engagement, start, end)
    exact = [v for v in near if overlaps_day(v, start, end)]
    held = [v for v in exact if v.status == "held"]
    for visit in held:
        if _same_direction(visit, engagement) or visit.host_state not in {
            engagement.visitor.state_id,
            engagement.host.state_id,
        }:
            return _support(almanac, claim, visit, "event.visit-known")
    if held and engagement.kind is EngagementKind.VISIT:
        return _contradict_direction(report, almanac, claim, held[0])
    if held:
        return _support(almanac, claim, held[0], "event.meeting-known")
    stopped = [v for v in exact if v.status in {"cancelled", "postponed"}]
    if stopped:
        return _judge_stopped(report, almanac, engagement, claim, stopped[0])
    return _judge_unknown(report, almanac, engagement, claim, [v for v in near if v.status == "held"])


def _support(almanac: Almanac, claim: Claim, visit: Visit, rule: str) -> Verdict:
    return Verdict(
        claim, Finding.SUPPORTED, describe_visit(almanac, visit), rule, Confidence.HIGH
    )


def _contradict_direction(
    report: Report, almanac: Almanac, claim: Claim, visit: Visit
) -> Verdict:
    known = describe_visit(almanac, visit)
    reason = Statement(
        f"The almanac knows the visit in the other direction: {known.text}",
        (report.cite(claim.span), visit.reference),
    )
    return Verdict(
        claim,
        Finding.CONTRADICTED,
        reason,
        "event.direction",
        Confidence.MODERATE,
        correction=Correction(known.text.rstrip("."), known, visit.start, visit.end),
    )


def _judge_stopped(
    report: Report, almanac: Almanac, engagement: Engagement, claim: Claim, visit: Visit
) -> Verdict:
    agrees = engagement.standing in {Standing.CANCELLED, Standing.POSTPONED, Standing.DENIED}
    reason = Statement(
        f"That visit was {visit.status}: {visit.description or describe_visit(almanac, visit).text}",
        (report.cite(claim.span), visit.reference),
    )
    finding = Finding.SUPPORTED if agrees else Finding.CONTRADICTED
    return Verdict(claim, finding, reason, "event.called-off", Confidence.MODERATE)


def _judge_unknown(
    report: Report, almanac: Almanac, engagement: Engagement, claim: Claim, near: list[Visit]
) -> Verdict:
    same = [v for v in near if _same_direction(v, engagement)]
    correction = None
    reason = Statement(
        "The almanac knows no such visit in that period; it does not list every visit.",
        (report.cite(claim.span),),
    )
    if same:
        visit = same[0]
        known = describe_visit(almanac, visit)
        correction = Correction(
            describe_period(visit.start, visit.end), known, visit.start, visit.end
        )
        reason = Statement(
            f"The almanac knows a visit near that day, not on it: {known.text}",
            (report.cite(claim.span), visit.reference),
        )
    return Verdict(
        claim, Finding.NOT_ESTABLISHED, reason, "event.unknown", Confidence.LOW, correction=correction
    )


def _judge_future(
    report: Report,
    almanac: Almanac,
    engagement: Engagement,
    claim: Claim,
    start: PartialDate,
    end: PartialDate,
) -> Verdict:
    expected = list_expected(almanac, engagement.visitor.state_id, engagement.host.state_id)
    for item in reversed(expected):
        evidence = (describe_announcement(item),)
        if item.status in _STOPPED:
            reason = Statement(
                f"As of {almanac.as_of} that visit was {item.status}.", (item.reference,)
            )
            return Verdict(claim, Finding.CONTRADICTED, reason, "event.called-off", Confidence.MODERATE, evidence)
        if item.stated_start is not None and item.stated_start.overlaps(start.earliest, end.latest):
            reason = Statement(
                f"As of {almanac.as_of} the visit was announced for these days; it had not taken place.",
                (report.cite(claim.span), item.reference),
            )
            return Verdict(claim, Finding.SUPPORTED, reason, "event.announced", Confidence.MODERATE, evidence)
        if item.stated_start is None:
            reason = Statement(
                f"As of {almanac.as_of} a visit was {item.status.replace('_', ' ')}, and no day had "
                "been made public.",
                (report.cite(claim.span), item.reference),
            )
            return Verdict(claim, Finding.NOT_ESTABLISHED, reason, "event.announced-undated", Confidence.MODERATE, evidence)
    reason = Statement(
        f"The almanac knows no announcement of it as of {almanac.as_of}.", (report.cite(claim.span),)
    )
    return Verdict(claim, Finding.NOT_ESTABLISHED, reason, "event.not-announced", Confidence.LOW)


def _judge_undated(
    report: Report, almanac: Almanac, engagement: Engagement, span: Span
) -> Verdict:
    claim = _build_claim(report, almanac, engagement, span)
    expected = list_expected(almanac, engagement.visitor.state_id, engagement.host.state_id)
    if expected and engagement.standing in {Standing.ANNOUNCED, Standing.UNCLEAR}:
        item = expected[-1]
        reason = Statement(
            f"No possible day is stated; as of {almanac.as_of} a visit was "
            f"{item.status.replace('_', ' ')}.",
            (report.cite(span), item.reference),
        )
        evidence = (describe_announcement(item),)
        return Verdict(claim, Finding.NOT_ESTABLISHED, reason, "event.undated", Confidence.MODERATE, evidence)
    last = list_visits(almanac, engagement.visitor.state_id, engagement.host.state_id)
    evidence = (describe_visit(almanac, last[-1]),) if last else ()
    reason = Statement(
        "No possible day is stated, so that no known visit can be matched with it.",
        (report.cite(span),),
    )
    return Verdict(claim, Finding.NOT_ESTABLISHED, reason, "event.undated", Confidence.LOW, evidence)
