"""A brief as text in a format: everything heavy that `legation brief` needs."""

import datetime as dt
from pathlib import Path

from attrs import evolve

from legation.brief.bibliography import render_bibtex, render_csl
from legation.brief.changes import Edition, compare_editions, parse_edition
from legation.brief.jsonform import render_json
from legation.brief.render import render_html, render_markdown
from legation.cli.formats import Format
from legation.errors import InputError
from legation.workflow.aside import Aside
from legation.workflow.brief_report import BriefResult, brief_report
from legation.workflow.inputs import read_input
from legation.workflow.inquiry import Inquiry
from legation.workflow.record_choice import Counting


def render_briefing(
    source: str,
    as_of: dt.date,
    inquiry: Inquiry,
    chosen: Format,
    since: Path | None,
    counting: Counting,
    coding: Aside,
) -> tuple[str, str]:
    """Read, brief and render a report.

    Args:
        source: as the user names it.
        as_of: nothing that became known later is used.
        inquiry: the record that is asked, and the engine.
        chosen: the format.
        since: the last edition's JSON, to say what changed.
        counting: which of the record's rows count.
        coding: the process that codes the report's events.

    Returns:
        The brief's title and its text in the chosen format.
    """
    edition = _read_edition(since) if since is not None else None
    result = brief_report(
        read_input(source),
        as_of,
        inquiry.root,
        inquiry=inquiry,
        engine_name=inquiry.engine_name,
        counting=counting,
        coding=coding,
    )
    if edition is not None:
        result = evolve(result, brief=compare_editions(result.brief, edition))
    return result.brief.title, _render(result, chosen)


def _read_edition(path: Path) -> Edition:
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
