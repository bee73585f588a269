"""From ICEWS's text columns to the event table: what is wrong with a row, and what it says."""

from collections.abc import Mapping
from enum import StrEnum

import polars as pl

from legation.feeds.cameo import code_events
from legation.tables.events import EVENT_SCHEMA, LIST_SEPARATOR, EventColumn, QuarantineColumn
from legation.tables.identity import hash_event_ids


class Raw(StrEnum):
    """ICEWS's own column names, in the order of its files."""

    EVENT_ID = "Event ID"
    EVENT_DATE = "Event Date"
    SOURCE_NAME = "Source Name"
    SOURCE_SECTORS = "Source Sectors"
    SOURCE_COUNTRY = "Source Country"
    EVENT_TEXT = "Event Text"
    CAMEO_CODE = "CAMEO Code"
    INTENSITY = "Intensity"
    TARGET_NAME = "Target Name"
    TARGET_SECTORS = "Target Sectors"
    TARGET_COUNTRY = "Target Country"
    STORY_ID = "Story ID"
    SENTENCE_NUMBER = "Sentence Number"
    PUBLISHER = "Publisher"
    CITY = "City"
    DISTRICT = "District"
    PROVINCE = "Province"
    COUNTRY = "Country"
    LATITUDE = "Latitude"
    LONGITUDE = "Longitude"


FILE_DAY = "file_day"
ACTOR_SEPARATOR = "|"
REASON = QuarantineColumn.REASON
BLANKS = ("", "NA", "NULL", "None")

_NUMBERS = {
    Raw.INTENSITY: (EventColumn.INTENSITY, 10.0),
    Raw.LATITUDE: (EventColumn.LATITUDE, 90.0),
    Raw.LONGITUDE: (EventColumn.LONGITUDE, 180.0),
}


def find_faults(rows: pl.DataFrame, texts: Mapping[str, str]) -> pl.DataFrame:
    """Read days, codes and numbers, and say of each row why it cannot be used.

    Args:
        rows: ICEWS's columns as text, `file`, `line`, `text`, `batch`, `file_day`, and a `reason`
            where the line did not fit its header.
        texts: CAMEO codes by event text.

    Returns:
        The rows with the event columns `event_id`, `day`, `cameo` and the numbers added; `reason`
        is null where a row is sound.
    """
    read = rows.with_columns(
        _read_day(pl.col(Raw.EVENT_DATE)).alias(EventColumn.DAY),
        _read_code(texts).alias(EventColumn.CAMEO),
        pl.col(Raw.EVENT_ID).str.strip_chars().alias(EventColumn.ORIGIN_ID),
        *(_read_number(pl.col(raw)).alias(column) for raw, (column, _) in _NUMBERS.items()),
    )
    judged = code_events(read).with_columns(pl.coalesce(REASON, _judge()).alias(REASON))
    sound = pl.col(REASON).is_null()
    key = (QuarantineColumn.BATCH, EventColumn.ORIGIN_ID, EventColumn.DAY, REASON)
    repeated = sound & ~pl.struct(key).is_first_distinct()
    return judged.with_columns(
        pl.when(repeated)
        .then(pl.lit("Event ID and Event Date of an earlier line"))
        .otherwise(REASON)
        .alias(REASON)
    )


def _judge() -> pl.Expr:
    """The first fault that a row has, null where it has none."""
    faults = [
        (~pl.col(EventColumn.ORIGIN_ID).str.contains(r"^\d+$"), "Event ID is not a number"),
        (pl.col(EventColumn.DAY).is_null(), "unreadable Event Date"),
        (pl.col(EventColumn.CAMEO) == "", "no CAMEO Code, and an Event Text that is not ICEWS's"),
        (pl.col(EventColumn.EVENT_TYPE).is_null(), "unknown CAMEO Code"),
    ]
    for raw, (column, bound) in _NUMBERS.items():
        given = ~pl.col(raw).str.strip_chars().is_in(BLANKS)
        bad = pl.col(column).is_null() | pl.col(column).is_nan() | (pl.col(column).abs() > bound)
        faults.append((given & bad, f"{raw} is not a number in its range"))
    return pl.coalesce(pl.when(fault).then(pl.lit(reason)) for fault, reason in faults)


def _read_day(text: pl.Expr) -> pl.Expr:
    """ISO days, and the American ones of the 2017 file: `1/31/2017`."""
    bare = text.str.strip_chars()
    return pl.coalesce(
        bare.str.to_date("%Y-%m-%d", strict=False), bare.str.to_date("%m/%d/%Y", strict=False)
    )


