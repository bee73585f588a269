"""Folders of quadruples (source, relation, target, time): the form of the benchmarks."""

import gzip
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import polars as pl
from attrs import frozen

from legation.errors import InputError
from legation.outlook.ranking.arrays import Ints

PARTS = ("train", "valid", "test")
_COLUMNS = ("source", "relation", "target", "time")


@frozen(eq=False)
class Quadruples:
    """Dated events between numbered actors, in the order of their days.

    Attributes:
        source: number of the acting side, shape (events,).
        relation: number of what it does, the same shape.
        target: number of the other side, the same shape.
        day: days since the first event, the same shape.
        part: 0 for training, 1 for validation, 2 for test, the same shape.
        actors: names by number; empty where a number has none.
        relations: names by number.
    """

    source: Ints
    relation: Ints
    target: Ints
    day: Ints
    part: Ints
    actors: tuple[str, ...]
    relations: tuple[str, ...]

    @property
    def days(self) -> int:
        """Days from the first event to the last, both included."""
        return int(self.day[-1]) + 1 if len(self.day) else 0


def read_quadruples(folder: Path) -> Quadruples:
    """Read `train.txt`, `valid.txt`, `test.txt`, `entity2id.txt` and `relation2id.txt`.

    Each may be gzipped (`train.txt.gz`). A line of the first three holds four numbers, parted by
    tabs or blanks; more columns are left aside. Times may be counted in any unit: the smallest step
    between two of them is one day.

    Args:
        folder: where the files lie.

    Raises:
        InputError: if a file is missing, a line is unsound, or a part begins before the one before
            it has ended.
    """
    rows = [_read_rows(folder, name) for name in PARTS]
    actors = _read_names(folder, "entity2id")
    relations = _read_names(folder, "relation2id")
    table = np.concatenate(rows)
    part = np.repeat(np.arange(3), [len(one) for one in rows])
    _check_order(folder, rows)
    _check_range(folder, table[:, (0, 2)], len(actors), "entity2id.txt")
    _check_range(folder, table[:, 1], len(relations), "relation2id.txt")
    return build_quadruples(table, part, actors, relations)


def build_quadruples(
    table: Ints, part: Ints, actors: Iterable[str], relations: Iterable[str]
) -> Quadruples:
    """Sort rows by time, and count time in days since the first.

    Args:
        table: source, relation, target, time; shape (events, 4).
        part: 0, 1, 2 for training, validation, test; shape (events,).
        actors: names by number.
        relations: names by number.
    """
    times = np.unique(table[:, 3])
    step = int(np.gcd.reduce(np.diff(times))) if len(times) > 1 else 1
    day = (table[:, 3] - times[0]) // step
    order = np.lexsort((table[:, 2], table[:, 0], table[:, 1], day))
    source, relation, target = (table[order, column] for column in range(3))
    return Quadruples(
        source, relation, target, day[order], part[order], tuple(actors), tuple(relations)
    )


def _find_file(folder: Path, name: str) -> Path:
    if not folder.is_dir():
        raise InputError(f"{folder} is not a folder: give one that holds train.txt and the others")
    for path in (folder / f"{name}.txt", folder / f"{name}.txt.gz"):
        if path.is_file():
            return path
    raise InputError(f"{folder} has neither {name}.txt nor {name}.txt.gz: add the file")


def _read_text(path: Path) -> str:
    try:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        return data.decode("utf-8")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read ({error}): give it as UTF-8 or gzip") from error


def _read_rows(folder: Path, name: str) -> Ints:
    path = _find_file(folder, name)
    text = _read_text(path)
    lines = pl.DataFrame({"line": text.splitlines()}, schema={"line": pl.String})
    lines = lines.with_row_index("number", offset=1).filter(pl.col("line").str.strip_chars() != "")
    cells = pl.col("line").str.strip_chars().str.replace_all(r"\s+", " ").str.splitn(" ", 5)
    frame = lines.select(
        cells.struct.field(f"field_{place}").cast(pl.Int64, strict=False).alias(column)
        for place, column in enumerate(_COLUMNS)
    )
    bad = frame.select(pl.any_horizontal(pl.all().is_null() | (pl.all() < 0))).to_series()
    if bad.any():
        number, line = lines.row(int(bad.arg_true()[0]))
        raise InputError(
            f"{path}, line {number}: '{line}' is not four numbers "
            "(source, relation, target, time): mend or remove it"
        )
    if frame.is_empty():
        raise InputError(f"{path} holds no events: each part needs some")
    return frame.to_numpy()


def _read_names(folder: Path, name: str) -> tuple[str, ...]:
    path = _find_file(folder, name)
    names: dict[int, str] = {}
    for number, line in enumerate(_read_text(path).splitlines(), 1):
        label, _, key = line.strip().replace(" ", "\t").rpartition("\t")
        if not label and key.isdigit():
            continue  # some such files begin with their count
        if not key.isdigit():
            raise InputError(f"{path}, line {number}: '{line}' is not a name and its number")
        names[int(key)] = line.strip()[: -len(key)].strip()
    return tuple(names.get(place, "") for place in range(max(names, default=-1) + 1))


def _check_range(folder: Path, numbers: Ints, count: int, name: str) -> None:
    if numbers.max() >= count:
        raise InputError(
            f"{folder} speaks of number {numbers.max()}, and {name} ends at {count - 1}: add it"
        )


def _check_order(folder: Path, rows: list[Ints]) -> None:
    for place in (1, 2):
        if rows[place][:, 3].min() < rows[place - 1][:, 3].max():
            raise InputError(
                f"{folder}: {PARTS[place]} begins before {PARTS[place - 1]} has ended: "
                "a forecast needs parts that follow each other"
            )
