import datetime as dt

import pytest

from legation.domain.citation import ReferenceKind
from legation.outlook.almanac_rates import find_tester, rate_tester, rate_visits
from legation.outlook.templates import get_template
from legation.outlook.visit_book import build_visit_book

ISSUED = dt.date(2024, 6, 12)
PAIR = ("RUS", "PRK")


@pytest.fixture
def almanac(build_almanac):
    return build_almanac(ISSUED.isoformat())


@pytest.fixture
def book(almanac):
    return build_visit_book(almanac, ISSUED)


def _rate(book, question_id, pair=PAIR, elapsed=0, any_time=False):
    return rate_visits(book, get_template(question_id), pair, elapsed, (20.0, True), any_time)


def test_return_visits_are_counted_by_hand(book):
    evidence = _rate(book, "return-visit-365")
    # 2000-07-19 RUS in PRK: PRK came after 372 days, no. 2001-07-26 PRK in RUS: RUS came, yes.
    # 2002-01-10: no. 2010-05-01 RUS in USA: USA came, yes. 2010-12-01: no. 2018-03-01: no.
    assert (evidence.base.cases, evidence.base.yes) == (6, 2)
    assert (evidence.near.cases, evidence.near.yes) == (3, 1)
    assert evidence.comparable == 4
    assert evidence.reference.kind is ReferenceKind.ALMANAC
    assert "2 of 6" in evidence.reference.note


def test_meetings_count_in_both_directions(book):
    evidence = _rate(book, "meeting-365")
    assert (evidence.base.cases, evidence.base.yes) == (6, 2)


def test_transit_is_no_visit(book):
    assert all(case.start != dt.date(2015, 5, 1).toordinal() for case in book.cases)


def test_days_that_have_passed_do_not_count(book):
    evidence = _rate(book, "return-visit-365", elapsed=200)
    # 2001-07-26 to 2002-01-10 are 168 days: that return lies in the part that has passed.
    assert (evidence.base.cases, evidence.base.yes) == (6, 1)


def test_a_pair_that_is_not_followed_has_nothing_of_its_own(book):
    evidence = _rate(book, "return-visit-365", pair=("FRA", "DEU"))
    assert evidence.near.cases == 0
    assert evidence.comparable == 0


def test_a_meeting_in_a_third_state_is_one_case(build_almanac):
    cells = {"host_state": "CHN", "kind": "meeting"}
    rows = [
        {**_meeting("prk"), "visitor_state": "PRK", **cells},
        {**_meeting("usa"), "visitor_state": "USA", **cells},
    ]
    book = build_visit_book(build_almanac(ISSUED.isoformat(), rows, folder="more"), ISSUED)
    added = [case for case in book.cases if set(case.pair) == {"PRK", "USA"}]
    assert len(added) == 1


def _meeting(side):
    return {
        "visit_id": f"prk-usa-2018-06-12-singapore#{side}",
        "start_day": "2018-06-12",
        "end_day": "2018-06-12",
        "status": "held",
        "level": "leader",
        "format": "bilateral",
    }


def test_the_tester_is_the_side_with_tests(almanac):
    assert find_tester(almanac, PAIR, ISSUED) == "PRK"
    assert find_tester(almanac, ("PRK", "RUS"), ISSUED) == "PRK"
    assert find_tester(almanac, ("RUS", "USA"), ISSUED) == ""


def test_tests_and_talks_after_engagements_of_the_tester(almanac, book):
    test = rate_tester(
        almanac, book, get_template("test-180"), ("PRK", "North Korea"), 0, any_time=False
    )
    talks = rate_tester(
        almanac,
        book,
        get_template("denuclearization-180"),
        ("PRK", "North Korea"),
        0,
        any_time=False,
    )
    # in twenty years only the visit to China of March 2018; a test and talks followed
    assert (test.base.cases, test.base.yes) == (1, 1)
    assert (talks.base.cases, talks.base.yes) == (1, 1)
    assert test.reference.note.startswith("Count over the almanac: 1 of 1")
