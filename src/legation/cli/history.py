"""`legation history`: two states, from the almanac and the record."""

import json
import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from legation.brief.jsonform import unstructure_noun
from legation.cli.output import choose_as_of
from legation.workflow.settings import locate_record
from legation.workflow.show_history import relate_states


def history(
    first: str,
    second: str,
    *,
    as_of: str | None = None,
    format: Annotated[Literal["text", "json"], Parameter(name=["--format", "-f"])] = "text",
    record: Path | None = None,
) -> None:
    """Show the history of two states.

    Args:
        first: a state's code or name: RUS, Russia.
        second: the other one.
        as_of: use nothing that became known after this day (YYYY-MM-DD); today if not given.
        format: text or json.
        record: folder of the record; else LEGATION_RECORD, else the user's data folder.
    """
    found = relate_states(first, second, choose_as_of(as_of), locate_record(record))
    if format == "json":
        sys.stdout.write(json.dumps(unstructure_noun(found), ensure_ascii=False, indent=1) + "\n")
        return
    lines = [f"{found.states[0]} and {found.states[1]}", ""]
    for heading, statements in (
        ("Summary", found.summary),
        ("Timeline", tuple(entry.statement for entry in found.timeline)),
        ("Breaks", tuple(one.statement for one in found.breaks)),
        ("Comparisons", found.comparisons),
        ("Treaties and memberships", found.alliances),
        ("Voting", found.alignment),
        ("Gaps", found.gaps),
    ):
        if statements:
            lines += [heading, *(f"  {statement.text}" for statement in statements), ""]
    sys.stdout.write("\n".join(lines))
