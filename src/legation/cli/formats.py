"""The formats of a brief and the endings of their files."""

from typing import Literal

Format = Literal["html", "md", "json", "bibtex", "csl"]
SUFFIXES: dict[str, Format] = {
    ".html": "html",
    ".htm": "html",
    ".md": "md",
    ".json": "json",
    ".bib": "bibtex",
}
