"""Put the findings together: title, dateline, key judgments, gaps, methods, sources."""

from attrs import evolve, frozen

from legation.almanac.store import Almanac
from legation.brief.layout import collect_references, lay_out
from legation.brief.wording import name_state, plural
from legation.domain.agenda import Agenda
from legation.domain.brief import Brief, Judgment
from legation.domain.citation import Reference, ReferenceKind, Source, Statement
from legation.domain.engagement import Engagement, EngagementKind, Level
from legation.domain.history import History
from legation.domain.outlook import Forecast, Outlook
from legation.domain.reactions import Reactions
from legation.domain.report import Report
from legation.domain.verdicts import CheckResult, Finding
from legation.tables.extract import RecordExtract

MAX_JUDGMENTS = 5
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


@frozen
class Findings:
    """What the steps found, before it is a brief."""

    report: Report
    engagement: Engagement
    others: tuple[Engagement, ...]
    check: CheckResult
    history: History
    agenda: Agenda
    outlook: Outlook
    reactions: Reactions
    extract: RecordExtract


def compose_brief(
    findings: Findings, almanac: Almanac, names: dict[str, str], version: str
) -> Brief:
    """Compose a brief from findings.

    Args:
        findings: of all steps, as of the almanac's day.
        almanac: for the sources.
        names: of the two states, by id.
        version: of the program.
    """
    engagement = findings.engagement
    draft = Brief(
        title=_title(engagement, names),
        dateline=_dateline(findings, almanac),
        as_of=almanac.as_of,
        report=findings.report,
        engagement=engagement,
        recognition=_describe_recognition(findings, names),
        judgments=_judge(findings),
        check=findings.check,
        history=findings.history,
        agenda=findings.agenda,
        outlook=findings.outlook,
        reactions=findings.reactions,
        changes=(Statement("No earlier edition was given to compare with."),),
        gaps=(*findings.history.gaps, *_note_unread(findings)),
        methods=_describe_methods(findings, almanac),
        sources=(),
        version=version,
    )
    return evolve(draft, sources=_gather_sources(draft, almanac))


def _gather_sources(brief: Brief, almanac: Almanac) -> tuple[Source, ...]:
    numbers = collect_references(brief, lay_out(brief))
    wanted = {source for reference in numbers for source in reference.source_ids}
    known = almanac.sources
    return tuple(known[key] for key in sorted(wanted) if key in known)


def _title(engagement: Engagement, names: dict[str, str]) -> str:
    visitor, host = (names[party.state_id] for party in (engagement.visitor, engagement.host))
    if engagement.kind is EngagementKind.NONE:
        return f"{visitor} and {host}: a briefing"
    if engagement.kind is EngagementKind.VISIT:
        who = f"{engagement.visitor.name} ({visitor})" if engagement.visitor.name else visitor
        return f"{who} to {host}: a briefing"
    return f"{visitor} and {host}, {_KINDS[engagement.kind].removeprefix('a ')}: a briefing"


def _dateline(findings: Findings, almanac: Almanac) -> tuple[Statement, ...]:
    scope = findings.check.scope
    title = findings.report.title or findings.report.text[:100]
    source = findings.report.publisher or findings.report.url or "a text"
    about = Statement(f"On the report '{title}' ({source}).", (scope,))
    as_of = Statement(
        f"As of {almanac.as_of.isoformat()}: nothing that became known later was used.", (scope,)
    )
    return about, as_of


