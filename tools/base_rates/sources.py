"""Read the ICEWS files that base rates are fitted on into one narrow frame each."""

import datetime as dt
import gzip
import hashlib
import re
from pathlib import Path

import polars as pl

from legation.feeds.icews import ICEWS, load_countries, load_texts
from legation.feeds.stream import open_feed_file
from legation.ontology import load_cameo

JOIN_DAY = dt.date(2018, 10, 4)
DENSE_FIRST, DENSE_LAST = dt.date(2018, 1, 1), dt.date(2019, 2, 15)
LONG_FIRST, LONG_LAST = dt.date(2005, 1, 1), dt.date(2015, 12, 31)
DAY_MISSING_IN_DAILY_FILES = dt.date(2018, 10, 6)
COLUMNS = ("day", "source", "target", "cameo", "intensity")

_IN_BRACKETS = re.compile(r"\(([^()]*)\)$")
_SPLITS = ("train", "valid", "test")


def hash_files(paths: list[Path]) -> str:
    """One sha256 over the names and bytes of files."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def list_daily(data: Path) -> list[Path]:
    """The daily ICEWS files."""
    return sorted((data / "icews_raw").glob("2*-icews-events.tab.gz"))


def list_split(data: Path, name: str) -> list[Path]:
    """The files of one benchmark split that are read."""
    names = (*_SPLITS, "entity2id", "relation2id")
    return [data / "tkg" / name / f"{part}.txt.gz" for part in names]


def read_daily(data: Path) -> tuple[pl.DataFrame, dict[str, str]]:
    """Events of the daily files between two known states, and the state of each actor name."""
    events = pl.concat(
        batch.events for path in list_daily(data) for batch in open_feed_file(ICEWS, path).read()
    ).unique(["batch", "origin_id", "day"], keep="first", maintain_order=True)
    sides = [
        events.select(name=f"{side}_name", state=f"{side}_state") for side in ("source", "target")
    ]
    actors = (
        pl.concat(sides)
        .filter(pl.col("state") != "")
        .group_by("name", "state")
        .len()
        .sort("len", "state")
        .unique("name", keep="last", maintain_order=True)
    )
    frame = events.select(
        "day",
        "source_name",
        "target_name",
        source="source_state",
        target="target_state",
        cameo="cameo",
        intensity="intensity",
    ).unique(["day", "source_name", "target_name", "cameo"], maintain_order=True)
    return keep_foreign(frame), dict(actors.select("name", "state").iter_rows())


def read_split(data: Path, name: str, first: dt.date, actors: dict[str, str]) -> pl.DataFrame:
    """Events of a benchmark split between two known states.

    Time steps are hours where all are multiples of 24, else days; the smallest is `first`.
    """
    folder = data / "tkg" / name
    entities = _read_names(folder / "entity2id.txt.gz")
    relations = _read_names(folder / "relation2id.txt.gz")
    texts, scores = load_texts(), load_cameo()
    states = {key: _find_state(entity, actors) for key, entity in entities.items()}
    codes = {key: texts[relation.lower().replace("-", " ")] for key, relation in relations.items()}
    lines = (line for part in _SPLITS for line in _read_lines(folder / f"{part}.txt.gz"))
    rows = [tuple(map(int, line.split()[:4])) for line in lines]
    frame = pl.DataFrame(rows, schema=["s", "r", "o", "step"], orient="row")
    unit = 24 if frame.select((pl.col("step") % 24 == 0).all()).item() else 1
    day = pl.lit(first) + pl.duration(days=(pl.col("step") - frame["step"].min()) // unit)
    cameo = pl.col("r").replace_strict(codes)
    intensity = {code: row.intensity_goldstein for code, row in scores.items()}
    return keep_foreign(
        frame.select(
            day=day,
            source=pl.col("s").replace_strict(states),
            target=pl.col("o").replace_strict(states),
            cameo=cameo,
        ).with_columns(intensity=pl.col("cameo").replace_strict(intensity))
    )


def _read_names(path: Path) -> dict[int, str]:
    pairs = (line.rsplit("\t", 1) for line in _read_lines(path))
    return {int(key): name.replace("_", " ") for name, key in pairs}


def _read_lines(path: Path) -> list[str]:
    return gzip.decompress(path.read_bytes()).decode().split("\n")[:-1]


def _find_state(name: str, actors: dict[str, str]) -> str:
    countries = load_countries()
    bracket = _IN_BRACKETS.search(name)
    inner = countries.get(bracket[1], "") if bracket else ""
    return actors.get(name) or countries.get(name) or inner


def keep_foreign(frame: pl.DataFrame) -> pl.DataFrame:
    """Rows between two different known states."""
    source, target = pl.col("source"), pl.col("target")
    return frame.filter((source != "") & (target != "") & (source != target)).select(COLUMNS)


def read_dense(data: Path) -> tuple[pl.DataFrame, dict[str, str]]:
    """ICEWS18 before the daily files begin (and on the day that they lack), then the daily files.

    On the days that both hold they agree but for a few rows a day.
    """
    daily, actors = read_daily(data)
    split = read_split(data, "ICEWS18", DENSE_FIRST, actors)
    is_early = (pl.col("day") < JOIN_DAY) | (pl.col("day") == DAY_MISSING_IN_DAILY_FILES)
    later = daily.filter(
        (pl.col("day") >= JOIN_DAY)
        & (pl.col("day") <= DENSE_LAST)
        & (pl.col("day") != DAY_MISSING_IN_DAILY_FILES)
    )
    return pl.concat([split.filter(is_early), later]).sort("day", maintain_order=True), actors


def read_long(data: Path, actors: dict[str, str]) -> pl.DataFrame:
    """ICEWS05-15: a filtered subset, so that its rates compare only with each other."""
    return read_split(data, "ICEWS05-15", LONG_FIRST, actors).sort("day", maintain_order=True)
