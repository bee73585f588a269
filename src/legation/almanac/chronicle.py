"""The chronicle of milestones, treaties, memberships and voting alignment."""

import calendar
import datetime as dt
import re

import polars as pl

from legation.almanac.columns import ALIGNMENT, CHRONICLE, MEMBERSHIPS, ORGANIZATIONS, TREATIES, Col
from legation.almanac.states import holds_on
from legation.almanac.store import Almanac, cite_row, split_list
from legation.domain.citation import Reference
from legation.domain.dates import PartialDate, parse_partial
from legation.domain.events import Milestone, Treaty

PREDECESSORS = {"RUS": ("SUN",), "SRB": ("SCG", "YUG"), "CZE": ("CSK",), "YEM": ("YAR",)}
_MONTHS = tuple(calendar.month_name)
_DATE = re.compile(rf"(?:\b(\d{{1,2}}) )?(?:\b({'|'.join(_MONTHS[1:])}) )?\b((?:19|20)\d\d)\b")


def extend_lineage(states: tuple[str, ...]) -> tuple[str, ...]:
    """States with the historic states whose place they took.

    Examples:
        >>> extend_lineage(("RUS", "PRK"))
        ('RUS', 'PRK', 'SUN')
    """
    return states + tuple(old for state in states for old in PREDECESSORS.get(state, ()))


def _has_any(column: str, states: tuple[str, ...]) -> pl.Expr:
    return pl.any_horizontal(
        *[(pl.col(column).fill_null("") + ";").str.contains(f"\\b{state};") for state in states],
        False,
    )


def _build_milestone(row: dict[str, str | None]) -> Milestone:
    day = parse_partial(row["day"])
    assert day is not None and row["entry_id"]
    return Milestone(
        entry_id=row["entry_id"],
        day=day,
        end=parse_partial(row["end_day"]) or day,
        kind=row["kind"] or "other",
        event_type=row["type"] or "",
        sources=split_list(row["source_states"]),
        targets=split_list(row["target_states"]),
        issues=split_list(row["issues"]),
        title=row["title"] or "",
        sentence=row["sentence"] or "",
        importance=int(row["importance"] or 3),
        reference=cite_row(
            CHRONICLE,
            row["entry_id"],
            f"{row['title']}, {day.isoformat()}",
            row["source"],
            row["known_on"] or row["day"],
        ),
    )


def list_milestones(
    almanac: Almanac,
    states: tuple[str, ...],
    kinds: tuple[str, ...] = (),
    since: dt.date | None = None,
) -> tuple[Milestone, ...]:
    """Chronicle entries in which all of the given states take part, oldest first.

    Args:
        almanac: as of a day.
        states: one or two state ids; predecessors (Soviet Union for Russia) count.
        kinds: only these kinds; all where empty.
        since: only entries that begin on or after this day.
    """
    frame = almanac.table(CHRONICLE)
    for state in states:
        line = extend_lineage((state,))
        frame = frame.filter(_has_any("source_states", line) | _has_any("target_states", line))
    if kinds:
        frame = frame.filter(pl.col(Col.KIND).is_in(kinds))
    if since is not None:
        frame = frame.filter(pl.col(Col.DAY) >= since.isoformat())
    return tuple(_build_milestone(row) for row in frame.sort(Col.DAY).iter_rows(named=True))


def hide_later(sentence: str, as_of: dt.date) -> str:
    """Take out the clauses of a sentence that tell what came after the as-of day.

    Examples:
        >>> hide_later("They agreed; one left on 23 April 2025.", dt.date(2025, 1, 1))
        'They agreed.'
    """
    kept = [
        clause
        for clause in sentence.rstrip(".").split("; ")
        if all(_read_day(*match).earliest <= as_of for match in _DATE.findall(clause))
    ]
    return "; ".join(kept) + "." if kept and sentence else ""


def _read_day(day: str, month: str, year: str) -> PartialDate:
    number = _MONTHS.index(month) if month else None
    return PartialDate(int(year), number, int(day) if day and number else None)


def _build_treaty(row: dict[str, str | None], as_of: dt.date) -> Treaty:
    signed, in_force, ended = (parse_partial(row[name]) for name in ("signed", "in_force", "ended"))
    dates = ", ".join(
        f"{label} {day.isoformat()}"
        for label, day in (("signed", signed), ("in force", in_force), ("ended", ended))
        if day
    )
    assert row["treaty_id"]
    return Treaty(
        treaty_id=row["treaty_id"],
        name=row["name"] or "",
        kind=row["kind"] or "",
        parties=split_list(row["parties"]),
        signed=signed,
        in_force=in_force,
        ended=ended,
        sentence=hide_later(row["sentence"] or "", as_of),
        reference=cite_row(
            TREATIES,
            row["treaty_id"],
            f"{row['name']}: {dates}",
            row["source"],
            row["known_on"] or row["signed"],
        ),
    )


