"""Parts: the files that one import or one merge writes, beside those that are there."""

import datetime as dt
import errno
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import polars as pl
from attrs import field, frozen

from legation.record.atomic import write_atomically
from legation.record.flows import sum_days, sum_flows
from legation.record.layout import (
    FIRST_GROUP_ROWS,
    LAYOUTS,
    REPORTS_SCHEMA,
    STORED_SCHEMA,
    Kind,
)
from legation.record.manifest import DataFile, IdRange, Part
from legation.tables.events import EventColumn

_COMPRESSION_LEVEL = 3
# More days than there are from 1612 to 2328.
_DAYS = 2**18


@frozen(eq=False)
class PartFrames:
    """What goes into a part.

    Attributes:
        events: by `FEED_SCHEMA` with the marks, in any order.
        others: rows of other kinds, by their layouts' schemas, in any order.
    """

    events: pl.DataFrame
    others: dict[Kind, pl.DataFrame] = field(factory=dict)


def name_part(keys: Iterable[str]) -> str:
    """A name hashed from what a part is made of."""
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()[:16]


def write_part(root: Path, name: str, frames: PartFrames) -> Part:
    """Write a part; nothing names its files yet.

    Args:
        root: the record's folder.
        name: from `name_part`.
        frames: its rows.

    Returns:
        The part, for the manifest.
    """
    events = frames.events
    kinds = {
        Kind.EVENTS: events.select(STORED_SCHEMA.names()),
        Kind.REPORTS: select_reports(events),
        Kind.FLOWS: sum_flows(events),
        Kind.DAYS: sum_days(events),
        **frames.others,
    }
    files = tuple(
        write_file(root, kind, name, 0, sort_rows(kind, frame), FIRST_GROUP_ROWS)
        for kind, frame in kinds.items()
        if frame.height
    )
    known = pl.col(EventColumn.KNOWN_ON)
    first, last = events.select(known.min().alias("first"), known.max().alias("last")).row(0)
    return Part(name, events.height, first, last, tuple(find_id_ranges(events)), files)


def sort_rows(kind: Kind, frame: pl.DataFrame) -> pl.DataFrame:
    """Rows in the order of their kind's layout."""
    order = LAYOUTS[kind].order
    if kind is not Kind.EVENTS or frame.is_empty():
        return frame.sort(order)
    # One number for pair, day and feed sorts four times as fast as the four columns.
    number = pl.col(EventColumn.ORIGIN_ID).cast(pl.Int64, strict=False)
    ids = frame.select(number).to_series()
    last = ids if ids.null_count() == 0 else frame[EventColumn.ORIGIN_ID]
    ranks = pl.DataFrame({"rank": _rank_events(frame), "last": last})
    return frame[ranks.select(pl.arg_sort_by("rank", "last")).to_series()]


def _rank_events(events: pl.DataFrame) -> pl.Series:
    """Numbers that sort as source, target, day and feed do."""

    def rank(column: str, names: pl.Series) -> pl.Expr:
        numbers = pl.Series(range(names.len()), dtype=pl.Int64)
        return pl.col(column).replace_strict(names, numbers, return_dtype=pl.Int64)

    source, target, day, origin = LAYOUTS[Kind.EVENTS].order[:4]
    states = pl.concat([events[source], events[target]]).unique().sort()
    feeds = events[origin].unique().sort()
    days = pl.col(day).cast(pl.Int32).cast(pl.Int64) + _DAYS // 2
    key = (rank(source, states) * states.len() + rank(target, states)) * _DAYS + days
    return events.select(key * feeds.len() + rank(origin, feeds)).to_series()


def select_reports(events: pl.DataFrame) -> pl.DataFrame:
    """Each report's URL once."""
    given = events.filter(pl.col(EventColumn.REPORT_URL) != "").select(REPORTS_SCHEMA.names())
    return given.unique([EventColumn.ORIGIN, EventColumn.STORY_ID], keep="first")


def find_id_ranges(events: pl.DataFrame) -> Iterator[IdRange]:
    """The ranges of the feeds' ids; none for a feed with ids that are no numbers."""
    number = pl.col(EventColumn.ORIGIN_ID).cast(pl.Int64, strict=False)
    ranges = events.group_by(EventColumn.ORIGIN).agg(
        number.min().alias("low"), number.max().alias("high"), number.null_count().alias("words")
    )
    for origin, low, high, words in ranges.sort(EventColumn.ORIGIN).iter_rows():
        if words == 0:
            yield IdRange(origin, low, high)


def write_file(
    root: Path,
    kind: Kind,
    part: str,
    number: int,
    frame: pl.DataFrame,
    group_rows: int | None = None,
) -> DataFile:
    """Write one file of a part.

    Args:
        root: the record's folder.
        kind: whose layout it has.
        part: the part's name.
        number: of the file among those of its kind.
        frame: its rows, in their order, at least one.
        group_rows: rows of a row group, None for those of the kind's layout.
    """
    layout = LAYOUTS[kind]
    name = f"{kind}/{part}-{number:04d}.parquet"
    path = root / name
    rows = group_rows or layout.group_rows
    write_atomically(path, lambda place: write_parquet(frame, place, rows))
    ends = frame.select(pl.col(layout.keys).cast(pl.String))
    with path.open("rb") as handle:
        digest = hashlib.file_digest(handle, "sha256").hexdigest()
    return DataFile(
        kind, name, frame.height, path.stat().st_size, digest, ends.row(0), ends.row(-1)
    )


def write_parquet(frame: pl.DataFrame, path: Path, group_rows: int) -> None:
    """Write Parquet with statistics for each row group.

    Raises:
        OSError: if the disk is full or the folder may not be written.
    """
    try:
        frame.write_parquet(
            path,
            compression="zstd",
            compression_level=_COMPRESSION_LEVEL,
            row_group_size=group_rows,
            statistics=True,
        )
    except pl.exceptions.ComputeError as error:  # so polars tells of some full disks
        raise OSError(errno.EIO, f"{error}", str(path)) from error


def join_known(parts: Sequence[Part]) -> tuple[dt.date | None, dt.date | None]:
    """The first and last day on which an event of some parts became known."""
    firsts = [part.known_first for part in parts if part.known_first]
    lasts = [part.known_last for part in parts if part.known_last]
    return min(firsts, default=None), max(lasts, default=None)


def join_ids(parts: Sequence[Part]) -> tuple[IdRange, ...]:
    """The ranges that hold the ids of some parts; none for a feed of which a part has none."""
    ranges: dict[str, IdRange] = {}
    for part in parts:
        for given in part.ids:
            known = ranges.get(given.origin, given)
            ranges[given.origin] = IdRange(
                given.origin, min(known.low, given.low), max(known.high, given.high)
            )
    return tuple(ranges[origin] for origin in sorted(ranges))
