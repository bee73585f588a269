"""Dates that count from the report's day: yesterday, on Tuesday, next month, two weeks ago."""

import datetime as dt
import re

from legation.domain.dates import PartialDate
from legation.domain.report import DateKind, DateMention
from legation.reading.calendar_words import COUNT_PATTERN, read_count, read_weekday
from legation.reading.date_building import DateContext, Reader, build_mention
from legation.reading.date_rules import compile_rule

_NAMED_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_STEPS = {"next": 1, "coming": 1, "following": 1, "last": -1, "past": -1, "previous": -1}
_REPORTED = re.compile(
    r"\b(?:said|says|told|announced|reported|wrote|stated|denied|confirmed|added)\b[^.;]{0,30}\Z"
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|(?:is|are|was|were|due|set|scheduled|expected|plan\w*|about) to|due"
    r"|scheduled"
    r"|set for|expected|planned)\b[^.;]{0,60}\Z"
)
_LOOK_BACK = 90


def _read_named_day(match: re.Match[str], context: DateContext) -> DateMention:
    if context.anchor is None:
        return build_mention(match, DateKind.RELATIVE, None)
    day = context.anchor + dt.timedelta(days=_NAMED_DAYS[match["named"].lower()])
    return build_mention(match, DateKind.RELATIVE, PartialDate.from_date(day))


def _lies_ahead(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - _LOOK_BACK) : match.start()]
    return _AHEAD.search(before) is not None and _REPORTED.search(before) is None


def _read_weekday_only(match: re.Match[str], context: DateContext) -> DateMention:
    if context.anchor is None:
        return build_mention(match, DateKind.RELATIVE, None)
    back = (context.anchor.weekday() - read_weekday(match["weekday"])) % 7
    ahead = -back % 7
    word = (match["which"] or "").lower()
    if word in {"next", "following"}:
        shift = ahead or 7
    elif word in {"last", "past"}:
        shift = -(back or 7)
    elif word in {"this", "coming"} or _lies_ahead(match):
        shift = ahead
    else:
        shift = -back
    day = context.anchor + dt.timedelta(days=shift)
    return build_mention(match, DateKind.RELATIVE, PartialDate.from_date(day))


def _shift_months(day: dt.date, months: int) -> PartialDate:
    index = day.year * 12 + day.month - 1 + months
    return PartialDate(index // 12, index % 12 + 1)


def _read_unit(match: re.Match[str], context: DateContext) -> DateMention:
    if context.anchor is None:
        return build_mention(match, DateKind.RELATIVE, None)
    step, unit = _STEPS.get(match["which"].lower(), 0), match["unit"].lower()
    if unit == "year":
        return build_mention(match, DateKind.RELATIVE, PartialDate(context.anchor.year + step))
    if unit == "month":
        return build_mention(match, DateKind.RELATIVE, _shift_months(context.anchor, step))
    monday = context.anchor - dt.timedelta(days=context.anchor.weekday()) + dt.timedelta(weeks=step)
    first = monday + dt.timedelta(days=5) if unit == "weekend" else monday
    last = monday + dt.timedelta(days=6)
    return build_mention(
        match, DateKind.RELATIVE, PartialDate.from_date(first), PartialDate.from_date(last)
    )


def _read_distance(match: re.Match[str], context: DateContext) -> DateMention:
    count = read_count(match["count"])
    if context.anchor is None or count is None:
        return build_mention(match, DateKind.RELATIVE, None)
    unit = match["unit"].lower().rstrip("s")
    sign = -1 if (match["ago"] or "").lower() in {"ago", "earlier"} else 1
    if unit == "year":
        year = max(context.anchor.year + sign * count, 1)
        return build_mention(match, DateKind.RELATIVE, PartialDate(year))
    if unit == "month":
        return build_mention(match, DateKind.RELATIVE, _shift_months(context.anchor, sign * count))
    days = sign * count * (7 if unit == "week" else 1)
    day = context.anchor + dt.timedelta(days=days)
    return build_mention(match, DateKind.RELATIVE, PartialDate.from_date(day))


_UNITS = r"(?P<unit>days?|weeks?|months?|years?)"
RELATIVE_RULES: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (compile_rule(pattern), reader)
    for pattern, reader in (
        (r"(?P<named>today|tonight|yesterday|tomorrow)", _read_named_day),
        (
            r"(?:(?P<which>next|last|this|past|coming|following) )?"
            r"(?P<weekday>(?-i:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday))",
            _read_weekday_only,
        ),
        (
            r"(?:later |earlier )?(?P<which>next|last|this|coming|following|past|previous)"
            r" (?P<unit>weekend|week|month|year)",
            _read_unit,
        ),
        (rf"(?P<count>{COUNT_PATTERN}) {_UNITS} (?P<ago>ago|earlier|from now)", _read_distance),
        (
            rf"in (?P<count>{COUNT_PATTERN}) (?P<unit>days|weeks|months|years)(?P<ago>)' time",
            _read_distance,
        ),
    )
)
