"""The engagement itself against the visits that the almanac knows."""

import datetime as dt

from attrs import frozen

from legation.almanac.states import describe_state
from legation.almanac.store import Almanac
from legation.almanac.visits import list_expected, list_visits, overlaps_day
from legation.checks.corrections import STOPPED, goes_same_way
from legation.checks.visit_words import describe_announcement, describe_period, describe_visit
from legation.domain.citation import Statement
from legation.domain.dates import PartialDate, Precision
from legation.domain.engagement import Engagement, EngagementKind, Standing
from legation.domain.events import Announcement, Visit
from legation.domain.report import Report, Span
from legation.domain.verdicts import Claim, ClaimKind, Confidence, Correction, Finding, Verdict

_CALLED_OFF = frozenset({Standing.CANCELLED, Standing.POSTPONED, Standing.DENIED})
_MARGIN_DAYS = 31
_FAR_YEARS = 50


@frozen
class _Case:
    """One claimed engagement and what it is held against."""

    report: Report
    almanac: Almanac
    engagement: Engagement
    claim: Claim

    @property
    def sides(self) -> tuple[str, str]:
        return self.engagement.visitor.state_id, self.engagement.host.state_id

    def rule(
        self,
        finding: Finding,
        reason: Statement,
        rule: str,
        confidence: Confidence,
        evidence: tuple[Statement, ...] = (),
        correction: Correction | None = None,
    ) -> Verdict:
        return Verdict(self.claim, finding, reason, rule, confidence, evidence, correction)


def check_engagement(report: Report, almanac: Almanac, engagement: Engagement) -> list[Verdict]:
    """The verdict on the engagement's own occurrence; empty where the report has none.

    Args:
        report: read.
        almanac: as of the reader's day.
        engagement: what the report is about.
    """
    if engagement.kind is EngagementKind.NONE or not engagement.spans:
        return []
    sentence = report.sentence_at(engagement.spans[0].start)
    span = sentence.span if sentence else engagement.spans[0]
    case = _Case(report, almanac, engagement, _build_claim(report, almanac, engagement, span))
    start, end = engagement.start, engagement.end
    if start is None or end is None or start.year > almanac.as_of.year + _FAR_YEARS:
        return [_judge_undated(case)]
    has_begun = start.earliest <= almanac.as_of and start.precision is Precision.DAY
    if end.latest < almanac.as_of or has_begun:
        return [_judge_past(case, start, end)]
    return [_judge_future(case, start, end)]


def _build_claim(report: Report, almanac: Almanac, engagement: Engagement, span: Span) -> Claim:
    day = almanac.as_of
    host = describe_state(almanac, engagement.host.state_id, day).name
    visitor = (
        engagement.visitor.name or describe_state(almanac, engagement.visitor.state_id, day).name
    )
    when = f", {engagement.start.describe()}" if engagement.start else ""
    meets = engagement.kind in {EngagementKind.MEETING, EngagementKind.CALL}
    if meets and engagement.host.name:
        host = engagement.host.name
    verb = "meets" if meets else "visits"
    called_off = f" ({engagement.standing.value})" if engagement.standing in _CALLED_OFF else ""
    summary = f"{visitor} {verb} {host}{when}{called_off}"
    return Claim(ClaimKind.EVENT, span, report.quote(span), summary)


def _judge_past(case: _Case, start: PartialDate, end: PartialDate) -> Verdict:
    margin = dt.timedelta(days=_MARGIN_DAYS)
    near = [
        visit
        for visit in list_visits(
            case.almanac,
            *case.sides,
            max(start.earliest - margin, dt.date(1900, 1, 1)),
            end.latest + margin,
            levels=("leader", "foreign_minister", "envoy"),
            held_only=False,
        )
        if case.engagement.level in {visit.level, "unknown"}
    ]
    exact = [visit for visit in near if overlaps_day(visit, start, end)]
    held = [visit for visit in exact if visit.status == "held"]
    stopped = [visit for visit in exact if visit.status in STOPPED]
    if stopped and not held:
        return _judge_stopped(case, stopped[0])
    if case.engagement.standing in _CALLED_OFF:
        return _judge_called_off(case, held)
    if held:
        return _judge_held(case, held)
    return _judge_unknown(case, [v for v in near if v.status == "held"])


def _judge_held(case: _Case, held: list[Visit]) -> Verdict:
    fitting = [
        visit
        for visit in held
        if goes_same_way(visit, case.engagement) or visit.host_state not in case.sides
    ]
    if fitting or case.engagement.kind is not EngagementKind.VISIT:
        visit = (fitting or held)[0]
        known = describe_visit(case.almanac, visit)
        return case.rule(Finding.SUPPORTED, known, "event.visit-known", Confidence.HIGH)
    visit = held[0]
    known = describe_visit(case.almanac, visit)
    reason = Statement(
        f"The almanac knows the visit in the other direction: {known.text}",
        (case.report.cite(case.claim.span), visit.reference),
    )
    correction = Correction(known.text.rstrip("."), known, visit.start, visit.end)
    return case.rule(
        Finding.CONTRADICTED, reason, "event.direction", Confidence.MODERATE, (), correction
    )


