"""How single dates are written, and how each way is read."""

import re

from legation.domain.dates import PartialDate
from legation.domain.report import DateKind, DateMention
from legation.reading.calendar_words import (
    MONTH_PATTERN,
    ORDINAL_PATTERN,
    WEEKDAY_PATTERN,
    YEAR_WORDS_PATTERN,
    read_day_number,
    read_month,
    read_year_words,
)
from legation.reading.date_building import DateContext, Reader, build_mention, make_date

_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|{ORDINAL_PATTERN})"
_YEAR = rf"(?:\d{{4}}(?!\d)|{YEAR_WORDS_PATTERN})"
_YEAR_AFTER = rf"(?:,? (?P<year>{_YEAR})|,? (?P<rel>next|last|this) year)?"
_WD = rf"(?:(?P<weekday>{WEEKDAY_PATTERN}),? (?:the )?)?"
_WD2 = rf"(?:{WEEKDAY_PATTERN},? )?"
_FROM = r"(?:from |between )?"
_DASH = r"\s?(?:-|–|—|to|until|till|through|and)\s?"
_NOT_YEARS = (
    r"(?!\s?(?:%|percent|people|soldiers|troops|km|miles|tons|tonnes|dollars|euros|warheads"
    r"|missiles"
    r"|years|days|men|women|delegates|workers|metres|meters|kg))"
)


def _read_year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if text.isdigit() else read_year_words(text)


def _nearest_year(month: int, day: int | None, context: DateContext) -> int | None:
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


def _find_year(
    parts: dict[str, str | None], month: int, day: int | None, context: DateContext
) -> int | None:
    written = _read_year(parts.get("year"))
    if written is not None:
        return written
    relative = (parts.get("rel") or "").lower()
    if relative and context.anchor is not None:
        return context.anchor.year + {"next": 1, "last": -1}.get(relative, 0)
    return _nearest_year(month, day, context)


def _read_full(match: re.Match[str], context: DateContext) -> DateMention:
    parts = match.groupdict()
    month, day = read_month(match["month"]), read_day_number(match["day"])
    year = _find_year(parts, month, day, context)
    if year is None:
        problem = make_date(2024, month, day)[1]
        return build_mention(
            match, DateKind.ABSOLUTE, None, weekday=parts.get("weekday"), problem=problem
        )
    found, problem = make_date(year, month, day)
    kind = DateKind.ABSOLUTE if parts["year"] else DateKind.RELATIVE
    return build_mention(match, kind, found, weekday=parts.get("weekday"), problem=problem)


def _read_range(match: re.Match[str], context: DateContext) -> DateMention:
    parts = match.groupdict()
    first_month = read_month(match["month"])
    last_month = read_month(parts.get("month2") or match["month"])
    year = _find_year(parts, last_month, None, context)
    if year is None:
        return build_mention(match, DateKind.RANGE, None)
    earlier = year - 1 if first_month > last_month else year
    first_year = _read_year(parts.get("year1")) or earlier
    start, problem = make_date(first_year, first_month, read_day_number(match["day"]))
    end, end_problem = make_date(year, last_month, read_day_number(match["day2"]))
    problem = problem or end_problem
    if start and end and end.earliest < start.earliest:
        problem = "the period ends before it starts"
    return build_mention(match, DateKind.RANGE, start, end, problem=problem)


def _read_iso(match: re.Match[str], _context: DateContext) -> DateMention:
    day = int(match["day"]) if match["day"] else None
    found, problem = make_date(int(match["year"]), int(match["month"] or match["only"]), day)
    return build_mention(match, DateKind.ABSOLUTE, found, problem=problem)


def _read_numeric(match: re.Match[str], _context: DateContext) -> DateMention:
    first, second, year = (int(match[name]) for name in ("first", "second", "year"))
    orders = {(second, first)} if "." in match.group() else {(first, second), (second, first)}
    good = [
        date
        for month, day in sorted(orders)
        if month <= 12 and (date := make_date(year, month, day)[0])
    ]
    if not good:
        problem = "no calendar has this date"
        return build_mention(match, DateKind.IMPOSSIBLE, None, problem=problem)
    found = good[0] if len(good) == 1 else PartialDate(year)
    return build_mention(match, DateKind.ABSOLUTE, found)


