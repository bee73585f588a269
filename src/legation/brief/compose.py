"""Put the findings together into a brief, with its gaps, methods and sources."""

from attrs import evolve

from legation.almanac.store import Almanac
from legation.brief.findings import Findings
from legation.brief.judgments import choose_judgments
from legation.brief.layout import collect_references, lay_out
from legation.brief.opening import describe_recognition, write_dateline, write_title
from legation.domain.brief import Brief
from legation.domain.citation import Reference, ReferenceKind, Source, Statement


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
            "Facts come from the almanac's dated rows, each with its source; beyond the day "
            "through which a row is verified the answer is 'not established'.",
        ),
        Statement(
            f"The record holds {record.events} coded events as of {almanac.as_of.isoformat()}; "
            "rows of feeds are reports, not proof.",
            (held,),
        ),
        Statement(
            "A finding is 'contradicted' only where a rule and a sourced row say so; where nothing "
            "is known it is 'not established'.",
        ),
        *findings.outlook.method,
        Statement(
            f"The same command with --as-of {almanac.as_of.isoformat()} builds this brief again, "
            "byte for byte, whatever becomes known later.",
            (scope,),
        ),
    )
