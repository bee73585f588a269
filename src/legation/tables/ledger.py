"""The ledger: which files were imported, and what became of their lines."""

from enum import StrEnum

import polars as pl


class LedgerColumn(StrEnum):
    """Names of the ledger's columns; each line of a file is in exactly one of the last four."""

    SHA256 = "sha256"
    MD5 = "md5"
    NAME = "name"
    SIZE = "size"
    ORIGIN = "origin"
    STATES = "states"
    FIRST_KNOWN = "first_known"
    LINES = "lines"
    ADDED = "added"
    HELD = "held"
    LEFT_OUT = "left_out"
    QUARANTINED = "quarantined"


_TEXTS = (
    LedgerColumn.SHA256,
    LedgerColumn.MD5,
    LedgerColumn.NAME,
    LedgerColumn.ORIGIN,
    LedgerColumn.STATES,
)

# `states` is empty where all lines were wanted, else state ids joined by commas; `first_known` is
# the earliest day on which a row that the file added became known, null where it added none.
LEDGER_SCHEMA = pl.Schema(
    {
        str(column): pl.String()
        if column in _TEXTS
        else pl.Date()
        if column is LedgerColumn.FIRST_KNOWN
        else pl.Int64()
        for column in LedgerColumn
    }
)