def _judge_stopped(case: _Case, visit: Visit) -> Verdict:
    agrees = case.engagement.standing in _CALLED_OFF
    told = visit.description or describe_visit(case.almanac, visit).text
    reason = Statement(
        f"That visit was {visit.status}: {told}",
        (case.report.cite(case.claim.span), visit.reference),
    )
    finding = Finding.SUPPORTED if agrees else Finding.CONTRADICTED
    return case.rule(finding, reason, "event.called-off", Confidence.MODERATE)


def _judge_called_off(case: _Case, held: list[Visit]) -> Verdict:
    if held:
        known = describe_visit(case.almanac, held[0])
        reason = Statement(f"The almanac knows that it took place: {known.text}", known.references)
        return case.rule(Finding.NOT_ESTABLISHED, reason, "event.held-later", Confidence.LOW)
    reason = Statement(
        "The almanac knows neither the visit nor that it was called off.",
        (case.report.cite(case.claim.span),),
    )
    return case.rule(Finding.NOT_ESTABLISHED, reason, "event.unknown", Confidence.LOW)


def _judge_unknown(case: _Case, near: list[Visit]) -> Verdict:
    same = [visit for visit in near if goes_same_way(visit, case.engagement)]
    if not same:
        reason = Statement(
            "The almanac knows no such visit in that period; it does not list every visit.",
            (case.report.cite(case.claim.span),),
        )
        return case.rule(Finding.NOT_ESTABLISHED, reason, "event.unknown", Confidence.LOW)
    visit = same[0]
    known = describe_visit(case.almanac, visit)
    period = describe_period(visit.start, visit.end)
    reason = Statement(
        f"The almanac knows a visit near that day, not on it: {known.text}",
        (case.report.cite(case.claim.span), visit.reference),
    )
    correction = Correction(period, known, visit.start, visit.end)
    return case.rule(Finding.NOT_ESTABLISHED, reason, "event.near", Confidence.LOW, (), correction)


def _judge_future(case: _Case, start: PartialDate, end: PartialDate) -> Verdict:
    for item in reversed(list_expected(case.almanac, *case.sides)):
        verdict = _judge_expected(case, item, start, end)
        if verdict is not None:
            return verdict
    reason = Statement(
        f"The almanac knows no announcement of it as of {case.almanac.as_of}.",
        (case.report.cite(case.claim.span),),
    )
    return case.rule(Finding.NOT_ESTABLISHED, reason, "event.not-announced", Confidence.LOW)


def _judge_expected(
    case: _Case, item: Announcement, start: PartialDate, end: PartialDate
) -> Verdict | None:
    evidence = (describe_announcement(item),)
    as_of, status = case.almanac.as_of, item.status.replace("_", " ")
    references = (case.report.cite(case.claim.span), item.reference)
    stated = item.stated_start
    fits = stated is not None and stated.overlaps(start.earliest, end.latest)
    if item.status in STOPPED and (fits or stated is None):
        agrees = case.engagement.standing in _CALLED_OFF
        finding = Finding.SUPPORTED if agrees else Finding.CONTRADICTED
        reason = Statement(f"As of {as_of} that visit was {status}.", references)
        return case.rule(finding, reason, "event.called-off", Confidence.MODERATE, evidence)
    if fits and item.status == "announced":
        reason = Statement(
            f"As of {as_of} the visit was announced for these days; it had not taken place.",
            references,
        )
        return case.rule(
            Finding.SUPPORTED, reason, "event.announced", Confidence.MODERATE, evidence
        )
    if fits or stated is None:
        period = f"for {stated.describe()}" if stated else "without a day"
        reason = Statement(
            f"As of {as_of} a visit was {status} {period}; these days had not been announced.",
            references,
        )
        return case.rule(
            Finding.NOT_ESTABLISHED, reason, "event.unannounced-day", Confidence.MODERATE, evidence
        )
    return None


def _judge_undated(case: _Case) -> Verdict:
    expected = list_expected(case.almanac, *case.sides)
    is_ahead = case.engagement.standing in {Standing.ANNOUNCED, Standing.UNCLEAR}
    if expected and is_ahead:
        item = expected[-1]
        reason = Statement(
            f"No possible day is stated; as of {case.almanac.as_of} a visit was "
            f"{item.status.replace('_', ' ')}.",
            (case.report.cite(case.claim.span), item.reference),
        )
        evidence: tuple[Statement, ...] = (describe_announcement(item),)
        return case.rule(
            Finding.NOT_ESTABLISHED, reason, "event.undated", Confidence.MODERATE, evidence
        )
    held = [v for v in list_visits(case.almanac, *case.sides) if goes_same_way(v, case.engagement)]
    evidence = (describe_visit(case.almanac, held[-1]),) if held else ()
    reason = Statement(
        "No possible day is stated, so that no known visit can be matched with it"
        + ("; the last one known in that direction is given." if held else "."),
        (case.report.cite(case.claim.span),),
    )
    return case.rule(Finding.NOT_ESTABLISHED, reason, "event.undated", Confidence.LOW, evidence)
