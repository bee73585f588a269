"""Put the findings together into a brief, with its gaps, methods and sources."""

from attrs import evolve

from legation.almanac.store import Almanac
from legation.brief.findings import Findings
from legation.brief.judgments import choose_judgments
from legation.brief.layout import lay_out
from legation.brief.numbering import collect_references
from legation.brief.opening import MOST_CERTAIN, describe_recognition, write_dateline, write_title
from legation.domain.brief import Brief
from legation.domain.citation import Reference, ReferenceKind, Source, Statement
from legation.domain.dates import PartialDate
from legation.domain.engagement import EngagementKind


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
        title=write_title(engagement, names),
        dateline=write_dateline(findings, almanac),
        as_of=almanac.as_of,
        report=findings.report,
        engagement=engagement,
        recognition=describe_recognition(findings, names),
        judgments=choose_judgments(findings),
        events=findings.events,
        check=findings.check,
        history=findings.history,
        agenda=findings.agenda,
        outlook=findings.outlook,
        reactions=findings.reactions,
        changes=(Statement("No earlier edition was given to compare with."),),
        gaps=_gather_gaps(findings),
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


def _gather_gaps(findings: Findings) -> tuple[Statement, ...]:
    """All that could not be established for this pair, in one place and each once."""
    found = (
        *findings.history.gaps,
        *findings.agenda.gaps,
        *findings.reactions.gaps,
    )
    return tuple(dict.fromkeys(found))


def _describe_methods(findings: Findings, almanac: Almanac) -> tuple[Statement, ...]:
    scope = findings.check.scope
    day = PartialDate.from_date(almanac.as_of).describe()
    record = findings.extract
    held = (
        record.cite("summary", "all events")
        if record.events
        else Reference(ReferenceKind.RECORD, "record/empty", "the record is empty")
    )
    return (
        Statement(
            "Facts come from the almanac's dated rows, each with its source; beyond the day "
            "through which a row is verified the answer is 'not established'.",
        ),
        Statement(
            f"The record holds {record.events:,} coded events as of {day}; "
            "rows of feeds are reports, not proof.",
            (held,),
        ),
        Statement(
            "A finding is 'contradicted' only where a rule and a sourced row say so; where nothing "
            "is known it is 'not established'.",
        ),
        *_explain_events(findings),
        *_explain_certainty(findings),
        *findings.outlook.method,
        Statement(
            f"The same command with --as-of {almanac.as_of.isoformat()} builds this brief again, "
            "byte for byte, whatever becomes known later.",
            (scope,),
        ),
    )


def _explain_events(findings: Findings) -> tuple[Statement, ...]:
    if not findings.events:
        return ()
    return (
        Statement(
            "The report's events are coded from its words by a parse and linear models; those of "
            "which the coder is at least half sure are shown. They are readings, and often wrong "
            "in a detail: the words beside each decide.",
        ),
    )


def _explain_certainty(findings: Findings) -> tuple[Statement, ...]:
    if findings.engagement.kind is EngagementKind.NONE:
        return ()
    return (
        Statement(
            "The certainty of the reading grows with the signs for it in the report (who, where, "
            "when, words of a visit or meeting) and falls with those for another engagement; it "
            f"is a count of signs, not a probability, and is never given above {MOST_CERTAIN:.0%}.",
            (findings.check.scope,),
        ),
    )
