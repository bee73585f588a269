"""Check a report without the rest of the brief."""

import datetime as dt
from pathlib import Path

from attrs import frozen

from legation.checks.report import check_report
from legation.domain.coding import CodedEvent
from legation.domain.engagement import Engagement
from legation.domain.report import Report
from legation.domain.verdicts import CheckResult
from legation.reading.extract import PageContent
from legation.reading.recognize import recognize_engagements
from legation.reading.report import build_report
from legation.workflow.aside import Aside
from legation.workflow.workspace import open_knowledge


@frozen
class CheckedReport:
    """A report with what it is about and what was found of its claims."""

    report: Report
    engagement: Engagement
    result: CheckResult


def check_content(
    content: PageContent,
    as_of: dt.date,
    data_dir: Path | None = None,
    coding: Aside | None = None,
) -> CheckedReport:
    """Read and check a page's text as of a day.

    Args:
        content: what was taken from the page.
        as_of: nothing that became known later is used.
        data_dir: another almanac than the package's own.
        coding: a process that codes the report's events, begun before; else they are coded here.
    """
    knowledge = open_knowledge(as_of, data_dir)
    report, day = build_report(content, knowledge.almanac, knowledge.index, knowledge.tenure)
    if coding is not None:
        coding.put(report)
    engagement = recognize_engagements(report, knowledge.tenure, day)[0]
    events = take_events(coding, report)
    return CheckedReport(
        report, engagement, check_report(report, knowledge.almanac, engagement, day, events)
    )


def take_events(coding: Aside | None, report: Report) -> tuple[CodedEvent, ...]:
    """The events of a report: from the other process, or coded here where it has none."""
    answer = coding.take() if coding is not None else None
    if isinstance(answer, tuple):
        return answer
    from legation.reading.coder.coder import load_coder
    from legation.reading.coder.coding import code_events

    return code_events(report, load_coder())
