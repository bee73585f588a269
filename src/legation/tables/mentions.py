"""The mention table: each time a report spoke of an event that a feed already holds."""

from enum import StrEnum

import polars as pl

from legation.errors import DataError
from legation.tables.events import check_schema


class MentionColumn(StrEnum):
    """Names of the mention table's columns; numbers are null where unknown."""

    ORIGIN = "origin"
    ORIGIN_ID = "origin_id"
    EVENT_KNOWN_ON = "event_known_on"
    KNOWN_ON = "known_on"
    PUBLISHER = "publisher"
    REPORT_URL = "report_url"
    SENTENCE = "sentence"
    CONFIDENCE = "confidence"
    TONE = "tone"
    LANGUAGE = "language"
    BATCH = "batch"


_NOT_TEXT: dict[MentionColumn, pl.DataType] = {
    MentionColumn.EVENT_KNOWN_ON: pl.Date(),
    MentionColumn.KNOWN_ON: pl.Date(),
    MentionColumn.SENTENCE: pl.Int32(),
    MentionColumn.CONFIDENCE: pl.Int32(),
    MentionColumn.TONE: pl.Float64(),
}
_MAY_BE_NULL = (MentionColumn.SENTENCE, MentionColumn.CONFIDENCE, MentionColumn.TONE)

MENTION_SCHEMA = pl.Schema(
    {str(column): _NOT_TEXT.get(column, pl.String()) for column in MentionColumn}
)


def check_mentions(frame: pl.DataFrame) -> None:
    """Refuse a frame of mentions that breaks the table's contract.

    Raises:
        DataError: naming the rule and the number of rows that break it.
    """
    check_schema(frame, MENTION_SCHEMA, "mentions")
    required = [column for column in frame.columns if column not in _MAY_BE_NULL]
    broken = {
        "are null where a value is required": pl.any_horizontal(pl.col(required).is_null()),
        "have no id of their feed": pl.col(MentionColumn.ORIGIN_ID) == "",
        "have a confidence beyond 0 to 100 %": ~pl.col(MentionColumn.CONFIDENCE).is_between(0, 100),
    }
    counts = frame.select(rule.fill_null(False).sum().alias(why) for why, rule in broken.items())
    for why, count in counts.row(0, named=True).items():
        if count:
            raise DataError(f"{count:,} of {frame.height:,} mentions {why}: mend the feed")
