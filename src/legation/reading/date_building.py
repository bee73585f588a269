"""What every reader of a date builds: the date, or why it cannot be, and its mention."""

import calendar
import datetime as dt
import re
from collections.abc import Callable

from attrs import frozen

from legation.domain.dates import PartialDate
from legation.domain.report import DateKind, DateMention, Span
from legation.reading.calendar_words import read_weekday


@frozen
class DateContext:
    """What an incomplete date is read against."""

    anchor: dt.date | None
    year_hint: int | None


Reader = Callable[[re.Match[str], DateContext], DateMention]


def make_date(year: int, month: int | None, day: int | None) -> tuple[PartialDate | None, str]:
    """Build a date, or say why it cannot be.

    Examples:
        >>> make_date(2023, 2, 29)
        (None, 'February 2023 has 28 days')
        >>> make_date(2024, 6, 31)
        (None, 'June has 30 days')
    """
    if month is not None and not 1 <= month <= 12:
        return None, f"there is no month {month}"
    if month is not None and day is not None:
        last = calendar.monthrange(year, month)[1] if year else 31
        if not 1 <= day <= last:
            name = calendar.month_name[month]
            return None, f"{name}{f' {year}' if month == 2 else ''} has {last} days"
    try:
        return PartialDate(year, month, day), ""
    except ValueError:
        return None, f"there is no year {year}"


def build_mention(
    match: re.Match[str],
    kind: DateKind,
    start: PartialDate | None,
    end: PartialDate | None = None,
    weekday: str | None = None,
    problem: str = "",
) -> DateMention:
    """The mention at a match; one with a problem is impossible, whatever its kind."""
    return DateMention(
        Span(*match.span()),
        match.group(),
        DateKind.IMPOSSIBLE if problem else kind,
        start,
        end or start,
        read_weekday(weekday) if weekday else None,
        problem,
    )
