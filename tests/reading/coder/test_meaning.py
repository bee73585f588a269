"""Words of like meaning are near; datelines take no part, and what is refused is no event."""

import datetime as dt

import numpy as np
import pytest

from legation.errors import DataError
from legation.reading.coder import vectors as module
from legation.reading.coder.coder import load_weights
from legation.reading.coder.explaining import explain_event
from legation.reading.coder.meaning import SLOTS, list_words, see_meanings
from legation.reading.coder.parsing import load_pipeline, parse_sentences
from legation.reading.coder.sentences import build_coder, code_sentences
from legation.reading.coder.vectors import load_vectors
from legation.reading.mentions import find_mentions
from legation.workflow.workspace import open_knowledge

DAY = dt.date(2016, 5, 20)


@pytest.fixture(scope="module")
def coder():
    knowledge = open_knowledge(dt.date(2026, 1, 1))
    return build_coder(knowledge.almanac, knowledge.index, knowledge.tenure)


def parse(text):
    return next(parse_sentences([text], load_pipeline()))


def near(one, other):
    vectors = load_vectors()
    return float(vectors.table[vectors.rows[one]] @ vectors.table[vectors.rows[other]])


@pytest.mark.parametrize(
    ("word", "like", "unlike"),
    [
        ("bombard/V", "shell/V", "negotiate/V"),
        ("denounce/V", "condemn/V", "visit/V"),
        ("armistice/N", "ceasefire/N", "budget/N"),
        ("call_off/V", "cancel/V", "visit/V"),
    ],
)
def test_words_of_like_meaning_are_near(word, like, unlike):
    assert near(word, like) > near(word, unlike) + 0.1


def test_vectors_have_length_one_and_unknown_words_none():
    vectors = load_vectors()
    lengths = np.linalg.norm(vectors.table, axis=1)
    assert np.abs(lengths[:-1] - 1).max() < 0.1
    assert lengths[-1] == 0
    assert vectors.find(parse("Qwrtzing went on in Paris."), 4) == -1


def test_a_damaged_file_of_vectors_is_named(monkeypatch):
    monkeypatch.setattr(module, "_FILE", "hints.csv")
    module.load_vectors.cache_clear()
    with pytest.raises(DataError, match="install the package anew"):
        module.load_vectors()
    module.load_vectors.cache_clear()


def test_each_place_has_its_own_numbers():
    read = parse("Iran called off talks with France.")
    place = read.words.index("called")
    row = see_meanings(read, [place])[0].reshape(len(SLOTS), -1)
    vectors = load_vectors()
    assert list_words(read, place)["object"] == [read.words.index("talks")]
    assert np.array_equal(row[0], vectors.table[vectors.rows["call_off/V"]])
    assert np.array_equal(row[SLOTS.index("object")], vectors.table[vectors.rows["talk/N"]])
    assert not row[SLOTS.index("clause")].any()
    assert see_meanings(read, []).shape == (0, row.size)


def test_the_parts_of_an_explanation_are_those_of_the_score(coder):
    text = "Russia bombarded the harbour of Odessa."
    read = parse(text)
    mentions = find_mentions(text, coder.almanac, coder.index, coder.tenure, DAY)
    event = next(iter(code_sentences([(text, DAY)], coder)))[0]
    named = dict(explain_event(read, event, mentions, coder).event_type)
    assert named["~word=bombard"] > 0


def test_the_type_model_takes_as_many_numbers_as_there_are():
    assert len(load_weights()["type"].dense) == len(SLOTS) * load_vectors().table.shape[1]


@pytest.mark.parametrize(
    "dateline", ["PARIS, July 14 (Agency) - ", "TEHRAN -- ", "Paris (Agency) — ", "NEW DELHI - "]
)
def test_a_dateline_takes_no_part(coder, dateline):
    text = f"{dateline}Russian troops shelled Ukrainian positions on Monday."
    event = next(iter(code_sentences([(text, DAY)], coder)))[0]
    assert (event.source.state, event.target.state) == ("RUS", "UKR")


def test_a_name_before_a_dash_still_acts(coder):
    text = "NATO - at last - condemned Russia."
    event = next(iter(code_sentences([(text, DAY)], coder)))[0]
    assert event.source.state == "NATO"


def test_what_is_refused_is_no_event_of_its_own(coder):
    events = next(iter(code_sentences([("France refused to condemn Russia.", DAY)], coder)))
    assert [event.event_type for event in events] == ["REJECT"]
