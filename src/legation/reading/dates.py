"""Dates in a text: in figures and words, ranges, relative to the report's day, and impossible ones."""

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator

from attrs import evolve, frozen

from legation.domain.dates import PartialDate, Precision
from legation.domain.report import DateKind, DateMention, Span
from legation.reading.calendar_words import (
    COUNT_PATTERN,
    MONTH_PATTERN,
    ORDINAL_PATTERN,
    WEEKDAY_PATTERN,
    YEAR_WORDS_PATTERN,
    read_count,
    read_day_number,
    read_month,
    read_weekday,
    read_year_words,
)

_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|{ORDINAL_PATTERN})"
_YEAR = rf"(?:\d{{4}}(?!\d)|{YEAR_WORDS_PATTERN})"
_WD = rf"(?:(?P<weekday>{WEEKDAY_PATTERN}),? (?:the )?)?"
_DASH = r"\s?(?:-|–|—|to|until|through|and)\s?"
_MONTH_DAY = rf"{_WD}(?P<month>{MONTH_PATTERN}) (?:the )?(?P<day>{_DAY})\b(?:,? (?P<year>{_YEAR}))?"
_DAY_MONTH = rf"{_WD}(?:the )?(?P<day>{_DAY})(?: of|,)? (?P<month>{MONTH_PATTERN})\b(?:,? (?P<year>{_YEAR}))?"


@frozen
class _Context:
    """What an incomplete date is read against."""

    anchor: dt.date | None
    year_hint: int | None


_Reader = Callable[[re.Match[str], _Context], DateMention | None]


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


def _read_year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if text.isdigit() else read_year_words(text)


def _mention(
    match: re.Match[str],
    kind: DateKind,
    start: PartialDate | None,
    end: PartialDate | None = None,
    weekday: str | None = None,
    problem: str = "",
) -> DateMention:
    if problem:
        kind = DateKind.IMPOSSIBLE
    return DateMention(
        Span(*match.span()),
        match.group(),
        kind,
        start,
        end or start,
        read_weekday(weekday) if weekday else None,
        problem,
    )


def _nearest_year(month: int, day: int | None, context: _Context) -> int | None:
    if context.anchor is None:
        return context.year_hint
    best, gap = None, None
    for year in (context.anchor.year - 1, context.anchor.year, context.anchor.year + 1):
        found, _ = make_date(year, month, day or 15)
        if found is None:
            continue
        distance = abs((found.earliest - context.anchor).days)
        if gap is None or distance < gap:
            best, gap = year, distance
    return best


def _read_full(match: re.Match[str], context: _Context) -> DateMention | None:
    parts = match.groupdict()
    month, day = read_month(parts["month"]), read_day_number(parts["day"])
    year = _read_year(parts["year"]) or _nearest_year(month, day, context)
    if year is None:
        if make_date(2024, month, day)[1]:
            return _mention(match, DateKind.IMPOSSIBLE, None, problem=make_date(2024, month, day)[1])
        return _mention(match, DateKind.ABSOLUTE, None, weekday=parts.get("weekday"))
    found, problem = make_date(year, month, day)
    kind = DateKind.ABSOLUTE if parts["year"] else DateKind.RELATIVE
    return _mention(match, kind, found, weekday=parts.get("weekday"), problem=problem)


def _read_range(match: re.Match[str], context: _Context) -> DateMention | None:
    parts = match.groupdict()
    last_month = read_month(parts.get("month2") or parts["month"])
    first_month = read_month(parts["month"])
    year = _read_year(parts["year"]) or _nearest_year(last_month, None, context)
    if year is None:
        return _mention(match, DateKind.RANGE, None)
    first_year = _read_year(parts.get("year1")) or (year - 1 if first_month > last_month else year)
    start, problem = make_date(first_year, first_month, read_day_number(parts["day"]))
    end, end_problem = make_date(year, last_month, read_day_number(parts["day2"]))
    problem = problem or end_problem
    if start and end and end.earliest < start.earliest:
        problem = "the period ends before it starts"
    return _mention(match, DateKind.RANGE, start, end, problem=problem)


def _read_iso(match: re.Match[str], _context: _Context) -> DateMention | None:
    parts = match.groupdict()
    day = int(parts["day"]) if parts["day"] else None
    found, problem = make_date(int(parts["year"]), int(parts["month"]), day)
    return _mention(match, DateKind.ABSOLUTE, found, problem=problem)


def _read_numeric(match: re.Match[str], _context: _Context) -> DateMention | None:
    first, second, year = (int(match[name]) for name in ("first", "second", "year"))
    orders = {(month, day) for month, day in ((first, second), (second, first)) if month <= 12}
    good = [date for month, day in orders if (date := make_date(year, month, day)[0])]
    if "." in match.group():
        good = [date for date in (make_date(year, second, first)[0],) if date]
    if not good:
        return _mention(match, DateKind.IMPOSSIBLE, None, problem="no calendar has this date")
    found = good[0] if len(good) == 1 else PartialDate(year)
    return _mention(match, DateKind.ABSOLUTE, found)


