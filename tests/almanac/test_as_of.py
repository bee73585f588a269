"""The future may change, the answer may not: later rows are added, and nothing moves."""

import csv
import datetime as dt
import shutil

import pytest

from legation.almanac.chronicle import (
    find_membership,
    list_ideal_points,
    list_members,
    list_milestones,
    list_shared_organizations,
    list_treaties,
)
from legation.almanac.columns import ALL_TABLES, STATES, VISITS, Col
from legation.almanac.leaders import (
    find_effective_leader,
    find_holders,
    find_person,
    list_state_terms,
    list_terms,
    verify_through,
)
from legation.almanac.names import build_name_index
from legation.almanac.states import describe_state, find_capital, find_neighbours, list_states
from legation.almanac.store import open_almanac
from legation.almanac.tenure import build_tenure
from legation.almanac.visits import list_announcements, list_expected, list_visits
from legation.errors import DataError, InputError

from .shipped import DATA, SPECS

AS_OF = [dt.date(1991, 12, 26), dt.date(2010, 6, 30), dt.date(2024, 5, 26)]

# Rows that became known on 2031-05-05; the states and persons are those that are asked about.
LATER = {
    "names": [("PRK", "Koryo Land", "short", "en", "2031-05-05", "", "x")],
    "capitals": [
        ("PRK", "Hamhung", "capital", "", "39.9", "127.5", "2031-05-05", "", "x", "2031-06-01")
    ],
    "contiguity": [("PRK", "USA", "land", "2031-05-05", "", "x")],
    "organizations": [
        ("axis", "Axis of Tests", "AXT", "", "forum", "2031-05-05", "", "", "", "x", "2031-06-01")
    ],
    "memberships": [
        ("nato", "PRK", "member", "2031-05-05", "", "x", "", "2031-06-01"),
        ("un", "XKX", "member", "2031-05", "", "x", "", "2031-06-01"),
    ],
    "persons": [("later-leader", "Later Leader", "1990-01-01", "", "female", "x")],
    "person_names": [("later-leader", "Leader the Later", "")],
    "terms": [
        (
            "later-leader",
            "PRK",
            "head_of_state",
            "President",
            "2031-05-05",
            "",
            "true",
            "false",
            "x",
            "",
            "2031-06-01",
        ),
        (
            "kim-jong-un",
            "PRK",
            "foreign_minister",
            "Minister",
            "2031",
            "",
            "false",
            "false",
            "x",
            "",
            "2031-12-31",
        ),
    ],
    "visits": [
        (
            "later-1",
            "2031-05-05",
            "2031-05-06",
            "held",
            "leader",
            "state",
            "bilateral",
            "RUS",
            "putin-vladimir",
            "Vladimir Putin",
            "President",
            "PRK",
            "",
            "",
            "Pyongyang",
            "Later",
            "A pact",
            "x",
            "",
        ),
        (
            "later-2",
            "2009-01-01",
            "2009-01-02",
            "held",
            "leader",
            "working",
            "bilateral",
            "PRK",
            "kim-jong-un",
            "Kim Jong Un",
            "",
            "RUS",
            "",
            "",
            "Moscow",
            "Revealed later",
            "",
            "x",
            "2031-05-05",
        ),
    ],
    "announcements": [
        (
            "later-1",
            "2031-04-01",
            "announced",
            "Kremlin",
            "2031-05-05",
            "2031-05-06",
            "Announced.",
            "x",
        ),
    ],
    "chronicle": [
        (
            "later-3",
            "2031-05-05",
            "",
            "summit",
            "CONSULT",
            "",
            "",
            "RUS",
            "PRK",
            "arms",
            "Later",
            "Later.",
            "1",
            "x",
            "",
        ),
        (
            "later-4",
            "1990-01-01",
            "",
            "talks",
            "CONSULT",
            "",
            "",
            "RUS;SUN",
            "PRK",
            "arms",
            "Secret",
            "Secret.",
            "1",
            "x",
            "2031-05-05",
        ),
    ],
    "treaties": [
        (
            "later-5",
            "Later Pact",
            "defense",
            "PRK;RUS;SUN",
            "2031-05-05",
            "",
            "",
            "Later.",
            "x",
            "",
            "2031-06-01",
        )
    ],
    "alignment": [("PRK", "86", "2031", "3.0", "10", "x", "2032-12-31")],
}
SHIFTED_END = "2031-05-05"


