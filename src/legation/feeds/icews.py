"""ICEWS: daily, weekly and yearly files of events that were coded from news in CAMEO."""

import functools
import re
from collections.abc import Iterable, Sequence
from importlib import resources
from pathlib import Path

import polars as pl

from legation.errors import InputError
from legation.feeds.declaration import FeedDeclaration
from legation.feeds.files import RawFile, read_raw, split_lines
from legation.feeds.icews_rows import (
    ACTOR_SEPARATOR,
    BLANKS,
    FILE_DAY,
    REASON,
    Raw,
    build_events,
    find_faults,
)
from legation.tables.deliveries import Delivery, FeedFile, name_batch
from legation.tables.events import (
    EVENT_SCHEMA,
    QUARANTINE_SCHEMA,
    EventColumn,
    QuarantineColumn,
)

ICEWS = FeedDeclaration(
    name="icews",
    title="ICEWS Coded Event Data",
    publisher="Lockheed Martin, through Harvard Dataverse",
    address="https://doi.org/10.7910/DVN/28075",
    terms="not verified: keep the files to yourself until you have read the publisher's terms",
    columns=tuple(str(column) for column in Raw),
    optional=(Raw.CAMEO_CODE,),
    separator="\t",
    encoding="utf-8",
    suffixes=(".tab", ".tab.gz", ".zip"),
)

_FILE_DAY = re.compile(r"(?<!\d)(\d{8})-icews-events")


