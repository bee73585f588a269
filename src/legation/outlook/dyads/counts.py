"""Dated counts of who did what to whom: the one form in which the forecaster sees events."""

import datetime as dt

import numpy as np
import polars as pl
from attrs import frozen

from legation.outlook.dyads.arrays import Bools, Ints, freeze
from legation.outlook.dyads.kinds import get_place, list_kinds, list_parents
from legation.tables.counts import CountColumn as Col
from legation.tables.events import QUAD_CLASSES

SAMPLED_SHARE = 10  # one of so many pairs that were never seen is followed, and weighs as many


@frozen(eq=False)
class DyadDays:
    """Days on which events of some kind were reported, by directed dyad. Days are ordinals.

    Several events of a kind on one day count once: that is what is forecast, and it hangs less on
    how often a feed repeats itself.

    Attributes:
        states: state ids, sorted.
        source: for each dyad the place of its source among the states, shape (dyads,).
        target: the same of its target.
        reverse: for each dyad the place of its reverse among the dyads.
        sampled: dyads that are followed whether seen or not.
        day: of each cell, shape (cells,), not falling.
        known: the day on which the cell became known.
        cell: dyad times the number of kinds, plus the kind.
        flow_day: of each flow (a dyad's day with a quad class of CAMEO), shape (flows,).
        flow_known: likewise.
        flow: dyad times four, plus the class.
        covered: days on which the feed delivered, rising.
    """

    states: tuple[str, ...]
    source: Ints
    target: Ints
    reverse: Ints
    sampled: Bools
    day: Ints
    known: Ints
    cell: Ints
    flow_day: Ints
    flow_known: Ints
    flow: Ints
    covered: Ints

    @property
    def dyads(self) -> int:
        """Number of directed dyads."""
        return len(self.source)

    def find_dyad(self, source: str, target: str) -> int:
        """The place of a dyad; -1 where it was not counted."""
        if source not in self.states or target not in self.states:
            return -1
        ends = self.states.index(source), self.states.index(target)
        found = np.flatnonzero((self.source == ends[0]) & (self.target == ends[1]))
        return int(found[0]) if len(found) else -1


def count_dyads(
    acts: pl.DataFrame,
    flows: pl.DataFrame,
    covered: list[dt.date],
    pairs: tuple[tuple[str, str], ...] = (),
    *,
    sample: bool = False,
) -> DyadDays:
    """Count events by dyad, day and kind.

    Args:
        acts: by `DYAD_ACTS_SCHEMA`; rows without a PLOVER type do not count.
        flows: by `DYAD_FLOWS_SCHEMA`; rows without a class do not count.
        covered: days on which the feed delivered.
        pairs: dyads that are wanted although no event may be of them.
        sample: whether to follow one in ten of all pairs of states, seen or not.
    """
    acts = acts.filter(pl.col(Col.EVENT_TYPE) != "")
    flows = flows.filter(pl.col(Col.QUAD_CLASS) != "")
    names = {name for pair in pairs for name in pair}
    sides = (Col.SOURCE_STATE, Col.TARGET_STATE)
    names.update(name for frame in (acts, flows) for side in sides for name in frame[side].unique())
    states = tuple(sorted(names))
    index = {name: place for place, name in enumerate(states)}
    size = len(states)
    seen = [_code_pairs(frame, index) for frame in (acts, flows)]
    asked = np.array([index[a] * size + index[b] for a, b in pairs], dtype=np.int64)
    drawn = _draw_pairs(states) if sample else np.zeros(0, dtype=np.int64)
    some = np.concatenate([*seen, asked, drawn])
    codes = np.unique(np.concatenate([some, _swap(some, size)]))
    types = acts[Col.EVENT_TYPE].replace_strict(
        {kind.kind_id: get_place(kind.kind_id) for kind in list_kinds()}, return_dtype=pl.Int64
    )
    classes = flows[Col.QUAD_CLASS].replace_strict(
        {str(quad): number - 1 for number, quad in QUAD_CLASSES.items()}, return_dtype=pl.Int64
    )
    cells = _list_cells(acts, np.searchsorted(codes, seen[0]), types.to_numpy())
    streams = _list_flows(flows, np.searchsorted(codes, seen[1]), classes.to_numpy())
    return DyadDays(
        states,
        source=freeze(codes // size),
        target=freeze(codes % size),
        reverse=freeze(np.searchsorted(codes, _swap(codes, size))),
        sampled=freeze(np.isin(codes, drawn)),
        day=cells[0],
        known=cells[1],
        cell=cells[2],
        flow_day=streams[0],
        flow_known=streams[1],
        flow=streams[2],
        covered=freeze(np.unique(np.array([day.toordinal() for day in covered], dtype=np.int64))),
    )


def _code_pairs(frame: pl.DataFrame, index: dict[str, int]) -> Ints:
    source, target = (
        frame[side].replace_strict(index, return_dtype=pl.Int64).to_numpy()
        for side in (Col.SOURCE_STATE, Col.TARGET_STATE)
    )
    return np.asarray(source * len(index) + target, dtype=np.int64)


def _swap(codes: Ints, size: int) -> Ints:
    return np.asarray((codes % size) * size + codes // size, dtype=np.int64)


def _draw_pairs(states: tuple[str, ...]) -> Ints:
    """Pairs drawn by the sum of their letters, which no event can change."""
    size = len(states)
    weights = np.array([sum(ord(c) * 31**i for i, c in enumerate(name)) for name in states])
    mixed = (weights[:, None] * 7919 + weights[None, :] * 104729) % 1_000_003
    chosen = (mixed % SAMPLED_SHARE == 0) & ~np.eye(size, dtype=bool)
    return np.flatnonzero(chosen.ravel())


def _read_days(frame: pl.DataFrame) -> tuple[Ints, Ints]:
    epoch = dt.date(1970, 1, 1).toordinal()
    day, known = (
        frame[column].cast(pl.Int32).cast(pl.Int64).to_numpy() + epoch
        for column in (Col.DAY, Col.KNOWN_ON)
    )
    return day, np.maximum(day, known)


def _list_cells(frame: pl.DataFrame, dyad: Ints, kind: Ints) -> tuple[Ints, Ints, Ints]:
    """Each event in its type, in its class and in any event."""
    day, known = _read_days(frame)
    kinds, parents = len(list_kinds()), list_parents()
    levels = (kind, parents[kind], np.full_like(kind, kinds - 1))
    cell = np.concatenate([dyad * kinds + level for level in levels])
    return _keep_first(np.tile(day, 3), np.tile(known, 3), cell)


def _list_flows(frame: pl.DataFrame, dyad: Ints, quad: Ints) -> tuple[Ints, Ints, Ints]:
    day, known = _read_days(frame)
    return _keep_first(day, known, dyad * 4 + quad)


def _keep_first(day: Ints, known: Ints, cell: Ints) -> tuple[Ints, Ints, Ints]:
    """One row for each day and cell, with the day on which the first event in it became known."""
    order = np.lexsort((known, cell, day))
    day, known, cell = day[order], known[order], cell[order]
    first = np.ones(len(day), dtype=bool)
    first[1:] = (day[1:] != day[:-1]) | (cell[1:] != cell[:-1])
    return freeze(day[first]), freeze(known[first]), freeze(cell[first])
