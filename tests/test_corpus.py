import datetime as dt
from pathlib import Path

import pytest

import corpus
from corpus_agreement import measure_agreement, measure_kappa
from legation.domain.coding import Modality
from legation.ontology.event_types import load_event_types

ROOT = Path(__file__).parents[1]
HEAD = "# try-0001 2014-03-05"
TEXT = "Iranian and Iraqi envoys met in Iran on Monday, and Iran freed 12 sailors."
GOOD = "RETREAT release | src=Iran@3:IRN:GOV | tgt=sailors:: | trig=freed | mod=done | qty=12"


def read(tmp_path, *lines, head=HEAD, text=TEXT):
    path = tmp_path / "try.txt"
    path.write_text("\n".join([head, text, *lines]) + "\n", encoding="utf-8")
    return corpus.read_files([path])


def test_spans_are_counted_from_the_left(tmp_path):
    placed, problems = read(tmp_path, GOOD)
    assert not problems
    event = placed[0].sentence.events[0]
    span = event.sources[0].span
    assert (TEXT[span.start : span.end], span.start) == ("Iran", TEXT.rindex("Iran"))
    assert event.modality == Modality.DONE
    assert event.quad_class == 2


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("AGREE visit | trig=met | mod=done", "AGREE has no mode"),
        ("MEET | trig=met | mod=done", "no such type"),
        ("CONSULT | trig=met", "trig= and mod="),
        ("CONSULT | trig=met | mod=future", "no such modality"),
        ("CONSULT | trig=talked | mod=done", "not in the sentence"),
        ("CONSULT | src=Iran:IRN:GOV | trig=met | mod=done", "inside a word"),
        ("CONSULT | src=Iranian:PER | trig=met | mod=done", "is no actor"),
        ("CONSULT | src=Iranian:XYZ:GOV | trig=met | mod=done", "no state or organization"),
        ("CONSULT | src=Iranian:IRN:KING | trig=met | mod=done", "no such sector"),
        ("CONSULT | src=Iranian:SSD:GOV | trig=met | mod=done | day=2001", None),
        ("CONSULT | src=Iranian:SUN:GOV | trig=met | mod=done", "did not exist"),
        ("CONSULT | trig=met | mod=done | day=2014-03-06", "after the report"),
        ("CONSULT | trig=met | mod=planned | day=2014-03-06", None),
        ("CONSULT | trig=met | mod=done | day=2014-03", None),
        ("CONSULT | trig=met | mod=done | day=2014-02-30", "day"),
        ("CONSULT | trig=met | mod=done | ctx=war", "no such context"),
        ("CONSULT | trig=met | mod=done | qty=13 sailors", "qty"),
        ("CONSULT | trig=met | mod=done | neg", "done and neg"),
        ("CONSULT | trig=met | mod=done | twice", "no such field or flag"),
        ("CONSULT | trig=met | mod=done | mod=done", "twice"),
        ("CONSULT | trig=met | mod=done | ctx=", "leave the field out"),
    ],
)
def test_a_wrong_line_is_told(tmp_path, line, what):
    _, problems = read(tmp_path, line)
    if what is None:
        assert not problems
    else:
        assert [(one.line, what in one.what) for one in problems] == [(3, True)]


@pytest.mark.parametrize(
    ("head", "lines"),
    [("# 2014-03-05", ["NONE"]), ("# try-0001 2014-02-30", ["NONE"]), (HEAD, [])],
)
def test_a_wrong_block_is_told(tmp_path, head, lines):
    placed, problems = read(tmp_path, *lines, head=head)
    assert not placed
    assert len(problems) == 1


def test_none_stands_alone(tmp_path):
    assert read(tmp_path, "NONE")[1] == []
    assert len(read(tmp_path, GOOD, "NONE")[1]) == 1


def test_repeats_are_found(tmp_path):
    placed, _ = read(tmp_path, GOOD)
    other = tmp_path / "other.txt"
    text = TEXT.replace("12", "14")
    other.write_text(f"# try-0001 2014-03-05\n{text}\nNONE\n", encoding="utf-8")
    again, _ = corpus.read_files([other])
    assert [one.what.split()[0] for one in corpus.find_repeats([*placed, *again])] == [
        "the",
        "nearly",
    ]


def code(*lines):
    sentence = corpus.Sentence("try-0001", dt.date(2014, 3, 5), TEXT, ())
    events = tuple(corpus.read_event(sentence, line) for line in lines)
    return [corpus.Sentence("try-0001", sentence.day, TEXT, events)]


def test_a_coding_agrees_with_itself():
    one = code("CONSULT | src=Iranian:IRN:GOV | trig=met | mod=done", GOOD)
    found = measure_agreement(one, one)
    assert found.pop("sentences") == 1
    assert found.pop("events in both") == 2
    assert set(found.values()) == {1.0}


def test_an_event_of_one_coding_counts_against_type():
    one = code("CONSULT | src=Iranian:IRN:GOV | trig=met | mod=done", GOOD)
    other = code(GOOD.replace("mod=done", "mod=planned"))
    found = measure_agreement(one, other)
    assert found["type, same"] == 0.5
    assert found["modality, same"] == 0
    assert found["source spans, overlap"] == 1


@pytest.mark.parametrize(
    ("labels", "kappa"),
    [
        ([("a", "a"), ("b", "b")], 1),
        ([("a", "b"), ("b", "a")], -1),
        ([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")], 0),
    ],
)
def test_kappa_is_above_chance(labels, kappa):
    assert measure_kappa(labels) == pytest.approx(kappa)


def test_the_pattern_is_right_and_has_every_type():
    path = corpus.FOLDER / "pattern.txt"
    assert corpus.check_files([path]) == []
    sentences = corpus.read_corpus(path)
    events = [event for one in sentences for event in one.events]
    assert {event.event_type for event in events} == set(load_event_types())
    assert {event.modality for event in events} == set(Modality)


def test_the_codebook_example_is_in_its_form(tmp_path):
    page = (ROOT / "docs" / "coder" / "codebook.md").read_text(encoding="utf-8")
    path = tmp_path / "example.txt"
    path.write_text(page.split("```")[1].strip() + "\n", encoding="utf-8")
    assert corpus.read_files([path])[1] == []
