"""The almanac as of a day: tables read on demand, with everything later taken out."""

import datetime as dt
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

import polars as pl
from attrs import define, field

from legation.almanac.columns import SOURCES, Col, TableSpec
from legation.domain.citation import Reference, ReferenceKind, Source
from legation.errors import DataError, InputError

FIRST_DAY = dt.date(1945, 1, 1)
LIST_SEPARATOR = ";"
_EPOCH_ORDINAL = dt.date(1970, 1, 1).toordinal()


def locate_data() -> Path:
    """The folder of the almanac that ships with the package."""
    return Path(str(files("legation.almanac"))) / "data"


@cache
def read_table(data_dir: Path, spec: TableSpec) -> pl.DataFrame:
    """Read all files of a table, every column as text, empty cells as null.

    Args:
        data_dir: the almanac's data folder.
        spec: the table.

    Returns:
        One frame with the table's columns; no rows where no file is there.

    Raises:
        DataError: if a file lacks a column or has them in another order.
    """
    parts = [_read_rows(path, spec) for path in sorted(data_dir.glob(spec.pattern))]
    if not parts:
        return pl.DataFrame(schema=dict.fromkeys(spec.columns, pl.String))
    header = ",".join(spec.columns).encode() + b"\n"
    return pl.read_csv(header + b"".join(parts), infer_schema=False)


def _read_rows(path: Path, spec: TableSpec) -> bytes:
    """The lines of a file below its header: one parse of all files is three times as fast."""
    header, _, rows = path.read_bytes().partition(b"\n")
    columns = header.decode("utf-8-sig").strip().split(",")
    if columns != list(spec.columns):
        missing = [name for name in spec.columns if name not in columns]
        what = f"column {missing[0]} is missing" if missing else f"columns are not {spec.columns}"
        raise DataError(f"{path}: {what}: see docs/almanac.md")
    return rows if not rows or rows.endswith(b"\n") else rows + b"\n"


def pad_latest(column: pl.Expr) -> pl.Expr:
    """The last day that a partial date can mean, as ISO text that sorts like a date."""
    return (
        pl.when(column.str.len_chars() == 4)
        .then(column + "-12-31")
        .when(column.str.len_chars() == 7)
        .then(column + "-31")
        .otherwise(column)
    )


def count_days(column: pl.Expr, latest: bool = False) -> pl.Expr:
    """Ordinal (as `date.toordinal`) of the first, or last, day that a partial date can mean."""
    length = column.str.len_chars()
    first = (
        pl.when(length == 4)
        .then(column + "-01-01")
        .when(length == 7)
        .then(column + "-01")
        .otherwise(column)
        .str.to_date("%Y-%m-%d")
    )
    day = first
    if latest:
        day = (
            pl.when(length == 4)
            .then(first.dt.offset_by("1y").dt.offset_by("-1d"))
            .when(length == 7)
            .then(first.dt.month_end())
            .otherwise(first)
        )
    return (day.to_physical() + _EPOCH_ORDINAL).alias(column.meta.output_name())


def filter_as_of(frame: pl.DataFrame, spec: TableSpec, as_of: dt.date) -> pl.DataFrame:
    """Take out of a table what became known after a day.

    Rows that became known later are dropped; ends that came later are emptied, and the row then
    counts as verified through `as_of`.
    """
    today = as_of.isoformat()
    if spec.start:
        known = pad_latest(pl.col(spec.start))
        if Col.KNOWN_ON in spec.columns:
            known = pl.coalesce(pl.col(Col.KNOWN_ON), known)
        frame = frame.filter(known.is_null() | (known <= today))
    later = {name: pad_latest(pl.col(name)) > today for name in spec.ends}
    emptied = dict(later)
    for name in spec.outcomes:
        emptied[name] = later[spec.ends[0]]
    cells = [
        pl.when(is_late).then(None).otherwise(pl.col(name)).alias(name)
        for name, is_late in emptied.items()
    ]
    if Col.VERIFIED in spec.columns:
        is_later = pl.any_horizontal(*later.values(), False).fill_null(value=False)
        is_capped = is_later | (pl.col(Col.VERIFIED) > today)
        verified = pl.when(is_capped).then(pl.lit(today)).otherwise(pl.col(Col.VERIFIED))
        cells.append(verified.alias(Col.VERIFIED))
    return frame.with_columns(cells)


@define(eq=False)
class Almanac:
    """The almanac as it stood on a day.

    Attributes:
        as_of: nothing that became known after this day is in any table.
        data_dir: where the tables lie.
    """

    as_of: dt.date
    data_dir: Path = field(factory=locate_data)
    _frames: dict[str, pl.DataFrame] = field(factory=dict, init=False, repr=False)

    def table(self, spec: TableSpec) -> pl.DataFrame:
        """One table as of the day."""
        if spec.name not in self._frames:
            frame = read_table(self.data_dir, spec)
            self._frames[spec.name] = filter_as_of(frame, spec, self.as_of)
        return self._frames[spec.name]

    @cached_property
    def sources(self) -> dict[str, Source]:
        """All declared sources by id."""
        rows = read_table(self.data_dir, SOURCES).fill_null("").iter_rows()
        return {row[0]: Source(*row) for row in rows}


def open_almanac(as_of: dt.date, data_dir: Path | None = None) -> Almanac:
    """Open the almanac as of a day.

    Args:
        as_of: 1945-01-01 or later.
        data_dir: another data folder than the package's own.

    Raises:
        InputError: if the day lies before the almanac begins.
    """
    if as_of < FIRST_DAY:
        raise InputError(
            f"as-of {as_of} lies before the almanac begins: give a day from {FIRST_DAY} on"
        )
    return Almanac(as_of, data_dir or locate_data())


def split_list(cell: str | None) -> tuple[str, ...]:
    """The parts of a cell that holds a list."""
    parts = (part.strip() for part in (cell or "").split(LIST_SEPARATOR))
    return tuple(part for part in parts if part)


def cite_row(
    spec: TableSpec, row_id: str, note: str, source: str | None, known_on: str | None = None
) -> Reference:
    """The reference to one row of the almanac.

    Args:
        spec: the row's table.
        row_id: what finds the row in it.
        note: what the row says, for the footnote.
        source: its `source` cell.
        known_on: its `known_on` cell or start, where it is a full date.
    """
    is_full_day = known_on is not None and len(known_on) == 10
    return Reference(
        ReferenceKind.ALMANAC,
        f"{spec.name}/{row_id}",
        note,
        split_list(source),
        dt.date.fromisoformat(known_on) if is_full_day and known_on else None,
    )
