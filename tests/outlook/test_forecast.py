import datetime as dt

import pytest
from attrs import evolve

from legation.almanac.store import open_almanac
from legation.domain.citation import ReferenceKind
from legation.domain.engagement import EngagementKind
from legation.errors import InputError
from legation.ontology import describe_likelihood
from legation.outlook.forecast import build_outlook, choose_anchor
from legation.tables.extract import RecordExtract

ISSUED = dt.date(2024, 6, 12)
CASES = [
    ("RUS", "PRK", "2024-06-19", EngagementKind.VISIT),
    ("RUS", "PRK", "2024-03-01", EngagementKind.VISIT),
    ("USA", "CHN", "2024-06-12", EngagementKind.MEETING),
    ("FRA", "DEU", "", EngagementKind.NONE),
    ("GBR", "USA", "2019-06-03", EngagementKind.VISIT),
]


@pytest.fixture(scope="module")
def almanac():
    return open_almanac(ISSUED)


def _build(engagement, almanac):
    return build_outlook(engagement, almanac, RecordExtract(almanac.as_of), almanac.as_of)


@pytest.mark.parametrize(("visitor", "host", "day", "kind"), CASES)
def test_at_least_eight_questions_are_answered(state_engagement, almanac, visitor, host, day, kind):
    outlook = _build(state_engagement(visitor, host, day, kind), almanac)
    assert len(outlook.forecasts) >= 8
    for forecast in outlook.forecasts:
        question, base = forecast.question, forecast.base_rate
        assert forecast.low <= forecast.probability <= forecast.high
        assert base.low <= base.rate <= base.high
        assert base.reference.kind in {ReferenceKind.ALMANAC, ReferenceKind.PARAMETERS}
        assert base.reference.note
        assert 0 <= base.yes <= base.cases
        assert base.reference in forecast.wording.references
        assert describe_likelihood(forecast.probability).range_text in forecast.wording.text
        assert question.deadline > outlook.issued
        assert question.opens > outlook.issued or question.rule.measure == "warmer"


def test_an_announced_engagement_counts_from_its_last_day(state_engagement, almanac):
    outlook = _build(state_engagement(), almanac)
    assert outlook.anchor == dt.date(2024, 6, 19)
    assert {f.question.question_id for f in outlook.forecasts} >= {
        "agreement-30",
        "return-visit-365",
        "warmer-180",
        "economic-90",
        "denuclearization-180",
        "test-180",
        "condemnation-14",
        "sanctions-60",
        "military-365",
    }
    assert all(f.base_rate.placebo_cases for f in outlook.forecasts)


def test_windows_that_have_passed_are_posed_from_the_day_of_issue(state_engagement, almanac):
    outlook = _build(state_engagement(day="2024-03-01"), almanac)
    by_id = {f.question.question_id: f for f in outlook.forecasts}
    assert by_id["agreement-30"].question.opens == ISSUED + dt.timedelta(days=1)
    assert by_id["agreement-30"].question.horizon_days == 30
    assert by_id["agreement-30"].base_rate.placebo_rate is None
    assert by_id["return-visit-365"].question.deadline == dt.date(2025, 3, 1)
    assert by_id["return-visit-365"].base_rate.placebo_rate is not None


@pytest.mark.parametrize(
    ("day", "anchor", "follows"),
    [
        ("2024-06-19", dt.date(2024, 6, 19), True),
        ("2024-07", dt.date(2024, 7, 31), True),
        ("2024", ISSUED, False),
        ("2424-06-01", ISSUED, False),
        ("2019-04-24", ISSUED, False),
        ("", ISSUED, False),
    ],
)
def test_the_anchor_must_be_plausible(state_engagement, day, anchor, follows):
    assert choose_anchor(state_engagement(day=day), ISSUED) == (anchor, follows)


def test_parameters_of_later_data_are_not_used(state_engagement):
    outlook = _build(state_engagement(day="2010-06-20"), open_almanac(dt.date(2010, 6, 12)))
    assert all(f.base_rate.reference.kind is ReferenceKind.ALMANAC for f in outlook.forecasts)
    assert "return-visit-365" in {f.question.question_id for f in outlook.forecasts}
    refused = [s for s in outlook.unanswered if "after the day of issue" in s.text]
    assert len(refused) == 7
    assert all(s.references for s in refused)


def test_between_the_two_sets_only_the_earlier_is_used(state_engagement):
    outlook = _build(state_engagement(day="2017-06-20"), open_almanac(dt.date(2017, 6, 12)))
    keys = {f.base_rate.reference.key for f in outlook.forecasts}
    assert "parameters/icews-2005-2015/warmer-180" in keys
    assert not any("icews-2018" in key for key in keys)


def test_what_comes_later_changes_nothing(build_almanac, state_engagement):
    visits = [
        {
            "visit_id": f"rus-prk-{day}",
            "start_day": day,
            "status": "held",
            "level": "leader",
            "kind": "state",
            "format": "bilateral",
            "visitor_state": visitor,
            "host_state": host,
        }
        for day, visitor, host in (
            ("2024-06-13", "RUS", "PRK"),
            ("2024-06-18", "PRK", "RUS"),
            ("2025-01-01", "USA", "RUS"),
        )
    ]
    tests = [
        {"entry_id": "late", "day": "2024-06-14", "kind": "nuclear_test", "source_states": "PRK"},
        {
            "entry_id": "revealed",
            "day": "2018-05-01",
            "kind": "nuclear_test",
            "source_states": "PRK",
            "known_on": "2024-06-20",
        },
    ]
    plain = build_almanac("2024-06-12", folder="plain")
    later = build_almanac("2024-06-12", visits, tests, folder="later")
    assert _build(state_engagement(), plain) == _build(state_engagement(), later)


def test_the_same_input_gives_the_same_outlook(state_engagement, almanac):
    assert _build(state_engagement(), almanac) == _build(state_engagement(), open_almanac(ISSUED))


def test_a_later_almanac_is_refused(state_engagement, almanac):
    extract = RecordExtract(ISSUED)
    with pytest.raises(InputError, match="open it as of that day"):
        build_outlook(state_engagement(), almanac, extract, dt.date(2020, 1, 1))


def test_the_record_is_cited_where_there_is_one(state_engagement, almanac):
    extract = evolve(RecordExtract(ISSUED), events=12, origins=("icews",))
    outlook = build_outlook(state_engagement(), almanac, extract, ISSUED)
    assert any("12 events" in statement.text for statement in outlook.method)


def test_confidence_counts_comparable_cases_only(state_engagement, almanac):
    with_usa = {
        f.question.question_id: f for f in _build(state_engagement("USA", "CHN"), almanac).forecasts
    }
    without = {
        f.question.question_id: f for f in _build(state_engagement("FRA", "DEU"), almanac).forecasts
    }
    assert with_usa["agreement-30"].confidence.value == "high"
    assert "comparable" in without["return-visit-365"].confidence_reason
    assert without["return-visit-365"].confidence.value == "low"
