"""When an engagement takes place, among all the dates of a report."""

import datetime as dt
import re
from bisect import bisect_left
from collections import defaultdict

from attrs import frozen

from legation.domain.dates import PartialDate, Precision
from legation.domain.engagement import Standing
from legation.domain.report import DateKind, DateMention, Report, Span
from legation.reading.calendar_words import read_count
from legation.reading.cases import Case
from legation.reading.contacts import Scene
from legation.reading.dateline import Dateline
from legation.reading.triggers import find_triggers

_STOPPED = {Standing.ANNOUNCED, Standing.CANCELLED, Standing.POSTPONED}
_HAPPENED = {Standing.HELD, Standing.UNDERWAY}
_REPORTED = re.compile(
    r"\b(?:said|says|told(?: \w+){1,5}|announced|reported|wrote|stated|denied|confirmed|called off"
    r"|cancelled|postponed|was surprised|declared|tweeted)(?: \w+){0,2}? (?:on )?\Z",
    re.I,
)
_BACKGROUND = re.compile(
    r"\b(?:since|until|till|after|before|of|than|from)(?: the)?(?: \w+)?\s\Z", re.I
)
_ARRIVAL = re.compile(
    r"\b(?:arriv\w+|land(?:ed|s)?|touched down|flew|flown|came to|began|opened|opens|received"
    r"|welcomed"
    r"|greeted|set foot|set out)\b",
    re.I,
)
_LEAVING = re.compile(
    r"\b(?:came home|comes home|returned|flew home|left|leav\w+|wrapp\w+ up|conclud\w+|ended|end of"
    r"|last day|final day)\b",
    re.I,
)
_DURATION = re.compile(
    r"\b(?P<count>two|three|four|five|six|seven|\d)-day (?:\w+ ){0,2}(?:visit|trip|tour|summit"
    r"|stay|talks"
    r"|meeting|journey)"
    r"|\b(?:visit|stay|trip|tour) of (?P<count2>two|three|four|five|six|seven) days",
    re.I,
)
_CLOSING = re.compile(
    r"\b(?:end of|last day|final day|wrapp\w+|conclud\w+|ended|came home)\b", re.I
)
_NTH_DAY = re.compile(r"\b(?P<nth>second|third|fourth) (?:and last |and final )?day of\b", re.I)
_NTH = {"second": 1, "third": 2, "fourth": 3}
_NEAR_DAYS, _YEAR_DAYS, _VISIT_DAYS = 45, 400, 10


@frozen
class Occasion:
    """The days of an engagement; all empty where none is stated."""

    start: PartialDate | None
    end: PartialDate | None
    text: str


def choose_days(
    report: Report, case: Case, standing: Standing, dateline: Dateline | None
) -> Occasion:
    """The days that the sentences about an engagement give it.

    Args:
        report: with its dates, resolved as far as they can be.
        case: the engagement's sentences.
        standing: planned ones lie behind the day of publication, past ones do not.
        dateline: its date is that of the report, and never counts.
    """
    published = report.published.earliest if report.published else None
    scores: dict[tuple[PartialDate | None, str], float] = defaultdict(float)
    samples: dict[tuple[PartialDate | None, str], DateMention] = {}
    for scene, weight in case.scenes:
        for date in _dates_inside(report, scene, dateline):
            key = (date.start, "" if date.start else date.text)
            score = weight * _weigh_precision(date) * _weigh_role(report, scene, date)
            scores[key] += score * _weigh_day(date, published, standing)
            best = samples.setdefault(key, date)
            if date.end != date.start and best.end == best.start:
                samples[key] = date
    if not scores:
        return Occasion(None, None, "")
    chosen = samples[_find_finer(scores, samples)]
    return _refine(
        report, case, Occasion(chosen.start, chosen.end, chosen.text), standing, dateline
    )


def _dates_inside(report: Report, scene: Scene, dateline: Dateline | None) -> list[DateMention]:
    hidden = dateline.span if dateline else Span(0, 0)
    span = scene.sentence.span
    first = bisect_left(report.dates, span.start, key=lambda date: date.span.start)
    last = bisect_left(report.dates, span.end, key=lambda date: date.span.start)
    return [
        date
        for date in report.dates[first:last]
        if not hidden.start <= date.span.start < hidden.end
    ]


