"""What the almanac says of its own limits is true of its rows."""

from itertools import combinations
from pathlib import Path

import polars as pl
import pytest

from legation.almanac.chronicle import list_milestones
from legation.almanac.visits import find_visit_coverage

from .shipped import SPECS, read

SIX = ("CHN", "JPN", "KOR", "PRK", "RUS", "USA")
TODAY = "2026-11-01"
DOCS = Path(__file__).parents[2] / "docs"


def test_coverage_names_known_tables():
    assert set(read("coverage")["table"]) <= {*SPECS, "leaders"}


def test_visits_of_the_united_states_are_covered_from_the_first_row():
    rows = read("visits").filter(pl.col("source").str.starts_with("us-state-"))
    (scope,) = read("coverage").filter(table="visits", scope="USA").to_dicts()
    assert rows["start_day"].min() == scope["from_day"]
    assert (
        rows.filter(pl.col("source").str.contains("visits"))["start_day"].max()
        >= scope["verified_through"]
    )


@pytest.mark.parametrize(("first", "second"), list(combinations(SIX, 2)), ids="-".join)
def test_every_pair_of_the_six_has_a_chronicle_and_visits(almanac_on, first, second):
    almanac = almanac_on(TODAY)
    assert len(list_milestones(almanac, (first, second))) >= 20
    assert find_visit_coverage(almanac, first, second) is not None


@pytest.mark.parametrize(("first", "second"), [("USA", "FRA"), ("FRA", "USA"), ("RUS", "PRK")])
def test_covered_pairs(almanac_on, first, second):
    coverage = find_visit_coverage(almanac_on("2010-01-01"), first, second)
    assert coverage is not None
    assert coverage[1].isoformat() == "2010-01-01"


@pytest.mark.parametrize(("first", "second"), [("FRA", "DEU"), ("DEU", "FRA"), ("ETH", "ERI")])
def test_a_selection_covers_no_pair(almanac_on, first, second):
    assert find_visit_coverage(almanac_on(TODAY), first, second) is None


def test_coverage_ends(almanac_on):
    coverage = find_visit_coverage(almanac_on(TODAY), "USA", "FRA")
    assert coverage is not None
    assert coverage[1].year == 2024


def _list_promises():
    """Tables with the least number of rows that docs/almanac.md promises of each."""
    lines = (DOCS / "almanac.md").read_text(encoding="utf-8").split("| table | at least |")[1]
    for line in lines.splitlines()[2:]:
        if not line.startswith("|"):
            return
        names, counts = (cell.strip().split(", ") for cell in line.split("|")[1:3])
        yield from zip(names, counts, strict=True)


@pytest.mark.parametrize(("name", "least"), list(_list_promises()))
def test_tables_hold_what_the_documentation_promises(name, least):
    promised = int(least.replace(",", ""))
    assert promised <= read(name).height <= promised * 1.25


def test_the_documentation_names_every_table():
    text = (DOCS / "almanac.md").read_text(encoding="utf-8")
    for spec in SPECS.values():
        assert f"`{spec.pattern}`" in text, spec.pattern
