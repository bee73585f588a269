"""The opening of a brief: title, dateline, and what the report was read to be about."""

from legation.almanac.store import Almanac
from legation.brief.findings import Findings
from legation.brief.wording import name_state
from legation.domain.citation import Statement
from legation.domain.engagement import Engagement, EngagementKind, Level

_KINDS = {
    EngagementKind.VISIT: "a visit",
    EngagementKind.MEETING: "a meeting",
    EngagementKind.MULTILATERAL: "a multilateral meeting",
    EngagementKind.CALL: "a call",
    EngagementKind.NONE: "no engagement",
}
_LEVELS = {
    Level.LEADER: "leader level",
    Level.FOREIGN_MINISTER: "foreign-minister level",
    Level.ENVOY: "envoy level",
    Level.UNKNOWN: "level not stated",
}


def write_title(engagement: Engagement, names: dict[str, str]) -> str:
    visitor, host = (names[party.state_id] for party in (engagement.visitor, engagement.host))
    if engagement.kind is EngagementKind.NONE:
        return f"{visitor} and {host}: a briefing"
    if engagement.kind is EngagementKind.VISIT:
        who = f"{engagement.visitor.name} ({visitor})" if engagement.visitor.name else visitor
        return f"{who} to {host}: a briefing"
    return f"{visitor} and {host}, {_KINDS[engagement.kind].removeprefix('a ')}: a briefing"


def write_dateline(findings: Findings, almanac: Almanac) -> tuple[Statement, ...]:
    scope = findings.check.scope
    title = findings.report.title or findings.report.text[:100]
    source = findings.report.publisher or findings.report.url or "a text"
    about = Statement(f"On the report '{title}' ({source}).", (scope,))
    as_of = Statement(
        f"As of {almanac.as_of.isoformat()}: nothing that became known later was used.", (scope,)
    )
    return about, as_of


def describe_recognition(findings: Findings, names: dict[str, str]) -> tuple[Statement, ...]:
    engagement, report = findings.engagement, findings.report
    references = tuple(report.cite(span) for span in engagement.spans[:2]) or (
        findings.check.scope,
    )
    statements = []
    if engagement.kind is EngagementKind.NONE:
        pair = " and ".join(names[state] for state in findings.history.states)
        statements.append(
            Statement(
                f"The report states no visit, meeting or call between two states; this brief "
                f"treats the two most written about: {pair}.",
                references,
            )
        )
    else:
        statements.append(Statement(_describe_engagement(engagement, names), references))
    if engagement.doubts:
        statements.append(Statement("Unsure: " + "; ".join(engagement.doubts) + ".", references))
    others = [other for other in findings.others if other.kind is not EngagementKind.NONE]
    if others:
        listed = "; ".join(
            " and ".join(side.name or side.state_id for side in (other.visitor, other.host))
            for other in others[:4]
        )
        statements.append(Statement(f"Also mentioned in it: {listed}.", references))
    return tuple(statements)


def _describe_engagement(engagement: Engagement, names: dict[str, str]) -> str:
    sides = []
    for party in (engagement.visitor, engagement.host):
        title = f", {party.title}" if party.title and party.name else ""
        person = f" ({party.name}{title})" if party.name else ""
        sides.append(f"{name_state(names[party.state_id])}{person}")
    joint = " to " if engagement.kind is EngagementKind.VISIT else " with "
    where = f", in {engagement.place}" if engagement.place else ""
    when = f", '{engagement.date_text}'" if engagement.date_text else ", no day stated"
    return (
        f"The report is about {_KINDS[engagement.kind]} of {sides[0]}{joint}{sides[1]}, "
        f"{_LEVELS[engagement.level]}{where}{when}; {engagement.standing.value} as the report has"
        f" it; certainty of this reading {engagement.certainty:.0%}."
    )
