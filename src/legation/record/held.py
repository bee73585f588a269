"""What the record holds already of the events that a feed delivers."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from legation.record.layout import STORED_SCHEMA, Kind
from legation.record.manifest import IdRange, Part
from legation.record.marks import HELD_COLUMNS, HELD_SCHEMA, KNOWN_DAYS
from legation.record.parts import find_id_ranges
from legation.tables.events import EventColumn

IDENTITY = (EventColumn.ORIGIN, EventColumn.ORIGIN_ID, EventColumn.DAY)


def drop_held(root: Path, parts: Sequence[Part], events: pl.DataFrame) -> pl.DataFrame:
    """Events that stand neither in the record nor earlier among these.

    A feed's id is unique only together with the day.

    Args:
        root: the record's folder.
        parts: those that are committed or will be with these events.
        events: by `FEED_SCHEMA`.
    """
    single = _drop_twins(events)
    paths = _find_paths(root, [part for part in parts if _may_share_ids(part, single)])
    if not paths:
        return single
    held = pl.scan_parquet(paths, schema=STORED_SCHEMA).select(IDENTITY)
    days = single[EventColumn.DAY]
    held = held.filter(pl.col(EventColumn.DAY).is_between(days.min(), days.max()))
    return single.join(held.collect(), on=IDENTITY, how="anti", maintain_order="left")


def _drop_twins(events: pl.DataFrame) -> pl.DataFrame:
    """The first row of each identity; distinct numbers, as GDELT's ids are, tell at a glance."""
    numbers = events[EventColumn.ORIGIN_ID].cast(pl.Int64, strict=False)
    if numbers.null_count() == 0 and numbers.n_unique() == numbers.len():
        return events
    return events.unique(IDENTITY, keep="first", maintain_order=True)


def read_recent(root: Path, parts: Sequence[Part], events: pl.DataFrame) -> pl.DataFrame:
    """The rows beside which new ones are marked, by `HELD_SCHEMA`.

    Args:
        root: the record's folder.
        parts: as for `drop_held`.
        events: the new rows.
    """
    if events.is_empty():
        return pl.DataFrame(schema=HELD_SCHEMA)
    known = events[EventColumn.KNOWN_ON]
    first, last = known.min(), known.max()
    assert isinstance(first, dt.date) and isinstance(last, dt.date)
    first -= dt.timedelta(days=KNOWN_DAYS)
    near = [part for part in parts if _overlaps(part, first, last)]
    paths = _find_paths(root, near)
    if not paths:
        return pl.DataFrame(schema=HELD_SCHEMA)
    rows = pl.scan_parquet(paths, schema=STORED_SCHEMA).filter(
        pl.col(EventColumn.KNOWN_ON).is_between(first, last)
    )
    return rows.select(HELD_COLUMNS).collect()


def _find_paths(root: Path, parts: Sequence[Part]) -> list[Path]:
    files = (file for part in parts for file in part.files if file.kind is Kind.EVENTS)
    return [root / file.name for file in files]


def _overlaps(part: Part, first: dt.date, last: dt.date) -> bool:
    if part.known_first is None or part.known_last is None:
        return False
    return part.known_first <= last and part.known_last >= first


def _may_share_ids(part: Part, events: pl.DataFrame) -> bool:
    offered = {given.origin: given for given in find_id_ranges(events)}
    held = {given.origin: given for given in part.ids}
    origins = events[EventColumn.ORIGIN].unique()
    return any(_meet(offered.get(origin), held.get(origin)) for origin in origins)


def _meet(offered: IdRange | None, held: IdRange | None) -> bool:
    """Whether two ranges overlap; where one is not known they may."""
    if offered is None or held is None:
        return True
    return offered.low <= held.high and held.low <= offered.high
