"""`legation forecast`: what one state will do toward another within some days."""

import json
import re
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from legation.brief.dyads import render_dyads_html, render_dyads_text
from legation.brief.jsonform import unstructure_noun
from legation.cli.output import choose_as_of, write_output
from legation.errors import InputError
from legation.workflow.forecast_dyad import forecast_states
from legation.workflow.record_choice import Counting, choose_record

_HORIZON = re.compile(r"(\d{1,4})\s*(?:d|days?)?")


def forecast(
    source: str,
    target: str,
    *,
    horizon: str = "30d",
    type: str | None = None,
    as_of: str | None = None,
    format: Annotated[Literal["text", "json", "html"], Parameter(name=["--format", "-f"])] = "text",
    out: Path | None = None,
    record: str | None = None,
    engine: Literal["duckdb", "spark"] | None = None,
    feed: str | None = None,
    predecessors: bool = True,
) -> None:
    """Forecast what one state will do toward another, and the other way round.

    Args:
        source: the acting state's code or name: RUS, Russia.
        target: the state acted toward.
        horizon: days ahead, 1 to 90: 30d.
        type: a PLOVER type (AGREE), a quad class (verbal_conflict) or any; all if not given.
        as_of: use nothing that became known after this day (YYYY-MM-DD); today if not given.
        format: text, json or html.
        out: file to write; standard output if not given.
        record: folder or address of the record; else LEGATION_RECORD, else the user's data folder.
        engine: duckdb, or spark for records at addresses such as s3a://; else LEGATION_ENGINE.
        feed: count the events of this feed; the one that covers most days if not given.
        predecessors: count the Soviet Union's events as Russia's, and so on.
    """
    found = forecast_states(
        source,
        target,
        choose_as_of(as_of),
        parse_horizon(horizon),
        choose_record(record, engine),
        type,
        Counting(feed, predecessors),
    )
    if format == "json":
        text = json.dumps(unstructure_noun(found), ensure_ascii=False, indent=1) + "\n"
    else:
        text = render_dyads_html(found) if format == "html" else render_dyads_text(found)
    write_output(text, out)


def parse_horizon(text: str) -> int:
    """Days of a horizon as a user writes it.

    Raises:
        InputError: if it is no number of days.

    Examples:
        >>> parse_horizon("30d"), parse_horizon("7")
        (30, 7)
    """
    found = _HORIZON.fullmatch(text.strip().lower())
    if found is None:
        raise InputError(
            f"--horizon '{text}' is no number of days: write it as 30d, from 1d to 90d"
        )
    return int(found[1])
