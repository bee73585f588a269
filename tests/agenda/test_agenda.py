"""What is on the table, in sentences, and who holds what."""

import datetime as dt
import re

import polars as pl
import pytest

from legation.agenda.build import build_agenda
from legation.agenda.issues import count_record_issues, count_report_issues, describe_shares
from legation.agenda.leverage import list_leverage
from legation.almanac.store import open_almanac
from legation.domain.agenda import IssueCount
from legation.domain.citation import Reference, ReferenceKind
from legation.domain.report import Report, Sentence, Span
from legation.tables.counts import TYPE_COUNTS_SCHEMA
from legation.tables.extract import RecordExtract

DAY = dt.date(2024, 5, 26)


def _report(*texts):
    whole, sentences = " ".join(texts), []
    for index, text in enumerate(texts):
        start = whole.index(text)
        sentences.append(Sentence(index, Span(start, start + len(text)), text))
    return Report(title="", text=whole, sentences=tuple(sentences))


REPORT = _report(
    "They will talk about denuclearization and sanctions.",
    "Sanctions were named twice: sanctions.",
    "The weather was fine.",
)


def _extract(rows=()):
    return RecordExtract(
        as_of=DAY,
        events=10,
        first_day=dt.date(2018, 10, 1),
        last_day=dt.date(2019, 2, 1),
        origins=("icews",),
        types=pl.DataFrame(list(rows), schema=TYPE_COUNTS_SCHEMA, orient="row"),
    )


def test_an_issue_counts_once_a_sentence():
    counts = {count.issue_id: count for count in count_report_issues(REPORT)}
    assert counts["sanctions"].count == 2
    assert counts["denuclearization"].count == 1
    assert "anctions" in counts["sanctions"].reference.note


def test_the_record_counts_events_by_context():
    rows = [
        ("RUS", "PRK", "CONSULT", "visit", "military", 4, 1.0),
        ("PRK", "RUS", "AID", "", "", 6, 5.0),
    ]
    counts = count_record_issues(_extract(rows), ("RUS", "PRK"))
    assert sum(count.count for count in counts) >= 4
    assert count_record_issues(_extract(), ("RUS", "PRK")) == ()


@pytest.mark.parametrize(
    ("pairs", "text"),
    [
        (
            [("a", "arms", 3)],
            "In the report the issue shown most often is arms (3 of 3); sentences are counted "
            "once for each issue.",
        ),
        (
            [("a", "arms", 6), ("b", "trade", 2)],
            "In the report the issues shown most often are arms (6 of 8, 75%) and trade "
            "(2 of 8, 25%); sentences are counted once for each issue.",
        ),
    ],
)
def test_shares_in_words(pairs, text):
    total = sum(count for *_, count in pairs)
    reference = Reference(ReferenceKind.REPORT, "report/0-1", "the report")
    counts = tuple(IssueCount(i, label, count, total, reference) for i, label, count in pairs)
    assert [s.text for s in describe_shares("In the report", counts, "sentences")] == [text]
    assert describe_shares("In the report", (), "sentences") == ()


def _leverage(one, two, day=DAY):
    almanac = open_almanac(day)
    names = {"RUS": "Russia", "PRK": "North Korea", "USA": "the United States", "CHN": "China"}
    names |= {"JPN": "Japan", "CUB": "Cuba"}
    return list_leverage(almanac, (one, two), names)


def test_leverage_between_russia_and_north_korea():
    found = _leverage("RUS", "PRK")
    texts = {item.kind: item.statement.text for item in found}
    assert (
        texts["seat"] == "Russia has a permanent seat, and so a veto, in the UN Security Council."
    )
    assert texts["border"] == "Russia and North Korea share a land border."
    assert "alliance" not in texts


def test_an_alliance_counts_while_it_lasts():
    after = {i.kind: i.statement.text for i in _leverage("RUS", "PRK", dt.date(2025, 3, 1))}
    assert "are parties to the" in after["alliance"]
    assert "alliance" in {i.kind for i in _leverage("USA", "JPN")}


def test_every_agenda_is_in_sentences():
    almanac = open_almanac(DAY)
    for pair in (("RUS", "PRK"), ("USA", "CHN"), ("FRA", "DEU"), ("USA", "CUB")):
        agenda = build_agenda(REPORT, almanac, pair, _extract())
        statements = [*agenda.summary, *agenda.gaps, *(item.statement for item in agenda.leverage)]
        assert statements
        for statement in statements:
            assert re.match(r"[A-Z0-9].*[.]\Z", statement.text), statement.text
            assert not re.search(r"\b(?:PRK|CHN|USA)\b", statement.text)
        assert all(0 <= count.share <= 1 for count in agenda.in_chronicle)
