"""A brief as HTML, Markdown or JSON."""

from functools import cache
from html import escape
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from legation.brief.bibliography import render_bibtex, render_csl
from legation.brief.blocks import Bullets, ChartSlot, Paragraph, Table
from legation.brief.charts.network import draw_network
from legation.brief.charts.outlook import draw_outlook
from legation.brief.charts.series import draw_contacts, draw_series
from legation.brief.charts.timeline import draw_timeline
from legation.brief.layout import lay_out
from legation.brief.notes import build_notes, describe_source
from legation.brief.numbering import collect_references
from legation.domain.brief import Brief
from legation.domain.citation import Reference


@cache
def _environment() -> Environment:
    return Environment(
        autoescape=False, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


@cache
def _read_template(name: str) -> str:
    return (files("legation.brief") / "templates" / name).read_text(encoding="utf-8")


def draw_chart(brief: Brief, chart: str, names: dict[str, str]) -> str:
    """The SVG of one chart slot."""
    if chart == "timeline":
        return draw_timeline(brief.history)
    if chart == "contacts":
        return draw_contacts(brief.history)
    if chart == "series":
        return draw_series(brief.history, names)
    if chart == "outlook":
        return draw_outlook(brief.outlook)
    return draw_network(brief.reactions, brief.history.states, names)


def render_html(brief: Brief, names: dict[str, str]) -> str:
    """A brief as one HTML file without outside assets.

    Args:
        brief: composed.
        names: of the two states, by id.
    """
    sections = lay_out(brief)
    numbers = collect_references(brief, sections)

    def mark(references: tuple[Reference, ...]) -> str:
        found = sorted({numbers[reference] for reference in references if reference in numbers})
        links = "".join(f'<a href="#n{n}" id="r{n}">{n}</a>' for n in found)
        return f"<sup>{links}</sup>" if links else ""

    html = (
        _environment()
        .from_string(_read_template("brief.html.j2"))
        .render(
            brief=brief,
            sections=sections,
            notes=build_notes(numbers, brief.sources),
            mark=mark,
            esc=lambda text: escape(str(text), quote=True),
            kind=_name_block,
            chart=lambda slot: draw_chart(brief, slot.chart, names),
            describe_source=describe_source,
            bibtex=render_bibtex(brief),
            csl=render_csl(brief),
        )
    )
    return _drop_repeated_ids(html)


def _drop_repeated_ids(html: str) -> str:
    """Keep each note's first back-link target only: an id stands once in a page."""
    seen: set[str] = set()
    parts = html.split(' id="r')
    kept = [parts[0]]
    for part in parts[1:]:
        number = part.split('"', 1)[0]
        if number in seen:
            kept.append(part.split('"', 1)[1])
        else:
            seen.add(number)
            kept.append(f' id="r{part}')
    return "".join(kept)


def _name_block(block: object) -> str:
    for kind in (Paragraph, Bullets, Table, ChartSlot):
        if isinstance(block, kind):
            return kind.__name__.lower()
    raise TypeError(type(block).__name__)


def render_markdown(brief: Brief) -> str:
    """A brief as Markdown with footnotes."""
    sections = lay_out(brief)
    numbers = collect_references(brief, sections)

    def mark(references: tuple[Reference, ...]) -> str:
        found = sorted({numbers[reference] for reference in references if reference in numbers})
        return "".join(f"[^{number}]" for number in found)

    return (
        _environment()
        .from_string(_read_template("brief.md.j2"))
        .render(
            brief=brief,
            sections=sections,
            notes=build_notes(numbers, brief.sources),
            mark=mark,
            esc=_escape_markdown,
            kind=_name_block,
            describe_source=describe_source,
        )
    )


def _escape_markdown(text: str) -> str:
    flat = " ".join(str(text).split())
    return flat.replace("|", "\\|").replace("[", "\\[").replace("]", "\\]").replace("<", "&lt;")