def _read_month_year(match: re.Match[str], context: DateContext) -> DateMention:
    month = read_month(match["month"])
    year = _find_year(match.groupdict(), month, None, context)
    if year is None:
        return build_mention(match, DateKind.RELATIVE, None)
    found, problem = make_date(year, month, None)
    kind = DateKind.ABSOLUTE if match["year"] else DateKind.RELATIVE
    return build_mention(match, kind, found, problem=problem)


def _read_bare_year(match: re.Match[str], _context: DateContext) -> DateMention:
    found, problem = make_date(_read_year(match["year"]) or 0, None, None)
    return build_mention(match, DateKind.ABSOLUTE, found, problem=problem)


def _read_year_range(match: re.Match[str], _context: DateContext) -> DateMention:
    first, text = int(match["year1"]), match["year2"]
    last = int(text) if len(text) == 4 else first // 100 * 100 + int(text)
    start, problem = make_date(first, None, None)
    end, end_problem = make_date(last, None, None)
    problem = problem or end_problem
    if start and end and last < first:
        problem = "the period ends before it starts"
    return build_mention(match, DateKind.RANGE, start, end, problem=problem)


def compile_rule(pattern: str) -> re.Pattern[str]:
    """A rule's pattern, at word boundaries and whatever the case."""
    return re.compile(r"(?<![\w-])" + pattern + r"(?![\w]|-\d)", re.IGNORECASE)


_MONTH = rf"(?P<month>{MONTH_PATTERN})"
_MONTH2 = rf"(?P<month2>{MONTH_PATTERN})"
_FIRST, _LAST = rf"(?P<day>{_DAY})", rf"(?P<day2>{_DAY})"
_YEAR1 = r"(?:,? (?P<year1>\d{4}))?"
WRITTEN_RULES: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (compile_rule(pattern), reader)
    for pattern, reader in (
        (
            r"(?P<year>\d{4})-(?:(?P<month>\d{2})-(?P<day>\d{2})|(?P<only>0[1-9]|1[0-2]))",
            _read_iso,
        ),
        (
            rf"{_FROM}{_WD}{_MONTH} {_FIRST}{_YEAR1}{_DASH}{_WD2}{_MONTH2} {_LAST}{_YEAR_AFTER}",
            _read_range,
        ),
        (
            rf"{_FROM}{_WD}{_FIRST}(?: of)? {_MONTH}{_YEAR1}{_DASH}{_WD2}{_LAST}(?: of)? {_MONTH2}"
            rf"{_YEAR_AFTER}",
            _read_range,
        ),
        (rf"{_FROM}{_WD}{_MONTH} {_FIRST}{_DASH}{_LAST}\b{_YEAR_AFTER}", _read_range),
        (rf"{_FROM}{_WD}{_FIRST}{_DASH}{_LAST}(?: of)? {_MONTH}\b{_YEAR_AFTER}", _read_range),
        (rf"{_WD}(?:the )?{_FIRST}(?: of|,)? {_MONTH}\b{_YEAR_AFTER}", _read_full),
        (rf"{_WD}{_MONTH} (?:the )?{_FIRST}\b{_YEAR_AFTER}", _read_full),
        (r"(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>\d{4})", _read_numeric),
        (
            rf"{_MONTH},?(?: of)? (?:(?P<year>{_YEAR})|(?P<rel>next|last|this) year)",
            _read_month_year,
        ),
        (
            r"(?:between |from )?(?P<year1>1[5-9]\d\d|20\d\d)(?:-|–|—| to | and )"
            r"(?P<year2>\d{4}|\d{2})",
            _read_year_range,
        ),
    )
)
YEAR_RULES: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (compile_rule(pattern), reader)
    for pattern, reader in (
        (
            r"(?:in|early|late|mid|since|until|by|of|during|before|after|year|from|summer|spring"
            r"|autumn"
            rf"|fall|winter)(?:-| )(?P<year>[12]\d{{3}}|3\d{{3}}|{YEAR_WORDS_PATTERN}){_NOT_YEARS}",
            _read_bare_year,
        ),
        (r"(?P<year>(?:1[5-9]\d\d|2[0-9]\d\d))(?=\s*(?:[.,;:!?)\]—–]|\Z|\n))", _read_bare_year),
        (
            rf"(?:in|since|until|by|late|early|mid|last|this|next) {_MONTH}(?P<year>)",
            _read_month_year,
        ),
    )
)
