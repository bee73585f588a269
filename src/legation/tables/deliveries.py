"""What a feed hands to the record, in pieces: events, and the lines that it could not read."""

from collections import Counter
from collections.abc import Callable, Iterator

import polars as pl
from attrs import field, frozen

from legation.tables.mentions import MENTION_SCHEMA

# States whose events are wanted, None for all: an event counts that has one on either side.
States = frozenset[str] | None


@frozen(eq=False)
class FeedBatch:
    """Some consecutive lines of one file.

    Attributes:
        events: rows by `FEED_SCHEMA`.
        quarantine: rows by `QUARANTINE_SCHEMA`: lines that became no event, and why.
        left_out: sound lines that concern none of the wanted states.
        unknown_countries: country codes or names without a state, with the number of mentions.
        mentions: rows by `MENTION_SCHEMA`, of feeds that deliver mentions instead of events.
    """

    events: pl.DataFrame
    quarantine: pl.DataFrame
    left_out: int = 0
    unknown_countries: Counter[str] = field(factory=Counter)
    mentions: pl.DataFrame = field(factory=lambda: pl.DataFrame(schema=MENTION_SCHEMA))

    @property
    def lines(self) -> int:
        """Data lines read; each is an event, a mention, in quarantine, or left out."""
        rows = self.events.height + self.mentions.height
        return rows + self.quarantine.height + self.left_out


@frozen(eq=False)
class FeedFile:
    """One file that can be read, in batches, from its beginning, as often as asked.

    Attributes:
        name: file name without folders.
        sha256: 64 hexadecimal digits over the bytes as they lie on the disk.
        md5: 32 hexadecimal digits over the same bytes, as publishers list them.
        size: bytes.
        origin: the feed: `icews`, `gdelt`, `polecat` or `text`.
        states: the states whose events are wanted, None for all.
        read: reads the file; raises InputError where it is damaged or no file of the feed.
    """

    name: str
    sha256: str
    md5: str
    size: int
    origin: str
    states: States
    read: Callable[[], Iterator[FeedBatch]]

    @property
    def batch(self) -> str:
        """The name under which rows of this file stand in the record."""
        return name_batch(self.sha256)


def name_batch(sha256: str) -> str:
    """The batch of a file: the first 16 digits of its hash."""
    return sha256[:16]