@pytest.fixture(scope="module")
def shifted(tmp_path_factory):
    """A copy of the tables with later rows added, and with ends that came late moved later."""
    folder = tmp_path_factory.mktemp("almanac") / "data"
    shutil.copytree(DATA, folder)
    for name, rows in LATER.items():
        spec = SPECS[name]
        assert all(len(row) == len(spec.columns) for row in rows), name
        path = sorted(folder.glob(spec.pattern))[0]
        with path.open("a", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
    return folder


@pytest.fixture(scope="module")
def unended(tmp_path_factory):
    """A copy of the tables in which every end after the middle of 2010 is a day of 2031."""
    folder = tmp_path_factory.mktemp("unended") / "data"
    shutil.copytree(DATA, folder)
    for spec in ALL_TABLES:
        for path in folder.glob(spec.pattern) if spec.ends else ():
            with path.open(encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
            for row in rows:
                for column in spec.ends:
                    if row[column] and row[column] > "2010-07":
                        row[column] = SHIFTED_END
                for column in spec.outcomes:
                    if row[spec.ends[0]] == SHIFTED_END:
                        row[column] = "a later outcome"
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, spec.columns, lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
    return folder


PAIRS = [("RUS", "PRK"), ("SUN", "PRK"), ("USA", "CHN"), ("DEU", "FRA")]


def _ask_pairs(almanac):
    day = almanac.as_of
    for one, two in PAIRS:
        yield list_visits(almanac, one, two), list_visits(almanac, two, one, held_only=False)
        yield list_expected(almanac, one, two), list_expected(almanac, two, one)
        yield list_milestones(almanac, (one, two)), list_treaties(almanac, (one, two))
        yield list_shared_organizations(almanac, one, two, day)


def _ask_states(almanac):
    day = almanac.as_of
    yield list_states(almanac, day)
    known = set(almanac.table(STATES)["state_id"])
    for state in [s for s in ("PRK", "RUS", "SUN", "USA", "XKX", "DEU", "KOR") if s in known]:
        yield describe_state(almanac, state, day), find_capital(almanac, state, day)
        yield find_neighbours(almanac, state, day), list_ideal_points(almanac, state)
        yield find_holders(almanac, state, day), find_effective_leader(almanac, state, day)
        yield list_state_terms(almanac, state), verify_through(almanac, state)
        for org_id in ("un", "nato", "unsc", "eu"):
            yield find_membership(almanac, state, org_id, day)


def _ask(almanac):
    index = build_name_index(almanac)
    yield {key: set(entries) for key, entries in index.entries.items()}
    yield build_tenure(almanac).spans
    yield from (list_members(almanac, org_id, almanac.as_of) for org_id in ("un", "nato", "unsc"))
    for person in ("kim-jong-un", "putin-vladimir", "merkel-angela"):
        yield list_terms(almanac, person), find_person(almanac, person)
    for visit in sorted(set(almanac.table(VISITS)["visit_id"]))[::400]:
        yield list_announcements(almanac, visit)
    yield list_announcements(almanac, "later-1")
    yield from _ask_states(almanac)
    yield from _ask_pairs(almanac)


@pytest.mark.parametrize("as_of", AS_OF, ids=str)
def test_rows_of_the_future_change_no_answer(shifted, as_of):
    for now, then in zip(
        _ask(open_almanac(as_of)), _ask(open_almanac(as_of, shifted)), strict=True
    ):
        assert now == then


def test_ends_of_the_future_change_no_answer(unended):
    as_of = dt.date(2010, 6, 30)
    for now, then in zip(
        _ask(open_almanac(as_of)), _ask(open_almanac(as_of, unended)), strict=True
    ):
        assert now == then


def test_the_later_rows_do_show_later(shifted):
    almanac = open_almanac(dt.date(2033, 1, 1), shifted)
    assert {"later-1", "later-2"} <= {v.visit_id for v in list_visits(almanac, "RUS", "PRK")}
    assert find_membership(almanac, "PRK", "nato", dt.date(2031, 6, 1))[0] == "member"
    assert find_capital(almanac, "PRK", dt.date(2031, 6, 1))[0]
    assert build_name_index(almanac).find("Later Leader")
    assert list_announcements(almanac, "later-1")


@pytest.mark.parametrize("spec", ALL_TABLES, ids=lambda spec: spec.name)
@pytest.mark.parametrize("as_of", AS_OF, ids=str)
def test_no_table_holds_a_later_day(spec, as_of):
    frame = open_almanac(as_of).table(spec)
    known = Col.KNOWN_ON if Col.KNOWN_ON in spec.columns else spec.start
    columns = {*spec.ends, *([known] if known else []), *({"verified_through"} & set(spec.columns))}
    today = as_of.isoformat()
    for column in columns:
        assert frame.filter(frame[column].fill_null("") > today).height == 0, column


def test_the_almanac_begins_in_1945():
    with pytest.raises(InputError, match="1945-01-01"):
        open_almanac(dt.date(1944, 12, 31))


def test_a_table_without_a_column_is_refused(tmp_path):
    (tmp_path / "visits").mkdir()
    (tmp_path / "visits" / "visits_x.csv").write_text("visit_id,start_day\na,2020-01-01\n")
    with pytest.raises(DataError, match="end_day is missing"):
        open_almanac(dt.date(2020, 1, 1), tmp_path).table(VISITS)


def test_an_empty_folder_knows_nothing(tmp_path):
    almanac = open_almanac(dt.date(2020, 1, 1), tmp_path)
    assert all(almanac.table(spec).is_empty() for spec in ALL_TABLES)
    assert almanac.sources == {}
