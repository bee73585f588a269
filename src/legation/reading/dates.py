"""Dates in a text: in figures and words, ranges, relative ones, and impossible ones."""

import datetime as dt
from collections.abc import Iterator

from attrs import evolve

from legation.domain.dates import Precision
from legation.domain.report import DateKind, DateMention, Span
from legation.reading.date_building import DateContext
from legation.reading.date_rules import WRITTEN_RULES, YEAR_RULES
from legation.reading.relative_dates import RELATIVE_RULES

_RULES = (*WRITTEN_RULES, *RELATIVE_RULES, *YEAR_RULES)


def _iterate(text: str, context: DateContext) -> Iterator[DateMention]:
    taken = bytearray(len(text))
    for pattern, read in _RULES:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\x01" * (end - start)
            try:
                yield read(match, context)
            except (ValueError, OverflowError):
                # a day outside of the calendar's years 1-9999
                yield DateMention(Span(start, end), match.group(), DateKind.RELATIVE, None, None)


def find_dates(
    text: str, anchor: dt.date | None, year_hint: int | None = None
) -> tuple[DateMention, ...]:
    """Find the dates in a text.

    Args:
        text: any length; time grows linearly with it.
        anchor: the report's day, against which relative dates and dates without a year are read.
        year_hint: the year of dates without one where there is no anchor.

    Returns:
        Mentions in order of appearance, without overlaps. `start` is None where a date cannot be
        resolved; `problem` says why a date is impossible.

    Examples:
        >>> import datetime as dt
        >>> [m.start.isoformat() for m in find_dates("on 18-19 June 2024", None)]
        ['2024-06-18']
        >>> find_dates("on 31 June 2024", None)[0].problem
        'June has 30 days'
        >>> find_dates("He arrived on Tuesday", dt.date(2024, 6, 20))[0].start.isoformat()
        '2024-06-18'
        >>> find_dates("He is due on Tuesday", dt.date(2024, 6, 20))[0].start.isoformat()
        '2024-06-25'
        >>> find_dates("from March 5 to 8 next year", dt.date(2020, 12, 7))[0].end.isoformat()
        '2021-03-08'
    """
    found = sorted(_iterate(text, DateContext(anchor, year_hint)), key=lambda mention: mention.span)
    return tuple(found)


def complete_years(mentions: tuple[DateMention, ...]) -> tuple[DateMention, ...]:
    """Give dates without a year the year of the nearest earlier mention that has one.

    Only dates that no anchor could resolve are completed.
    """
    completed: list[DateMention] = []
    last_year: int | None = None
    for mention in mentions:
        current = mention
        if current.start is None and not current.problem and last_year is not None:
            current = _complete_year(current, last_year)
        elif current.start is not None and (
            current.start.precision is not Precision.YEAR or last_year is None
        ):
            last_year = current.start.year
        completed.append(current)
    return tuple(completed)


def _complete_year(mention: DateMention, year: int) -> DateMention:
    again = find_dates(mention.text, None, year)
    if not again or again[0].start is None:
        return mention
    return evolve(mention, start=again[0].start, end=again[0].end, kind=DateKind.RELATIVE)
