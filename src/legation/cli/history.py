"""`legation history`: two states, from the almanac and the record."""

import json
import sys
from typing import Annotated, Literal

from cyclopts import Parameter

from legation.brief.jsonform import unstructure_noun
from legation.cli.output import choose_as_of
from legation.workflow.record_choice import Counting, choose_record
from legation.workflow.show_history import relate_states


def history(
    first: str,
    second: str,
    *,
    as_of: str | None = None,
    format: Annotated[Literal["text", "json"], Parameter(name=["--format", "-f"])] = "text",
    record: str | None = None,
    engine: Literal["duckdb", "spark"] | None = None,
    feed: str | None = None,
    predecessors: bool = True,
) -> None:
    """Show the history of two states.

    Args:
        first: a state's code or name: RUS, Russia.
        second: the other one.
        as_of: use nothing that became known after this day (YYYY-MM-DD); today if not given.
        format: text or json.
        record: folder or address of the record; else LEGATION_RECORD, else the user's data folder.
        engine: duckdb, or spark for records at addresses such as s3a://; else LEGATION_ENGINE.
        feed: count the events of this feed; the one that covers most days if not given.
        predecessors: count the Soviet Union's events as Russia's, and so on.
    """
    choice, counting = choose_record(record, engine), Counting(feed, predecessors)
    found = relate_states(first, second, choose_as_of(as_of), choice, counting)
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
