"""What all tests of the reading share: an almanac with its indexes, opened once."""

import datetime as dt
from collections.abc import Callable

import pytest

from legation.domain.engagement import Engagement
from legation.domain.report import Mention, Report
from legation.reading.extract import extract_text
from legation.reading.mentions import find_mentions
from legation.reading.recognize import recognize_engagements
from legation.reading.report import build_report
from legation.workflow.workspace import Knowledge, open_knowledge

AS_OF = dt.date(2025, 6, 30)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return open_knowledge(AS_OF)


@pytest.fixture(scope="session")
def read_report(knowledge: Knowledge) -> Callable[[str], Report]:
    def read(text: str) -> Report:
        content = extract_text(text)
        return build_report(content, knowledge.almanac, knowledge.index, knowledge.tenure)[0]

    return read


@pytest.fixture(scope="session")
def recognize(knowledge: Knowledge) -> Callable[[str], tuple[Engagement, ...]]:
    def read(text: str) -> tuple[Engagement, ...]:
        report, day = build_report(
            extract_text(text), knowledge.almanac, knowledge.index, knowledge.tenure
        )
        return recognize_engagements(report, knowledge.tenure, day)

    return read


@pytest.fixture(scope="session")
def name_on(knowledge: Knowledge) -> Callable[[str, str], tuple[Mention, ...]]:
    def read(text: str, day: str) -> tuple[Mention, ...]:
        return find_mentions(
            text,
            knowledge.almanac,
            knowledge.index,
            knowledge.tenure,
            dt.date.fromisoformat(day),
        )

    return read
