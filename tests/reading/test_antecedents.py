"""Whom "he", "the president" and "the two sides" mean, in the sentences of one report."""

import datetime as dt

import pytest

from legation.reading.coder.coder import load_coder
from legation.reading.coder.coding import code_events
from legation.reading.plain_text import PageContent
from legation.reading.report import build_report
from legation.workflow.workspace import open_knowledge


@pytest.fixture(scope="module")
def read():
    knowledge = open_knowledge(dt.date(2019, 12, 31))

    def code(text):
        content = PageContent("", text, date_text="2019-04-26")
        report, _ = build_report(content, knowledge.almanac, knowledge.index, knowledge.tenure)
        return report, code_events(report, load_coder())

    return code


def find(events, act, sentence):
    return next(event for event in events if event.act == act and event.sentence == sentence)


def test_a_pronoun_means_the_person_of_the_sentence_before(read):
    _, events = read(
        "Russian President Vladimir Putin met Kim Jong Un in Vladivostok on Thursday. "
        "He praised the North Korean leader."
    )
    praise = find(events, "SUPPORT", 1)
    assert praise.source.name == "He"
    assert praise.source.state == "RUS" and praise.source.entity_id


def test_both_sides_are_the_two_of_the_sentence_before(read):
    _, events = read(
        "Pakistan accused India of shelling its villages. Both sides met in Dubai on Friday."
    )
    talks = find(events, "CONSULT", 1)
    assert {talks.source.state, talks.target.state} == {"PAK", "IND"}


def test_nobody_is_meant_where_nobody_was_named(read):
    report, events = read("He praised the agreement. They rejected the plan.")
    for event in events:
        assert not any(side and side.state for side in (event.source, event.target))
    assert events and report.sentences


def test_the_leaders_are_the_two_of_before_and_not_of_the_place_they_talk_of(read):
    _, events = read(
        "Turkish President Recep Tayyip Erdogan met Egyptian President Abdel Fattah al-Sisi in "
        "Cairo on Thursday. The leaders are expected to sign agreements on trade and to discuss "
        "the war in Gaza."
    )
    planned = [event for event in events if event.sentence == 1]
    assert planned
    for event in planned:
        sides = [side.state for side in (event.source, event.target) if side is not None]
        assert sorted(sides) == ["EGY", "TUR"]


def test_leaders_without_names_before_are_nobodys(read):
    _, events = read("The leaders will discuss the war in Gaza.")
    assert events
    assert all(event.source is None or not event.source.state for event in events)
