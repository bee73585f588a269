"""The history of two states that a user names."""

import datetime as dt
from pathlib import Path

from legation.almanac.resolve import resolve_state
from legation.almanac.store import open_almanac
from legation.domain.history import History
from legation.errors import InputError
from legation.history.build import build_history
from legation.workflow.extraction import extract_record
from legation.workflow.record_choice import BY_COVERAGE, Counting, RecordChoice


def relate_states(
    first: str,
    second: str,
    as_of: dt.date,
    choice: RecordChoice,
    counting: Counting = BY_COVERAGE,
    data_dir: Path | None = None,
) -> History:
    """The history of two states by code or name.

    Args:
        first: a state's code or name.
        second: the other one.
        as_of: nothing that became known later is used.
        choice: the record that is asked, and the engine.
        counting: which of its rows count.
        data_dir: another almanac than the package's own.

    Raises:
        InputError: if a state is unknown, both are the same, or a feed is asked for that tells
            nothing of them.
    """
    almanac = open_almanac(as_of, data_dir)
    pair = (resolve_state(almanac, first, as_of), resolve_state(almanac, second, as_of))
    if pair[0] == pair[1]:
        raise InputError(f"'{first}' and '{second}' are the same state: give two")
    extract = extract_record(
        choice.root, almanac, pair, engine_name=choice.engine_name, counting=counting
    )
    return build_history(almanac, pair, extract)