def _read_month_year(match: re.Match[str], context: _Context) -> DateMention | None:
    month = read_month(match["month"])
    year = _read_year(match["year"]) or _nearest_year(month, None, context)
    found = PartialDate(year, month) if year else None
    kind = DateKind.ABSOLUTE if match["year"] else DateKind.RELATIVE
    return _mention(match, kind, found)


def _read_bare_year(match: re.Match[str], _context: _Context) -> DateMention | None:
    text = match["year"]
    year = _read_year(text)
    return _mention(match, DateKind.ABSOLUTE, PartialDate(year)) if year else None


def _read_year_range(match: re.Match[str], _context: _Context) -> DateMention | None:
    first = int(match["year1"])
    last = int(match["year2"]) if len(match["year2"]) == 4 else first // 100 * 100 + int(match["year2"])
    problem = "the period ends before it starts" if last < first else ""
    return _mention(match, DateKind.RANGE, PartialDate(first), PartialDate(last), problem=problem)


_NAMED_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def _read_named_day(match: re.Match[str], context: _Context) -> DateMention | None:
    if context.anchor is None:
        return _mention(match, DateKind.RELATIVE, None)
    day = context.anchor + dt.timedelta(days=_NAMED_DAYS[match["named"].lower()])
    return _mention(match, DateKind.RELATIVE, PartialDate.from_date(day))


def _read_weekday_only(match: re.Match[str], context: _Context) -> DateMention | None:
    if context.anchor is None:
        return _mention(match, DateKind.RELATIVE, None, weekday=None)
    wanted = read_weekday(match["weekday"])
    back = (context.anchor.weekday() - wanted) % 7
    ahead = (wanted - context.anchor.weekday()) % 7
    word = (match["which"] or "").lower()
    if word == "next":
        shift = ahead or 7
    elif word in {"last", "past"}:
        shift = -(back or 7)
    elif word in {"this", "coming"}:
        shift = ahead
    else:
        shift = ahead if ahead < back else -back
    return _mention(
        match, DateKind.RELATIVE, PartialDate.from_date(context.anchor + dt.timedelta(days=shift))
    )


def _shift_months(day: dt.date, months: int) -> PartialDate:
    index = day.year * 12 + day.month - 1 + months
    return PartialDate(index // 12, index % 12 + 1)


def _read_relative_unit(match: re.Match[str], context: _Context) -> DateMention | None:
    if context.anchor is None:
        return _mention(match, DateKind.RELATIVE, None)
    word, unit = match["which"].lower(), match["unit"].lower()
    step = {"next": 1, "coming": 1, "last": -1, "past": -1, "previous": -1}.get(word, 0)
    if unit == "year":
        return _mention(match, DateKind.RELATIVE, PartialDate(context.anchor.year + step))
    if unit == "month":
        return _mention(match, DateKind.RELATIVE, _shift_months(context.anchor, step))
    monday = context.anchor - dt.timedelta(days=context.anchor.weekday()) + dt.timedelta(weeks=step)
    span = [PartialDate.from_date(monday + dt.timedelta(days=days)) for days in (0, 6)]
    if unit == "weekend":
        span[0] = PartialDate.from_date(monday + dt.timedelta(days=5))
    return _mention(match, DateKind.RELATIVE, span[0], span[1])


def _read_distance(match: re.Match[str], context: _Context) -> DateMention | None:
    count = read_count(match["count"])
    if context.anchor is None or count is None:
        return _mention(match, DateKind.RELATIVE, None)
    unit = match["unit"].lower().rstrip("s")
    sign = -1 if (match["ago"] or "").lower() in {"ago", "earlier"} else 1
    if unit == "year":
        return _mention(match, DateKind.RELATIVE, PartialDate(max(context.anchor.year + sign * count, 1)))
    if unit == "month":
        return _mention(match, DateKind.RELATIVE, _shift_months(context.anchor, sign * count))
    days = count * (7 if unit == "week" else 1)
    day = context.anchor + dt.timedelta(days=sign * days)
    return _mention(match, DateKind.RELATIVE, PartialDate.from_date(day))


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])" + pattern + r"(?![\w]|-\d)", re.IGNORECASE)


