"""Read events into the frames from which dyadic forecasts count: a folder of quadruples."""

import datetime as dt
import gzip
import re
from pathlib import Path

import polars as pl

from legation.errors import InputError
from legation.feeds.cameo import load_plover
from legation.feeds.icews import load_countries, load_texts
from legation.outlook.dyads.counts import DyadDays, count_dyads
from legation.tables.counts import CountColumn as Col
from legation.tables.dyads import DYAD_ACTS_SCHEMA, DYAD_FLOWS_SCHEMA
from legation.tables.events import EventColumn

SPLITS = ("train", "valid", "test")
FIRST_DAY = dt.date(2000, 1, 1)
_IN_BRACKETS = re.compile(r"\(([^()]*)\)$")


def read_quadruples(folder: Path, first_day: dt.date = FIRST_DAY) -> pl.DataFrame:
    """Events between two different states in a folder of quadruples.

    Args:
        folder: `train.txt`, `valid.txt`, `test.txt` with subject, relation, object and time step by
            tab, `entity2id.txt` and `relation2id.txt`, each gzipped or not. Relations are texts of
            CAMEO codes as ICEWS writes them. Steps are hours where all are multiples of 24.
        first_day: the day of the smallest time step.

    Returns:
        `day`, `source_state`, `target_state`, `cameo`; an actor's state is its name, or the
        country in brackets behind it.

    Raises:
        InputError: if a file is missing or a relation is no CAMEO text.
    """
    countries, texts = load_countries(), load_texts()
    states = {
        key: countries.get(name) or _find_bracket(name, countries)
        for key, name in _read_names(folder, "entity2id").items()
    }
    relations = _read_names(folder, "relation2id")
    codes = {key: texts.get(name.lower().replace("-", " "), "") for key, name in relations.items()}
    if not any(codes.values()):
        raise InputError(f"{folder}: no relation is a text of a CAMEO code, so no event has a type")
    lines = [line for part in SPLITS for line in _read_lines(folder, part)]
    rows = [tuple(map(int, line.split()[:4])) for line in lines]
    frame = pl.DataFrame(rows, schema=["s", "r", "o", "step"], orient="row")
    step, least = pl.col("step"), frame["step"].min()
    unit = 24 if frame.select((step % 24 == 0).all()).item() else 1
    found = frame.select(
        (pl.lit(first_day) + pl.duration(days=(step - least) // unit)).alias(Col.DAY),
        pl.col("s").replace_strict(states).alias(Col.SOURCE_STATE),
        pl.col("o").replace_strict(states).alias(Col.TARGET_STATE),
        pl.col("r").replace_strict(codes).alias(EventColumn.CAMEO),
    )
    source, target = pl.col(Col.SOURCE_STATE), pl.col(Col.TARGET_STATE)
    return found.filter((source != "") & (target != "") & (source != target))


def count_events(events: pl.DataFrame) -> DyadDays:
    """Count coded events by dyad, day and kind, a tenth of the pairs never seen among them.

    Args:
        events: `day`, `source_state`, `target_state`, `cameo`; `known_on`, else the day itself.
    """
    if Col.KNOWN_ON not in events.columns:
        events = events.with_columns(pl.col(Col.DAY).alias(Col.KNOWN_ON))
    coded = events.join(load_plover(), on=EventColumn.CAMEO, how="inner", maintain_order="left")
    acts, flows = coded.select(list(DYAD_ACTS_SCHEMA)), coded.select(list(DYAD_FLOWS_SCHEMA))
    covered = coded[Col.DAY].unique().sort().to_list()
    return count_dyads(acts, flows, covered, sample=True)


def _find_bracket(name: str, countries: dict[str, str]) -> str:
    found = _IN_BRACKETS.search(name)
    return countries.get(found[1], "") if found else ""


def _read_names(folder: Path, name: str) -> dict[int, str]:
    pairs = (line.rsplit("\t", 1) for line in _read_lines(folder, name))
    return {int(key): text.replace("_", " ") for text, key in pairs}


def _read_lines(folder: Path, name: str) -> list[str]:
    for path in (folder / f"{name}.txt", folder / f"{name}.txt.gz"):
        if path.is_file():
            data = path.read_bytes()
            text = gzip.decompress(data) if path.suffix == ".gz" else data
            return text.decode("utf-8").splitlines()
    raise InputError(f"{folder} holds no {name}.txt: give a folder of quadruples with its names")
