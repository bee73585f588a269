"""What there is to do: what the publisher lists minus what the ledger holds, in chunks."""

from collections.abc import Iterable

import polars as pl
from attrs import frozen

from legation.feeds.transport_nouns import RemoteFile
from legation.record.ledger import covers_states
from legation.tables.deliveries import States
from legation.tables.ledger import LedgerColumn
from legation.workflow.import_feed import find_feed


@frozen
class Chunk:
    """Files that are imported together.

    Attributes:
        feed: the feed that reads them.
        name: what they have in common: a day, a month, or one file's name.
        files: those that the record lacks, in the order of the listing.
    """

    feed: str
    name: str
    files: tuple[RemoteFile, ...]


@frozen
class Plan:
    """The work of one run.

    Attributes:
        chunks: in the order of their periods.
        wanted: files that the publisher lists in the period.
        held: those of them that the record holds already.
    """

    chunks: tuple[Chunk, ...]
    wanted: int
    held: int

    @property
    def files(self) -> tuple[RemoteFile, ...]:
        """All files to fetch."""
        return tuple(file for chunk in self.chunks for file in chunk.files)


@frozen
class _Held:
    hashes: frozenset[str]
    sizes: frozenset[tuple[str, int]]
    names: frozenset[str]

    def has(self, file: RemoteFile) -> bool:
        """By its listed hash; where the ledger keeps none of that kind, by its name and size."""
        if file.checksum is not None and file.checksum.kind in ("md5", "sha256"):
            return file.checksum.value in self.hashes
        if file.size is None:
            return file.name in self.names
        return (file.name, file.size) in self.sizes


def plan_sync(listed: Iterable[RemoteFile], ledger: pl.DataFrame, states: States) -> Plan:
    """Subtract what is held, and make chunks.

    A file's chunk depends on the listing alone, so that a run that goes on where another stopped
    makes the same chunks.

    Args:
        listed: files in the order of their periods.
        ledger: by `LEDGER_SCHEMA`.
        states: whose events are wanted, None for all.
    """
    files = list(listed)
    held = {
        feed: _list_held(ledger, choose_states(feed, states))
        for feed in {file.feed for file in files}
    }
    chunks: dict[tuple[str, str], list[RemoteFile]] = {}
    for file in sorted(files, key=lambda each: each.first):
        fresh = chunks.setdefault((file.feed, file.chunk), [])
        if not held[file.feed].has(file):
            fresh.append(file)
    made = tuple(Chunk(*key, tuple(fresh)) for key, fresh in chunks.items() if fresh)
    missing = sum(len(chunk.files) for chunk in made)
    return Plan(made, len(files), len(files) - missing)


def choose_states(feed: str, states: States) -> States:
    """The states by which a feed's lines can be chosen: mentions name none, so all are kept."""
    return None if find_feed(feed).gives_mentions else states


def _list_held(ledger: pl.DataFrame, states: States) -> _Held:
    texts = ledger[LedgerColumn.STATES].unique().to_list()
    rows = ledger.filter(
        pl.col(LedgerColumn.STATES).is_in([text for text in texts if covers_states(text, states)])
    )
    names = rows[LedgerColumn.NAME].to_list()
    return _Held(
        frozenset(rows[LedgerColumn.MD5].to_list() + rows[LedgerColumn.SHA256].to_list()),
        frozenset(zip(names, rows[LedgerColumn.SIZE].to_list(), strict=True)),
        frozenset(names),
    )
