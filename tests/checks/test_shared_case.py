"""The report that the product was first asked about, and the example with the same fault."""

import datetime as dt
from pathlib import Path

import pytest

from legation.domain.verdicts import Finding
from legation.reading.extract import extract_content
from legation.workflow.check_report import CheckedReport, check_content

ROOT = Path(__file__).parents[2]
DAYS = ["2024-06-12", "2024-07-01", "2026-11-23"]


@pytest.fixture(params=["shared", "example"])
def article(request):
    if request.param == "shared":
        return request.getfixturevalue("shared") / "cases" / "putin-kim-2424.txt"
    return ROOT / "examples" / "kremlin-pyongyang.html"


def check(article, day: str) -> CheckedReport:
    return check_content(
        extract_content(article.read_bytes(), article.name), dt.date.fromisoformat(day)
    )


def find(checked: CheckedReport, rule: str):
    return [verdict for verdict in checked.result.verdicts if verdict.rule == rule]


@pytest.mark.parametrize("day", DAYS)
def test_engagement_is_read(article, day):
    engagement = check(article, day).engagement
    assert (engagement.visitor.state_id, engagement.visitor.person_id) == ("RUS", "putin-vladimir")
    assert (engagement.host.state_id, engagement.host.person_id) == ("PRK", "kim-jong-un")
    assert engagement.level.value == "leader"
    assert engagement.start is not None and engagement.start.year == 2424


@pytest.mark.parametrize("day", DAYS)
def test_year_2424_is_contradicted_once(article, day):
    verdicts = find(check(article, day), "date.beyond-lifetime")
    assert len(verdicts) == 1
    assert verdicts[0].finding is Finding.CONTRADICTED
    assert verdicts[0].correction is not None


@pytest.mark.parametrize("day", DAYS[1:])
def test_probable_reading_is_the_visit_once_it_was_held(article, day):
    correction = find(check(article, day), "date.beyond-lifetime")[0].correction
    assert correction.start.isoformat() == "2024-06-18"
    assert correction.end.isoformat() == "2024-06-19"
    assert correction.statement.references


def test_before_the_visit_nothing_later_is_known(article):
    checked = check(article, "2024-06-12")
    correction = find(checked, "date.beyond-lifetime")[0].correction
    assert correction.text.startswith("2024")
    assert "preparation" in correction.text
    told = " ".join(
        statement.text
        for verdict in checked.result.verdicts
        for statement in (verdict.reason, *verdict.evidence)
    )
    assert "18 June 2024" not in told + correction.statement.text
    assert "18-19 June" not in told + correction.statement.text


def test_no_clean_claim_is_contradicted(article):
    for day in DAYS:
        contradicted = [
            verdict
            for verdict in check(article, day).result.verdicts
            if verdict.finding is Finding.CONTRADICTED
        ]
        assert [verdict.rule for verdict in contradicted] == ["date.beyond-lifetime"]


def test_what_is_lacking_is_named(article):
    lacks = {lack.what for lack in check(article, "2024-07-01").result.lacks}
    assert {"day", "named source", "quotation"} <= lacks
