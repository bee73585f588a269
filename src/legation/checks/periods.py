"""The times that a claim in a sentence can be about."""

import datetime as dt

from attrs import frozen

from legation.domain.dates import Precision
from legation.domain.report import Report, Span

LEAD_SENTENCES = 4


@frozen
class ClaimTime:
    """When a claim is said to hold.

    Attributes:
        spans: first and last days of the times that the sentence names; the report's day where it
            names none.
        is_stated: whether the sentence itself names a time.
        is_firm: whether a contradiction may rest on it: the sentence names a time, or it stands in
            the lead of a report whose own day is stated.
    """

    spans: tuple[tuple[dt.date, dt.date], ...]
    is_stated: bool
    is_firm: bool

    @property
    def first(self) -> dt.date:
        """The first day of the first time."""
        return self.spans[0][0]

    def describe(self) -> str:
        """The first time in words: a day, or the span of days."""
        start, end = self.spans[0]
        return start.isoformat() if start == end else f"{start.isoformat()} to {end.isoformat()}"


def find_claim_time(report: Report, span: Span, day: dt.date) -> ClaimTime:
    """The times that a claim at a place in the report can be about.

    Args:
        report: read.
        span: where the claim stands.
        day: the report's day; dates after it are plans and do not date a claim.
    """
    sentence = report.sentence_at(span.start)
    times = []
    if sentence is not None:
        times = [
            (date.start.earliest, min(date.end.latest, day))
            for date in report.dates
            if sentence.span.start <= date.span.start < sentence.span.end
            and date.start is not None
            and date.end is not None
            and date.start.earliest <= day
        ]
    if times:
        return ClaimTime(tuple(times), is_stated=True, is_firm=True)
    in_lead = sentence is not None and sentence.index < LEAD_SENTENCES
    return ClaimTime(((day, day),), is_stated=False, is_firm=in_lead and is_day_stated(report, day))


def is_day_stated(report: Report, day: dt.date) -> bool:
    """Whether the report itself says when it was written or what day it is about."""
    if report.published is not None:
        return report.published.precision is Precision.DAY
    return any(
        date.start is not None
        and date.start.precision is not Precision.YEAR
        and date.start.earliest == day
        for date in report.dates
    )
