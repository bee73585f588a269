"""The almanac's tables: folder, file pattern, and columns, declared once.

The meaning of each column stands in `docs/almanac.md`.
"""

from enum import StrEnum

from attrs import frozen


class Col(StrEnum):
    """Columns that the program itself refers to."""

    SOURCE_ID = "source_id"
    PUBLISHER = "publisher"
    TITLE = "title"
    DATE = "date"
    URL = "url"
    LICENSE = "license"
    STATE_ID = "state_id"
    NAME = "name"
    KIND = "kind"
    LANGUAGE = "language"
    START = "start_day"
    END = "end_day"
    SOURCE = "source"
    KNOWN_ON = "known_on"
    VERIFIED = "verified_through"
    DIED = "died"
    SIGNED = "signed"
    ENDED = "ended"
    DAY = "day"


@frozen
class TableSpec:
    """One table of the almanac.

    Attributes:
        name: its name in footnotes.
        pattern: files below the data folder.
        columns: in the order of the files.
        start: the column that says when the row's fact began; with `known_on` it decides from
            which day the row may be used.
        ends: columns that hold an end which was not known before it came.
        outcomes: columns that tell how it ended, emptied together with the first of `ends`.
    """

    name: str
    pattern: str
    columns: tuple[str, ...]
    start: str = ""
    ends: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()


def _columns(text: str) -> tuple[str, ...]:
    return tuple(text.replace("\n", " ").replace(",", " ").split())


SOURCES = TableSpec(
    "sources", "sources/*.csv", _columns("source_id, publisher, title, date, url, license")
)
STATES = TableSpec(
    "states",
    "states/states.csv",
    _columns(
        """state_id, name, iso2, iso3, iso_numeric, cow_code, cow_abbr, gw_code, cameo, start_day,
        end_day, un_from, un_to, region, subregion, successor_ids, source, known_on,
        verified_through"""
    ),
    start="start_day",
    ends=("end_day", "un_to"),
    outcomes=("successor_ids",),
)
STATE_NAMES = TableSpec(
    "names",
    "states/names.csv",
    _columns("state_id, name, kind, language, start_day, end_day, source"),
    start="start_day",
    ends=("end_day",),
)
CAPITALS = TableSpec(
    "capitals",
    "states/capitals.csv",
    _columns(
        """state_id, city, role, aliases, latitude, longitude, start_day, end_day, source,
        verified_through"""
    ),
    start="start_day",
    ends=("end_day",),
)
CITIES = TableSpec(
    "cities",
    "states/cities.csv",
    _columns("city, state_id, aliases, latitude, longitude, population, source"),
)
CONTIGUITY = TableSpec(
    "contiguity",
    "states/contiguity.csv",
    _columns("state_a, state_b, kind, start_day, end_day, source"),
    start="start_day",
    ends=("end_day",),
)
ORGANIZATIONS = TableSpec(
    "organizations",
    "organizations/organizations.csv",
    _columns(
        """org_id, name, abbreviation, aliases, kind, founded, dissolved, seat_city, seat_state,
        source, verified_through"""
    ),
    start="founded",
    ends=("dissolved",),
)
MEMBERSHIPS = TableSpec(
    "memberships",
    "organizations/memberships.csv",
    _columns("org_id, state_id, role, start_day, end_day, source, known_on, verified_through"),
    start="start_day",
    ends=("end_day",),
)
PERSONS = TableSpec(
    "persons",
    "leaders/persons_*.csv",
    _columns("person_id, name, born, died, gender, source"),
    ends=("died",),
)
PERSON_NAMES = TableSpec(
    "person_names", "leaders/names_*.csv", _columns("person_id, name, language")
)
TERMS = TableSpec(
    "terms",
    "leaders/terms_*.csv",
    _columns(
        """person_id, state_id, office, title, start_day, end_day, effective, acting, source,
        known_on, verified_through"""
    ),
    start="start_day",
    ends=("end_day",),
)
LEADER_COVERAGE = TableSpec(
    "leader_coverage",
    "leaders/coverage_*.csv",
    _columns("state_id, from_day, verified_through, note"),
)
VISITS = TableSpec(
    "visits",
    "visits/visits_*.csv",
    _columns(
        """visit_id, start_day, end_day, status, level, kind, format, visitor_state,
        visitor_person, visitor_name, visitor_title, host_state, host_person, host_name, city,
        description, signed, source, known_on"""
    ),
    start="start_day",
    ends=("end_day",),
    outcomes=("description", "signed"),
)
ANNOUNCEMENTS = TableSpec(
    "announcements",
    "visits/announcements.csv",
    _columns("visit_id, known_on, status, said_by, stated_start, stated_end, sentence, source"),
    start="known_on",
)
CHRONICLE = TableSpec(
    "chronicle",
    "chronicle/*.csv",
    _columns(
        """entry_id, day, end_day, kind, type, mode, contexts, source_states, target_states,
        issues, title, sentence, importance, source, known_on"""
    ),
    start="day",
)
TREATIES = TableSpec(
    "treaties",
    "treaties/treaties.csv",
    _columns(
        """treaty_id, name, kind, parties, signed, in_force, ended, sentence, source, known_on,
        verified_through"""
    ),
    start="signed",
    ends=("in_force", "ended"),
)
COVERAGE = TableSpec(
    "coverage", "coverage.csv", _columns("table, scope, from_day, verified_through, note")
)
ALIGNMENT = TableSpec(
    "alignment",
    "alignment/*.csv",
    _columns("state_id, session, year, ideal_point, votes, source, known_on"),
    start="known_on",
)

ALL_TABLES = (
    SOURCES,
    STATES,
    STATE_NAMES,
    CAPITALS,
    CITIES,
    CONTIGUITY,
    ORGANIZATIONS,
    MEMBERSHIPS,
    PERSONS,
    PERSON_NAMES,
    TERMS,
    LEADER_COVERAGE,
    VISITS,
    ANNOUNCEMENTS,
    CHRONICLE,
    TREATIES,
    COVERAGE,
    ALIGNMENT,
)
