"""Patterns of months, quarters, seasons and decades, and of days that are counted out."""

from __future__ import annotations

import calendar
import datetime as dt
from random import Random

from .date_patterns import ranges, relative, styles
from .date_rules import DAY, Meaning, Pattern, months, one, past
from .words import MONTHS, WEEKDAYS, Day, ordinal_figure, spelled


def partial() -> list[Pattern]:
    """Months, parts of years, quarters, seasons, decades."""

    def month(write: str, rule: str) -> Pattern:
        def pattern(day: dt.date, rng: Random) -> Meaning:
            year, number = months(day, -rng.randint(2, 200))
            phrase = write.replace("M", MONTHS[number - 1], 1).replace("Y", str(year))
            return Meaning(phrase, "in", f"{year}-{number:02d}", "", "month", rule)

        return pattern

    def year(write: str, rule: str) -> Pattern:
        def pattern(day: dt.date, rng: Random) -> Meaning:
            number = day.year - rng.randint(1, 25)
            return Meaning(write.replace("Y", str(number)), "in", str(number), "", "year", rule)

        return pattern

    def stretch(write: str, first: int, last: int, rule: str) -> Pattern:
        def pattern(day: dt.date, rng: Random) -> Meaning:
            number = day.year - rng.randint(1, 20)
            turn = number + (last < first)
            phrase = write.replace("YY", f"{number}-{(number + 1) % 100:02d}").replace(
                "Y", str(number)
            )
            return Meaning(
                phrase, "in", f"{number}-{first:02d}", f"{turn}-{last:02d}", "month", rule
            )

        return pattern

    def decade(write: str) -> Pattern:
        def pattern(_: dt.date, rng: Random) -> Meaning:
            number = rng.choice((1950, 1960, 1970, 1980, 1990))
            return Meaning(
                write.replace("D", str(number)), "noun", f"{number}s", "", "decade", "decade"
            )

        return pattern

    found = [month(w, "month") for w in ("M Y", "the month of M Y", "M of Y")]
    found += [
        month(w, "part-of-month")
        for w in ("early M Y", "mid-M Y", "late M Y", "the middle of M Y", "the last days of M Y")
    ]
    found += [
        year(w, "part-of-year")
        for w in ("early Y", "mid-Y", "late Y", "the course of Y", "the first months of Y")
    ]
    found += [year(w, "year") for w in ("Y", "the year Y")]
    found += [
        stretch(w, a, b, "quarter")
        for w, a, b in (
            ("Q1 Y", 1, 3),
            ("the second quarter of Y", 4, 6),
            ("Q3 Y", 7, 9),
            ("the final quarter of Y", 10, 12),
        )
    ]
    found += [
        stretch(w, a, b, "half-year")
        for w, a, b in (("the first half of Y", 1, 6), ("H2 Y", 7, 12))
    ]
    found += [
        stretch(w, a, b, "season")
        for w, a, b in (
            ("the spring of Y", 3, 5),
            ("summer Y", 6, 8),
            ("the autumn of Y", 9, 11),
            ("the winter of YY", 12, 2),
        )
    ]
    return found + [decade(w) for w in ("the Ds", "the early Ds", "the late Ds")]


def counted() -> list[Pattern]:
    """The n-th weekday, the last week, the eve."""

    def nth(day: dt.date, rng: Random) -> Meaning:
        first, number, weekday = past(day, rng).replace(day=1), rng.randint(1, 4), rng.randint(0, 6)
        then = first + ((weekday - first.weekday()) % 7 + 7 * (number - 1)) * DAY
        word = ("first", "second", "third", "fourth")[number - 1]
        return one(f"the {word} {WEEKDAYS[weekday]} of {then:%B %Y}", "on", then, "nth-weekday")

    def final(day: dt.date, rng: Random) -> Meaning:
        then = past(day, rng)
        last = then.replace(day=calendar.monthrange(then.year, then.month)[1])
        return one(f"the last day of {last:%B %Y}", "on", last, "edge-of-month")

    def eve(day: dt.date, rng: Random) -> Meaning:
        then = past(day, rng)
        return one(f"the eve of {Day.of(then):dmy}", "on", then - DAY, "around-a-day")

    def after(day: dt.date, rng: Random) -> Meaning:
        then, number = past(day, rng), rng.randint(2, 9)
        return one(
            f"{spelled(number)} days after {Day.of(then):mdy}",
            "bare",
            then + number * DAY,
            "around-a-day",
        )

    def ordinal(day: dt.date, rng: Random) -> Meaning:
        number = rng.randint(1, 28)
        year, month = months(day, 0 if number <= day.day else -1)
        return one(
            f"the {ordinal_figure(number)}", "on", dt.date(year, month, number), "the-18th-past"
        )

    def short(day: dt.date, rng: Random) -> Meaning:
        then = past(day, rng, 300)
        return one(f"{Day.of(then):{rng.choice(('md', 'dm'))}}", "on", then, "no-year-past")

    return [nth, nth, final, eve, after, ordinal, short, short]


def patterns() -> list[Pattern]:
    """All patterns."""
    return [*styles(), *ranges(), *relative(), *partial(), *counted()]
