"""What a report of an engagement should hold and does not."""

import re

from legation.domain.citation import Statement
from legation.domain.dates import Precision
from legation.domain.engagement import Engagement
from legation.domain.report import MentionKind, Report
from legation.domain.verdicts import Lack

_SOURCED = re.compile(
    r"\b(?:said|says|told|stated|declared|announced|according to|confirmed|wrote|reported)\b", re.I
)
_OFFICIAL = re.compile(
    r"\b(?:spokes(?:man|woman|person)|ministry|kremlin|white house|foreign office|state department|"
    r"embassy|agency|state media|kcna|tass|xinhua|yonhap|reuters|statement)\b",
    re.I,
)
_NUMBER = re.compile(
    r"\b\d[\d,.]*\b|\b(?:million|billion|percent|per cent|dozens|hundreds|thousands)\b", re.I
)


def find_lacks(report: Report, engagement: Engagement) -> tuple[Lack, ...]:
    """Name what is missing: day, named source, number, quotation, publication date, place.

    Args:
        report: read.
        engagement: what the report is about.
    """
    if report.content_format == "line":
        return ()
    lacks = [
        _lack_date(engagement),
        _lack_published(report),
        _lack_source(report),
        _lack_number(report),
        _lack_quotation(report),
        _lack_place(engagement),
    ]
    return tuple(lack for lack in lacks if lack is not None)


def _lack_date(engagement: Engagement) -> Lack | None:
    start = engagement.start
    if start is not None and start.precision is Precision.DAY:
        return None
    if start is not None and start.year < 2200:
        return Lack("day", Statement("No day is stated for the engagement, only a longer period."))
    return Lack("day", Statement("No day that can be right is stated for the engagement."))


def _lack_published(report: Report) -> Lack | None:
    if report.published is not None:
        return None
    return Lack("publication date", Statement("The report does not say when it was published."))


def _lack_source(report: Report) -> Lack | None:
    for sentence in report.sentences:
        if not _SOURCED.search(sentence.text):
            continue
        named = any(
            m.kind in {MentionKind.PERSON, MentionKind.OFFICE, MentionKind.ORGANIZATION}
            and sentence.span.start <= m.span.start < sentence.span.end
            for m in report.mentions
        )
        if named or _OFFICIAL.search(sentence.text):
            return None
    return Lack("named source", Statement("No sentence says who is its source."))


def _lack_number(report: Report) -> Lack | None:
    dated = [(date.span.start, date.span.end) for date in report.dates]
    for match in _NUMBER.finditer(report.text):
        if not any(start <= match.start() < end for start, end in dated):
            return None
    return Lack("number", Statement("Apart from dates the report holds no number."))


def _lack_quotation(report: Report) -> Lack | None:
    if any(quotation.speaker for quotation in report.quotations):
        return None
    if report.quotations:
        return Lack("attributed quotation", Statement("No quotation is tied to a named speaker."))
    return Lack("quotation", Statement("Nobody is quoted."))


def _lack_place(engagement: Engagement) -> Lack | None:
    if engagement.place:
        return None
    return Lack("place", Statement("No city or site is stated for the engagement."))
