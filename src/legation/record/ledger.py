"""The files that were imported, and whether a file is held already."""

from pathlib import Path

import polars as pl

from legation.record.layout import Kind
from legation.record.manifest import read_manifest
from legation.tables.deliveries import States
from legation.tables.ledger import LEDGER_SCHEMA, LedgerColumn


def read_ledger(root: Path) -> pl.DataFrame:
    """All imported files, by `LEDGER_SCHEMA`, sorted by name.

    Raises:
        DataError: if the manifest is damaged.
    """
    files = read_manifest(root).list_files(Kind.LEDGER)
    frames = [pl.read_parquet(root / file.name) for file in files]
    return pl.concat([pl.DataFrame(schema=LEDGER_SCHEMA), *frames]).sort(
        LedgerColumn.NAME, LedgerColumn.SHA256, LedgerColumn.STATES
    )


def join_states(states: States) -> str:
    """The ledger's text for wanted states: sorted and joined by commas, empty for all."""
    return "" if states is None else ",".join(sorted(states))


def list_held(root: Path, states: States) -> frozenset[str]:
    """SHA-256 of the files that were imported for at least the wanted states."""
    ledger = read_ledger(root)
    pairs = ledger.select(LedgerColumn.SHA256, LedgerColumn.STATES).iter_rows()
    return frozenset(sha256 for sha256, held in pairs if covers_states(held, states))


def covers_states(held: str, wanted: States) -> bool:
    """Whether a file imported for some states answers a wish for others.

    Examples:
        >>> covers_states("", frozenset({"RUS"})), covers_states("PRK,RUS", frozenset({"RUS"}))
        (True, True)
        >>> covers_states("RUS", None)
        False
    """
    return held == "" or (wanted is not None and wanted <= frozenset(held.split(",")))
