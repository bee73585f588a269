"""From a page, a PDF, a text or one line to title, text and what the page says of itself."""

import re
from io import BytesIO

from legation.domain.dates import PartialDate
from legation.errors import InputError
from legation.reading.plain_text import PageContent, extract_text, tidy_text

__all__ = ["MAX_BYTES", "PageContent", "extract_content", "extract_text", "parse_page_date"]

MAX_BYTES = 20_000_000
_HTML_START = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|article|\?xml)", re.I | re.S
)


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
            f"{name} has {size:.0f} MB, more than the {MAX_BYTES // 1_000_000} MB that a report "
            "may have: save only the article's text"
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
    encoding = _guess_encoding(data)
    if encoding.startswith("utf-8") and b"\x00" in data[:65536]:
        raise InputError(f"{name} is binary, not a report: give HTML, PDF or plain text")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    sample = text[:20000]
    odd = sum(
        1 for char in sample if (ord(char) < 32 and char not in "\n\r\t\f") or char == "\ufffd"
    )
    if odd > len(sample) * 0.02:
        raise InputError(f"{name} is binary, not a report: give HTML, PDF or plain text")
    return text


def _guess_encoding(data: bytes) -> str:
    """UTF-16 by its mark, or by the zero byte beside nearly every letter; else UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    sample = data[:4096]
    for encoding, zeros, letters in (
        ("utf-16-le", sample[1::2], sample[::2]),
        ("utf-16-be", sample[::2], sample[1::2]),
    ):
        if zeros.count(0) > 0.7 * len(zeros) and letters.count(0) < 0.05 * len(letters):
            return encoding
    return "utf-8-sig"


def _extract_pdf(data: bytes, name: str, url: str) -> PageContent:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(data))
        pages = [page.extract_text() for page in reader.pages[:200]]
        title = _read_field(reader.metadata, "title")
    except (PyPdfError, ValueError, KeyError, OSError, RecursionError) as error:
        raise InputError(f"{name} is a PDF that cannot be read ({error}): save its text") from error
    text = "\n\n".join(pages)
    if not text.strip():
        raise InputError(f"{name} is a PDF without text, perhaps a scan: copy its text into a file")
    head, _, body = text.lstrip().partition("\n")
    content = extract_text(f"{head}\n\n{_join_lines(body)}", url)
    return PageContent(
        title=content.title or title,
        text=content.text,
        byline=content.byline,
        publisher=content.publisher,
        date_text=content.date_text,
        url=url,
        content_format="pdf",
    )


def _join_lines(text: str) -> str:
    """Join what a page broke: words at hyphens, sentences at the ends of long lines."""
    text = re.sub(r"(?<=[a-z,;])-\n(?=[a-z])", "", text)
    text = re.sub(r"(?<![.!?:\n])\n(?=[a-z(])", " ", text)
    return re.sub(r"(?m)^(.{60,}[^.!?:\n])\n(?=\S)", r"\1 ", text)


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
    body = _read_field(document, "text")
    if not body:
        raise InputError(
            f"{name} is a page without an article: copy the article's text into a file"
        )
    links = re.findall(rb"""<a\s[^>]*href=["'](https?://[^"']+)["']""", data)
    return PageContent(
        title=_read_field(document, "title"),
        text=tidy_text(body),
        byline=_read_field(document, "author"),
        publisher=_read_field(document, "sitename") or _read_field(document, "hostname"),
        date_text=_read_field(document, "date"),
        url=url or _read_field(document, "url"),
        links=tuple(dict.fromkeys(link.decode("utf-8", "replace") for link in links))[:200],
        content_format="html",
    )


def _read_field(document: object, name: str) -> str:
    return str(getattr(document, name, None) or "").strip()


def parse_page_date(text: str) -> PartialDate | None:
    """A page's own ISO date, None where it is none."""
    try:
        return PartialDate.parse(text[:10])
    except ValueError:
        return None
