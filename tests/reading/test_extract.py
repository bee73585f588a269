"""Pages, PDF, text files in several encodings, and what is no report at all."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.errors import InputError
from legation.reading.extract import MAX_BYTES, extract_content, extract_text
from legation.reading.mentions import find_mentions
from legation.reading.recognize import recognize_engagements
from legation.reading.report import build_report

BODY = "Vladimir Putin flew to Beijing on 16 May 2024 and met Xi Jinping. They spoke about trade."
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Putin in Beijing | Example</title>
<meta name="author" content="Ann Lee"><meta property="og:site_name" content="Example Courier">
<meta property="article:published_time" content="2024-05-16T08:00:00Z"></head><body>
<nav><a href="https://example.org/sport">Sport</a></nav>
<article><h1>Putin in Beijing</h1><p>{BODY}</p><p>The <a href="https://example.org/a">Kremlin</a>
said that the talks had been good, and that the leaders would meet again.</p></article>
<footer>Copyright</footer></body></html>"""


def write_pdf(lines: list[str]) -> bytes:
    """A one-page PDF with these lines, as small as the format allows."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    data += b"xref\n0 6\n0000000000 65535 f \n" + table
    return data + b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start


def test_page():
    content = extract_content(PAGE.encode(), "page.html")
    assert content.title.startswith("Putin in Beijing")
    assert (content.byline, content.publisher) == ("Ann Lee", "Example Courier")
    assert content.date_text.startswith("2024-05-16")
    assert BODY in content.text and "Copyright" not in content.text
    assert "https://example.org/a" in content.links
    assert content.content_format == "html"


def test_page_is_understood(knowledge):
    content = extract_content(PAGE.encode(), "page.html")
    report, day = build_report(content, knowledge.almanac, knowledge.index, knowledge.tenure)
    assert (report.published.isoformat(), day) == ("2024-05-16", dt.date(2024, 5, 16))
    assert recognize_engagements(report, knowledge.tenure, day)[0].host.state_id == "CHN"


def test_text_with_headline_byline_and_date():
    content = extract_text(f"Putin in Beijing\n\nBy Ann Lee\nPublished: March 5, 2024\n\n{BODY}")
    assert (content.title, content.byline) == ("Putin in Beijing", "Ann Lee")
    assert (content.date_text, content.text) == ("March 5, 2024", BODY)


def test_agency_is_the_publisher():
    assert extract_text(f"Title\n\nMOSCOW (Reuters) - {BODY}").publisher == "Reuters"


def test_pdf():
    lines = ["Putin in Beijing", "", "Vladimir Putin flew to Beijing on 16 May 2024.", "He met Xi."]
    content = extract_content(write_pdf(lines), "report.pdf")
    assert content.content_format == "pdf"
    assert "Vladimir Putin flew to Beijing on 16 May 2024." in content.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding):
    text = f"Visit of Nausėda’s guest\n\n{BODY}".replace("ė", "é")
    assert BODY in extract_content(text.encode(encoding), "file.txt").text
    assert "é’s" not in text or "é" in extract_content(text.encode(encoding), "file.txt").title


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_mark(encoding):
    assert BODY in extract_content(f"Title\n\n{BODY}".encode(encoding), "file.txt").text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00" * 50, "is binary"),
        (bytes(range(256)) * 20, "is binary"),
        (b"... --- ...", "no readable text"),
        (b"<html><head></head><body></body></html>", "without an article"),
        (b"%PDF-1.4\nnot really", "PDF that cannot be read"),
        (write_pdf([""]), "PDF without text"),
        (b"a " * (MAX_BYTES // 2 + 1), "more than the 20 MB"),
        (b"<html>" + b"x" * 50_000_000, "more than the 20 MB"),
    ],
)
def test_what_is_no_report(data, words):
    with pytest.raises(InputError) as caught:
        extract_content(data, "the file")
    message = str(caught.value)
    assert words in message and message.startswith("the file") and "\n" not in message


def test_page_with_only_a_title():
    page = b"<html><head><title>Putin visits Beijing</title></head><body></body></html>"
    with pytest.raises(InputError, match="copy the article's text"):
        extract_content(page, "page.html")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Le président russe est arrivé dans la capitale pour une visite de deux jours. " * 4,
            "fr",
        ),
        ("El presidente de Rusia llegó a la capital para una visita de dos días. " * 4, "es"),
        ("Президент России прибыл в столицу с официальным визитом. " * 4, "ru"),
        ("俄罗斯总统抵达首都进行国事访问。" * 8, "zh"),
        ("وصل الرئيس الروسي إلى العاصمة في زيارة رسمية. " * 4, "ar"),
        ("러시아 대통령이 국빈 방문을 위해 수도에 도착했다. " * 4, "ko"),
    ],
)
@pytest.mark.parametrize(
    "wrap", ["{0}\n\n{0}", "<html><body><article><p>{0}</p><p>{0}</p></article></body></html>"]
)
def test_other_languages_are_refused_in_one_sentence(knowledge, text, language, wrap):
    content = extract_content(wrap.format(text).encode(), "page")
    with pytest.raises(InputError) as caught:
        build_report(content, knowledge.almanac, knowledge.index, knowledge.tenure)
    message = str(caught.value)
    assert f"'{language}'" in message and "English" in message and "\n" not in message


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_any_bytes_are_read_or_refused(data):
    try:
        content = extract_content(data, "the file")
    except InputError as error:
        assert str(error).startswith("the file")
    else:
        assert content.text


_ODD = st.text(
    alphabet=st.sampled_from(
        "abc XYZ.\n,;:'’“”()-–😀🇫🇷é\u202e\u200fשלוםمرحبا中文 Putin visits US May 12"
    ),
    max_size=300,
)


@given(_ODD)
@settings(deadline=None)
def test_garbled_text_is_understood_or_refused(knowledge, text):
    mentions = find_mentions(
        text, knowledge.almanac, knowledge.index, knowledge.tenure, dt.date(2024, 6, 20)
    )
    assert all(text[m.span.start : m.span.end] == m.text for m in mentions)
    try:
        report, day = build_report(
            extract_text(text), knowledge.almanac, knowledge.index, knowledge.tenure
        )
    except InputError:
        return
    assert recognize_engagements(report, knowledge.tenure, day)
