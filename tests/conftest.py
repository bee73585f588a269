"""What several test folders need: shared data, the almanac as of a day, reading a text."""

import datetime as dt
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from legation.domain.engagement import Engagement
from legation.domain.report import Report
from legation.domain.verdicts import CheckResult
from legation.reading.extract import extract_text
from legation.workflow.check_report import CheckedReport, check_content
from legation.workflow.workspace import Knowledge, open_knowledge

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

# How long an example takes is the machine's business: a busy one failed tests by their deadline.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("shared data lie beside the project only in its own workplace")
    return SHARED


@cache
def _know(as_of: dt.date) -> Knowledge:
    return open_knowledge(as_of)


@pytest.fixture(scope="session")
def know() -> Callable[[str], Knowledge]:
    """The almanac with its indexes as of an ISO day."""
    return lambda day: _know(dt.date.fromisoformat(day))


Checked = Callable[[str, str], CheckedReport]


@pytest.fixture(scope="session")
def check_text() -> Checked:
    """Check a text as of an ISO day."""
    return lambda text, day: check_content(extract_text(text), dt.date.fromisoformat(day))


__all__ = ["CheckResult", "Engagement", "Report"]
