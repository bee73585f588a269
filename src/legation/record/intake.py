"""What both writers share: how a file and its rows are named, and what became of its lines."""

import datetime as dt
from collections import Counter

import polars as pl
from attrs import evolve, field, frozen

from legation.record.ledger import join_states
from legation.tables.deliveries import FeedBatch, FeedFile
from legation.tables.events import EventColumn
from legation.tables.ledger import LedgerColumn


@frozen
class FileSummary:
    """What became of one file; added, held, left out and quarantined make up its lines.

    Attributes:
        name: the file's.
        imported_before: whether this very file was in the record; then nothing was written.
        refused: why it could not be read, empty where it could.
        lines: its data lines.
        added: events that are new in the record, or mentions.
        held: events that the record held already, or that stand twice.
        left_out: sound lines that concern none of the wanted states.
        quarantined: lines that became no event.
        first_known: the earliest day on which an added row became known.
        unknown_countries: country codes or names without a state, with the number of mentions.
    """

    name: str
    imported_before: bool = False
    refused: str = ""
    lines: int = 0
    added: int = 0
    held: int = 0
    left_out: int = 0
    quarantined: int = 0
    first_known: dt.date | None = None
    unknown_countries: dict[str, int] = field(factory=dict)


def name_file(file: FeedFile) -> str:
    """What a file adds to its part's name: a file for some states makes another part than for all.

    Returns:
        Its SHA-256, a space, and its states as in the ledger.
    """
    return f"{file.sha256} {join_states(file.states)}"


def name_stories(events: pl.DataFrame) -> pl.DataFrame:
    """Let a report with a URL and no id go by the id of its event.

    Args:
        events: by `FEED_SCHEMA`.

    Returns:
        The same rows and columns in their order, with `story_id` filled where there is a URL.
    """
    nameless = (pl.col(EventColumn.STORY_ID) == "") & (pl.col(EventColumn.REPORT_URL) != "")
    story = pl.when(nameless).then(EventColumn.ORIGIN_ID).otherwise(EventColumn.STORY_ID)
    return events.with_columns(story.alias(EventColumn.STORY_ID))


def add_batch(summary: FileSummary, batch: FeedBatch) -> FileSummary:
    """Count a batch's lines, those left out and quarantined, and its unknown countries in.

    Args:
        summary: of the file, up to this batch.
        batch: the file's next.
    """
    unknown = batch.unknown_countries + Counter(summary.unknown_countries)
    return evolve(
        summary,
        lines=summary.lines + batch.lines,
        left_out=summary.left_out + batch.left_out,
        quarantined=summary.quarantined + batch.quarantine.height,
        unknown_countries=dict(unknown),
    )


def close_summary(summary: FileSummary, added: int, first_known: dt.date | None) -> FileSummary:
    """A file's summary with what was new; the rest of its lines was held.

    Args:
        summary: with all batches of the file.
        added: its rows that are new in the record.
        first_known: the earliest day on which one of them became known, None where there is none.
    """
    held = summary.lines - summary.left_out - summary.quarantined - added
    return evolve(summary, added=added, held=held, first_known=first_known)


def enter_file(file: FeedFile, summary: FileSummary) -> dict[str, object]:
    """A file's row in the ledger, by `LEDGER_SCHEMA`; its size in bytes, its counts in lines.

    Args:
        file: one that was read to its end.
        summary: from `close_summary`.
    """
    return {
        LedgerColumn.SHA256: file.sha256,
        LedgerColumn.MD5: file.md5,
        LedgerColumn.NAME: file.name,
        LedgerColumn.SIZE: file.size,
        LedgerColumn.ORIGIN: file.origin,
        LedgerColumn.STATES: join_states(file.states),
        LedgerColumn.FIRST_KNOWN: summary.first_known,
        LedgerColumn.LINES: summary.lines,
        LedgerColumn.ADDED: summary.added,
        LedgerColumn.HELD: summary.held,
        LedgerColumn.LEFT_OUT: summary.left_out,
        LedgerColumn.QUARANTINED: summary.quarantined,
    }
