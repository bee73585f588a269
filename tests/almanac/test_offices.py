"""Who held what on a day, and the honest 'unknown' where the almanac stops."""

import datetime as dt

import pytest

from legation.almanac.leaders import (
    cite_term,
    find_effective_leader,
    find_holders,
    find_person,
    list_terms,
    verify_through,
)
from legation.almanac.states import describe_state, find_capital, find_neighbours, list_states
from legation.almanac.tenure import build_tenure
from legation.domain.actors import Office
from legation.errors import InputError

LATE = "2025-06-30"


@pytest.mark.parametrize(
    ("state", "day", "office", "person"),
    [
        ("RUS", "2010-01-01", "head_of_state", "medvedev-dmitry"),
        ("RUS", "2010-01-01", "head_of_government", "putin-vladimir"),
        ("RUS", "2000-03-01", "head_of_state", "putin-vladimir"),
        ("RUS", "1999-12-30", "head_of_state", "yeltsin-boris"),
        ("SUN", "1991-06-01", "head_of_state", "gorbachev-mikhail"),
        ("USA", "2017-01-19", "head_of_state", "obama-barack"),
        ("USA", "2017-01-21", "head_of_state", "trump-donald"),
        ("KOR", "2017-01-15", "head_of_state", "hwang-kyo-ahn"),
        ("KOR", "2004-04-15", "head_of_state", "goh-kun"),
        ("KOR", "2018-04-27", "head_of_state", "moon-jae-in"),
        ("GBR", "2022-09-07", "head_of_government", "truss-liz"),
        ("GBR", "2022-09-07", "head_of_state", "elizabeth-ii"),
        ("DEU", "2005-11-21", "head_of_government", "schroder-gerhard"),
        ("DEU", "2005-11-23", "head_of_government", "merkel-angela"),
        ("JPN", "2020-09-15", "head_of_government", "abe-shinzo"),
        ("JPN", "2020-09-17", "head_of_government", "suga-yoshihide"),
        ("JPN", "2019-04-30", "head_of_state", "akihito"),
        ("JPN", "2019-05-02", "head_of_state", "naruhito"),
        ("FRA", "2017-05-13", "head_of_state", "hollande-francois"),
        ("CHN", "2013-03-15", "head_of_state", "xi-jinping"),
        ("UKR", "2014-05-01", "head_of_state", "turchynov-oleksandr"),
    ],
)
def test_who_held_an_office(almanac_on, state, day, office, person):
    holders = find_holders(almanac_on(LATE), state, dt.date.fromisoformat(day), (Office(office),))
    assert person in {term.person_id for term in holders}


@pytest.mark.parametrize(
    ("state", "day", "person"),
    [
        ("PRK", "2011-11-01", "kim-jong-il"),
        ("PRK", "2012-06-01", "kim-jong-un"),
        ("IRN", "2015-07-14", "khamenei-ali"),
        ("GBR", "2003-03-20", "blair-tony"),
        ("RUS", "2014-03-18", "putin-vladimir"),
        ("CHN", "2018-06-01", "xi-jinping"),
        ("KOR", "2017-02-01", "hwang-kyo-ahn"),
        ("DEU", "2015-01-01", "merkel-angela"),
    ],
)
def test_who_led_in_fact(almanac_on, state, day, person):
    term = find_effective_leader(almanac_on(LATE), state, dt.date.fromisoformat(day))
    assert term is not None
    assert term.person_id == person


def test_kim_jong_un_is_not_the_leader_before_december_2011(almanac_on):
    terms = list_terms(almanac_on(LATE), "kim-jong-un")
    assert not [term for term in terms if term.covers(dt.date(2011, 11, 1))]
    assert list_terms(almanac_on("2011-11-01"), "kim-jong-un") == ()


def test_an_acting_president_is_marked(almanac_on):
    holders = find_holders(almanac_on(LATE), "KOR", dt.date(2017, 1, 15), (Office.HEAD_OF_STATE,))
    assert [term.acting for term in holders] == [True]


def test_nobody_is_known_past_the_verified_day(almanac_on):
    almanac = almanac_on("2040-01-01")
    through = verify_through(almanac, "FRA")
    assert through is not None
    assert through < dt.date(2027, 1, 1)
    assert find_holders(almanac, "FRA", dt.date(2039, 1, 1)) == ()
    assert find_effective_leader(almanac, "FRA", dt.date(2039, 1, 1)) is None
    assert find_holders(almanac, "FRA", dt.date(2024, 1, 1))


