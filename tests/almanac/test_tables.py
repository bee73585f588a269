"""Every shipped row keeps the rules of docs/almanac.md; a failure names the rows."""

import csv
from itertools import pairwise

import polars as pl
import pytest

from legation.almanac.columns import ALL_TABLES
from legation.domain.dates import PartialDate

from .shipped import (
    DATA,
    DAYS,
    FULL_DAYS,
    KEYS,
    NEEDED,
    OTHER_MEANING,
    SPECS,
    WORDS,
    list_bad,
    pad_first,
    pad_last,
    read,
)

NAMES = sorted(SPECS)
LAST_KNOWN = "2026-11-30"


def _columns(name, wanted):
    return [c for c in SPECS[name].columns if c in wanted and (name, c) not in OTHER_MEANING]


@pytest.mark.parametrize("spec", ALL_TABLES, ids=lambda spec: spec.name)
def test_files_have_the_declared_columns(spec):
    files = sorted(DATA.glob(spec.pattern))
    assert files, f"no file at {spec.pattern}"
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert "\r" not in text, path.name
        assert ',"",' not in text, path.name
        rows = list(csv.reader(text.splitlines()))
        assert tuple(rows[0]) == spec.columns, path.name
        assert [r for r in rows if len(r) != len(spec.columns)] == [], path.name


@pytest.mark.parametrize("spec", ALL_TABLES, ids=lambda spec: spec.name)
def test_cells_have_no_space_around_them(spec):
    def has_space(row):
        return [cell for cell in row.values() if cell and cell != cell.strip()]

    assert list_bad(spec.name, has_space) == []


@pytest.mark.parametrize("name", NAMES)
def test_keys_are_unique(name):
    frame = read(name)
    repeated = frame.filter(frame.select(KEYS[name]).is_duplicated())
    assert sorted(set(repeated.select(KEYS[name]).rows())) == []


@pytest.mark.parametrize("name", NAMES)
def test_keys_and_needed_cells_are_there(name):
    wanted = [c for c in KEYS[name] if c not in {"start_day", "known_on"}]
    wanted += NEEDED[name]
    assert list_bad(name, lambda row: [c for c in wanted if not row[c]]) == []


@pytest.mark.parametrize("name", NAMES)
def test_days_are_partial_iso_dates(name):
    def is_no_day(row):
        for column in _columns(name, DAYS):
            try:
                PartialDate.parse(row[column] or "2000")
            except ValueError:
                return True
            if column in FULL_DAYS and row[column] and len(row[column]) != 10:
                return True
        return False

    assert list_bad(name, is_no_day) == []