_RULES: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_compile(r"(?P<year>\d{4})-(?P<month>\d{2})(?:-(?P<day>\d{2}))?"), _read_iso),
    (
        _compile(
            rf"(?:from )?{_WD}(?P<month>{MONTH_PATTERN}) (?P<day>{_DAY})(?:,? (?P<year1>\d{{4}}))?{_DASH}"
            rf"(?:{WEEKDAY_PATTERN},? )?(?P<month2>{MONTH_PATTERN}) (?P<day2>{_DAY})(?:,? (?P<year>{_YEAR}))?"
        ),
        _read_range,
    ),
    (
        _compile(
            rf"(?:from )?{_WD}(?P<day>{_DAY})(?: of)? (?P<month>{MONTH_PATTERN})(?:,? (?P<year1>\d{{4}}))?{_DASH}"
            rf"(?:{WEEKDAY_PATTERN},? )?(?P<day2>{_DAY})(?: of)? (?P<month2>{MONTH_PATTERN})(?:,? (?P<year>{_YEAR}))?"
        ),
        _read_range,
    ),
    (
        _compile(
            rf"(?:from )?{_WD}(?P<month>{MONTH_PATTERN}) (?P<day>{_DAY}){_DASH}(?P<day2>{_DAY})\b(?:,? (?P<year>{_YEAR}))?"
        ),
        _read_range,
    ),
    (
        _compile(
            rf"(?:from )?{_WD}(?P<day>{_DAY}){_DASH}(?P<day2>{_DAY})(?: of)? (?P<month>{MONTH_PATTERN})\b(?:,? (?P<year>{_YEAR}))?"
        ),
        _read_range,
    ),
    (_compile(_DAY_MONTH), _read_full),
    (_compile(_MONTH_DAY), _read_full),
    (_compile(r"(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>\d{4})"), _read_numeric),
    (_compile(rf"(?P<month>{MONTH_PATTERN}),?(?: of)? (?P<year>{_YEAR})"), _read_month_year),
    (
        _compile(r"(?:between |from )?(?P<year1>1[5-9]\d\d|20\d\d)(?:-|–|—| to | and )(?P<year2>\d{4}|\d{2})"),
        _read_year_range,
    ),
    (_compile(r"(?P<named>today|tonight|yesterday|tomorrow)"), _read_named_day),
    (
        _compile(
            r"(?:(?P<which>next|last|this|past|coming) )?"
            r"(?P<weekday>(?-i:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday))"
        ),
        _read_weekday_only,
    ),
    (
        _compile(r"(?:later |earlier )?(?P<which>next|last|this|coming|past|previous) (?P<unit>weekend|week|month|year)"),
        _read_relative_unit,
    ),
    (
        _compile(rf"(?P<count>{COUNT_PATTERN}) (?P<unit>days?|weeks?|months?|years?) (?P<ago>ago|earlier|from now)"),
        _read_distance,
    ),
    (_compile(rf"in (?P<count>{COUNT_PATTERN}) (?P<unit>days|weeks|months|years)(?P<ago>)' time"), _read_distance),
    (
        _compile(
            rf"(?:in|early|late|mid|since|until|by|of|during|before|after|year|from|summer|spring|autumn|fall|winter)"
            rf"(?:-| )(?P<year>[12]\d{{3}}|3\d{{3}}|{YEAR_WORDS_PATTERN})(?!\s?(?:%|percent|people|soldiers|troops|km|miles"
            r"|tons|tonnes|dollars|euros|warheads|missiles|years|days|men|women|delegates|workers|metres|meters|kg))"
        ),
        _read_bare_year,
    ),
    (_compile(r"(?P<year>(?:1[5-9]\d\d|2[0-9]\d\d))(?=\s*(?:[.,;:!?)\]—–]|\Z|\n))"), _read_bare_year),
    (_compile(rf"(?:in|since|until|by|late|early|mid|last|this|next) (?P<month>{MONTH_PATTERN})(?P<year>)"), _read_month_year),
)


def _iterate(text: str, context: _Context) -> Iterator[DateMention]:
    taken: list[tuple[int, int]] = []
    for pattern, read in _RULES:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            mention = read(match, context)
            if mention is not None:
                taken.append(match.span())
                yield mention


def find_dates(text: str, anchor: dt.date | None, year_hint: int | None = None) -> tuple[DateMention, ...]:
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
    """
    found = sorted(_iterate(text, _Context(anchor, year_hint)), key=lambda mention: mention.span)
    return tuple(found)


def complete_years(mentions: tuple[DateMention, ...], text: str) -> tuple[DateMention, ...]:
    """Give dates without a year the year of the nearest earlier mention that has one.

    Only dates that no anchor could resolve are completed.
    """
    completed, last_year = [], None
    for mention in mentions:
        current = mention
        if current.start is None and not current.problem and last_year is not None:
            again = find_dates(current.text, None, last_year)
            if again and again[0].start is not None:
                current = evolve(
                    current, start=again[0].start, end=again[0].end, kind=DateKind.RELATIVE
                )
        elif current.start is not None and current.start.precision is not Precision.YEAR:
            last_year = current.start.year
        elif current.start is not None and last_year is None:
            last_year = current.start.year
        completed.append(current)
    return tuple(completed)
