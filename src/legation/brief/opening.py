"""The opening of a brief: title, dateline, and what the report was read to be about."""

from legation.almanac.store import Almanac
from legation.brief.findings import Findings
from legation.domain.citation import Statement
from legation.domain.dates import PartialDate
from legation.domain.engagement import Engagement, EngagementKind, Level, Standing
from legation.domain.wording import begin_sentence, name_state

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
_STANDINGS = {
    Standing.DENIED: ", visit denied",
    Standing.CANCELLED: ", visit called off",
}
MOST_CERTAIN = 0.95


def write_title(engagement: Engagement, names: dict[str, str]) -> str:
    """The headline: who goes where, or between whom it is, and whether it was called off."""
    visitor, host = (
        name_state(names[party.state_id]) for party in (engagement.visitor, engagement.host)
    )
    if engagement.kind is EngagementKind.NONE:
        return begin_sentence(f"{visitor} and {host}: a briefing on their relations")
    if engagement.kind is EngagementKind.VISIT:
        who = engagement.visitor.name
        side = f"{who} ({names[engagement.visitor.state_id]})" if who else visitor
        standing = _STANDINGS.get(engagement.standing, "")
        return begin_sentence(f"{side} to {host}{standing}: a briefing")
    kind = _KINDS[engagement.kind].removeprefix("a ")
    place = f" in {engagement.place}" if engagement.place else ""
    return begin_sentence(f"{visitor} and {host}, {kind}{place}: a briefing")


def write_dateline(findings: Findings, almanac: Almanac) -> tuple[Statement, ...]:
    scope = findings.check.scope
    text = findings.report.text
    title = findings.report.title or (text if len(text) <= 100 else text[:97] + "...")
    source = findings.report.publisher or findings.report.url or "a text"
    about = Statement(f"On the report '{title}' ({source}).", (scope,))
    day = PartialDate.from_date(almanac.as_of).describe()
    as_of = Statement(f"As of {day}: nothing that became known later was used.", (scope,))
    return about, as_of


def describe_recognition(findings: Findings, names: dict[str, str]) -> tuple[Statement, ...]:
    engagement, report = findings.engagement, findings.report
    references = tuple(report.cite(span) for span in engagement.spans[:2]) or (
        findings.check.scope,
    )
    statements = []
    if engagement.kind is EngagementKind.NONE:
        pair = " and ".join(name_state(names[state]) for state in findings.history.states)
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
            " and ".join(
                side.name or names.get(side.state_id, side.state_id)
                for side in (other.visitor, other.host)
            )
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
        f"{_LEVELS[engagement.level]}{where}{when}; {_say_standing(engagement.standing)}; "
        f"certainty of this reading {min(MOST_CERTAIN, engagement.certainty):.0%}."
    )


def _say_standing(standing: Standing) -> str:
    if standing is Standing.UNCLEAR:
        return "the report leaves open whether it took place"
    return f"{standing.value} according to the report"
