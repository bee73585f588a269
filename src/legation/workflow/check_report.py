"""Check a report without the rest of the brief."""

import datetime as dt
from pathlib import Path

from attrs import frozen

from legation.checks.report import check_report
from legation.domain.engagement import Engagement
from legation.domain.report import Report
from legation.domain.verdicts import CheckResult
from legation.reading.extract import PageContent
from legation.reading.recognize import recognize_engagements
from legation.reading.report import build_report
from legation.workflow.workspace import open_knowledge


@frozen
class CheckedReport:
    """A report with what it is about and what was found of its claims."""

    report: Report
    engagement: Engagement
    result: CheckResult


def check_content(
    content: PageContent, as_of: dt.date, data_dir: Path | None = None
) -> CheckedReport:
    """Read and check a page's text as of a day."""
    knowledge = open_knowledge(as_of, data_dir)
    report, day = build_report(content, knowledge.almanac, knowledge.index, knowledge.tenure)
    engagement = recognize_engagements(report, knowledge.tenure, day)[0]
    return CheckedReport(
        report, engagement, check_report(report, knowledge.almanac, engagement, day)
    )
