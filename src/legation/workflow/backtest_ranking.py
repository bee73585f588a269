"""Backtest the ranking of actors on a folder of quadruples or on a record."""

import datetime as dt
import importlib.util
import os
import resource
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from legation.errors import InputError
from legation.outlook.ranking.quadruples import PARTS, Quadruples, build_quadruples, read_quadruples
from legation.record.selection import select_events
from legation.record.store import open_record
from legation.tables.events import EventColumn

if TYPE_CHECKING:
    from legation.outlook.ranking.backtest import RankingReport

NEEDED = ("lightgbm", "numba", "scipy")
TRAIN_SHARE, VALID_SHARE = 0.8, 0.1
_MIN_DAYS = 20
_MANIFEST = "manifest.json"


def run_ranking_backtest(
    folder: Path,
    parts: tuple[str, ...] = ("valid", "test"),
    seed: int = 0,
    threads: int = 2,
    as_of: dt.date | None = None,
    tell: Callable[[str], None] | None = None,
) -> "RankingReport":
    """Fit and score the ranking of actors.

    Args:
        folder: of quadruples, or a record, whose first 80 % of days train, whose next 10 %
            validate and whose last 10 % test.
        parts: which are scored.
        seed: of samples and training.
        threads: how many to use.
        as_of: of a record, only what was known on this day; all if not given.
        tell: is told of each phase as it begins.

    Raises:
        InputError: if the folder is neither, or LightGBM and its companions are not installed.
    """
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise InputError(
            f"the ranking needs {', '.join(missing)}: install it with pip install 'legation[learn]'"
        )
    # Read when LightGBM's threads start: those that spin while they wait starve others on a busy
    # machine, at eight times the cost.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    from legation.outlook.ranking.backtest import backtest_ranking

    return backtest_ranking(load_events(folder, as_of), parts, seed, threads, tell)


def load_events(folder: Path, as_of: dt.date | None = None) -> Quadruples:
    """Read a folder of quadruples, or the actors and CAMEO codes of a record.

    Args:
        folder: either.
        as_of: see `run_ranking_backtest`.

    Raises:
        InputError: if the folder is neither, or the record covers less than 20 days.
    """
    if not (folder / _MANIFEST).is_file():
        return read_quadruples(folder)
    wanted = {
        EventColumn.SOURCE_NAME: "source",
        EventColumn.CAMEO: "relation",
        EventColumn.TARGET_NAME: "target",
        EventColumn.DAY: "day",
        EventColumn.SOURCE_STATE: "source_state",
        EventColumn.TARGET_STATE: "target_state",
    }
    events = select_events(open_record(folder), as_of or dt.date.max)
    frame = events.select(pl.col(old).alias(new) for old, new in wanted.items())
    return split_events(folder, frame)


def split_events(folder: Path, frame: pl.DataFrame) -> Quadruples:
    """Number actors and relations, and split by days.

    Args:
        folder: for messages.
        frame: source, relation, target, day, and the states of both sides.

    Raises:
        InputError: if there are less than 20 days.
    """
    sides = {
        side: pl.when(pl.col(f"{side}_state").fill_null("") == "")
        .then(pl.col(side))
        .otherwise(pl.format("{} ({})", side, f"{side}_state"))
        for side in ("source", "target")
    }
    frame = frame.filter(pl.col("source") != "", pl.col("target") != "").with_columns(
        **sides, time=pl.col("day").cast(pl.Int32).cast(pl.Int64)
    )
    frame = frame.select("source", "relation", "target", "time").unique().sort(pl.all())
    days = frame["time"].unique().sort()
    if len(days) < _MIN_DAYS:
        raise InputError(
            f"{folder} holds events of {len(days)} days: a backtest needs {_MIN_DAYS} or more"
        )
    actors = pl.concat([frame["source"], frame["target"]]).unique().sort()
    relations = frame["relation"].unique().sort()
    table = np.stack(
        [
            actors.search_sorted(frame["source"]).to_numpy(),
            relations.search_sorted(frame["relation"]).to_numpy(),
            actors.search_sorted(frame["target"]).to_numpy(),
            frame["time"].to_numpy(),
        ],
        axis=1,
    ).astype(np.int64)
    ends = [int(days[int(len(days) * share)]) for share in (TRAIN_SHARE, TRAIN_SHARE + VALID_SHARE)]
    part = np.searchsorted(np.array(ends), table[:, 3], side="right")
    return build_quadruples(table, part, actors.to_list(), relations.to_list())


def measure_peak_mb() -> int:
    """Most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def check_parts(text: str) -> tuple[str, ...]:
    """The parts that a user names, such as `valid,test`.

    Raises:
        InputError: if one is not `valid` or `test`.
    """
    parts = tuple(part.strip() for part in text.split(",") if part.strip())
    if not parts or any(part not in PARTS[1:] for part in parts):
        raise InputError(f"'{text}' names no parts that can be scored: valid, test or valid,test")
    return tuple(part for part in PARTS[1:] if part in parts)
