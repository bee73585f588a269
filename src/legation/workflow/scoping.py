"""What a brief counts of a record: the rows of one feed, old states with their heirs or apart."""

import datetime as dt

import polars as pl
from attrs import frozen

from legation.almanac.chronicle import PREDECESSORS
from legation.almanac.columns import STATES, Col
from legation.almanac.store import Almanac
from legation.errors import InputError
from legation.record.store import Record
from legation.record.summary import rank_feeds, summarize_record
from legation.workflow.record_choice import Counting

# Late reports leave a few rows on days that no imported file covers.
FEW_EVENTS = 50


@frozen
class FeedChoice:
    """The feeds of a record as of a day.

    Attributes:
        counted: the one that is counted, None where none tells of the pair.
        others: the other feeds with events known by that day, sorted.
    """

    counted: str | None
    others: tuple[str, ...]


def choose_feed(
    record: Record, as_of: dt.date, pair: tuple[str, str], counting: Counting
) -> FeedChoice:
    """The feed of which a brief counts the rows.

    Args:
        record: the record.
        as_of: events that became known later do not count.
        pair: state ids.
        counting: what the user asks for.

    Raises:
        InputError: if a feed is asked for that tells nothing of the pair by that day.
    """
    held = summarize_record(record, as_of).origins
    ranked = rank_feeds(record, as_of, pair, FEW_EVENTS)
    if counting.feed is not None and counting.feed not in ranked:
        instead = f"use --feed {' or '.join(ranked)}" if ranked else "import it first"
        raise InputError(
            f"--feed {counting.feed}: the record holds no events of it on {pair[0]} and {pair[1]} "
            f"as of {as_of}: {instead}, or leave --feed out"
        )
    counted = counting.feed or (ranked[0] if ranked else None)
    return FeedChoice(counted, tuple(feed for feed in held if feed != counted))


def name_heirs(
    almanac: Almanac, pair: tuple[str, str], first_day: dt.date
) -> tuple[tuple[str, str], ...]:
    """States that are no more, each with the one under which its events count.

    Args:
        almanac: the almanac.
        pair: state ids; an old state that is asked about itself has no heir.
        first_day: the record's first day; of a state that ended before it there are no events.
    """
    ended_before = pl.col(Col.END) < first_day.isoformat()
    gone = set(almanac.table(STATES).filter(ended_before)[Col.STATE_ID])
    return tuple(
        sorted(
            (old, heir)
            for heir, olds in PREDECESSORS.items()
            for old in olds
            if old not in gone and old not in pair
        )
    )
