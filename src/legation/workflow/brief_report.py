"""The main job: from a report to a brief."""

import datetime as dt
from pathlib import Path

from attrs import evolve, frozen

from legation import __version__
from legation.agenda.build import build_agenda
from legation.almanac.states import describe_state, refuse_unborn
from legation.brief.compose import compose_brief
from legation.brief.findings import Findings
from legation.checks.report import check_report
from legation.domain.brief import Brief
from legation.domain.engagement import Engagement, EngagementKind, Standing
from legation.domain.verdicts import CheckResult
from legation.errors import InputError
from legation.history.build import build_history
from legation.outlook.forecast import build_outlook
from legation.reactions.build import build_reactions
from legation.reading.extract import PageContent
from legation.reading.recognize import recognize_engagements
from legation.reading.report import build_report
from legation.record.place import Root
from legation.workflow.aside import Aside
from legation.workflow.check_report import take_events
from legation.workflow.extraction import extract_record
from legation.workflow.inquiry import Inquiry
from legation.workflow.record_choice import BY_COVERAGE, Counting
from legation.workflow.workspace import open_knowledge

_FAR_YEARS = 5


@frozen(eq=False)
class BriefResult:
    """A brief with the names of its two states."""

    brief: Brief
    names: dict[str, str]


def brief_report(
    content: PageContent,
    as_of: dt.date,
    record_root: Root,
    data_dir: Path | None = None,
    inquiry: Inquiry | None = None,
    engine_name: str = "duckdb",
    counting: Counting = BY_COVERAGE,
    coding: Aside | None = None,
) -> BriefResult:
    """Read, check and set out a report as of a day.

    Args:
        content: what was taken from the page.
        as_of: nothing that became known later is used.
        record_root: the record's folder or address.
        data_dir: another almanac than the package's own.
        inquiry: one to the same record that was begun before.
        engine_name: which engine answers for the record: `duckdb` or `spark`.
        counting: which of the record's rows count.
        coding: a process that codes the report's events, begun before; else they are coded here.

    Raises:
        InputError: if the report cannot be read or names fewer than two states, or if a feed is
            asked for that tells nothing of them.
    """
    knowledge = open_knowledge(as_of, data_dir)
    almanac, tenure = knowledge.almanac, knowledge.tenure
    report, day = build_report(content, almanac, knowledge.index, tenure)
    if coding is not None:
        coding.put(report)
    engagements = recognize_engagements(report, tenure, day)
    engagement = settle_standing(engagements[0], as_of)
    pair = (engagement.visitor.state_id, engagement.host.state_id)
    if not all(pair):
        raise InputError(
            "the report names fewer than two states that the almanac knows: give a report of an "
            "engagement between two states"
        )
    refuse_unborn(almanac, pair)
    extract = extract_record(record_root, almanac, pair, inquiry, engine_name, counting)
    events = take_events(coding, report)
    check = check_report(report, almanac, engagement, day, events)
    anchored = anchor_engagement(engagement, check, as_of)
    findings = Findings(
        report=report,
        engagement=engagement,
        others=engagements[1:],
        events=events,
        check=check,
        history=build_history(almanac, pair, extract),
        agenda=build_agenda(report, almanac, pair, extract, events),
        outlook=build_outlook(anchored, almanac, extract, as_of),
        reactions=build_reactions(anchored, almanac, extract),
        extract=extract,
    )
    names = {state: describe_state(almanac, state, as_of).name for state in pair}
    return BriefResult(compose_brief(findings, almanac, names, __version__), names)


def settle_standing(engagement: Engagement, as_of: dt.date) -> Engagement:
    """Call an engagement announced where its day lies after the as-of day."""
    happened = engagement.standing in {Standing.HELD, Standing.UNDERWAY, Standing.UNCLEAR}
    if engagement.start is None or not happened or engagement.start.earliest <= as_of:
        return engagement
    if engagement.kind is EngagementKind.NONE:
        return engagement
    return evolve(engagement, standing=Standing.ANNOUNCED)


def anchor_engagement(engagement: Engagement, check: CheckResult, as_of: dt.date) -> Engagement:
    """The engagement with the days that it probably has: corrected where the checks offer it."""
    limit = as_of.year + _FAR_YEARS
    if engagement.start is not None and 1945 <= engagement.start.year <= limit:
        return engagement
    for verdict in check.verdicts:
        correction = verdict.correction
        if correction is not None and correction.start is not None:
            return evolve(engagement, start=correction.start, end=correction.end)
    return evolve(engagement, start=None, end=None)
