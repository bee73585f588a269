"""States as of a day: names, capitals, neighbours, codes."""

import datetime as dt

import polars as pl

from legation.almanac.columns import CAPITALS, CONTIGUITY, STATE_NAMES, STATES, Col
from legation.almanac.store import Almanac, cite_row, read_table
from legation.domain.actors import State
from legation.domain.citation import Reference
from legation.errors import InputError


def holds_on(start: str, end: str, day: dt.date) -> pl.Expr:
    """Whether a row with start and end columns covers a day; open sides cover everything."""
    text = day.isoformat()
    began = pl.col(start).is_null() | (pl.col(start) <= text)
    return began & (pl.col(end).is_null() | (pl.col(end).str.pad_end(10, "~") >= text))


def list_states(almanac: Almanac, day: dt.date) -> tuple[str, ...]:
    """Ids of all states that existed on a day."""
    frame = almanac.table(STATES).filter(holds_on(Col.START, Col.END, day))
    return tuple(frame[Col.STATE_ID].to_list())


def describe_state(almanac: Almanac, state_id: str, day: dt.date) -> State:
    """A state with its name, adjective and capital on a day.

    Raises:
        InputError: if the almanac has no such state.
    """
    rows = almanac.table(STATES).filter(pl.col(Col.STATE_ID) == state_id)
    if rows.is_empty():
        raise InputError(f"'{state_id}' is no state of the almanac: give a name or ISO code")
    row = rows.row(0, named=True)
    name = _name_on(almanac, state_id, ("former", "short"), day) or row["name"]
    return State(
        state_id=state_id,
        name=name,
        adjective=_name_on(almanac, state_id, ("adjective",), day) or name,
        capital=find_capital(almanac, state_id, day)[0],
        region=row["region"] or "",
        subregion=row["subregion"] or "",
    )


def _name_on(almanac: Almanac, state_id: str, kinds: tuple[str, ...], day: dt.date) -> str:
    frame = almanac.table(STATE_NAMES).filter(
        (pl.col(Col.STATE_ID) == state_id)
        & pl.col(Col.KIND).is_in(kinds)
        & (pl.col(Col.LANGUAGE) == "en")
        & holds_on(Col.START, Col.END, day)
    )
    for kind in kinds:
        names = frame.filter(pl.col(Col.KIND) == kind)[Col.NAME].to_list()
        if names:
            return str(names[0])
    return ""


def find_capital(almanac: Almanac, state_id: str, day: dt.date) -> tuple[str, Reference | None]:
    """The capital of a state on a day with its row; empty where not established."""
    frame = almanac.table(CAPITALS).filter(
        (pl.col(Col.STATE_ID) == state_id)
        & (pl.col("role") == "capital")
        & holds_on(Col.START, Col.END, day)
    )
    if frame.is_empty():
        return "", None
    row = frame.row(0, named=True)
    note = f"Capital of {state_id}: {row['city']}"
    return row["city"], cite_row(CAPITALS, f"{state_id}/{row['city']}", note, row["source"])


def find_neighbours(almanac: Almanac, state_id: str, day: dt.date) -> tuple[str, ...]:
    """States that share a land or river border with a state on a day."""
    frame = almanac.table(CONTIGUITY).filter(
        ((pl.col("state_a") == state_id) | (pl.col("state_b") == state_id))
        & holds_on(Col.START, Col.END, day)
    )
    others = frame.select(
        pl.when(pl.col("state_a") == state_id).then(pl.col("state_b")).otherwise(pl.col("state_a"))
    ).to_series()
    return tuple(sorted(set(others.to_list())))


def cite_border(almanac: Almanac, first: str, second: str) -> Reference | None:
    """The row that says two states share a border."""
    state_a, state_b = sorted((first, second))
    frame = almanac.table(CONTIGUITY).filter(
        (pl.col("state_a") == state_a) & (pl.col("state_b") == state_b)
    )
    if frame.is_empty():
        return None
    note = f"Land border {state_a}-{state_b}"
    return cite_row(CONTIGUITY, f"{state_a}-{state_b}", note, frame["source"][0])


def refuse_unborn(almanac: Almanac, state_ids: tuple[str, ...]) -> None:
    """Refuse states that did not exist yet on the almanac's day.

    Raises:
        InputError: if one of them began later.
    """
    known = set(almanac.table(STATES)[Col.STATE_ID].to_list())
    raw = read_table(almanac.data_dir, STATES)
    for state_id in state_ids:
        if state_id not in known:
            row = raw.filter(pl.col(Col.STATE_ID) == state_id).row(0, named=True)
            raise InputError(
                f"{row['name']} was no state yet as of {almanac.as_of}: it began on "
                f"{row['start_day']}, give a later --as-of"
            )
