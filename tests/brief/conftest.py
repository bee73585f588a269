"""One real brief for all tests of the brief."""

import datetime as dt
from pathlib import Path

import pytest

from legation.reading.extract import extract_content
from legation.workflow.brief_report import brief_report

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def result(tmp_path_factory):
    article = ROOT / "examples" / "kremlin-pyongyang.html"
    content = extract_content(article.read_bytes(), article.name)
    root = tmp_path_factory.mktemp("record")
    return brief_report(content, dt.date(2024, 7, 1), root)
