"""The event table: its columns, declared once, and the checks that every frame of events passes."""

from enum import StrEnum

import polars as pl

from legation.errors import DataError


class EventColumn(StrEnum):
    """Names of the event table's columns; text is empty, and a number null, where unknown."""

    EVENT_ID = "event_id"
    DAY = "day"
    PRECISION = "precision"
    SOURCE_NAME = "source_name"
    SOURCE_STATE = "source_state"
    SOURCE_SECTOR = "source_sector"
    TARGET_NAME = "target_name"
    TARGET_STATE = "target_state"
    TARGET_SECTOR = "target_sector"
    EVENT_TYPE = "event_type"
    MODE = "mode"
    CONTEXTS = "contexts"
    CAMEO = "cameo"
    QUAD_CLASS = "quad_class"
    INTENSITY = "intensity"
    PLACE_NAME = "place_name"
    PLACE_STATE = "place_state"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    ORIGIN = "origin"
    ORIGIN_ID = "origin_id"
    REPORT_URL = "report_url"
    STORY_ID = "story_id"
    PUBLISHER = "publisher"
    EVIDENCE = "evidence"
    KNOWN_ON = "known_on"
    BATCH = "batch"
    IS_MIRROR = "is_mirror"
    IS_REPEAT = "is_repeat"
    FIRST_DAY = "first_day"


class QuadClass(StrEnum):
    """The four classes of events, empty for events that are neither: bare statements."""

    VERBAL_COOPERATION = "verbal_cooperation"
    MATERIAL_COOPERATION = "material_cooperation"
    VERBAL_CONFLICT = "verbal_conflict"
    MATERIAL_CONFLICT = "material_conflict"
    NONE = ""


class Reading(StrEnum):
    """Which rows a question counts: of marked rows the rules are in `record/marks.py`.

    `rows`: every row. `reports`: without mirrors. `acts`: without mirrors and repeats.
    `episodes`: without mirrors, repeats and echoes.
    """

    ROWS = "rows"
    REPORTS = "reports"
    ACTS = "acts"
    EPISODES = "episodes"


# As PLOVER and CAMEO number them.
QUAD_CLASSES = {
    1: QuadClass.VERBAL_COOPERATION,
    2: QuadClass.MATERIAL_COOPERATION,
    3: QuadClass.VERBAL_CONFLICT,
    4: QuadClass.MATERIAL_CONFLICT,
}
COOPERATION = (QuadClass.VERBAL_COOPERATION, QuadClass.MATERIAL_COOPERATION)
CONFLICT = (QuadClass.VERBAL_CONFLICT, QuadClass.MATERIAL_CONFLICT)

LIST_SEPARATOR = ";"

_NOT_TEXT: dict[EventColumn, pl.DataType] = {
    EventColumn.DAY: pl.Date(),
    EventColumn.KNOWN_ON: pl.Date(),
    EventColumn.FIRST_DAY: pl.Date(),
    EventColumn.INTENSITY: pl.Float64(),
    EventColumn.LATITUDE: pl.Float64(),
    EventColumn.LONGITUDE: pl.Float64(),
    EventColumn.IS_MIRROR: pl.Boolean(),
    EventColumn.IS_REPEAT: pl.Boolean(),
}
_MAY_BE_NULL = (EventColumn.INTENSITY, EventColumn.LATITUDE, EventColumn.LONGITUDE)
# What the record finds out itself: feeds do not deliver it.
FOUND_COLUMNS = (
    EventColumn.EVENT_ID,
    EventColumn.IS_MIRROR,
    EventColumn.IS_REPEAT,
    EventColumn.FIRST_DAY,
)


def _declare(*columns: EventColumn) -> pl.Schema:
    return pl.Schema({str(column): _NOT_TEXT.get(column, pl.String()) for column in columns})


# What questions to the record answer with.
EVENT_SCHEMA = _declare(*EventColumn)
# What feeds deliver.
FEED_SCHEMA = _declare(*(column for column in EventColumn if column not in FOUND_COLUMNS))


class QuarantineColumn(StrEnum):
    """Names of the quarantine table's columns: rows that no feed could read, and why."""

    FILE = "file"
    LINE = "line"
    REASON = "reason"
    TEXT = "text"
    BATCH = "batch"


QUARANTINE_SCHEMA = pl.Schema(
    {
        str(QuarantineColumn.FILE): pl.String(),
        str(QuarantineColumn.LINE): pl.UInt32(),
        str(QuarantineColumn.REASON): pl.String(),
        str(QuarantineColumn.TEXT): pl.String(),
        str(QuarantineColumn.BATCH): pl.String(),
    }
)


def check_schema(frame: pl.DataFrame, schema: pl.Schema, name: str) -> None:
    """Refuse a frame whose columns differ from the declared ones in name, order or type.

    Args:
        frame: any frame.
        schema: what was declared.
        name: what the frame is, for the message: `events`.

    Raises:
        DataError: naming the first column that differs.
    """
    if frame.schema == schema:
        return
    found = list(frame.schema.items())
    for position, wanted in enumerate(schema.items()):
        given = found[position] if position < len(found) else ("nothing", "")
        if given != wanted:
            raise DataError(
                f"the table of {name} needs column {position + 1} to be {wanted[0]} ({wanted[1]}), "
                f"not {given[0]} ({given[1]}): build it by the declared schema"
            )
    raise DataError(f"the table of {name} has columns beyond the declared {len(schema)}")


def check_feed(frame: pl.DataFrame) -> None:
    """Refuse a feed's frame of events that breaks the table's contract.

    Raises:
        DataError: naming the rule and the number of rows that break it.
    """
    check_schema(frame, FEED_SCHEMA, "delivered events")
    _refuse_broken(frame)


def check_events(frame: pl.DataFrame) -> None:
    """Refuse a frame of events that breaks the table's contract.

    Raises:
        DataError: naming the rule and the number of rows that break it.
    """
    check_schema(frame, EVENT_SCHEMA, "events")
    _refuse_broken(frame)
    twice = frame[EventColumn.EVENT_ID].is_duplicated().sum()
    if twice:
        raise DataError(f"{twice:,} of {frame.height:,} events have an id twice: mend the record")


def _refuse_broken(frame: pl.DataFrame) -> None:
    required = [column for column in frame.columns if column not in _MAY_BE_NULL]
    broken = {
        "are null where a value is required": pl.any_horizontal(pl.col(required).is_null()),
        "were known before they happened": pl.col(EventColumn.KNOWN_ON) < pl.col(EventColumn.DAY),
        "have no id of their feed": pl.col(EventColumn.ORIGIN_ID) == "",
        "have an intensity beyond -10 to +10": _is_beyond(EventColumn.INTENSITY, 10.0),
        "have a latitude beyond 90 degrees": _is_beyond(EventColumn.LATITUDE, 90.0),
        "have a longitude beyond 180 degrees": _is_beyond(EventColumn.LONGITUDE, 180.0),
        "have an unknown quad class": ~pl.col(EventColumn.QUAD_CLASS).is_in(
            [str(quad) for quad in QuadClass]
        ),
    }
    counts = frame.select(rule.fill_null(False).sum().alias(why) for why, rule in broken.items())
    for why, count in counts.row(0, named=True).items():
        if count:
            raise DataError(f"{count:,} of {frame.height:,} events {why}: mend the feed")


def _is_beyond(column: EventColumn, bound: float) -> pl.Expr:
    return (pl.col(column).abs() > bound) | pl.col(column).is_nan()
