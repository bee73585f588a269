"""What the user points to: a file, a URL, standard input, or one line of text."""

import sys
from pathlib import Path

from legation.errors import InputError
from legation.reading.extract import MAX_BYTES, PageContent, extract_content, extract_text

_MIN_LINE_WORDS = 3
_SUFFIXES = {".html", ".htm", ".txt", ".pdf", ".md", ".json", ".xml", ".text"}


def read_input(source: str) -> PageContent:
    """Read what the user gave.

    Args:
        source: a path, an http or https address, `-` for standard input, or a line of text with
            three words or more.

    Raises:
        InputError: if it cannot be read as a report.
    """
    if source == "-":
        return extract_content(sys.stdin.buffer.read(MAX_BYTES + 1), "standard input")
    if source.startswith(("http://", "https://")):
        from legation.feeds.news import fetch_page

        return extract_content(fetch_page(source), source, url=source)
    path = Path(source)
    try:
        if path.is_dir():
            raise InputError(f"{source} is a folder: give one article")
        if path.is_file():
            return extract_content(_read_file(path), source)
    except OSError as error:
        if len(source.split()) < _MIN_LINE_WORDS:
            raise InputError(f"{source} cannot be read ({error.strerror})") from None
    looks_like_path = path.suffix.lower() in _SUFFIXES and " " not in source
    if looks_like_path or len(source.split()) < _MIN_LINE_WORDS:
        raise InputError(
            f"there is no file '{source}': give a file, a URL, - for standard input, or a sentence "
            'such as "Russia visits North Korea, 2024-06-18"'
        )
    return extract_text(source)


def _read_file(path: Path) -> bytes:
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise InputError(
            f"{path} has {size / 1e6:.0f} MB, more than the {MAX_BYTES // 1_000_000} MB that a "
            "report may have: save only the article's text"
        )
    try:
        return path.read_bytes()
    except PermissionError:
        raise InputError(f"{path} may not be read: check its permissions") from None
