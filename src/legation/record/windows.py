"""Counts within windows of days: one question for many windows."""

import datetime as dt
import functools
import operator
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from legation.record.engines import declare_table
from legation.record.known import (
    average_flows,
    declare_flows,
    declare_known,
    name_heirs,
    run_query,
    select_states,
)
from legation.record.layout import Kind
from legation.record.scope import WHOLE, Scope
from legation.record.store import Record
from legation.tables.counts import (
    PAIR_WINDOWS_SCHEMA,
    TOWARD_COUNTS_SCHEMA,
    WINDOW_HITS_SCHEMA,
    WINDOWS_SCHEMA,
    CountColumn,
)
from legation.tables.events import EventColumn, Reading, check_schema

if TYPE_CHECKING:
    from ibis.expr.types import Table

_WINDOWS = "windows"
_SIDES = (CountColumn.SOURCE_STATE, CountColumn.TARGET_STATE)


def count_toward(
    record: Record,
    as_of: dt.date,
    sources: Iterable[str] | None,
    targets: Iterable[str] | None,
    windows: pl.DataFrame,
    reading: Reading = Reading.ACTS,
    scope: Scope = WHOLE,
) -> pl.DataFrame:
    """Count, in each window, what states did toward others.

    Args:
        record: the record.
        as_of: events with a later `known_on` are left out.
        sources: acting states, None for any known state.
        targets: states acted toward, None for any known state.
        windows: by `WINDOWS_SCHEMA`; `start` and `end` included, windows may overlap.
        reading: which marked rows count.
        scope: from which feed, and which states that are no more count under others.

    Returns:
        A frame by `TOWARD_COUNTS_SCHEMA`, sorted by its keys; what did not happen has no row.
        Events between two different states only.
    """
    check_schema(windows, WINDOWS_SCHEMA, "windows")
    acting = None if sources is None else _list_names(scope, sources)
    toward = None if targets is None else _list_names(scope, targets)
    # Each flow stands under both of its states: those of the targets hold all that is asked for.
    subjects = acting if toward is None else toward
    keys = None if subjects is None else [(state,) for state in subjects]
    files = record.find_files(Kind.FLOWS, as_of, keys)
    if windows.is_empty() or not files:
        return pl.DataFrame(schema=TOWARD_COUNTS_SCHEMA)
    known = declare_flows(as_of, reading, scope)
    side = EventColumn.SOURCE_STATE if toward is None else EventColumn.TARGET_STATE
    known = _between(known.filter(known[CountColumn.STATE] == known[side]), windows)
    if subjects is not None:
        known = known.filter(known[CountColumn.STATE].isin(subjects))
    known = select_states(known, EventColumn.SOURCE_STATE, acting)
    known = name_heirs(select_states(known, EventColumn.TARGET_STATE, toward), scope)
    joined = _join_windows(known, declare_table(_WINDOWS, WINDOWS_SCHEMA), ())
    keys_of_answer = [CountColumn.WINDOW_ID, *_SIDES, CountColumn.QUAD_CLASS]
    counts = joined.group_by(keys_of_answer).aggregate(
        events=joined[CountColumn.EVENTS].sum(), intensity_mean=average_flows(joined)
    )
    answer = run_query(
        record, counts, TOWARD_COUNTS_SCHEMA, {Kind.FLOWS: files}, {_WINDOWS: windows}
    )
    return answer.sort(keys_of_answer)


def has_events(
    record: Record,
    as_of: dt.date,
    windows: pl.DataFrame,
    event_types: Iterable[str] = (),
    cameo_prefixes: Iterable[str] = (),
    *,
    either_direction: bool = False,
) -> pl.DataFrame:
    """Say of each window whether some event of a kind happened in it.

    Args:
        record: the record.
        as_of: events with a later `known_on` are left out.
        windows: by `PAIR_WINDOWS_SCHEMA`: each with its own ordered dyad, an empty side for any
            other known state; rows of one `window_id` are alternatives and must not overlap.
        event_types: PLOVER types that count, empty for all.
        cameo_prefixes: CAMEO codes or roots that count, empty for all.
        either_direction: whether events of the reverse dyad count too.

    Returns:
        A frame by `WINDOW_HITS_SCHEMA`: one row for each `window_id`, sorted by it. Unmarked rows
        between two different states only.
    """
    check_schema(windows, PAIR_WINDOWS_SCHEMA, "windows")
    asked = windows.select(pl.col(CountColumn.WINDOW_ID).unique().sort())
    files = record.find_files(Kind.EVENTS, as_of)
    if windows.is_empty() or not files:
        return _fill_windows(asked, pl.DataFrame(schema=WINDOW_HITS_SCHEMA))
    both_ways = pl.concat([windows, _reverse(windows)]) if either_direction else windows
    known = _between(declare_known(as_of), windows)
    known = _select_kinds(known, event_types, cameo_prefixes)
    known = known.filter(known[EventColumn.SOURCE_STATE] != known[EventColumn.TARGET_STATE])
    hits = [
        _count_hits(record, files, known, sides, part)
        for sides, part in _split_by_sides(both_ways.unique(maintain_order=True))
    ]
    return _fill_windows(asked, pl.concat(hits))


