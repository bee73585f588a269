"""The history of two states that a user names."""

import datetime as dt
from pathlib import Path

from legation.almanac.resolve import resolve_state
from legation.almanac.store import open_almanac
from legation.domain.history import History
from legation.errors import InputError
from legation.history.build import build_history
from legation.workflow.extraction import extract_record


def relate_states(
    first: str, second: str, as_of: dt.date, record_root: Path, data_dir: Path | None = None
) -> History:
    """The history of two states by code or name.

    Raises:
        InputError: if a state is unknown, or both are the same.
    """
    almanac = open_almanac(as_of, data_dir)
    pair = (resolve_state(almanac, first, as_of), resolve_state(almanac, second, as_of))
    if pair[0] == pair[1]:
        raise InputError(f"'{first}' and '{second}' are the same state: give two")
    return build_history(almanac, pair, extract_record(record_root, almanac, pair))