def _find_finer(
    scores: dict[tuple[PartialDate | None, str], float],
    samples: dict[tuple[PartialDate | None, str], DateMention],
) -> tuple[PartialDate | None, str]:
    """The best date; where that is a year, month or vague week, the best finer one within it."""
    best = max(scores, key=lambda key: scores[key])
    sample = samples[best]
    if sample.start is None or sample.end is None or not _is_vague(sample):
        return best
    finer = [
        key
        for key in scores
        if key[0] is not None
        and not _is_vague(samples[key])
        and key[0].overlaps(sample.start.earliest, sample.end.latest)
        and scores[key] > 0.35 * scores[best]
    ]
    months = [
        key
        for key in scores
        if key[0] is not None
        and best[0] is not None
        and best[0].precision is Precision.YEAR
        and key[0].precision is Precision.MONTH
        and key[0].year == best[0].year
        and scores[key] > 0.35 * scores[best]
    ]
    return max(finer or months, key=lambda key: scores[key], default=best)


def _is_vague(date: DateMention) -> bool:
    """A year, a month, or a week such as `next week`."""
    if date.start is None or date.end is None or date.start.precision is not Precision.DAY:
        return True
    length = (date.end.latest - date.start.earliest).days
    return date.kind is DateKind.RELATIVE and length > 0


def _weigh_precision(date: DateMention) -> float:
    if date.start is None:
        return 0.9 if date.problem else 0.2
    if date.start.precision is Precision.DAY:
        return 0.9 if _is_vague(date) else 1.2
    return 1.0 if date.start.precision is Precision.MONTH else 0.7


def _weigh_role(report: Report, scene: Scene, date: DateMention) -> float:
    sentence = scene.sentence
    before = report.text[max(sentence.span.start, date.span.start - 40) : date.span.start]
    if _REPORTED.search(before):
        return 0.12
    if _BACKGROUND.search(before) and date.end == date.start:
        return 0.3
    spots = [sentence.span.start + hit.start for hit in find_triggers(sentence.text)]
    distance = min((abs(spot - date.span.start) for spot in spots), default=80)
    return max(0.4, 1.0 - distance / 200)


def _weigh_day(date: DateMention, published: dt.date | None, standing: Standing) -> float:
    if published is None or date.start is None or date.end is None:
        return 1.0
    first, last = date.start.earliest, date.end.latest
    gap = max((first - published).days, (published - last).days, 0)
    factor = 1.0 if gap <= _NEAR_DAYS else 0.6 if gap <= _YEAR_DAYS else 0.08
    if standing in _STOPPED:
        ahead = 1.4 if gap <= _YEAR_DAYS else 0.2
        return factor * (0.1 if last < published else 0.3 if last == published else ahead)
    if standing in _HAPPENED:
        return factor * (0.15 if first > published else 1.0)
    return factor


def _refine(
    report: Report, case: Case, found: Occasion, standing: Standing, dateline: Dateline | None
) -> Occasion:
    """Widen a single day by days of arrival and departure and by a stated duration."""
    is_day = found.start is not None and found.start.precision is Precision.DAY
    if not is_day or found.start != found.end or found.start is None:
        return found
    first = last = found.start.earliest
    if standing in _HAPPENED:
        first, last = _widen(report, case, first, dateline)
    if first == last:
        first, last = _apply_duration(report, case, first, dateline)
    return Occasion(PartialDate.from_date(first), PartialDate.from_date(last), found.text)


def _widen(
    report: Report, case: Case, day: dt.date, dateline: Dateline | None
) -> tuple[dt.date, dt.date]:
    first = last = day
    for scene, _ in case.scenes:
        for date in _dates_inside(report, scene, dateline):
            if date.start is None or date.start.precision is not Precision.DAY:
                continue
            stated = date.start.earliest
            around = report.text[
                max(scene.sentence.span.start, date.span.start - 60) : date.span.start
            ]
            if _REPORTED.search(around):
                continue
            if 0 < (day - stated).days <= _VISIT_DAYS and _ARRIVAL.search(around):
                first = min(first, stated)
            if 0 < (stated - day).days <= _VISIT_DAYS and _LEAVING.search(around):
                last = max(last, stated)
    return first, max(last, day)


def _apply_duration(
    report: Report, case: Case, day: dt.date, dateline: Dateline | None
) -> tuple[dt.date, dt.date]:
    for scene, _ in case.scenes:
        text = scene.sentence.text
        nth = _NTH_DAY.search(text)
        match = _DURATION.search(text)
        days = read_count(match["count"] or match["count2"]) if match else None
        states_day = any(
            date.start == PartialDate.from_date(day)
            for date in _dates_inside(report, scene, dateline)
        )
        if nth is not None and states_day:
            first = day - dt.timedelta(days=_NTH[nth["nth"].lower()])
            return first, max(day, first + dt.timedelta(days=(days or 1) - 1))
        if days is not None and match is not None:
            before = text[max(0, match.start() - 30) : match.start()]
            span = dt.timedelta(days=days - 1)
            return (day - span, day) if _CLOSING.search(before) else (day, day + span)
    return day, day