@pytest.mark.parametrize(
    ("name", "order"),
    [
        ("states", ("start_day", "end_day")),
        ("states", ("un_from", "un_to")),
        ("names", ("start_day", "end_day")),
        ("capitals", ("start_day", "end_day")),
        ("contiguity", ("start_day", "end_day")),
        ("organizations", ("founded", "dissolved")),
        ("memberships", ("start_day", "end_day")),
        ("persons", ("born", "died")),
        ("terms", ("start_day", "end_day")),
        ("leader_coverage", ("from_day", "verified_through")),
        ("visits", ("start_day", "end_day")),
        ("announcements", ("stated_start", "stated_end")),
        ("chronicle", ("day", "end_day")),
        ("treaties", ("signed", "in_force", "ended")),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(value),
)
def test_days_are_in_order(name, order):
    def is_reversed(row):
        days = [row[column] for column in order if row[column]]
        return any(pad_first(a) > pad_last(b) for a, b in pairwise(days))

    assert list_bad(name, is_reversed) == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_known_from_the_future(name):
    columns = _columns(name, FULL_DAYS)
    bad = list_bad(name, lambda row: any((row[c] or "") > LAST_KNOWN for c in columns))
    assert bad == []


@pytest.mark.parametrize("name", [n for n in NAMES if "known_on" in SPECS[n].columns])
def test_facts_become_known_near_their_day(name):
    """A known_on long before the fact, or half a century after it, is a typing error."""
    start = SPECS[name].start
    if start == "known_on":
        return

    def is_absurd(row):
        if not row["known_on"] or not row[start]:
            return False
        years = int(row["known_on"][:4]) - int(row[start][:4])
        return years < -3 or years > 60

    assert list_bad(name, is_absurd) == []


@pytest.mark.parametrize(("name", "column"), sorted(WORDS), ids="-".join)
def test_enumerations_hold_declared_words(name, column):
    allowed = set(WORDS[name, column].split())
    bad = list_bad(name, lambda row: set((row[column] or "").split(";")) - allowed - {""})
    assert bad == []


@pytest.mark.parametrize("name", [n for n in NAMES if "source" in SPECS[n].columns])
def test_sources_are_declared_once(name):
    declared = set(read("sources")["source_id"])
    bad = list_bad(name, lambda row: set((row["source"] or "").split(";")) - declared - {""})
    assert bad == []


@pytest.mark.parametrize(
    ("name", "end"),
    [
        ("capitals", "end_day"),
        ("memberships", "end_day"),
        ("terms", "end_day"),
        ("treaties", "ended"),
        ("states", "end_day"),
        ("organizations", "dissolved"),
    ],
)
def test_open_rows_say_through_when_they_are_verified(name, end):
    assert list_bad(name, lambda row: bool(row[end]) == bool(row["verified_through"])) == []


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("terms", ("person_id",)),
        ("person_names", ("person_id",)),
        ("visits", ("visitor_person", "host_person")),
    ],
    ids=["terms", "person_names", "visits"],
)
def test_persons_are_declared(name, columns):
    declared = set(read("persons")["person_id"])
    assert list_bad(name, lambda row: any(row[c] and row[c] not in declared for c in columns)) == []


def test_organizations_and_visits_are_declared():
    organizations, visits = set(read("organizations")["org_id"]), set(read("visits")["visit_id"])
    assert list_bad("memberships", lambda row: row["org_id"] not in organizations) == []
    assert list_bad("announcements", lambda row: row["visit_id"] not in visits) == []


def test_a_treaty_says_when_it_became_public():
    assert list_bad("treaties", lambda row: not (row["signed"] or row["known_on"])) == []


def test_a_chronicle_entry_has_a_type_unless_somebody_died():
    assert list_bad("chronicle", lambda row: not row["type"] and row["kind"] != "death") == []


def test_a_chronicle_entry_of_several_days_is_known_by_its_end():
    """Its sentence tells the outcome, so that it may not be used on its first day."""
    assert list_bad("chronicle", lambda row: row["end_day"] and not row["known_on"]) == []


def test_borders_name_each_pair_once_in_order():
    assert list_bad("contiguity", lambda row: row["state_a"] >= row["state_b"]) == []


def test_places_lie_on_the_globe():
    def is_off(row):
        if not row["latitude"]:
            return False
        return abs(float(row["latitude"])) > 90 or abs(float(row["longitude"])) > 180

    assert list_bad("cities", is_off) == []
    assert list_bad("capitals", is_off) == []


@pytest.mark.parametrize("name", ["chronicle", "treaties", "announcements"])
def test_sentences_are_sentences(name):
    def is_no_sentence(row):
        text = row["sentence"]
        if text is None and name == "treaties":
            return False
        return (not text[:1].isupper() and not text[:1].isdigit()) or text[-1:] != "."

    assert list_bad(name, is_no_sentence) == []


def test_sources_that_nobody_uses_are_few():
    used = set()
    for spec in ALL_TABLES:
        if "source" in spec.columns:
            used |= set(read(spec.name)["source"].drop_nulls().str.split(";").explode())
    unused = set(read("sources")["source_id"]) - used
    print("declared and used by no row:", sorted(unused))
    assert len(unused) <= 20


def test_package_data_stay_small():
    size = sum(path.stat().st_size for path in DATA.rglob("*") if path.is_file())
    assert size < 6_000_000


def test_tables_hold_what_they_promise():
    assert read("terms").height >= 1500
    assert read("chronicle").height >= 400
    assert read("visits").filter(pl.col("level") == "leader").height >= 3000
