"""The coder's own lists of words, as they lie in the package."""

import csv
import functools
from collections.abc import Iterable
from importlib.resources import files
from typing import TypeVar

Key = TypeVar("Key")


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of a list by column: `hints`, `classes`, `sectors` or `groups`."""
    path = files("legation.reading") / "data" / "coder" / f"{name}.csv"
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


@functools.cache
def load_hints() -> dict[str, tuple[str, ...]]:
    """Words that often tell an event, each with the types that it may tell."""
    return _gather((row["lemma"], row["event_type"]) for row in read_rows("hints"))


@functools.cache
def load_classes() -> dict[tuple[str, str], tuple[str, ...]]:
    """Classes of words by lemma and part of speech (`N` or `V`): weapons, agreements, to give."""
    rows = read_rows("classes")
    return _gather(((row["lemma"], row["part"][0].upper()), row["word_class"]) for row in rows)


@functools.cache
def load_sectors() -> dict[str, str]:
    """Nouns for groups and offices, each with its sector."""
    return {row["lemma"]: row["sector"] for row in read_rows("sectors")}


def _gather(pairs: Iterable[tuple[Key, str]]) -> dict[Key, tuple[str, ...]]:
    """All values of each key, in the order of the list."""
    gathered: dict[Key, list[str]] = {}
    for key, value in pairs:
        gathered.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in gathered.items()}
