"""From ICEWS's text columns to the event table: what is wrong with a row, and what it says."""

from collections.abc import Mapping
from enum import StrEnum

import polars as pl

from legation.feeds.columns import load_pairs
from legation.tables.events import LIST_SEPARATOR, EventColumn


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


ACTOR_SEPARATOR = "|"
BLANKS = ("", "NA", "NULL", "None")

_NUMBERS = {
    Raw.INTENSITY: (EventColumn.INTENSITY, 10.0),
    Raw.LATITUDE: (EventColumn.LATITUDE, 90.0),
    Raw.LONGITUDE: (EventColumn.LONGITUDE, 180.0),
}


def list_faults(rows: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, pl.Expr]]:
    """Read ICEWS's numbers, and list what may be wrong with a row.

    Args:
        rows: ICEWS's columns as text, with `day`, `cameo` and `event_type` read.

    Returns:
        The rows with `origin_id` and the numbers added; faults by reason, the first first.
    """
    read = rows.with_columns(
        pl.col(Raw.EVENT_ID).str.strip_chars().alias(EventColumn.ORIGIN_ID),
        *(_read_number(raw).alias(column) for raw, (column, _) in _NUMBERS.items()),
    )
    faults = {
        "Event ID is not a number": ~pl.col(EventColumn.ORIGIN_ID).str.contains(r"^[0-9]+$"),
        "unreadable Event Date": pl.col(EventColumn.DAY).is_null(),
        "no CAMEO Code, and an Event Text that is not ICEWS's": pl.col(EventColumn.CAMEO) == "",
        "unknown CAMEO Code": pl.col(EventColumn.EVENT_TYPE).is_null(),
    }
    for raw, (column, bound) in _NUMBERS.items():
        given = ~pl.col(raw).str.strip_chars().is_in(BLANKS)
        sound = pl.col(column).is_between(-bound, bound).fill_null(False)
        faults[f"{raw} is not a number in its range"] = given & ~sound
    return read, faults


def _read_number(raw: Raw) -> pl.Expr:
    return pl.col(raw).str.strip_chars().cast(pl.Float64, strict=False)


def build_events(rows: pl.DataFrame, origin: str, actors: Mapping[str, str]) -> pl.DataFrame:
    """Make events of sound rows.

    Args:
        rows: ICEWS's columns with what was parsed of them, all sound; `known_on` is the day in the
            file's name, null where it has none.
        origin: name of the feed.
        actors: state ids of actors filed under a wrong country, by `name|country`.

    Returns:
        The columns of `FEED_SCHEMA` but for `batch`, in the order given.
    """
    return rows.with_columns(
        pl.lit("day").alias(EventColumn.PRECISION),
        pl.col(Raw.SOURCE_NAME).alias(EventColumn.SOURCE_NAME),
        _find_side(Raw.SOURCE_NAME, Raw.SOURCE_COUNTRY, actors).alias(EventColumn.SOURCE_STATE),
        _split_sectors(Raw.SOURCE_SECTORS).alias(EventColumn.SOURCE_SECTOR),
        pl.col(Raw.TARGET_NAME).alias(EventColumn.TARGET_NAME),
        _find_side(Raw.TARGET_NAME, Raw.TARGET_COUNTRY, actors).alias(EventColumn.TARGET_STATE),
        _split_sectors(Raw.TARGET_SECTORS).alias(EventColumn.TARGET_SECTOR),
        _name_place().alias(EventColumn.PLACE_NAME),
        _find_state(Raw.COUNTRY).alias(EventColumn.PLACE_STATE),
        pl.lit(origin).alias(EventColumn.ORIGIN),
        pl.lit("").alias(EventColumn.REPORT_URL),
        pl.col(Raw.STORY_ID).alias(EventColumn.STORY_ID),
        pl.col(Raw.PUBLISHER).alias(EventColumn.PUBLISHER),
        pl.format("sentence {}", Raw.SENTENCE_NUMBER).alias(EventColumn.EVIDENCE),
        _find_known_on().alias(EventColumn.KNOWN_ON),
    )


def _find_known_on() -> pl.Expr:
    """The day of the file, where its name tells, and never before the event.

    Some rows are dated a day after their file, which is cut in another time zone. A weekly file
    was published on the day in its name, so its rows were not known earlier.
    """
    day = pl.col(EventColumn.DAY)
    of_file = pl.col(EventColumn.KNOWN_ON)
    return (
        pl.when(of_file.is_null())
        .then(day.dt.offset_by("1d"))
        .otherwise(pl.max_horizontal(of_file, day))
    )


def _find_side(name: Raw, country: Raw, actors: Mapping[str, str]) -> pl.Expr:
    actor = pl.concat_str(name, country, separator=ACTOR_SEPARATOR)
    return actor.replace_strict(actors, default=_find_state(country), return_dtype=pl.String)


def _find_state(raw: Raw) -> pl.Expr:
    countries = load_pairs("icews_countries.csv")
    return pl.col(raw).replace_strict(countries, default="", return_dtype=pl.String)


def _split_sectors(raw: Raw) -> pl.Expr:
    text = pl.when(pl.col(raw).is_in(BLANKS)).then(pl.lit("")).otherwise(raw)
    return text.str.replace_all(",", LIST_SEPARATOR, literal=True)


def _name_place() -> pl.Expr:
    """The smallest unit that is named."""
    levels = (Raw.CITY, Raw.DISTRICT, Raw.PROVINCE)
    named = (pl.when(~pl.col(level).is_in(BLANKS)).then(level) for level in levels)
    return pl.coalesce(*named, pl.lit(""))
