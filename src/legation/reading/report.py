"""From bytes to a Report: text, sentences, dates, mentions, quotations."""

import datetime as dt

from attrs import evolve

from legation.almanac.names import NameIndex
from legation.almanac.store import Almanac
from legation.almanac.tenure import Tenure
from legation.domain.dates import PartialDate, Precision
from legation.domain.report import DateMention, Mention, MentionKind, Report
from legation.errors import InputError
from legation.reading.dateline import find_dateline
from legation.reading.dates import complete_years, find_dates
from legation.reading.extract import PageContent, parse_page_date
from legation.reading.mentions import find_mentions
from legation.reading.quotations import find_quotations
from legation.reading.segment import detect_language, split_sentences

READABLE = ("en",)


def build_report(
    content: PageContent, almanac: Almanac, index: NameIndex, tenure: Tenure
) -> tuple[Report, dt.date]:
    """Understand a page's text as far as the almanac of a day allows.

    Args:
        content: what was taken from the page.
        almanac: as of the reader's day.
        index: its names.
        tenure: who held office when.

    Returns:
        The report, and the day on which its names were read: the day of publication, else the
        latest day or month that it names and that is not later than the reader's day, else the
        reader's day.

    Raises:
        InputError: if the text is in a language that is not read.
    """
    title, text = content.title, _join_title(content)
    language = detect_language(text)
    if language not in READABLE and content.content_format != "line":
        raise InputError(
            f"the report seems to be written in '{language}', and only English is read: give an "
            "English text"
        )
    published = _find_published(content, text)
    anchor = published.earliest if published and published.precision is Precision.DAY else None
    dates = complete_years(find_dates(text, anchor))
    day = anchor or _choose_day(dates, almanac.as_of)
    mentions = find_mentions(text, almanac, index, tenure, day)
    dateline = find_dateline(text)
    report = Report(
        title=title,
        text=text,
        byline=content.byline,
        publisher=content.publisher or (dateline.agency if dateline else ""),
        published=published,
        url=content.url,
        language="en",
        content_format=content.content_format,
        sentences=split_sentences(text),
        dates=_drop_person_dates(dates, mentions),
        mentions=mentions,
        links=content.links,
    )
    return evolve(report, quotations=find_quotations(report)), day


def _join_title(content: PageContent) -> str:
    if not content.title or content.text.startswith(content.title):
        return content.text
    return f"{content.title}\n\n{content.text}"


def _find_published(content: PageContent, text: str) -> PartialDate | None:
    if content.date_text:
        iso = parse_page_date(content.date_text)
        if iso is not None:
            return iso
        found = find_dates(content.date_text, None)
        if found and found[0].start is not None:
            return found[0].start
    dateline = find_dateline(text)
    if dateline is not None and dateline.date_text:
        found = find_dates(dateline.date_text, None)
        if found and found[0].start is not None:
            return found[0].start
    return None


def _drop_person_dates(
    dates: tuple[DateMention, ...], mentions: tuple[Mention, ...]
) -> tuple[DateMention, ...]:
    """Take out dates that are a person's name: Prime Minister May."""
    named = {m.span.start for m in mentions if m.kind is MentionKind.PERSON}
    return tuple(date for date in dates if date.span.start not in named)


def _choose_day(dates: tuple[DateMention, ...], as_of: dt.date) -> dt.date:
    precise = [
        date.start.earliest
        for date in dates
        if date.start is not None
        and date.start.precision is not Precision.YEAR
        and dt.date(1945, 1, 1) <= date.start.earliest <= as_of
    ]
    return max(precise, default=as_of)