def test_an_end_that_was_not_known_yet_is_open(almanac_on):
    (term,) = find_holders(
        almanac_on("2010-06-01"), "DEU", dt.date(2010, 6, 1), (Office.HEAD_OF_GOVERNMENT,)
    )
    assert term.end is None
    assert term.verified_through == dt.date(2010, 6, 1)
    assert "2021" not in cite_term(term).note


def test_a_death_that_was_not_known_yet_is_none(almanac_on):
    then = find_person(almanac_on("2010-01-01"), "kim-jong-il")
    now = find_person(almanac_on(LATE), "kim-jong-il")
    assert then is not None
    assert then.died is None
    assert now is not None
    assert now.died is not None
    assert find_person(almanac_on(LATE), "nobody-known") is None


@pytest.mark.parametrize(
    ("state", "day", "city"),
    [
        ("DEU", "1985-01-01", "Bonn"),
        ("DEU", "2000-01-01", "Berlin"),
        ("KAZ", "1996-01-01", "Almaty"),
        ("KAZ", "2023-01-01", "Astana"),
        ("PRK", "2024-01-01", "Pyongyang"),
        ("MMR", "2000-01-01", "Yangon"),
        ("MMR", "2010-01-01", "Naypyidaw"),
        ("SUN", "1980-01-01", "Moscow"),
        ("NGA", "1985-01-01", "Lagos"),
        ("NGA", "2000-01-01", "Abuja"),
        ("DDR", "1980-01-01", "East Berlin"),
    ],
)
def test_capitals_have_their_days(almanac_on, state, day, city):
    found, reference = find_capital(almanac_on(LATE), state, dt.date.fromisoformat(day))
    assert found == city
    assert reference is not None


@pytest.mark.parametrize(
    ("state", "day", "neighbours"),
    [
        ("PRK", "2024-01-01", {"CHN", "KOR", "RUS"}),
        ("PRK", "1980-01-01", {"CHN", "KOR", "SUN"}),
        ("DDR", "1980-01-01", {"CSK", "DEU", "POL"}),
        ("PRT", "2000-01-01", {"ESP"}),
        ("JPN", "2000-01-01", set()),
        ("CZE", "2000-01-01", {"AUT", "DEU", "POL", "SVK"}),
    ],
)
def test_neighbours_have_their_days(almanac_on, state, day, neighbours):
    assert set(find_neighbours(almanac_on(LATE), state, dt.date.fromisoformat(day))) == neighbours


def test_states_come_and_go(almanac_on):
    almanac = almanac_on(LATE)
    old = set(list_states(almanac, dt.date(1985, 1, 1)))
    new = set(list_states(almanac, dt.date(2015, 1, 1)))
    assert {"SUN", "YUG", "CSK", "DDR", "YMD", "YAR"} <= old - new
    assert {"RUS", "UKR", "CZE", "SVK", "ERI", "SSD", "YEM"} <= new - old


@pytest.mark.parametrize(
    ("state", "day", "name"),
    [
        ("TUR", "2015-01-01", "Turkey"),
        ("SWZ", "2010-01-01", "Swaziland"),
        ("SWZ", "2020-01-01", "Eswatini"),
        ("MKD", "2020-01-01", "North Macedonia"),
        ("MMR", "1980-01-01", "Burma"),
        ("DEU", "1980-01-01", "West Germany"),
        ("COD", "1990-01-01", "Zaire"),
        ("XKX", "2010-01-01", "Kosovo"),
    ],
)
def test_states_bear_the_name_of_the_day(almanac_on, state, day, name):
    assert describe_state(almanac_on(LATE), state, dt.date.fromisoformat(day)).name == name


def test_an_unknown_state_is_refused(almanac_on):
    with pytest.raises(InputError, match="no state"):
        describe_state(almanac_on(LATE), "QQQ", dt.date(2000, 1, 1))


def test_tenure_ranks_namesakes_by_the_day(almanac_on):
    tenure = build_tenure(almanac_on(LATE))
    bushes = ["bush-george-w", "bush-george-h-w"]
    assert tenure.rank(bushes, dt.date(1991, 2, 1))[0] == "bush-george-h-w"
    assert tenure.rank(bushes, dt.date(2003, 2, 1))[0] == "bush-george-w"
    assert tenure.distance_days("bush-george-w", dt.date(2003, 2, 1)) == 0
    assert tenure.state_on("bush-george-w", dt.date(2003, 2, 1)) == "USA"
    assert "head_of_state" in tenure.offices_near("putin-vladimir", dt.date(2005, 1, 1))
    assert tenure.state_on("nobody-known", dt.date(2003, 2, 1)) == ""
