"""The history of real pairs as a sceptical editor reads it."""

import datetime as dt
import re

import pytest

from legation.domain.dates import PartialDate
from legation.history.build import build_history
from legation.history.timeline import MAX_ENTRIES
from legation.history.visit_words import describe_visit
from legation.tables.extract import RecordExtract

PAIRS = [
    ("RUS", "PRK"), ("USA", "CHN"), ("FRA", "DEU"), ("ETH", "ERI"), ("IND", "PAK"), ("USA", "CUB"),
    ("KOR", "JPN"), ("USA", "RUS"), ("GBR", "ARG"), ("XKX", "SRB"), ("USA", "ARE"), ("TUV", "KIR"),
]  # fmt: skip
DAYS = ["1995-06-01", "2016-04-01", "2024-05-26"]
# "1 times", a state without its article, two full stops, an id for a name, empty brackets.
FAULTS = re.compile(
    r"\b1 (?:times|events|visits|months|days)\b|\(\)|\.\.|  | ,|"
    r"(?<!the )(?<!The )\b(?:United States|United Kingdom|Soviet Union) (?:and|toward|did)\b|"
    r"\b(?:PRK|CHN|DEU|RUS|JPN|KOR)\b"
)


def _statements(history):
    yield from history.summary
    yield from (entry.statement for entry in history.timeline)
    yield from (found.statement for found in history.breaks)
    yield from (*history.comparisons, *history.alliances, *history.alignment, *history.gaps)


@pytest.fixture(scope="module")
def histories(almanac_on):
    return {
        (pair, day): build_history(almanac_on(day), pair, RecordExtract(dt.date.fromisoformat(day)))
        for pair in PAIRS
        for day in DAYS
        if (pair, day) != (("XKX", "SRB"), "1995-06-01") and not (pair[1] == "SRB" and day < "2008")
    }


def test_every_statement_is_a_sentence(histories):
    bad = [
        statement.text
        for history in histories.values()
        for statement in _statements(history)
        if not re.match(r"[A-ZÉ0-9\"“]", statement.text) or statement.text[-1] not in ".!?"
    ]
    assert bad == []


def test_no_statement_has_a_fault_of_language(histories):
    bad = {s.text for h in histories.values() for s in _statements(h) if FAULTS.search(s.text)}
    assert sorted(bad) == []


def test_nothing_is_said_twice(histories):
    for history in histories.values():
        parts = [
            *(entry.statement.text for entry in history.timeline),
            *(s.text for s in (*history.alliances, *history.alignment, *history.comparisons)),
        ]
        assert sorted(parts) == sorted(set(parts))
        assert not {s.text for s in history.alignment} & {s.text for s in history.summary}


def test_no_statement_tells_a_later_day(histories):
    """Plans may name a later year; nothing else does."""
    plan = re.compile(r"\b(?:by|to|until|on) (?:the end of )?(?:\d+ )?(?:[A-Z][a-z]+ )?$")
    bad = []
    for (_, day), history in histories.items():
        for statement in _statements(history):
            for match in re.finditer(r"\b(?:19|20)\d\d\b", statement.text):
                before = statement.text[: match.start()]
                if (
                    match.group() > day[:4]
                    and not plan.search(before)
                    and "resolution " not in before[-12:]
                ):
                    bad.append(statement.text)
    assert bad == []


def test_timelines_are_short_and_in_order(histories):
    for (_, day), history in histories.items():
        days = [entry.day.earliest for entry in history.timeline]
        assert days == sorted(days)
        assert len(days) <= MAX_ENTRIES
        assert all(found.isoformat() <= day for found in days)


def test_references_and_counts(histories):
    for history in histories.values():
        for statement in _statements(history):
            assert statement.references or not re.search(r"\d", statement.text)
        assert len(history.visits) <= 8
        assert all(year.leader_visits >= 0 for year in history.contacts)


def test_a_selection_of_visits_gives_no_pace(histories):
    history = histories[("FRA", "DEU"), "2024-05-26"]
    assert history.contacts == ()
    assert any("selection" in statement.text for statement in history.summary)
    assert any("not established" in gap.text for gap in history.gaps)


def test_a_listed_pair_has_a_pace(histories):
    history = histories[("USA", "CHN"), "2016-04-01"]
    assert history.contacts[-1].year == 2016
    assert any("in the 5 years to 1 April 2016" in statement.text for statement in history.summary)


def test_a_gathering_alone_is_no_meeting(histories):
    for history in histories.values():
        assert not [
            v for v in history.visits if v.description.startswith("Gathering:") and v.multilateral
        ]


def test_resolutions_against_a_third_state_are_not_their_history(histories):
    texts = [entry.statement.text for entry in histories[("USA", "CHN"), "2024-05-26"].timeline]
    assert not [text for text in texts if "resolution 2397" in text]
    own = [entry.statement.text for entry in histories[("RUS", "PRK"), "2024-05-26"].timeline]
    assert any("Vostochny" in text for text in own)


def test_the_soviet_union_counts_for_russia(histories):
    texts = [entry.statement.text for entry in histories[("RUS", "PRK"), "1995-06-01"].timeline]
    assert texts[0].startswith("12 October 1948: The Soviet Union")


def test_a_meeting_in_a_third_state_names_both(almanac_on):
    from legation.almanac.visits import list_visits

    visits = list_visits(almanac_on("2024-05-26"), "USA", "PRK")
    (met,) = [visit for visit in visits if visit.start == PartialDate(2018, 6, 12)]
    text = describe_visit(met, {"USA": "the United States", "PRK": "North Korea"})
    assert "Donald Trump of the United States and" in text
    assert "Kim Jong Un of North Korea met in Singapore" in text