def _read_code(texts: Mapping[str, str]) -> pl.Expr:
    """The CAMEO code; the text decides where the code is missing or lost its leading zeros."""
    words = pl.col(Raw.EVENT_TEXT).str.to_lowercase().str.replace_all("-", " ", literal=True)
    by_text = words.str.strip_chars().replace_strict(texts, default="", return_dtype=pl.String)
    code = pl.col(Raw.CAMEO_CODE).str.strip_chars()
    same_number = code.str.strip_chars_start("0") == by_text.str.strip_chars_start("0")
    return pl.when(code.is_in(BLANKS) | same_number).then(by_text).otherwise(code)


def _read_number(text: pl.Expr) -> pl.Expr:
    return text.str.strip_chars().cast(pl.Float64, strict=False)


def build_events(
    rows: pl.DataFrame, origin: str, countries: Mapping[str, str], actors: Mapping[str, str]
) -> pl.DataFrame:
    """Make events of sound rows.

    Args:
        rows: from `find_faults`, those without a reason.
        origin: name of the feed.
        countries: state ids by country name.
        actors: state ids of actors filed under a wrong country, by `name|country`.

    Returns:
        Events by `EVENT_SCHEMA`, in the order given.
    """
    built = rows.with_columns(
        pl.lit("day").alias(EventColumn.PRECISION),
        pl.col(Raw.SOURCE_NAME).alias(EventColumn.SOURCE_NAME),
        _find_side(Raw.SOURCE_NAME, Raw.SOURCE_COUNTRY, countries, actors).alias(
            EventColumn.SOURCE_STATE
        ),
        _split_sectors(Raw.SOURCE_SECTORS).alias(EventColumn.SOURCE_SECTOR),
        pl.col(Raw.TARGET_NAME).alias(EventColumn.TARGET_NAME),
        _find_side(Raw.TARGET_NAME, Raw.TARGET_COUNTRY, countries, actors).alias(
            EventColumn.TARGET_STATE
        ),
        _split_sectors(Raw.TARGET_SECTORS).alias(EventColumn.TARGET_SECTOR),
        _name_place().alias(EventColumn.PLACE_NAME),
        _find_state(Raw.COUNTRY, countries).alias(EventColumn.PLACE_STATE),
        pl.lit(origin).alias(EventColumn.ORIGIN),
        pl.lit("").alias(EventColumn.REPORT_URL),
        pl.col(Raw.STORY_ID).alias(EventColumn.STORY_ID),
        pl.col(Raw.PUBLISHER).alias(EventColumn.PUBLISHER),
        pl.format("sentence {}", Raw.SENTENCE_NUMBER).alias(EventColumn.EVIDENCE),
        _find_known_on().alias(EventColumn.KNOWN_ON),
        pl.lit(False).alias(EventColumn.IS_MIRROR),
        pl.lit(False).alias(EventColumn.IS_REPEAT),
    )
    ids = hash_event_ids(built, EventColumn.ORIGIN, EventColumn.ORIGIN_ID, EventColumn.DAY)
    return built.with_columns(ids.alias(EventColumn.EVENT_ID)).select(EVENT_SCHEMA.names())


def _find_known_on() -> pl.Expr:
    """The day of the file, where its name tells, and never before the event.

    Some rows are dated a day after their file, which is cut in another time zone.
    """
    day = pl.col(EventColumn.DAY)
    file_day = pl.col(FILE_DAY).str.to_date("%Y%m%d", strict=False)
    return (
        pl.when(file_day.is_null())
        .then(day.dt.offset_by("1d"))
        .otherwise(pl.max_horizontal(file_day, day))
    )


def _find_side(
    name: Raw, country: Raw, countries: Mapping[str, str], actors: Mapping[str, str]
) -> pl.Expr:
    actor = pl.concat_str(name, country, separator=ACTOR_SEPARATOR)
    by_country = _find_state(country, countries)
    return actor.replace_strict(actors, default=by_country, return_dtype=pl.String)


def _find_state(raw: Raw, countries: Mapping[str, str]) -> pl.Expr:
    return pl.col(raw).replace_strict(countries, default="", return_dtype=pl.String)


def _split_sectors(raw: Raw) -> pl.Expr:
    text = pl.when(pl.col(raw).is_in(BLANKS)).then(pl.lit("")).otherwise(raw)
    return text.str.replace_all(",", LIST_SEPARATOR, literal=True)


def _name_place() -> pl.Expr:
    """The smallest unit that is named."""
    levels = (Raw.CITY, Raw.DISTRICT, Raw.PROVINCE)
    named = (pl.when(~pl.col(level).is_in(BLANKS)).then(level) for level in levels)
    return pl.coalesce(*named, pl.lit(""))
