"""Sentences and the language of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.reading.segment import detect_language, split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He came. She left.", ["He came.", "She left."]),
        ("Mr. Kim met Gen. Lee. They spoke.", ["Mr. Kim met Gen. Lee.", "They spoke."]),
        ("The U.S. president came.", ["The U.S. president came."]),
        ("He lives in the U.S. The trip ended.", ["He lives in the U.S.", "The trip ended."]),
        ("On Jan. 26 he left. “Why?” she asked.", ["On Jan. 26 he left.", "“Why?” she asked."]),
        ("Heading\nA line. Another", ["Heading", "A line.", "Another"]),
        ("It cost 3.5 million. Yes!", ["It cost 3.5 million.", "Yes!"]),
    ],
)
def test_sentences(text, sentences):
    assert [sentence.text for sentence in split_sentences(text)] == sentences


@given(st.text(max_size=400))
def test_every_character_stands_in_one_sentence(text):
    covered = [0] * len(text)
    for sentence in split_sentences(text):
        assert text[sentence.span.start : sentence.span.end] == sentence.text
        for position in range(sentence.span.start, sentence.span.end):
            covered[position] += 1
    assert all(
        count == 1 if not char.isspace() else count <= 1
        for char, count in zip(text, covered, strict=True)
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The president of the republic arrived in the capital", "en"),
        ("Le président de la République est arrivé dans la capitale pour une visite", "fr"),
        ("El presidente de la República llegó a la capital para una visita de dos días", "es"),
        ("Der Präsident ist in der Hauptstadt und wird von dem Kanzler empfangen", "de"),
        ("Президент прибыл в столицу с официальным визитом", "ru"),
        ("国家主席对该国进行国事访问", "zh"),
        ("الرئيس يصل إلى العاصمة في زيارة رسمية", "ar"),
        ("대통령이 국빈 방문을 위해 수도에 도착했다", "ko"),
        ("Putin Pyongyang 2024", "en"),
        ("", "en"),
    ],
)
def test_language(text, language):
    assert detect_language(text) == language
