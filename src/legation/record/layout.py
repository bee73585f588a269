"""How the record lies on the disk: kinds of files, their columns, their order, their row groups.

Questions ask for a pair of states or for one state. So events are sorted by pair and day, flows by
state: a question touches the few files, and in them the few row groups, that hold its keys.
"""

from enum import StrEnum

import polars as pl
from attrs import frozen

from legation.tables.counts import DAYS_SCHEMA, FLOWS_SCHEMA, CountColumn
from legation.tables.events import (
    EVENT_SCHEMA,
    QUARANTINE_SCHEMA,
    EventColumn,
    QuarantineColumn,
)
from legation.tables.ledger import LEDGER_SCHEMA, LedgerColumn
from legation.tables.mentions import MENTION_SCHEMA, MentionColumn


class Kind(StrEnum):
    """Kinds of files, and the names of their folders."""

    EVENTS = "events"
    FLOWS = "flows"
    REPORTS = "reports"
    MENTIONS = "mentions"
    QUARANTINE = "quarantine"
    DAYS = "days"
    LEDGER = "ledger"


@frozen
class Layout:
    """How files of a kind are laid out.

    Attributes:
        schema: their columns.
        keys: the first sort columns; files are cut between two values of these.
        order: all sort columns: they leave no two rows in an arbitrary order.
        group_rows: rows of a row group of a merged part; parts that are not merged yet have
            smaller ones, since a merge reads a small range of each.
    """

    schema: pl.Schema
    keys: tuple[str, ...]
    order: tuple[str, ...]
    group_rows: int


# An id is a hash of three other columns, and a URL is shared by the events of one article: the one
# is computed when asked for, the other stands once in the reports.
_DERIVED = (EventColumn.EVENT_ID, EventColumn.REPORT_URL)
STORED_SCHEMA = pl.Schema(
    {name: kind for name, kind in EVENT_SCHEMA.items() if name not in _DERIVED}
)
REPORTS_SCHEMA = pl.Schema(
    {
        str(name): EVENT_SCHEMA[name]
        for name in (EventColumn.ORIGIN, EventColumn.STORY_ID, EventColumn.REPORT_URL)
    }
)
_DYAD = (EventColumn.SOURCE_STATE, EventColumn.TARGET_STATE)
_ID = (EventColumn.ORIGIN, EventColumn.ORIGIN_ID)

# Of a part not merged yet.
FIRST_GROUP_ROWS = 8_192
# A pair's rows lie in one or two groups; much smaller groups would repeat their dictionaries of
# names and places, and make the footers that every question reads grow.
_GROUP_ROWS = 65_536

LAYOUTS = {
    Kind.EVENTS: Layout(
        STORED_SCHEMA, (*_DYAD, EventColumn.DAY), (*_DYAD, EventColumn.DAY, *_ID), _GROUP_ROWS
    ),
    Kind.FLOWS: Layout(
        FLOWS_SCHEMA,
        (CountColumn.STATE, *_DYAD),
        (CountColumn.STATE, *_DYAD, *FLOWS_SCHEMA.names()[3:10]),
        _GROUP_ROWS,
    ),
    Kind.REPORTS: Layout(
        REPORTS_SCHEMA,
        (EventColumn.ORIGIN, EventColumn.STORY_ID),
        (EventColumn.ORIGIN, EventColumn.STORY_ID),
        _GROUP_ROWS,
    ),
    Kind.MENTIONS: Layout(
        MENTION_SCHEMA,
        _ID,
        (*_ID, MentionColumn.KNOWN_ON, MentionColumn.REPORT_URL, MentionColumn.SENTENCE),
        _GROUP_ROWS,
    ),
    Kind.QUARANTINE: Layout(
        QUARANTINE_SCHEMA,
        (QuarantineColumn.FILE, QuarantineColumn.LINE),
        (QuarantineColumn.FILE, QuarantineColumn.LINE, QuarantineColumn.BATCH),
        _GROUP_ROWS,
    ),
    Kind.DAYS: Layout(DAYS_SCHEMA, (CountColumn.DAY,), tuple(DAYS_SCHEMA.names()[:3]), _GROUP_ROWS),
    Kind.LEDGER: Layout(
        LEDGER_SCHEMA,
        (LedgerColumn.NAME,),
        (LedgerColumn.NAME, LedgerColumn.SHA256, LedgerColumn.STATES),
        _GROUP_ROWS,
    ),
}
