"""`legation brief`: the main job."""

import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from legation.cli.formats import SUFFIXES, Format
from legation.cli.output import Source, choose_as_of, write_output
from legation.errors import InputError
from legation.workflow.aside import CODER, Aside
from legation.workflow.inquiry import Inquiry
from legation.workflow.record_choice import Counting, choose_record


def brief(
    source: Source,
    *,
    as_of: str | None = None,
    out: Annotated[Path | None, Parameter(name=["--out", "-o"])] = None,
    format: Annotated[Format | None, Parameter(name=["--format", "-f"])] = None,
    record: str | None = None,
    engine: Literal["duckdb", "spark"] | None = None,
    feed: str | None = None,
    predecessors: bool = True,
    since: Path | None = None,
) -> None:
    """Read a report and brief it.

    Args:
        source: a file (HTML, PDF, text), an http(s) address, `-` for standard input, or a sentence.
        as_of: use nothing that became known after this day (YYYY-MM-DD); today if not given.
        out: file to write; standard output if not given.
        format: html, md, json, bibtex or csl; by the ending of --out, else md.
        record: folder or address of the record; else LEGATION_RECORD, else the user's data folder.
        engine: duckdb, or spark for records at addresses such as s3a://; else LEGATION_ENGINE.
        feed: count the events of this feed; the one that covers most days if not given.
        predecessors: count the Soviet Union's events as Russia's, and so on.
        since: the last edition (JSON), to say what changed.
    """
    if out is not None and out.suffix not in SUFFIXES and format is None:
        raise InputError(
            f"--out {out} has no known ending: use .html, .md or .json, or give --format"
        )
    day, choice = choose_as_of(as_of), choose_record(record, engine)
    with Inquiry(choice.root, choice.engine_name) as inquiry, Aside(CODER) as coding:
        # Loaded only now, so that the record's engine and the parser load beside it.
        from legation.cli.briefing import render_briefing

        chosen = format or (SUFFIXES[out.suffix] if out else "md")
        counting = Counting(feed, predecessors)
        title, text = render_briefing(source, day, inquiry, chosen, since, counting, coding)
    write_output(text, out)
    if out is not None:
        sys.stderr.write(f"{title}\nwritten to {out}\n")