def list_treaties(
    almanac: Almanac, states: tuple[str, ...], kinds: tuple[str, ...] = ()
) -> tuple[Treaty, ...]:
    """Treaties to which all of the states (or their predecessors) are parties, oldest first."""
    frame = almanac.table(TREATIES)
    for state in states:
        frame = frame.filter(_has_any("parties", extend_lineage((state,))))
    if kinds:
        frame = frame.filter(pl.col(Col.KIND).is_in(kinds))
    return tuple(
        _build_treaty(row, almanac.as_of) for row in frame.sort("signed").iter_rows(named=True)
    )


def find_membership(
    almanac: Almanac, state_id: str, org_id: str, day: dt.date
) -> tuple[str, Reference | None]:
    """A state's role in an organization on a day; empty where none is known."""
    frame = almanac.table(MEMBERSHIPS).filter(
        (pl.col(Col.STATE_ID) == state_id)
        & (pl.col("org_id") == org_id)
        & holds_on(Col.START, Col.END, day)
    )
    if frame.is_empty():
        return "", None
    row = frame.row(0, named=True)
    note = f"{state_id} in {org_id}: {row['role']}, from {row['start_day'] or 'the beginning'}"
    return row["role"], cite_row(
        MEMBERSHIPS,
        f"{org_id}/{state_id}/{row['start_day']}",
        note,
        row["source"],
        row["start_day"],
    )


def find_organization_name(almanac: Almanac, org_id: str) -> str:
    """The name of an organization; its id where the almanac has none."""
    frame = almanac.table(ORGANIZATIONS).filter(pl.col("org_id") == org_id)
    return str(frame[Col.NAME][0]) if frame.height else org_id


def list_permanent_members(
    almanac: Almanac, org_id: str, day: dt.date
) -> tuple[tuple[str, Reference], ...]:
    """Permanent members of an organization on a day with their rows; a closed list."""
    frame = almanac.table(MEMBERSHIPS).filter(
        (pl.col("org_id") == org_id)
        & (pl.col("role") == "permanent")
        & holds_on(Col.START, Col.END, day)
    )
    found = []
    for state_id in sorted(set(frame[Col.STATE_ID].to_list())):
        _, reference = find_membership(almanac, state_id, org_id, day)
        if reference is not None:
            found.append((state_id, reference))
    return tuple(found)


def list_members(almanac: Almanac, org_id: str, day: dt.date) -> tuple[str, ...]:
    """Members of an organization on a day, observers and partners left out."""
    frame = almanac.table(MEMBERSHIPS).filter(
        (pl.col("org_id") == org_id)
        & pl.col("role").is_in(["member", "permanent", "elected"])
        & holds_on(Col.START, Col.END, day)
    )
    return tuple(sorted(set(frame[Col.STATE_ID].to_list())))


def list_shared_organizations(
    almanac: Almanac, first: str, second: str, day: dt.date
) -> tuple[tuple[str, str], ...]:
    """Organizations (id, name) of which both states are members on a day."""
    members = almanac.table(MEMBERSHIPS).filter(
        pl.col("role").is_in(["member", "permanent", "elected"]) & holds_on(Col.START, Col.END, day)
    )
    shared = (
        members.filter(pl.col(Col.STATE_ID).is_in([first, second]))
        .group_by("org_id")
        .agg(pl.col(Col.STATE_ID).n_unique().alias("sides"))
        .filter(pl.col("sides") == 2)
        .join(almanac.table(ORGANIZATIONS), on="org_id")
        .sort("org_id")
    )
    return tuple(shared.select("org_id", Col.NAME).iter_rows())


def list_ideal_points(almanac: Almanac, state_id: str) -> tuple[tuple[int, float, Reference], ...]:
    """A state's UN General Assembly ideal points (year, estimate, row), oldest first.

    Source:
        Bailey, Strezhnev, Voeten (2017), Estimating Dynamic State Preferences from United Nations
        Voting Data, Journal of Conflict Resolution 61(2).
    """
    line = extend_lineage((state_id,))
    frame = almanac.table(ALIGNMENT).filter(pl.col(Col.STATE_ID).is_in(line)).sort("year")
    return tuple(
        (
            int(row["year"]),
            float(row["ideal_point"]),
            cite_row(
                ALIGNMENT,
                f"{row['state_id']}/{row['session']}",
                f"UNGA ideal point of {row['state_id']}, session {row['session']}: "
                f"{row['ideal_point']}",
                row["source"],
                row["known_on"],
            ),
        )
        for row in frame.iter_rows(named=True)
    )
