"""The engagements that base rates are fitted on, frozen so that a fit can be repeated."""

import csv
import datetime as dt
from pathlib import Path

import polars as pl

from legation.almanac.columns import VISITS
from legation.almanac.store import Almanac
from legation.outlook.visit_book import EXCLUDED_KINDS
from legation.outlook.windows import Case, thin_cases

CASES = Path(__file__).parent / "cases.csv"
_COLUMNS = ("visit_id", "start_day", "end_day", "visitor", "host")


def freeze_cases(almanac: Almanac, first: dt.date, last: dt.date, path: Path = CASES) -> int:
    """Write the held two-sided engagements of leaders and foreign ministers in a period."""
    frame = (
        almanac.table(VISITS)
        .filter(
            (pl.col("status") == "held")
            & (pl.col("format") == "bilateral")
            & pl.col("level").is_in(["leader", "foreign_minister"])
            & ~pl.col("kind").is_in(list(EXCLUDED_KINDS))
            & (pl.col("start_day").str.len_chars() == 10)
            & pl.col("start_day").is_between(pl.lit(first.isoformat()), pl.lit(last.isoformat()))
        )
        .with_columns(pl.coalesce("end_day", "start_day").alias("end_day"))
        .sort("start_day", "visit_id")
    )
    rows: list[tuple[str, ...]] = [*_list_visits(frame), *_list_meetings(frame)]
    ordered = sorted(rows, key=lambda row: (row[1], row[0]))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows(ordered)
    return len(rows)


def _list_visits(frame: pl.DataFrame) -> list[tuple[str, ...]]:
    at_home = frame.filter(~pl.col("visit_id").str.contains("#", literal=True))
    columns = ("visit_id", "start_day", "end_day", "visitor_state", "host_state")
    rows: list[tuple[str, ...]] = at_home.select(columns).rows()
    return rows


def _list_meetings(frame: pl.DataFrame) -> list[tuple[str, ...]]:
    """Meetings of two in a third state: the two rows of one key become one case."""
    keyed = frame.filter(pl.col("visit_id").str.contains("#", literal=True)).with_columns(
        pl.col("visit_id").str.replace(r"#[^#]*$", "").alias("key")
    )
    both = keyed.group_by("key", maintain_order=True).agg(
        pl.col("start_day").first(),
        pl.col("end_day").first(),
        pl.col("visitor_state").unique(maintain_order=True),
    )
    return [
        (key, start, end, *sides) for key, start, end, sides in both.iter_rows() if len(sides) == 2
    ]


def read_cases(first: dt.date, last: dt.date, path: Path = CASES) -> tuple[Case, ...]:
    """The frozen cases that begin within a period, thinned by pair."""
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return thin_cases(
        Case(
            dt.date.fromisoformat(row["start_day"]).toordinal(),
            dt.date.fromisoformat(row["end_day"]).toordinal(),
            (row["visitor"], row["host"]),
        )
        for row in rows
        if first.isoformat() <= row["start_day"] <= last.isoformat()
    )