def read_icews(path: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Read one ICEWS file: `.tab`, `.tab.gz` or `.zip`.

    Args:
        path: a file whose first line names the columns.

    Returns:
        Events by `EVENT_SCHEMA`, and the rows that could not be read by `QUARANTINE_SCHEMA`.
        Every line below the header is in exactly one of the two.

    Raises:
        InputError: if it is no ICEWS file.
    """
    delivery = deliver_icews([path])
    if delivery.refused:
        raise InputError(delivery.refused[0][1])
    return delivery.events, delivery.quarantine


def deliver_icews(paths: Iterable[Path]) -> Delivery:
    """Read ICEWS files as one delivery.

    Args:
        paths: files; those that are no ICEWS files are named in `refused`.

    Returns:
        All events and quarantined rows, sorted by file and line.
    """
    rows: list[pl.DataFrame] = []
    read: list[RawFile] = []
    refused: list[tuple[str, str]] = []
    for path in paths:
        try:
            raw = read_raw(path)
            members = [_read_member(raw, name, content) for name, content in raw.members]
        except InputError as error:
            refused.append((path.name, str(error)))
            continue
        if raw.sha256 not in {earlier.sha256 for earlier in read}:
            rows.extend(members)
            read.append(RawFile(raw.name, raw.sha256, ()))
    if not rows:
        empty = pl.DataFrame(schema=EVENT_SCHEMA), pl.DataFrame(schema=QUARANTINE_SCHEMA)
        return Delivery(ICEWS.name, *empty, _count_files(read, *empty), tuple(refused))
    return _assemble(pl.concat(rows), read, refused)


def _assemble(
    rows: pl.DataFrame, read: Sequence[RawFile], refused: Sequence[tuple[str, str]]
) -> Delivery:
    checked = find_faults(rows, load_texts())
    sound = checked.filter(pl.col(REASON).is_null())
    events = build_events(sound, ICEWS.name, load_countries(), load_actors())
    quarantine = checked.filter(pl.col(REASON).is_not_null()).select(QUARANTINE_SCHEMA.names())
    return Delivery(
        ICEWS.name,
        events,
        quarantine,
        _count_files(read, events, quarantine),
        tuple(refused),
        _count_unknown(sound),
    )


def _read_member(raw: RawFile, member: str, content: bytes) -> pl.DataFrame:
    """One unpacked file as text columns, a reason where its lines do not fit its header."""
    lines = split_lines(content)
    header = lines[0].split(ICEWS.separator) if lines else []
    missing = set(ICEWS.columns) - set(header)
    if missing - set(ICEWS.optional) or len(set(header)) != len(header):
        raise InputError(
            f"{raw.name} is no ICEWS event file: its first line lacks "
            f"{', '.join(sorted(missing)) or 'distinct column names'}; give a file as released"
        )
    text = pl.col(QuarantineColumn.TEXT)
    width = text.str.count_matches(ICEWS.separator, literal=True) + 1
    fields = text.str.split_exact(ICEWS.separator, len(header) - 1).struct.rename_fields(header)
    found = _FILE_DAY.search(raw.name) or _FILE_DAY.search(member)
    return (
        pl.DataFrame({QuarantineColumn.TEXT: lines[1:]}, schema_overrides={"text": pl.String})
        .with_row_index(QuarantineColumn.LINE, offset=2)
        .with_columns(
            fields.alias("fields"),
            pl.lit(_name_member(raw, member)).alias(QuarantineColumn.FILE),
            pl.lit(name_batch(raw.sha256)).alias(QuarantineColumn.BATCH),
            pl.lit(found[1] if found else None, dtype=pl.String).alias(FILE_DAY),
            pl.when(text.str.strip_chars() == "")
            .then(pl.lit("blank line"))
            .when(text == lines[0])
            .then(pl.lit("header repeated"))
            .when(width != len(header))
            .then(pl.format(f"{{}} columns instead of {len(header)}", width))
            .when(text.str.contains("\ufffd", literal=True))
            .then(pl.lit("bytes that are not UTF-8"))
            .alias(REASON),
        )
        .unnest("fields")
        .with_columns(pl.lit("").alias(name) for name in sorted(missing))
        .select(*QUARANTINE_SCHEMA.names(), FILE_DAY, *ICEWS.columns)
    )


def _name_member(raw: RawFile, member: str) -> str:
    return f"{raw.name}/{member}" if len(raw.members) > 1 else raw.name


def _count_files(
    read: Sequence[RawFile], events: pl.DataFrame, quarantine: pl.DataFrame
) -> tuple[FeedFile, ...]:
    rows = dict(events.group_by(EventColumn.BATCH).len().iter_rows())
    failed = dict(quarantine.group_by(QuarantineColumn.BATCH).len().iter_rows())
    return tuple(
        FeedFile(
            raw.name,
            raw.sha256,
            rows.get(name_batch(raw.sha256), 0),
            failed.get(name_batch(raw.sha256), 0),
        )
        for raw in read
    )


def _count_unknown(rows: pl.DataFrame) -> tuple[tuple[str, int], ...]:
    """Country names that the crosswalk lacks, most frequent first."""
    mentions = pl.concat(
        rows.select(pl.col(column).alias("name"))
        for column in (Raw.SOURCE_COUNTRY, Raw.TARGET_COUNTRY, Raw.COUNTRY)
    )
    known = [*load_countries(), *BLANKS]
    unknown = mentions.filter(~pl.col("name").is_in(known)).group_by("name").len("mentions")
    return tuple(unknown.sort(["mentions", "name"], descending=[True, False]).iter_rows())


@functools.cache
def load_countries() -> dict[str, str]:
    """State ids by ICEWS's country names."""
    return _load_pairs("icews_countries.csv")


@functools.cache
def load_texts() -> dict[str, str]:
    """CAMEO codes by ICEWS's event texts in lower case, hyphens read as spaces."""
    return _load_pairs("icews_texts.csv")


@functools.cache
def load_actors() -> dict[str, str]:
    """State ids of actors whom ICEWS files under a wrong country, by `name|country`."""
    table = _read_table("icews_actors.csv")
    keys = pl.concat_str("name", "country", separator=ACTOR_SEPARATOR)
    return dict(table.select(keys, "state_id").iter_rows())


def _load_pairs(name: str) -> dict[str, str]:
    return dict(_read_table(name).iter_rows())


def _read_table(name: str) -> pl.DataFrame:
    content = resources.files("legation.feeds").joinpath("data", name).read_bytes()
    return pl.read_csv(content, infer_schema=False)
