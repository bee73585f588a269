"""No uncited number: not in the data, not in any format."""

import datetime as dt
import re

import attrs
import pytest

from legation.brief.layout import lay_out
from legation.brief.numbering import collect_references
from legation.brief.render import render_html, render_markdown
from legation.domain.citation import Figure, Reference, ReferenceKind, Statement
from legation.errors import UncitedNumberError

REFERENCE = Reference(ReferenceKind.ALMANAC, "visits/x", "a visit")


def walk(noun):
    yield noun
    if attrs.has(type(noun)):
        for field in attrs.fields(type(noun)):
            yield from walk(getattr(noun, field.name))
    elif isinstance(noun, tuple):
        for item in noun:
            yield from walk(item)


@pytest.mark.parametrize("text", ["They met 3 times.", "In 2024", "63 %", "٣ visits"])
def test_a_number_without_reference_cannot_be_built(text):
    with pytest.raises(UncitedNumberError):
        Statement(text)
    assert Statement(text, (REFERENCE,)).text == text


def test_a_figure_without_reference_cannot_be_built():
    with pytest.raises(UncitedNumberError):
        Figure(0.5, "share", ())


def test_every_reference_in_the_brief_is_numbered_and_named(result):
    numbers = collect_references(result.brief, lay_out(result.brief))
    assert sorted(numbers.values()) == list(range(1, len(numbers) + 1))
    assert all(reference.note and reference.key for reference in numbers)


def test_every_source_of_a_reference_is_in_the_bibliography(result):
    known = {source.source_id for source in result.brief.sources}
    numbers = collect_references(result.brief, lay_out(result.brief))
    missing = {key for ref in numbers for key in ref.source_ids} - known
    assert not missing


def test_every_statement_with_a_number_is_followed_by_a_note_in_markdown(result):
    text = render_markdown(result.brief)
    body = text.split("## Sources and notes")[0].split("## Key judgments")[1]
    for line in body.splitlines():
        if line.startswith("- ") and re.search(r"\d", re.sub(r"\[\^\d+\]", "", line)):
            assert re.search(r"\[\^\d+\]\s*$", line), line


def test_notes_and_marks_agree_in_html(result):
    html = render_html(result.brief, result.names)
    marks = set(re.findall(r'href="#n(\d+)"', html))
    notes = set(re.findall(r'<li id="n(\d+)"', html))
    assert marks == notes
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_forecasts_stand_beside_their_base_rates(result):
    for noun in walk(result.brief.outlook.forecasts):
        if type(noun).__name__ == "Forecast":
            assert noun.base_rate.reference.note
            assert noun.low <= noun.probability <= noun.high
            assert noun.question.deadline >= noun.question.opens


def test_the_outlook_answers_eight_questions_on_a_fresh_machine(result):
    assert len(result.brief.outlook.forecasts) >= 8
    assert result.brief.as_of == dt.date(2024, 7, 1)


def test_there_are_three_to_five_judgments(result):
    assert 3 <= len(result.brief.judgments) <= 5
