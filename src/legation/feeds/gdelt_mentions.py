"""GDELT 2.0's mentions: each report that spoke of an event, with how sure GDELT is of it."""

from enum import StrEnum

import polars as pl

from legation.feeds.columns import Translation, add_reasons, read_compact_day, translate
from legation.feeds.declaration import Coded, Feed, FeedDeclaration
from legation.feeds.gdelt import DECLARATION_2
from legation.tables.mentions import MentionColumn


class Raw(StrEnum):
    """GDELT's names for the columns of its mention files, in their order."""

    ID = "GLOBALEVENTID"
    EVENT_TIME = "EventTimeDate"
    MENTION_TIME = "MentionTimeDate"
    MENTION_TYPE = "MentionType"
    SOURCE_NAME = "MentionSourceName"
    IDENTIFIER = "MentionIdentifier"
    SENTENCE = "SentenceID"
    SOURCE_OFFSET = "Actor1CharOffset"
    TARGET_OFFSET = "Actor2CharOffset"
    ACTION_OFFSET = "ActionCharOffset"
    IN_RAW_TEXT = "InRawText"
    CONFIDENCE = "Confidence"
    LENGTH = "MentionDocLen"
    TONE = "MentionDocTone"
    TRANSLATION = "MentionDocTranslationInfo"
    EXTRAS = "Extras"


DECLARATION = FeedDeclaration(
    name="gdelt-mentions",
    title="GDELT 2.0 Mentions",
    publisher=DECLARATION_2.publisher,
    address=DECLARATION_2.address,
    terms=DECLARATION_2.terms,
    columns=tuple(str(column) for column in Raw),
    used=(
        *(Raw.ID, Raw.EVENT_TIME, Raw.MENTION_TIME, Raw.SOURCE_NAME, Raw.IDENTIFIER),
        *(Raw.SENTENCE, Raw.CONFIDENCE, Raw.TONE, Raw.TRANSLATION),
    ),
    suffixes=(".mentions.CSV", ".csv", ".mentions.CSV.zip", ".zip", ".gz"),
    spare=(Raw.EXTRAS,),
)

_SOURCE_LANGUAGE = "srclc:"
_ENGLISH = "eng"


def judge_mentions(rows: pl.DataFrame) -> pl.DataFrame:
    """Read ids and days of mentions, and say of each row why it cannot be used.

    Args:
        rows: the used columns as text.

    Returns:
        The rows with `event_known_on`, `known_on` and `reason`.
    """
    event_time = Translation(pl.col(Raw.EVENT_TIME), read_compact_day, pl.Date())
    time = Translation(pl.col(Raw.MENTION_TIME), read_compact_day, pl.Date())
    read = translate(rows, {MentionColumn.EVENT_KNOWN_ON: event_time, MentionColumn.KNOWN_ON: time})
    return add_reasons(
        read,
        {
            "GLOBALEVENTID is not a number": pl.col(Raw.ID).cast(pl.UInt64, strict=False).is_null(),
            "unreadable EventTimeDate": pl.col(MentionColumn.EVENT_KNOWN_ON).is_null(),
            "unreadable MentionTimeDate": pl.col(MentionColumn.KNOWN_ON).is_null(),
        },
    )


def code_mentions(rows: pl.DataFrame) -> Coded:
    """Make mentions of sound rows.

    Args:
        rows: from `judge_mentions`, those without a reason.
    """
    language = Translation(pl.col(Raw.TRANSLATION), _find_language, pl.String())
    confidence = pl.col(Raw.CONFIDENCE).cast(pl.Int32, strict=False)
    tone = pl.col(Raw.TONE).cast(pl.Float64, strict=False)
    mentions = translate(rows, {MentionColumn.LANGUAGE: language}).select(
        pl.lit("gdelt").alias(MentionColumn.ORIGIN),
        pl.col(Raw.ID).alias(MentionColumn.ORIGIN_ID),
        MentionColumn.EVENT_KNOWN_ON,
        MentionColumn.KNOWN_ON,
        pl.col(Raw.SOURCE_NAME).alias(MentionColumn.PUBLISHER),
        pl.col(Raw.IDENTIFIER).alias(MentionColumn.REPORT_URL),
        pl.col(Raw.SENTENCE).cast(pl.Int32, strict=False).alias(MentionColumn.SENTENCE),
        pl.when(confidence.is_between(0, 100)).then(confidence).alias(MentionColumn.CONFIDENCE),
        pl.when(tone.is_finite()).then(tone).alias(MentionColumn.TONE),
        MentionColumn.LANGUAGE,
    )
    return Coded(mentions)


def _find_language(translation: str) -> str:
    """ISO 639-2 code of the language of `srclc:fra;eng:GT-FRA 1.0`, English where none is named."""
    for part in translation.split(";"):
        named = part.strip().lower()
        if named.startswith(_SOURCE_LANGUAGE):
            return named.removeprefix(_SOURCE_LANGUAGE).strip() or _ENGLISH
    return _ENGLISH


GDELT_MENTIONS = Feed(
    "gdelt-mentions",
    "gdelt",
    (DECLARATION,),
    judge_mentions,
    code_mentions,
    gives_mentions=True,
)
