"""The tables that ship with the package, and what their cells may hold."""

from collections.abc import Callable

import polars as pl

from legation.almanac.columns import ALL_TABLES, TableSpec
from legation.almanac.store import locate_data, read_table

DATA = locate_data()

# Columns that together name one row.
KEYS = {
    "sources": ("source_id",),
    "states": ("state_id",),
    "names": ("state_id", "name", "kind", "language", "start_day", "source"),
    "capitals": ("state_id", "city", "role", "start_day"),
    "cities": ("city", "state_id"),
    "contiguity": ("state_a", "state_b", "start_day"),
    "organizations": ("org_id",),
    "memberships": ("org_id", "state_id", "role", "start_day"),
    "person_names": ("person_id", "name"),
    "persons": ("person_id",),
    "terms": ("person_id", "state_id", "office", "title", "start_day"),
    "leader_coverage": ("state_id",),
    "visits": ("visit_id",),
    "announcements": ("visit_id", "known_on", "status", "said_by"),
    "chronicle": ("entry_id",),
    "treaties": ("treaty_id",),
    "coverage": ("table", "scope"),
    "alignment": ("state_id", "session"),
}

_ISSUES = """denuclearization arms regional_security economic_cooperation trade energy sanctions
    migration human_rights territory humanitarian diplomatic_relations nuclear_weapons space cyber
    terrorism peace_process climate health culture infrastructure detainees history
    multilateralism"""
_TYPES = """
    AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST
    SANCTION MOBILIZE COERCE ASSAULT"""
_CHRONICLE_KINDS = """
    treaty declaration summit nuclear_test missile_test satellite_launch resolution
    sanction rupture recognition war incident talks aid arms_transfer exercise withdrawal death
    accession other"""
_VISIT_KINDS = "state official working private summit meeting transit funeral ceremony"
_ANNOUNCED = "invited accepted in_preparation announced postponed cancelled denied"
_TREATY_KINDS = """defense neutrality nonaggression entente friendship peace normalization
    arms_control border trade partnership armistice"""

# What a cell may hold, by table and column; a list holds such words only.
WORDS = {
    ("names", "kind"): "short official former alias adjective demonym metonym",
    ("capitals", "role"): "capital seat_of_government",
    ("contiguity", "kind"): "land river",
    ("memberships", "role"): "member permanent elected observer partner suspended",
    ("terms", "office"): "head_of_state head_of_government foreign_minister other",
    ("terms", "effective"): "true false",
    ("terms", "acting"): "true false",
    ("persons", "gender"): "male female",
    ("visits", "status"): "held announced cancelled postponed",
    ("visits", "level"): "leader foreign_minister envoy",
    ("visits", "kind"): _VISIT_KINDS,
    ("visits", "format"): "bilateral multilateral",
    ("announcements", "status"): _ANNOUNCED,
    ("chronicle", "kind"): _CHRONICLE_KINDS,
    ("chronicle", "type"): _TYPES,
    ("chronicle", "importance"): "1 2 3",
    ("chronicle", "issues"): _ISSUES,
    ("treaties", "kind"): _TREATY_KINDS,
}

# Columns that must never be empty.
NEEDED = {
    "sources": ("publisher", "title"),
    "states": ("name", "source"),
    "names": ("kind", "language", "source"),
    "capitals": ("role", "source"),
    "cities": ("latitude", "longitude", "source"),
    "contiguity": ("kind", "source"),
    "organizations": ("name", "kind", "source"),
    "memberships": ("role", "source"),
    "persons": ("name", "source"),
    "person_names": (),
    "terms": ("title", "start_day", "effective", "acting", "source"),
    "leader_coverage": ("from_day", "verified_through"),
    "visits": (
        "start_day",
        "status",
        "level",
        "kind",
        "format",
        "visitor_state",
        "host_state",
        "source",
    ),
    "announcements": ("said_by", "sentence", "source"),
    "chronicle": ("day", "kind", "title", "sentence", "importance", "source"),
    "treaties": ("name", "kind", "source"),
    "coverage": ("note",),
    "alignment": ("year", "ideal_point", "source", "known_on"),
}

DAYS = (
    *(
        "start_day",
        "end_day",
        "un_from",
        "un_to",
        "founded",
        "dissolved",
        "born",
        "died",
        "from_day",
    ),
    *("stated_start", "stated_end", "day", "signed", "in_force", "ended", "known_on"),
    "verified_through",
)
FULL_DAYS = ("known_on", "verified_through")
STATES = (
    *("state_id", "state_a", "state_b", "seat_state", "visitor_state", "host_state"),
    *("source_states", "target_states", "parties", "successor_ids"),
)
# Columns that name a day in other tables and something else in these.
OTHER_MEANING = {("visits", "signed")}

SPECS = {spec.name: spec for spec in ALL_TABLES}


def read(name: str) -> pl.DataFrame:
    """A shipped table as it lies in its files."""
    return read_table(DATA, SPECS[name])


def name_row(spec: TableSpec, row: dict[str, str | None]) -> str:
    """A row's key, as a failing test says it."""
    return "/".join(row[column] or "" for column in KEYS[spec.name])


def list_bad(name: str, is_bad: Callable[[dict[str, str | None]], object]) -> list[str]:
    """Keys of the rows of a table of which something is true that may not be."""
    spec = SPECS[name]
    return [name_row(spec, row) for row in read(name).iter_rows(named=True) if is_bad(row)]


def pad_first(day: str) -> str:
    """The first day that a partial date can mean, as ISO text."""
    return day + "-01-01"[len(day) - 4 :] if len(day) < 10 else day


def pad_last(day: str) -> str:
    """A text that sorts as the last day that a partial date can mean."""
    return day + "-12-31"[len(day) - 4 :] if len(day) < 10 else day
