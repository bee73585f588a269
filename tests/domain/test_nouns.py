"""Terms, references, statements and words."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.domain.actors import Dyad, Office, Term
from legation.domain.citation import Figure, Reference, ReferenceKind, Statement
from legation.domain.dates import PartialDate
from legation.domain.report import Report, Sentence, Span
from legation.domain.wording import begin_sentence, count_times, join_words, name_state, plural
from legation.errors import UncitedNumberError

REFERENCE = Reference(ReferenceKind.ALMANAC, "visits/a", "a row")


def _term(start, end=None, verified=None):
    return Term(
        "p", "P", "AAA", Office.HEAD_OF_STATE, "President", PartialDate.parse(start),
        PartialDate.parse(end) if end else None,
        verified_through=dt.date.fromisoformat(verified) if verified else None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("term", "day", "covers", "touches"),
    [
        (_term("2010-05-01", "2012-05-01"), "2011-01-01", True, True),
        (_term("2010-05-01", "2012-05-01"), "2012-05-01", True, True),
        (_term("2010-05-01", "2012-05-01"), "2012-05-02", False, False),
        (_term("2010-05", "2012"), "2010-05-15", False, True),
        (_term("2010-05", "2012"), "2012-06-01", False, True),
        (_term("2010-05", "2012"), "2011-06-01", True, True),
        (_term("2010-05-01", None, "2020-01-01"), "2020-01-01", True, True),
        (_term("2010-05-01", None, "2020-01-01"), "2020-01-02", False, False),
        (_term("2010-05-01"), "2010-06-01", False, False),
    ],
)
def test_a_term_covers_only_what_is_known(term, day, covers, touches):
    assert term.covers(dt.date.fromisoformat(day)) is covers
    assert term.touches(dt.date.fromisoformat(day)) is touches


def test_a_dyad_turns_round():
    dyad = Dyad("RUS", "PRK")
    assert dyad.reverse() == Dyad("PRK", "RUS")
    assert dyad.pair == dyad.reverse().pair == ("PRK", "RUS")


@given(st.text(max_size=40))
def test_no_number_without_a_reference(text):
    if any(char.isdigit() and char.isdecimal() for char in text):
        with pytest.raises(UncitedNumberError, match="no reference"):
            Statement(text)
    else:
        assert Statement(text).text == text
    assert Statement(text, (REFERENCE,)).references == (REFERENCE,)


def test_a_figure_needs_a_reference():
    with pytest.raises(UncitedNumberError, match="no reference"):
        Figure(3.0, "visits", ())
    assert Figure(3.0, "visits", (REFERENCE,)).value == 3.0


def test_a_report_quotes_itself():
    text = "One. " + "word " * 60
    report = Report("", text, sentences=(Sentence(0, Span(0, 4), "One."),))
    assert report.quote(Span(0, 4)) == "One."
    assert report.cite(Span(0, len(text))).note.endswith("...'")
    assert report.sentence_at(2) is not None
    assert report.sentence_at(200) is None


def test_words():
    assert name_state("United States") == "the United States"
    assert name_state("Japan") == "Japan"
    assert begin_sentence("the end") == "The end"
    assert begin_sentence("") == ""
    assert [plural(count, "day") for count in (0, 1, 2)] == ["0 days", "1 day", "2 days"]
    assert [count_times(count) for count in range(4)] == ["not once", "once", "twice", "3 times"]
    assert join_words([]) == ""
    assert join_words(["a", "b", "c"]) == "a, b and c"
