"""The sources of a brief as BibTeX and CSL-JSON."""

import json
import re

from legation.domain.brief import Brief
from legation.domain.citation import Source

_ESCAPES = str.maketrans(
    {"&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "$": r"\$", "{": r"\{", "}": r"\}"}
)


def render_bibtex(brief: Brief) -> str:
    """All sources of a brief as BibTeX entries of type `misc`, ordered by key."""
    return "\n".join(_render_entry(source) for source in brief.sources)


def _render_entry(source: Source) -> str:
    fields = [
        ("title", "{" + source.title.translate(_ESCAPES) + "}"),
        ("publisher", source.publisher.translate(_ESCAPES)),
        ("year", source.date[:4]),
        ("date", source.date),
        ("url", source.url),
        ("note", source.license.translate(_ESCAPES)),
    ]
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value.strip("{}"))
    return f"@misc{{{source.source_id},\n{body}}}\n"


def render_csl(brief: Brief) -> str:
    """All sources of a brief as CSL-JSON."""
    return (
        json.dumps([_build_csl(source) for source in brief.sources], ensure_ascii=False, indent=2)
        + "\n"
    )


def _build_csl(source: Source) -> dict[str, object]:
    entry: dict[str, object] = {
        "id": source.source_id,
        "type": "webpage" if source.url else "document",
        "title": source.title,
        "publisher": source.publisher,
    }
    parts = [int(part) for part in re.findall(r"\d+", source.date)][:3]
    if parts:
        entry["issued"] = {"date-parts": [parts]}
    if source.url:
        entry["URL"] = source.url
    return entry
