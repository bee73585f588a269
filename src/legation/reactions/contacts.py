"""High-level contacts of pairs of states, one row for each, and where the lists are complete."""

import datetime as dt
from collections import Counter

import polars as pl
from attrs import frozen

from legation.almanac.store import Almanac, split_list
from legation.almanac.visits import select_visits
from legation.domain.citation import Reference, ReferenceKind
from legation.domain.dates import parse_partial

US = "USA"
_US_LISTS = "us-state-"
_FRESH_DAYS = 60
_COLUMNS = ("first", "second", "year", "multilateral", "from_us_lists", "source", "start_day")


@frozen(eq=False)
class Contacts:
    """Contacts since a day.

    Attributes:
        frame: one row for each contact: `first` < `second`, `year`, `multilateral`,
            `from_us_lists`, `source`, `start_day`.
        us_end: last day that the State Department's lists cover in both directions, None without.
        other_end: day of the last contact that does not come from these lists, None without.
    """

    frame: pl.DataFrame
    us_end: dt.date | None
    other_end: dt.date | None

    def select_side(self, with_us: bool) -> pl.DataFrame:
        """Contacts of the United States from its own lists, or contacts of all others."""
        is_us = (pl.col("first") == US) | (pl.col("second") == US)
        return self.frame.filter(is_us & pl.col("from_us_lists") if with_us else ~is_us)

    def find_end(self, with_us: bool, as_of: dt.date) -> dt.date | None:
        """The last day that either kind of contacts covers, never after the as-of day."""
        end = self.us_end if with_us else self.other_end
        return min(end, as_of) if end else None


def list_contacts(almanac: Almanac, since: dt.date, successors: dict[str, str]) -> Contacts:
    """Held visits and meetings at leader or foreign-minister level since a day, as contacts."""
    rows = select_visits(almanac, since=since).select(
        pl.col("visitor_state").replace(successors),
        pl.col("host_state").replace(successors),
        "start_day",
        pl.col("start_day").str.slice(0, 4).cast(pl.Int32).alias("year"),
        (pl.col("format") == "multilateral").alias("multilateral"),
        pl.col("source").fill_null("").str.starts_with(_US_LISTS).alias("from_us_lists"),
        pl.col("source").fill_null(""),
        pl.col("visit_id").str.extract(r"^(.*)#[^#]*$").alias("meeting"),
    )
    direct = rows.filter(
        pl.col("meeting").is_null() & (pl.col("visitor_state") != pl.col("host_state"))
    ).with_columns(
        pl.min_horizontal("visitor_state", "host_state").alias("first"),
        pl.max_horizontal("visitor_state", "host_state").alias("second"),
    )
    frame = (
        pl.concat([direct.select(_COLUMNS), _pair_meetings(rows).select(_COLUMNS)])
        .sort("start_day", "first", "second", "from_us_lists", "source")
        .unique(["first", "second", "start_day"], keep="last", maintain_order=True)
    )
    us_end, other_end = _find_ends(direct, almanac.as_of)
    if us_end is not None:
        frame = frame.filter(~pl.col("from_us_lists") | (pl.col("start_day") <= us_end.isoformat()))
    return Contacts(frame, us_end, other_end)


def _find_ends(direct: pl.DataFrame, as_of: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """Last days of the State Department's lists in both directions, and of all other rows.

    A list of which the last row lies less than 60 days before the as-of day counts as up to date.
    """
    us = direct.filter(pl.col("from_us_lists"))
    ends = [
        us.filter(pl.col(side) == US)["start_day"].max() for side in ("visitor_state", "host_state")
    ]
    other = direct.filter(~pl.col("from_us_lists"))["start_day"].max()
    us_end = min(str(end) for end in ends) if all(ends) else None
    return _read_end(us_end, as_of), _read_end(str(other) if other else None, as_of)


def _pair_meetings(rows: pl.DataFrame) -> pl.DataFrame:
    """Sides of one meeting in a third state, each pair once."""
    sides = rows.filter(pl.col("meeting").is_not_null()).rename({"visitor_state": "first"})
    others = sides.select("meeting", pl.col("first").alias("second"))
    return sides.join(others, on="meeting").filter(pl.col("first") < pl.col("second"))


def _read_end(text: str | None, as_of: dt.date) -> dt.date | None:
    day = parse_partial(text)
    if day is None:
        return None
    return as_of if (as_of - day.latest).days <= _FRESH_DAYS else day.latest


def select_pair(frame: pl.DataFrame, first: str, second: str) -> pl.DataFrame:
    """Contacts of two states with each other."""
    low, high = sorted((first, second))
    return frame.filter((pl.col("first") == low) & (pl.col("second") == high))


def select_state(frame: pl.DataFrame, states: tuple[str, ...]) -> pl.DataFrame:
    """Contacts in which at least one of the states takes part."""
    return frame.filter(pl.col("first").is_in(states) | pl.col("second").is_in(states))


def count_years(frame: pl.DataFrame) -> dict[int, int]:
    """Contacts by year."""
    return dict(Counter(frame["year"].to_list()))


def cite_contacts(frame: pl.DataFrame, key: str, note: str) -> Reference:
    """The reference to a count over contacts, with the publications that list them."""
    sources = {source for cell in frame["source"].unique().to_list() for source in split_list(cell)}
    return Reference(ReferenceKind.ALMANAC, f"visits/{key}", note, tuple(sorted(sources)))
