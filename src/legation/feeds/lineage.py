"""States as of the day: codes of today on days when another state stood in their place."""

import datetime as dt
import functools

import polars as pl

from legation.almanac.chronicle import PREDECESSORS
from legation.feeds.columns import read_whole_table
from legation.tables.events import EventColumn

SIDES = (EventColumn.SOURCE_STATE, EventColumn.TARGET_STATE)
_PLACED = (*SIDES, EventColumn.PLACE_STATE)


def date_states(rows: pl.DataFrame) -> pl.DataFrame:
    """Write states by the ids that they had on the day of the event.

    Args:
        rows: have `day` and the states of source, target and place.

    Returns:
        The rows; only states with one undisputed predecessor are changed, by
        `data/state_lineage.csv`.
    """
    steps = load_lineage()
    first = rows[EventColumn.DAY].min()
    if not isinstance(first, dt.date) or first >= max(before for _, _, before, _ in steps):
        return rows
    return rows.with_columns(_date_state(pl.col(column)).alias(column) for column in _PLACED)


def _date_state(state: pl.Expr) -> pl.Expr:
    day = pl.col(EventColumn.DAY)
    dated = state
    for since in sorted({since for _, since, _, _ in load_lineage()}):
        steps = {now: (before, then) for now, one, before, then in load_lineage() if one == since}
        bounds = {now: before for now, (before, _) in steps.items()}
        names = {now: then for now, (_, then) in steps.items()}
        before = state.replace_strict(bounds, default=None, return_dtype=pl.Date)
        then = state.replace_strict(names, default=None, return_dtype=pl.String)
        dated = pl.when((day >= since) & (day < before)).then(then).otherwise(dated)
    return dated


@functools.cache
def load_lineage() -> tuple[tuple[str, dt.date, dt.date, str], ...]:
    """State of today, first day and day after the last on which another stood for it, that other.

    Examples:
        >>> [step for step in load_lineage() if step[0] == "RUS"]
        [('RUS', datetime.date(1, 1, 1), datetime.date(1991, 12, 26), 'SUN')]
    """
    return tuple(
        (
            now,
            dt.date.fromisoformat(since) if since else dt.date.min,
            dt.date.fromisoformat(before),
            then,
        )
        for now, since, before, then in read_whole_table("state_lineage.csv").iter_rows()
    )


def extend_states(states: frozenset[str]) -> frozenset[str]:
    """States with those whose place they took and those that took theirs.

    Examples:
        >>> sorted(extend_states(frozenset({"RUS"})))
        ['RUS', 'SUN']
    """
    before = {old for state in states for old in PREDECESSORS.get(state, ())}
    after = {new for new, old in PREDECESSORS.items() if states & set(old)}
    return states | before | after
