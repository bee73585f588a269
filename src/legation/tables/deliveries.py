"""What a feed hands to the record: events, the rows that it could not read, and their files."""

import polars as pl
from attrs import frozen


@frozen
class FeedFile:
    """One file as a feed read it.

    Attributes:
        name: file name without folders.
        sha256: 64 hexadecimal digits over the file's bytes.
        rows: data lines that became events.
        quarantined: data lines that did not.
    """

    name: str
    sha256: str
    rows: int
    quarantined: int

    @property
    def batch(self) -> str:
        """The name under which rows of this file stand in the record."""
        return name_batch(self.sha256)


@frozen
class Delivery:
    """Everything that one reading of a feed yields.

    Attributes:
        origin: the feed: `icews`, `gdelt`, `polecat` or `text`.
        events: rows by `EVENT_SCHEMA`; `batch` says from which file each came.
        quarantine: rows by `QUARANTINE_SCHEMA`.
        files: all files that were read, in the order given.
        refused: files that could not be read at all: name and reason.
        unknown_countries: country names without a state, with the number of mentions.
    """

    origin: str
    events: pl.DataFrame
    quarantine: pl.DataFrame
    files: tuple[FeedFile, ...]
    refused: tuple[tuple[str, str], ...] = ()
    unknown_countries: tuple[tuple[str, int], ...] = ()


def name_batch(sha256: str) -> str:
    """The batch of a file: the first 16 digits of its hash."""
    return sha256[:16]
