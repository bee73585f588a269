"""The events that a report tells: coded beside or here alike, shown with their words, used."""

import datetime as dt

import pytest
from attrs import evolve

from legation.agenda.issues import count_told_issues
from legation.brief.layout_events import lay_events
from legation.brief.render import render_markdown
from legation.domain.coding import Modality
from legation.reading.plain_text import PageContent
from legation.reading.report import build_report
from legation.workflow.aside import CODER, Aside
from legation.workflow.brief_report import brief_report
from legation.workflow.check_report import take_events
from legation.workflow.workspace import open_knowledge

TEXT = (
    "Russian President Vladimir Putin met North Korean leader Kim Jong Un in Vladivostok on "
    "Thursday. He praised the North Korean leader. Russia condemned the sanctions of the United "
    "States against North Korea. Kim will visit Moscow next year."
)
CONTENT = PageContent("", TEXT, date_text="2019-04-26")
AS_OF = dt.date(2019, 5, 1)


@pytest.fixture(scope="module")
def report():
    knowledge = open_knowledge(AS_OF)
    return build_report(CONTENT, knowledge.almanac, knowledge.index, knowledge.tenure)[0]


@pytest.fixture(scope="module")
def events(report):
    return take_events(None, report)


def test_the_other_process_gives_the_same_events(report, events):
    with Aside(CODER) as coding:
        coding.put(report)
        assert coding.take() == events


@pytest.mark.parametrize("module", ["legation.no_such_module", "legation.cli.formats"])
def test_where_the_other_process_fails_the_report_is_coded_here(report, events, module):
    with Aside(module) as coding:
        coding.put(report)
        assert take_events(coding, report) == events


def test_a_process_that_nobody_asks_ends():
    with Aside(CODER) as coding:
        process = coding._process
    assert process.poll() is not None


def test_events_have_type_sides_and_words(report, events):
    meeting = next(event for event in events if event.act == "CONSULT" and event.sentence == 0)
    assert {meeting.source.state, meeting.target.state} == {"RUS", "PRK"}
    assert report.quote(meeting.span) == "met"
    visit = next(event for event in events if event.sentence == 3)
    assert (visit.event_type, visit.act, visit.modality) == ("AGREE", "CONSULT", Modality.PLANNED)


def test_a_brief_shows_each_event_once_with_its_words(tmp_path, report, events):
    result = brief_report(CONTENT, AS_OF, tmp_path)
    assert result.brief.events == events
    table = lay_events(report, events)
    rows = [tuple(cell.text for cell in row) for row in table.rows]
    assert len(rows) == len(set(rows)) >= 3
    for row in table.rows:
        cited = [ref.key for ref in row[-1].references]
        assert cited and all(key.startswith("report/") for key in cited)
    shown = render_markdown(result.brief)
    assert table.caption in shown and "'met'" in shown and "agree to consult" in shown


def test_contexts_of_events_feed_the_agenda(report, events):
    nuclear = tuple(evolve(event, contexts=("cbrn",)) for event in events)
    counts = count_told_issues(report, nuclear)
    assert [(count.issue_id, count.count) for count in counts] == [("nuclear_weapons", len(events))]
    assert count_told_issues(report, ()) == ()


def test_two_acts_of_one_type_are_two_rows():
    text = (
        "French President Emmanuel Macron praised Indian Prime Minister Narendra Modi in Paris on "
        "13 July 2023. France and India signed a treaty in 1998."
    )
    content = PageContent("", text, date_text="2023-07-14")
    knowledge = open_knowledge(dt.date(2023, 7, 14))
    told = build_report(content, knowledge.almanac, knowledge.index, knowledge.tenure)[0]
    rows = lay_events(told, take_events(None, told)).rows
    days = {row[-1].text: row[-2].text for row in rows}
    assert days["'praised'"] == "13 July 2023" and days["'signed'"] == "1998"
