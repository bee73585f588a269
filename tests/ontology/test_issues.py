import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.errors import InputError
from legation.ontology import (
    find_issue_words,
    get_issue,
    list_event_issues,
    load_cameo,
    load_contexts,
    load_issues,
)
from legation.ontology.issue_words import fold_word

ALMANAC_RULES = Path(__file__).resolve().parents[2] / "docs" / "almanac.md"


def find_ids(text):
    return [mention.issue_id for mention in find_issue_words(text)]


def test_issues_are_those_that_the_almanac_may_name():
    line = re.search(r"- `issues`: (.*?)\.\n", ALMANAC_RULES.read_text("utf-8"), re.DOTALL)
    assert set(re.findall(r"`(\w+)`", line[1])) == load_issues().keys()
    assert len(load_issues()) == 24


@pytest.mark.parametrize("issue", load_issues().values(), ids=lambda issue: issue.issue_id)
def test_every_issue_is_complete(issue):
    assert issue.label
    assert issue.sentence.endswith(".")
    assert set(issue.cameo_codes) <= load_cameo().keys()
    assert set(issue.contexts) <= load_contexts().keys()
    assert len(issue.phrases) >= 15
    assert len(set(issue.phrases)) == len(issue.phrases)


@pytest.mark.parametrize("issue", load_issues().values(), ids=lambda issue: issue.issue_id)
def test_every_phrase_is_found(issue):
    for phrase in issue.phrases:
        assert issue.issue_id in find_ids(f"They spoke of {phrase}, and left."), phrase


@pytest.mark.parametrize(
    ("text", "issues"),
    [
        ("The Denuclearisation of the peninsula", ["denuclearization"]),
        ("a cease-fire and then a cease fire", ["peace_process", "peace_process"]),
        ("nuclear testing moratoriums", ["denuclearization"]),
        ("nuclear tests", ["nuclear_weapons"]),
        ("nuclear power plants", ["energy"]),
        ("an arms embargo", ["arms", "sanctions"]),
        ("the gas pipeline's route", ["energy"]),
        ("crimes against humanity", ["human_rights"]),
    ],
)
def test_reports_name_issues(text, issues):
    assert find_ids(text) == issues


@pytest.mark.parametrize(
    "text",
    [
        "",
        "He took the child in his arms",
        "The ministers trade barbs",
        "More visits are in the pipeline",
        "The political climate has changed",
        "She knows who said this",
        "In recognition of her work, they raised a toast",
        "He opened a new start-up",
    ],
)
def test_other_senses_name_none(text):
    assert find_ids(text) == []


def test_no_phrase_runs_over_the_end_of_a_sentence():
    assert find_ids("It was about human. Right after, they left") == []


def test_capitals_count_where_they_are_written():
    assert find_ids("The New START treaty") == ["nuclear_weapons"]
    assert find_ids("a new start") == []


@given(st.text(max_size=300))
def test_mentions_point_into_the_text(text):
    mentions = find_issue_words(text)
    assert [mention.start for mention in mentions] == sorted(mention.start for mention in mentions)
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text


@given(st.text(alphabet="abcdeiosuxyz'", min_size=1, max_size=12))
def test_case_does_not_matter_for_folding(word):
    assert fold_word(word.upper()) == fold_word(word)


def test_events_show_issues_by_code_or_context():
    assert list_event_issues("073") == ("humanitarian",)
    assert list_event_issues("0842", ("cyber",)) == ("cyber",)
    assert list_event_issues("", ()) == ()


def test_unknown_issues_are_refused():
    with pytest.raises(InputError, match="denuclearization"):
        get_issue("weather")


def test_no_two_spellings_fold_to_the_same_phrase():
    seen = {}
    for issue in load_issues().values():
        for phrase in (*issue.phrases, *issue.excluded_phrases):
            folded = " ".join(fold_word(word) for word in phrase.replace("-", " ").split())
            assert seen.setdefault(folded, phrase) == phrase
