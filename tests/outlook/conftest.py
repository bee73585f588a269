"""A small almanac of two states that visit each other, and engagements of them."""

import datetime as dt

import pytest

from legation.almanac.columns import CHRONICLE, STATES, VISITS
from legation.almanac.store import open_almanac
from legation.domain.dates import PartialDate
from legation.domain.engagement import Engagement, EngagementKind, Level, Party, Standing


def write_table(folder, spec, path, rows):
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    lines = [",".join(spec.columns)]
    lines += [",".join(str(row.get(column, "")) for column in spec.columns) for row in rows]
    target.write_text("\n".join(lines) + "\n")


def visit(day, visitor, host, **cells):
    return {
        "visit_id": f"{visitor}-{host}-{day}".lower(),
        "start_day": day,
        "end_day": day,
        "status": "held",
        "level": "leader",
        "kind": "official",
        "format": "bilateral",
        "visitor_state": visitor,
        "host_state": host,
        **cells,
    }


VISITS_HELD = [
    visit("2000-07-19", "RUS", "PRK"),
    visit("2001-07-26", "PRK", "RUS"),
    visit("2002-01-10", "RUS", "PRK"),
    visit("2010-05-01", "RUS", "USA"),
    visit("2010-12-01", "USA", "RUS"),
    visit("2015-05-01", "RUS", "USA", kind="transit"),
    visit("2018-03-01", "PRK", "CHN"),
]
TESTS = [
    {"entry_id": "t1", "day": "2006-10-09", "kind": "nuclear_test", "source_states": "PRK"},
    {"entry_id": "t2", "day": "2018-06-01", "kind": "missile_test", "source_states": "PRK"},
    {
        "entry_id": "t3",
        "day": "2018-04-01",
        "kind": "talks",
        "source_states": "PRK",
        "target_states": "USA",
        "issues": "denuclearization",
    },
]


@pytest.fixture
def build_almanac(tmp_path):
    """A function that writes an almanac with further visits and tests, and opens it."""

    def build(as_of, visits=(), tests=(), folder="data"):
        data = tmp_path / folder
        states = [
            {"state_id": key, "name": name, "start_day": "1945-01-01"}
            for key, name in (
                ("RUS", "Russia"),
                ("PRK", "North Korea"),
                ("USA", "United States"),
                ("CHN", "China"),
            )
        ]
        write_table(data, STATES, "states/states.csv", states)
        write_table(data, VISITS, "visits/visits_a.csv", [*VISITS_HELD, *visits])
        write_table(data, CHRONICLE, "chronicle/a.csv", [*TESTS, *tests])
        return open_almanac(dt.date.fromisoformat(as_of), data)

    return build


@pytest.fixture
def state_engagement():
    """A function that states an engagement."""

    def state(visitor="RUS", host="PRK", day="2024-06-19", kind=EngagementKind.VISIT):
        when = PartialDate.parse(day) if day else None
        return Engagement(
            kind,
            Party(visitor),
            Party(host),
            level=Level.LEADER,
            start=when,
            end=when,
            standing=Standing.ANNOUNCED,
        )

    return state
