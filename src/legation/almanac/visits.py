"""Visits and meetings, and what was announced of them."""

import datetime as dt

import polars as pl

from legation.almanac.columns import ANNOUNCEMENTS, COVERAGE, VISITS, Col
from legation.almanac.store import Almanac, cite_row, read_table
from legation.domain.dates import PartialDate, parse_partial
from legation.domain.events import Announcement, Visit

_COUNTERPART = ("state", "name", "title")


def _build_visit(row: dict[str, str | None]) -> Visit:
    start = parse_partial(row["start_day"])
    assert start is not None and row["visit_id"]
    end = parse_partial(row["end_day"]) or start
    cells = {name: row[name] or "" for name in row}
    note = (
        f"{cells['visitor_name'] or cells['visitor_state']} in "
        f"{cells['city'] or cells['host_state']}, {start.isoformat()} to {end.isoformat()}"
    )
    return Visit(
        visit_id=row["visit_id"],
        start=start,
        end=end,
        status=cells["status"],
        level=cells["level"],
        kind=cells["kind"],
        multilateral=cells["format"] == "multilateral",
        visitor_state=cells["visitor_state"],
        visitor_person=cells["visitor_person"],
        visitor_name=cells["visitor_name"],
        visitor_title=cells["visitor_title"],
        host_state=cells["host_state"],
        host_person=cells["host_person"],
        host_name=cells["host_name"],
        city=cells["city"],
        description=cells["description"],
        signed=cells["signed"],
        reference=cite_row(
            VISITS, row["visit_id"], note, row["source"], row["known_on"] or row["start_day"]
        ),
        counterpart_state=cells.get("counterpart_state", ""),
        counterpart_name=cells.get("counterpart_name", ""),
        counterpart_title=cells.get("counterpart_title", ""),
    )


def select_visits(
    almanac: Almanac,
    since: dt.date | None = None,
    until: dt.date | None = None,
    levels: tuple[str, ...] = ("leader", "foreign_minister"),
    held_only: bool = True,
) -> pl.DataFrame:
    """Rows of the visits table that begin within since..until, both included."""
    frame = almanac.table(VISITS).filter(pl.col("level").is_in(levels))
    if held_only:
        frame = frame.filter(pl.col("status") == "held")
    if since is not None:
        frame = frame.filter(pl.col(Col.START) >= since.isoformat())
    if until is not None:
        frame = frame.filter(pl.col(Col.START) <= until.isoformat())
    return frame


def list_visits(
    almanac: Almanac,
    first: str,
    second: str,
    since: dt.date | None = None,
    until: dt.date | None = None,
    levels: tuple[str, ...] = ("leader", "foreign_minister"),
    held_only: bool = True,
) -> tuple[Visit, ...]:
    """Visits of either of two states to the other, and meetings elsewhere, oldest first."""
    frame = select_visits(almanac, since, until, levels, held_only)
    pair = [first, second]
    rows = frame.filter(
        pl.col("visitor_state").is_in(pair)
        & pl.col("host_state").is_in(pair)
        & (pl.col("visitor_state") != pl.col("host_state"))
        & ~pl.col("visit_id").str.contains("#", literal=True)
    )
    meetings = list_meetings_elsewhere(frame, first, second)
    joined = pl.concat([rows, meetings], how="diagonal")
    visits = [_build_visit(row) for row in joined.iter_rows(named=True)]
    return tuple(sorted(visits, key=lambda visit: (visit.start.earliest, visit.visit_id)))


