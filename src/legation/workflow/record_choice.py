"""Which record a door asks, with which engine, and what it counts there.

This module loads nothing heavy, so that a door can begin to ask before it loads anything else.
"""

import os

from attrs import frozen

from legation.errors import InputError
from legation.record.place import Root, parse_root, require_folder
from legation.workflow.settings import RECORD_VARIABLE, locate_record

ENGINE_VARIABLE = "LEGATION_ENGINE"
ENGINES = ("duckdb", "spark")


@frozen
class RecordChoice:
    """A record and the engine that answers for it.

    Attributes:
        root: its folder or address.
        engine_name: `duckdb` or `spark`.
    """

    root: Root
    engine_name: str


@frozen
class Counting:
    """Which rows of a record a user wants counted.

    Attributes:
        feed: a feed's name; None for the one that covers most days. The same act in two feeds is
            two rows, which no rule joins: a sum over feeds would count it twice.
        predecessors: whether what states did that are no more counts as their heirs', as the
            Soviet Union's as Russia's.
    """

    feed: str | None = None
    predecessors: bool = True


BY_COVERAGE = Counting()


def choose_record(record: str | None = None, engine: str | None = None) -> RecordChoice:
    """The record and the engine that a user asks for.

    Args:
        record: a folder or an address; else `LEGATION_RECORD`, else the user's data folder.
        engine: `duckdb` or `spark`; else `LEGATION_ENGINE`, else `duckdb`.

    Raises:
        InputError: if there is no such engine, or it does not reach the record.
    """
    text = record or os.environ.get(RECORD_VARIABLE)
    root = parse_root(text) if text else locate_record()
    name = engine or os.environ.get(ENGINE_VARIABLE) or ENGINES[0]
    if name not in ENGINES:
        raise InputError(f"'{name}' is no engine: use one of {', '.join(ENGINES)}")
    return RecordChoice(root if name == "spark" else require_folder(root), name)
