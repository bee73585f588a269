"""`legation brief`: the main job."""

import sys
from pathlib import Path
from typing import Annotated, Any, Literal

from attrs import evolve
from cyclopts import Parameter

from legation.brief.bibliography import render_bibtex, render_csl
from legation.brief.changes import compare_editions, parse_edition
from legation.brief.jsonform import render_json
from legation.brief.render import render_html, render_markdown
from legation.cli.output import Source, choose_as_of, write_output
from legation.errors import InputError
from legation.workflow.brief_report import BriefResult, brief_report
from legation.workflow.inputs import read_input
from legation.workflow.workspace import locate_record

Format = Literal["html", "md", "json", "bibtex", "csl"]
_SUFFIXES: dict[str, Format] = {
    ".html": "html",
    ".htm": "html",
    ".md": "md",
    ".json": "json",
    ".bib": "bibtex",
}


def brief(
    source: Source,
    *,
    as_of: str | None = None,
    out: Annotated[Path | None, Parameter(name=["--out", "-o"])] = None,
    format: Annotated[Format | None, Parameter(name=["--format", "-f"])] = None,
    record: Path | None = None,
    since: Path | None = None,
) -> None:
    """Read a report and brief it.

    Args:
        source: a file (HTML, PDF, text), an http(s) address, `-` for standard input, or a sentence.
        as_of: use nothing that became known after this day (YYYY-MM-DD); today if not given.
        out: file to write; standard output if not given.
        format: html, md, json, bibtex or csl; by the ending of --out, else md.
        record: folder of the record; else LEGATION_RECORD, else the user's data folder.
        since: the last edition (JSON), to say what changed.
    """
    if out is not None and out.suffix not in _SUFFIXES and format is None:
        raise InputError(
            f"--out {out} has no known ending: use .html, .md or .json, or give --format"
        )
    result = brief_report(read_input(source), choose_as_of(as_of), locate_record(record))
    if since is not None:
        result = evolve(result, brief=compare_editions(result.brief, _read_edition(since)))
    chosen = format or (_SUFFIXES[out.suffix] if out else "md")
    write_output(_render(result, chosen), out)
    if out is not None:
        sys.stderr.write(f"{result.brief.title}\nwritten to {out}\n")


def _read_edition(path: Path) -> dict[str, Any]:
    try:
        return parse_edition(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read ({error}): give the last edition's JSON") from None


def _render(result: BriefResult, chosen: Format) -> str:
    if chosen == "html":
        return render_html(result.brief, result.names)
    if chosen == "json":
        return render_json(result.brief)
    if chosen == "bibtex":
        return render_bibtex(result.brief)
    if chosen == "csl":
        return render_csl(result.brief)
    return render_markdown(result.brief)
