"""From a page, a PDF, a text or one line to title, text and what the page says of itself."""

import re
from io import BytesIO

from attrs import frozen

from legation.domain.dates import PartialDate
from legation.errors import InputError

MAX_BYTES = 20_000_000
MAX_TEXT_CHARS = 400_000
_HTML_START = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|article|\?xml)", re.I | re.S)
_TITLE_LIMIT = 160
_BYLINE = re.compile(r"(?:By|Author:|Written by)\s+(.{3,60})\Z", re.I)
_NAME_LINE = re.compile(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}\Z")
_DATED_LINE = re.compile(
    r"(?:First )?(?:Published|Posted|Updated|Date|Dated)(?: on| at|:)*\s*(?P<rest>[^.]{0,24}\d{4}.{0,24})\Z", re.I
)
_AGENCY = re.compile(r"\((Reuters|AP|AFP|Xinhua|TASS|Yonhap|Kyodo|Interfax|DPA|EFE|PTI|UPI|CNN|BBC)\)")


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


def extract_content(data: bytes, name: str, url: str = "") -> PageContent:
    """Take title, text and metadata out of the bytes of a page, PDF or text file.

    Args:
        data: the whole file.
        name: what to call it in messages.
        url: where it was read, empty for files.

    Raises:
        InputError: if it is empty, binary, larger than 20 MB, or holds no text.
    """
    if not data.strip():
        raise InputError(f"{name} is empty: give an article with some text")
    if len(data) > MAX_BYTES:
        size = len(data) / 1e6
        raise InputError(
            f"{name} has {size:.0f} MB, more than the {MAX_BYTES // 1_000_000} MB that a report may "
            "have: save only the article's text"
        )
    if data.startswith(b"%PDF-"):
        content = _extract_pdf(data, name, url)
    elif _HTML_START.match(data[:4096]) or (url and b"<" in data[:200]):
        content = _extract_html(data, name, url)
    else:
        content = extract_text(_decode_text(data, name), url)
    if not re.search(r"\w{2,}", content.text):
        raise InputError(f"{name} holds no readable text: copy the article's text into a file")
    return content


def _decode_text(data: bytes, name: str) -> str:
    if b"\x00" in data[:65536] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"{name} is binary, not a report: give HTML, PDF or plain text")
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    sample = text[:20000]
    odd = sum(1 for char in sample if (ord(char) < 32 and char not in "\n\r\t\f") or char == "\ufffd")
    if odd > len(sample) * 0.02:
        raise InputError(f"{name} is binary, not a report: give HTML, PDF or plain text")
    return text


def _extract_pdf(data: bytes, name: str, url: str) -> PageContent:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(data))
        pages = [page.extract_text() for page in reader.pages[:200]]
        title = str((reader.metadata or {}).get("/Title", "") or "").strip()
    except (PyPdfError, ValueError, KeyError, OSError, RecursionError) as error:
        raise InputError(f"{name} is a PDF that cannot be read ({error}): save its text") from error
    text = "\n\n".join(pages)
    if not text.strip():
        raise InputError(f"{name} is a PDF without text, perhaps a scan: copy its text into a file")
    text = re.sub(r"(?<=[a-z,;])-\n(?=[a-z])", "", text)
    text = re.sub(r"(?<![.!?:\n])\n(?=[a-z(])", " ", text)
    content = extract_text(text, url)
    return PageContent(
        title=content.title or title,
        text=content.text,
        byline=content.byline,
        publisher=content.publisher,
        date_text=content.date_text,
        url=url,
        content_format="pdf",
    )


def _extract_html(data: bytes, name: str, url: str) -> PageContent:
    import trafilatura

    document = trafilatura.bare_extraction(
        data,
        url=url or None,
        with_metadata=True,
        include_comments=False,
        include_links=False,
        date_extraction_params={
            "original_date": True,
            "extensive_search": False,
            "max_date": "2100-12-31",
        },
    )
    body = getattr(document, "text", None) or ""
    if document is None or not body.strip():
        raise InputError(f"{name} is a page without an article: copy the article's text into a file")
    links = re.findall(rb"""<a\s[^>]*href=["'](https?://[^"']+)["']""", data)
    return PageContent(
        title=(document.title or "").strip(),
        text=_tidy_text(body),
        byline=document.author or "",
        publisher=document.sitename or document.hostname or "",
        date_text=document.date or "",
        url=url or document.url or "",
        links=tuple(dict.fromkeys(link.decode("utf-8", "replace") for link in links))[:200],
        content_format="html",
    )


def _tidy_text(text: str) -> str:
    lines = (re.sub(r"[ \t\xa0]+", " ", line).strip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:MAX_TEXT_CHARS]


def extract_text(text: str, url: str = "") -> PageContent:
    """Take headline, byline, date and body out of plain text.

    The headline is a short first line without a full stop; lines that only repeat it are dropped.

    Examples:
        >>> extract_text("Leaders meet\\n\\nBy Ann Lee\\n\\nThey met.").byline
        'Ann Lee'
    """
    lines = _tidy_text(text).split("\n")
    title, byline, date_text, body = "", "", "", []
    for number, line in enumerate(lines):
        is_head = number < 12 and sum(1 for kept in body if kept) <= 2
        if line and line == title:
            continue
        if line and not title and not body and is_title(line, len(lines)):
            title = line
            continue
        if is_head and line and (found := _BYLINE.match(line)):
            byline = found.group(1).strip()
            continue
        if is_head and line and not byline and title and not any(body) and _NAME_LINE.match(line):
            byline = line
            continue
        if is_head and line and (dated := _DATED_LINE.match(line)):
            date_text = dated.group("rest").strip()
            continue
        body.append(line)
    agency = _AGENCY.search(text[:600])
    return PageContent(
        title=title,
        text="\n".join(body).strip() or title,
        byline=byline,
        publisher=agency.group(1) if agency else "",
        date_text=date_text,
        url=url,
        links=tuple(re.findall(r"https?://\S+", text))[:200],
        content_format="text" if len(lines) > 1 else "line",
    )


def is_title(line: str, line_count: int) -> bool:
    """Whether a first line reads like a headline."""
    return line_count > 1 and len(line) <= _TITLE_LIMIT and not line.rstrip().endswith((".", "!"))


def parse_page_date(text: str) -> PartialDate | None:
    """A page's own ISO date, None where it is none."""
    try:
        return PartialDate.parse(text[:10])
    except ValueError:
        return None
