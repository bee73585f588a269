"""Read events into the frames from which dyadic forecasts count: a folder of quadruples."""

import datetime as dt
import re
from pathlib import Path

import numpy as np
import polars as pl

from legation.errors import InputError
from legation.feeds.cameo import load_plover
from legation.feeds.icews import load_countries, load_texts
from legation.outlook.dyads.counts import DyadDays, count_dyads
from legation.outlook.ranking.quadruples import read_quadruples
from legation.tables.counts import CountColumn as Col
from legation.tables.dyads import DYAD_ACTS_SCHEMA, DYAD_FLOWS_SCHEMA
from legation.tables.events import EventColumn

FIRST_DAY = dt.date(2000, 1, 1)
_IN_BRACKETS = re.compile(r"\(([^()]*)\)$")


def read_state_events(folder: Path, first_day: dt.date = FIRST_DAY) -> pl.DataFrame:
    """Events between two different states in a folder of quadruples.

    Args:
        folder: see `read_quadruples`. Relations are texts of CAMEO codes as ICEWS writes them.
        first_day: the day of the smallest time step.

    Returns:
        `day`, `source_state`, `target_state`, `cameo`; an actor's state is its name, or the
        country in brackets behind it.

    Raises:
        InputError: if a file is missing or a relation is no CAMEO text.
    """
    events = read_quadruples(folder)
    countries, texts = load_countries(), load_texts()
    names = [name.replace("_", " ") for name in events.actors]
    states = np.array([countries.get(name) or _find_bracket(name, countries) for name in names])
    folded = [name.replace("_", " ").replace("-", " ").lower() for name in events.relations]
    codes = np.array([texts.get(name, "") for name in folded])
    if not any(codes):
        raise InputError(f"{folder}: no relation is a text of a CAMEO code, so no event has a type")
    found = pl.DataFrame(
        {
            Col.DAY: first_day.toordinal() + events.day,
            Col.SOURCE_STATE: states[events.source],
            Col.TARGET_STATE: states[events.target],
            EventColumn.CAMEO: codes[events.relation],
        }
    ).with_columns((pl.col(Col.DAY) - dt.date(1970, 1, 1).toordinal()).cast(pl.Int32).cast(pl.Date))
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