def list_meetings_elsewhere(frame: pl.DataFrame, first: str, second: str) -> pl.DataFrame:
    """Rows in which one of two states met the other in a third state.

    Such a meeting has a row for each side; the row of the first side is kept. A row counts where
    its counterpart names the same day and city and the meeting's own host person or description
    ties the two: `meeting_key` is the part of `visit_id` before the last `#`.
    """
    away = frame.filter(
        pl.col("visitor_state").is_in([first, second])
        & ~pl.col("host_state").is_in([first, second])
        & pl.col("visit_id").str.contains("#", literal=True)
    ).with_columns(pl.col("visit_id").str.replace(r"#[^#]*$", "").alias("meeting_key"))
    others = away.filter(pl.col("visitor_state") == second).select(
        "meeting_key",
        *[pl.col(f"visitor_{part}").alias(f"counterpart_{part}") for part in _COUNTERPART],
    )
    kept = away.filter(pl.col("visitor_state") == first)
    others = others.unique("meeting_key", keep="first", maintain_order=True)
    return kept.join(others, on="meeting_key", how="inner").drop("meeting_key")


def list_announcements(almanac: Almanac, visit_id: str) -> tuple[Announcement, ...]:
    """What was publicly said of a visit before it, oldest first."""
    frame = almanac.table(ANNOUNCEMENTS).filter(pl.col("visit_id") == visit_id)
    return tuple(_build_announcement(row) for row in frame.sort(Col.KNOWN_ON).iter_rows(named=True))


def _build_announcement(row: dict[str, str | None]) -> Announcement:
    assert row["visit_id"] and row["known_on"]
    note = f"Public by {row['known_on']}: {row['status']}, said by {row['said_by'] or 'not stated'}"
    return Announcement(
        visit_id=row["visit_id"],
        known_on=dt.date.fromisoformat(row["known_on"]),
        status=row["status"] or "",
        said_by=row["said_by"] or "",
        stated_start=parse_partial(row["stated_start"]),
        stated_end=parse_partial(row["stated_end"]),
        sentence=row["sentence"] or "",
        reference=cite_row(
            ANNOUNCEMENTS,
            f"{row['visit_id']}/{row['known_on']}",
            note,
            row["source"],
            row["known_on"],
        ),
    )


def overlaps_day(visit: Visit, start: PartialDate, end: PartialDate, slack_days: int = 0) -> bool:
    """Whether a visit touches a period, with some days' slack on both sides."""
    slack = dt.timedelta(days=slack_days)
    return visit.start.earliest <= end.latest + slack and visit.end.latest >= start.earliest - slack


def list_expected(almanac: Almanac, visitor: str, host: str) -> tuple[Announcement, ...]:
    """The latest announcement of each visit from one state to another that was not yet held.

    Only who goes where is taken from the visit itself; days come from what was announced.
    """
    raw = read_table(almanac.data_dir, VISITS).filter(
        (pl.col("visitor_state") == visitor) & (pl.col("host_state") == host)
    )
    known = select_visits(almanac)["visit_id"].to_list()
    frame = (
        almanac.table(ANNOUNCEMENTS)
        .join(raw.select("visit_id"), on="visit_id", how="semi")
        .filter(~pl.col("visit_id").is_in(known))
        .sort(Col.KNOWN_ON)
        .unique("visit_id", keep="last", maintain_order=True)
    )
    return tuple(_build_announcement(row) for row in frame.iter_rows(named=True))


def find_visit_coverage(
    almanac: Almanac, first: str, second: str
) -> tuple[dt.date, dt.date] | None:
    """From and through which day leaders' visits of a pair are listed; None for a selection."""
    rows = almanac.table(COVERAGE).filter(
        (pl.col("table") == VISITS.name) & pl.col(Col.VERIFIED).is_not_null()
    )
    spans = [
        (dt.date.fromisoformat(start), dt.date.fromisoformat(through))
        for scope, start, through in rows.select("scope", "from_day", Col.VERIFIED).iter_rows()
        if _is_in_scope(scope.split(";"), first, second)
    ]
    known = [span for span in spans if span[0] <= span[1]]
    return (min(start for start, _ in known), max(end for _, end in known)) if known else None


def _is_in_scope(scope: list[str], first: str, second: str) -> bool:
    if len(scope) == 1:
        return scope[0] in {first, second}
    return {first, second} <= set(scope)