def _list_names(scope: Scope, states: Iterable[str]) -> list[str]:
    return sorted({name for state in states for name in scope.list_names(state)})


def _between(known: "Table", windows: pl.DataFrame) -> "Table":
    """Only the days that some window can hold, so that the engine skips the others."""
    first, last = windows[CountColumn.START].min(), windows[CountColumn.END].max()
    day = known[EventColumn.DAY]
    return known.filter(day >= first, day <= last)


def _join_windows(known: "Table", windows: "Table", sides: Iterable[CountColumn]) -> "Table":
    """Each event beside each window that holds its day and, where asked, its sides."""
    day = known[EventColumn.DAY]
    rules = [day >= windows[CountColumn.START], day <= windows[CountColumn.END]]
    rules += [known[side] == windows[side] for side in sides]
    kept = [known[name] for name in known.columns]
    return known.inner_join(windows, rules).select(windows[CountColumn.WINDOW_ID], *kept)


def _select_kinds(known: "Table", event_types: Iterable[str], prefixes: Iterable[str]) -> "Table":
    types, starts = sorted(set(event_types)), sorted(set(prefixes))
    if types:
        known = known.filter(known[EventColumn.EVENT_TYPE].isin(types))
    if starts:
        code = known[EventColumn.CAMEO]
        known = known.filter(functools.reduce(operator.or_, map(code.startswith, starts)))
    return known


def _reverse(windows: pl.DataFrame) -> pl.DataFrame:
    source, target = _SIDES
    swapped = windows.rename({source: target, target: source})
    return swapped.select(PAIR_WINDOWS_SCHEMA.names())


def _split_by_sides(
    windows: pl.DataFrame,
) -> list[tuple[tuple[CountColumn, ...], pl.DataFrame]]:
    """Windows by the sides that they name: each group joins by equality, which is fast."""
    groups: list[tuple[tuple[CountColumn, ...], pl.DataFrame]] = []
    splits: tuple[tuple[CountColumn, ...], ...] = ((), _SIDES[:1], _SIDES[1:], _SIDES)
    for sides in splits:
        named = pl.all_horizontal(
            (pl.col(side) != "") if side in sides else (pl.col(side) == "") for side in _SIDES
        )
        part = windows.filter(named)
        if part.height:
            groups.append((sides, part))
    return groups


def _count_hits(
    record: Record,
    files: Sequence[Path],
    known: "Table",
    sides: tuple[CountColumn, ...],
    windows: pl.DataFrame,
) -> pl.DataFrame:
    for column in (EventColumn.SOURCE_STATE, EventColumn.TARGET_STATE):
        known = known.filter(known[column] != "")
    joined = _join_windows(known, declare_table(_WINDOWS, PAIR_WINDOWS_SCHEMA), sides)
    counts = joined.group_by(CountColumn.WINDOW_ID).aggregate(events=joined.count())
    counts = counts.mutate(happened=counts["events"] > 0)
    return run_query(record, counts, WINDOW_HITS_SCHEMA, {Kind.EVENTS: files}, {_WINDOWS: windows})


def _fill_windows(asked: pl.DataFrame, hits: pl.DataFrame) -> pl.DataFrame:
    """One row for each window that was asked about, also where nothing happened."""
    events = pl.col(CountColumn.EVENTS)
    summed = hits.group_by(CountColumn.WINDOW_ID).agg(events.sum())
    return (
        asked.join(summed, on=CountColumn.WINDOW_ID, how="left", maintain_order="left")
        .with_columns(events.fill_null(0))
        .with_columns((events > 0).alias(CountColumn.HAPPENED))
    )