def _describe_recognition(findings: Findings, names: dict[str, str]) -> tuple[Statement, ...]:
    engagement, report = findings.engagement, findings.report
    references = tuple(report.cite(span) for span in engagement.spans[:2]) or (
        findings.check.scope,
    )
    statements = []
    if engagement.kind is EngagementKind.NONE:
        pair = " and ".join(names[state] for state in findings.history.states)
        statements.append(
            Statement(
                f"The report states no visit, meeting or call between two states; this brief treats "
                f"the two most written about: {pair}.",
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
            f"{other.visitor.name or other.visitor.state_id} and {other.host.name or other.host.state_id}"
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
        f"{_LEVELS[engagement.level]}{where}{when}; {engagement.standing.value} as the report has it; "
        f"certainty of this reading {engagement.certainty:.0%}."
    )


def _judge(findings: Findings) -> tuple[Judgment, ...]:
    chosen = [
        *_judge_claims(findings.check)[:2],
        *_judge_history(findings.history),
        *_judge_outlook(findings.outlook),
        *_judge_reactions(findings.reactions),
    ]
    unique = list(dict.fromkeys([*chosen, *findings.agenda.summary[:1]]))
    if len(unique) < 3:
        unique += [s for s in findings.history.summary if s not in unique][: 3 - len(unique)]
    return tuple(Judgment(statement) for statement in unique[:MAX_JUDGMENTS])


def _judge_claims(check: CheckResult) -> list[Statement]:
    found = []
    for verdict in check.verdicts:
        if verdict.finding is Finding.CONTRADICTED:
            text, references = f"Contradicted: {verdict.reason.text}", verdict.reason.references
            if verdict.correction is not None:
                text += f" {verdict.correction.statement.text}"
                references += verdict.correction.statement.references
            found.append(Statement(text, tuple(dict.fromkeys(references))))
    if found:
        return found
    counts = {
        finding: sum(verdict.finding is finding for verdict in check.verdicts)
        for finding in Finding
    }
    return [
        Statement(
            f"Of {plural(len(check.verdicts), 'checked claim')} none was contradicted, "
            f"{counts[Finding.SUPPORTED]} supported and {counts[Finding.NOT_ESTABLISHED]} not "
            "established.",
            (check.scope,),
        )
    ]


def _judge_history(history: History) -> list[Statement]:
    contacts = [
        s for s in history.summary if any(r.key.startswith("visits/") for r in s.references)
    ]
    return contacts[:1] or list(history.summary[:1])


def _judge_outlook(outlook: Outlook) -> list[Statement]:
    ranked = sorted(outlook.forecasts, key=_weigh_forecast, reverse=True)
    return [
        Statement(f"{forecast.question.text} {forecast.wording.text}", forecast.wording.references)
        for forecast in ranked[:2]
    ]


def _weigh_forecast(forecast: Forecast) -> tuple[float, str]:
    placebo = forecast.base_rate.placebo_rate
    contrast = abs(forecast.probability - placebo) if placebo is not None else 0.0
    return contrast, forecast.question.question_id


def _judge_reactions(reactions: Reactions) -> list[Statement]:
    above = [risk for risk in reactions.risks if risk.status == "above threshold"]
    if above:
        return [above[0].indicator.statement]
    ties = [tie.statement for party in reactions.third_parties for tie in party.ties]
    return ties[:1]


def _note_unread(findings: Findings) -> tuple[Statement, ...]:
    return tuple(
        lack.statement for lack in findings.check.lacks if lack.what in {"day", "named source"}
    )


def _describe_methods(findings: Findings, almanac: Almanac) -> tuple[Statement, ...]:
    scope = findings.check.scope
    record = findings.extract
    held = (
        record.cite("summary", "all events")
        if record.events
        else Reference(ReferenceKind.RECORD, "record/empty", "the record is empty")
    )
    return (
        Statement(
            "Facts come from the almanac's dated rows, each with its source; beyond the day through "
            "which a row is verified the answer is 'not established'.",
        ),
        Statement(
            f"The record holds {record.events} coded events as of {almanac.as_of.isoformat()}; rows of "
            "feeds are reports, not proof.",
            (held,),
        ),
        Statement(
            "A finding is 'contradicted' only where a rule and a sourced row say so; where nothing is "
            "known it is 'not established'.",
        ),
        *findings.outlook.method,
        Statement(
            f"The same command with --as-of {almanac.as_of.isoformat()} builds this brief again, byte "
            "for byte, whatever becomes known later.",
            (scope,),
        ),
    )
