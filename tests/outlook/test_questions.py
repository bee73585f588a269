import datetime as dt

import pytest

from legation.ontology import get_cameo, load_event_types, load_issues
from legation.outlook.questions import pose_questions
from legation.outlook.templates import TEMPLATES

NAMES = {"RUS": "Russia", "PRK": "North Korea"}
ANCHOR = dt.date(2024, 6, 19)


@pytest.fixture
def questions(state_engagement):
    return {q.question_id: q for q in pose_questions(state_engagement(), ANCHOR, NAMES, "PRK")}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.question_id)
def test_horizons_are_what_the_ids_say(questions, template):
    question = questions[template.question_id]
    assert question.horizon_days == template.horizon_days
    assert template.question_id.endswith(f"-{question.horizon_days}")
    assert question.opens == ANCHOR + dt.timedelta(days=template.delay_days)
    assert question.text.endswith(f"{question.deadline:%B %Y}?")


def test_deadlines():
    assert dt.date(2024, 7, 18) - ANCHOR == dt.timedelta(days=29)


def test_rules_name_codes_types_and_issues_that_exist(questions):
    for question in questions.values():
        rule = question.rule
        assert rule.evidence in {"record", "almanac"}
        if rule.evidence == "record":
            assert set(rule.event_types) <= set(load_event_types())
            assert all(get_cameo(code) for code in rule.cameo_prefixes if len(code) > 2)
        assert set(rule.issues) <= set(load_issues())
        assert rule.sources or rule.targets
        assert question.rule_text.endswith(".")


def test_a_return_visit_goes_from_host_to_visitor(questions):
    rule = questions["return-visit-365"].rule
    assert (rule.sources, rule.targets, rule.either_direction) == (("PRK",), ("RUS",), False)


def test_third_parties_act_toward_both(questions):
    rule = questions["sanctions-60"].rule
    assert rule.sources == ()
    assert set(rule.targets) == {"RUS", "PRK"}


def test_without_a_tester_there_are_nine_questions(state_engagement):
    posed = pose_questions(state_engagement("RUS", "CHN"), ANCHOR, NAMES)
    assert len(posed) == 9
    assert not {"test-180", "denuclearization-180"} & {q.question_id for q in posed}
