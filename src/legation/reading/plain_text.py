"""From plain text to headline, byline, date and body."""

import re

from attrs import evolve, field, frozen

MAX_TEXT_CHARS = 400_000
_HEAD_LINES = 12
_TITLE_LIMIT = 160
_BYLINE = re.compile(r"(?:By|Author:|Written by)\s+(.{3,60})\Z", re.I)
_NAME_LINE = re.compile(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}\Z")
_DATED_LINE = re.compile(
    r"(?:First )?(?:Published|Posted|Updated|Date|Dated)(?: on| at|:)*\s*"
    r"(?P<rest>[^.]{0,24}\d{4}.{0,24})\Z",
    re.I,
)
_AGENCY = re.compile(
    r"\((Reuters|AP|AFP|Xinhua|TASS|Yonhap|Kyodo|Interfax|DPA|EFE|PTI|UPI|CNN|BBC)\)"
)


@frozen
class PageContent:
    """What was taken from a page before anything in it is understood.

    Attributes:
        date_text: the publication date as the page states it, not yet parsed; empty if none.
        content_format: `html`, `pdf`, `text` or `line`.
    """

    title: str
    text: str
    byline: str = ""
    publisher: str = ""
    date_text: str = ""
    url: str = ""
    links: tuple[str, ...] = ()
    content_format: str = "text"


def tidy_text(text: str) -> str:
    """Text with single blanks, at most one empty line in a row, and a limit to its length."""
    lines = (re.sub(r"[ \t\xa0]+", " ", line).strip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:MAX_TEXT_CHARS]


@frozen
class _Head:
    """What the first lines say of a text, and the lines that are left."""

    title: str = ""
    byline: str = ""
    date_text: str = ""
    body: list[str] = field(factory=list)


def extract_text(text: str, url: str = "") -> PageContent:
    r"""Take headline, byline, date and body out of plain text.

    The headline is a short first line without a full stop; lines that only repeat it are dropped.

    Examples:
        >>> extract_text("Leaders meet\n\nBy Ann Lee\n\nThey met.").byline
        'Ann Lee'
    """
    lines = tidy_text(text).split("\n")
    head = _Head()
    for number, line in enumerate(lines):
        head = _read_line(head, line, number, len(lines))
    agency = _AGENCY.search(text[:600])
    return PageContent(
        title=head.title,
        text="\n".join(head.body).strip() or head.title,
        byline=head.byline,
        publisher=agency.group(1) if agency else "",
        date_text=head.date_text,
        url=url,
        links=tuple(re.findall(r"https?://\S+", text))[:200],
        content_format="text" if len(lines) > 1 else "line",
    )


def _read_line(head: _Head, line: str, number: int, count: int) -> _Head:
    if line and line == head.title:
        return head
    if line and not head.title and not head.body and is_title(line, count):
        return evolve(head, title=line)
    if line and number < _HEAD_LINES and sum(1 for kept in head.body if kept) <= 2:
        if found := _BYLINE.match(line):
            return evolve(head, byline=found.group(1).strip())
        may_be_name = not head.byline and head.title and not any(head.body)
        if may_be_name and _NAME_LINE.match(line):
            return evolve(head, byline=line)
        if dated := _DATED_LINE.match(line):
            return evolve(head, date_text=dated.group("rest").strip())
    head.body.append(line)
    return head


def is_title(line: str, line_count: int) -> bool:
    """Whether a first line reads like a headline."""
    return line_count > 1 and len(line) <= _TITLE_LIMIT and not line.rstrip().endswith((".", "!"))
