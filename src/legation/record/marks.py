"""Marks on rows that say again what another row says: mirrors and repeats are never dropped."""

import polars as pl

from legation.tables.events import EventColumn

MAKE_VISIT = "042"
HOST_VISIT = "043"

_ACT = (
    EventColumn.ORIGIN,
    EventColumn.DAY,
    EventColumn.SOURCE_NAME,
    EventColumn.TARGET_NAME,
    EventColumn.EVENT_TYPE,
    EventColumn.CAMEO,
)
REPEAT_COLUMNS = (*_ACT, EventColumn.KNOWN_ON)
_HELD_KNOWN = "held_known_on"


def mark_mirrors(events: pl.DataFrame) -> pl.DataFrame:
    """Mark each host's row of a visit whose visitor has a row from the same sentence.

    Args:
        events: by `EVENT_SCHEMA`; stories and sentences are compared within one origin and day.

    Returns:
        The rows in their order, `is_mirror` set.
    """
    same = (
        EventColumn.ORIGIN,
        EventColumn.DAY,
        EventColumn.STORY_ID,
        EventColumn.EVIDENCE,
    )
    from_story = events.filter(pl.col(EventColumn.STORY_ID) != "")
    made = from_story.filter(pl.col(EventColumn.CAMEO) == MAKE_VISIT)
    hosted = from_story.filter(pl.col(EventColumn.CAMEO) == HOST_VISIT)
    mirrors = hosted.join(
        made,
        left_on=[*same, EventColumn.SOURCE_NAME, EventColumn.TARGET_NAME],
        right_on=[*same, EventColumn.TARGET_NAME, EventColumn.SOURCE_NAME],
        how="semi",
    )
    ids = mirrors[EventColumn.EVENT_ID].implode()
    return events.with_columns(pl.col(EventColumn.EVENT_ID).is_in(ids).alias(EventColumn.IS_MIRROR))


def mark_repeats(events: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    """Mark all but the first report of an act: same feed, day, actors by name, type and code.

    A row is a repeat only of what was known by its own `known_on`, so that no mark tells of the
    future.

    Args:
        events: new rows by `EVENT_SCHEMA`.
        held: rows of the record on the same days, with `REPEAT_COLUMNS`.

    Returns:
        The rows, sorted by `known_on`, story and id, `is_repeat` set.
    """
    ordered = events.sort(EventColumn.KNOWN_ON, EventColumn.STORY_ID, EventColumn.EVENT_ID)
    earlier = held.group_by(_ACT).agg(pl.col(EventColumn.KNOWN_ON).min().alias(_HELD_KNOWN))
    named = (pl.col(EventColumn.SOURCE_NAME) != "") & (pl.col(EventColumn.TARGET_NAME) != "")
    again = ~pl.struct(_ACT).is_first_distinct()
    in_record = (pl.col(_HELD_KNOWN) <= pl.col(EventColumn.KNOWN_ON)).fill_null(False)
    return (
        ordered.join(earlier, on=_ACT, how="left", maintain_order="left")
        .with_columns((named & (again | in_record)).alias(EventColumn.IS_REPEAT))
        .drop(_HELD_KNOWN)
    )
