"""Patterns of full dates, of runs of days, and of words that are counted from the report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from random import Random

from .date_rules import DAY, Meaning, Pattern, ahead, back, months, one, past
from .words import MONTHS, PRESS, SHORT, WEEKDAYS, Day, Span, spelled


def styles() -> list[Pattern]:
    """A full date in each way of writing it."""

    def made(sort: str, write: Callable[[Day], str], rule: str = "full-date") -> Pattern:
        def pattern(day: dt.date, rng: Random) -> Meaning:
            then = past(day, rng)
            return one(write(Day.of(then)), sort, then, rule)

        return pattern

    names = [
        "dmy",
        "mdy",
        "Wdmy",
        "W,dmy",
        "Wmdy",
        "wab",
        "abdmy",
        "ap",
        "Wap",
        "ord",
        "mord",
        "theord",
        "spell",
        "idate",
    ]
    found = [made("on", lambda d, n=name: format(d, n)) for name in names]  # type: ignore[misc]
    found += [
        made("plain", lambda d: f"{d:iso}", "iso"),
        made("plain", lambda d: f"{d.day:02d}-{SHORT[d.month - 1]}-{d.year}"),
        made("plain", lambda d: f"{d.day}. {MONTHS[d.month - 1]} {d.year}"),
        made("plain", lambda d: f"{d.day} {MONTHS[d.month - 1].upper()} {d.year}"),
        made("plain", lambda d: f"{d.year} {MONTHS[d.month - 1]} {d.day}"),
        made("plain", lambda d: f"{PRESS[d.month - 1]} {d.day} {d.year}"),
    ]
    return found


def ranges() -> list[Pattern]:
    """Runs of days, months and years in each way of writing them."""

    def made(spec: str, low: int, high: int) -> Pattern:
        def pattern(day: dt.date, rng: Random) -> Meaning:
            first = past(day, rng).replace(day=rng.randint(2, 20))
            last = first + rng.randint(low, high) * DAY
            phrase = format(Span(Day.of(first), Day.of(last)), spec)
            lead = "" if spec in ("from", "usfrom", "W", "between", "ords", "full") else "on "
            sort = "span" if not lead else "on"
            return Meaning(phrase, sort, first.isoformat(), last.isoformat(), "day", "day-range")

        return pattern

    found = [
        made(spec, 1, 6)
        for spec in ("dash", "usdash", "usap", "from", "usfrom", "between", "ords", "W")
    ]
    found += [
        made("and", 1, 1),
        made("from", 25, 40),
        made("usfrom", 25, 40),
        made("full", 200, 500),
    ]

    def month_run(day: dt.date, rng: Random) -> Meaning:
        year, month = months(day, -rng.randint(14, 60))
        later = months(dt.date(year, month, 1), rng.randint(1, 3))
        words = rng.choice((("late", "early"), ("mid", "late"), ("early", "mid")))
        joint = [f"{w}-" if w == "mid" else f"{w} " for w in words]
        tail = f"{joint[1]}{MONTHS[later[1] - 1]} {later[0]}"
        head = f"{joint[0]}{MONTHS[month - 1]}" + (f" {year}" if later[0] != year else "")
        return Meaning(
            f"from {head} to {tail}",
            "span",
            f"{year}-{month:02d}",
            f"{later[0]}-{later[1]:02d}",
            "month",
            "month-range",
        )

    def year_run(day: dt.date, rng: Random) -> Meaning:
        first = day.year - rng.randint(8, 30)
        last = first + rng.randint(1, 6)
        phrase = rng.choice(
            (f"from {first} to {last}", f"between {first} and {last}", f"from {first} until {last}")
        )
        return Meaning(phrase, "years", str(first), str(last), "year", "year-range")

    return [*found, month_run, year_run, month_run, year_run]


def relative() -> list[Pattern]:
    """Words that are counted from the day of the report."""

    def week(word: str, shift: int, sort: str) -> Pattern:
        def pattern(day: dt.date, _: Random) -> Meaning:
            monday = day - day.weekday() * DAY + shift * 7 * DAY
            return Meaning(
                word, sort, monday.isoformat(), (monday + 6 * DAY).isoformat(), "day", "this-week"
            )

        return pattern

    def weekday(
        write: str, sort: str, rule: str, find: Callable[[dt.date, int], dt.date]
    ) -> Pattern:
        def pattern(day: dt.date, rng: Random) -> Meaning:
            low = min(day.weekday() + 1, 6) if rule == "this-weekday" else 0
            number = rng.randint(low, 6)
            return one(write.replace("W", WEEKDAYS[number]), sort, find(day, number), rule)

        return pattern

    def ago(day: dt.date, rng: Random) -> Meaning:
        number, weeks = rng.randint(2, 12), rng.random() < 0.4
        unit, size = ("weeks", 7) if weeks else ("days", 1)
        return one(f"{spelled(number)} {unit} ago", "bare", day - number * size * DAY, "days-ago")

    def months_ago(day: dt.date, rng: Random) -> Meaning:
        number = rng.randint(2, 11)
        year, month = months(day, -number)
        return Meaning(
            f"{spelled(number)} months ago",
            "bare",
            f"{year}-{month:02d}",
            "",
            "month",
            "months-ago",
        )

    def years_ago(day: dt.date, rng: Random) -> Meaning:
        number = rng.randint(2, 40)
        return Meaning(
            f"{spelled(number)} years ago", "bare", str(day.year - number), "", "year", "years-ago"
        )

    def named_month(day: dt.date, rng: Random) -> Meaning:
        month = rng.choice([m for m in range(1, 13) if m != day.month])
        year = day.year if month < day.month else day.year - 1
        word = rng.choice(("last {}", "in {}"))
        return Meaning(
            word.format(MONTHS[month - 1]),
            "bare",
            f"{year}-{month:02d}",
            "",
            "month",
            "last-month-name",
        )

    def coming_month(day: dt.date, rng: Random) -> Meaning:
        month = rng.choice([m for m in range(1, 13) if m != day.month])
        year = day.year if month > day.month else day.year + 1
        return Meaning(
            f"next {MONTHS[month - 1]}",
            "next",
            f"{year}-{month:02d}",
            "",
            "month",
            "next-month-name",
        )

    def monday(day: dt.date) -> dt.date:
        return day - day.weekday() * DAY

    return [
        week("this week", 0, "bare"),
        week("last week", -1, "bare"),
        week("next week", 1, "next"),
        weekday("on W", "bare", "weekday-past", back),
        weekday("late on W", "bare", "weekday-past", back),
        weekday("W morning", "on", "weekday-past", back),
        weekday("on W", "next", "weekday-future", ahead),
        weekday("last W", "bare", "last-weekday", lambda d, n: back(d, n, True)),
        weekday("the previous W", "on", "last-weekday", lambda d, n: back(d, n, True)),
        weekday("this W", "next", "this-weekday", lambda d, n: monday(d) + n * DAY),
        weekday("next W", "next", "next-weekday", lambda d, n: monday(d) + (7 + n) * DAY),
        weekday("W week", "next", "weekday-week", lambda d, n: ahead(d, n) + 7 * DAY),
        ago,
        ago,
        months_ago,
        years_ago,
        years_ago,
        named_month,
        named_month,
        coming_month,
    ]
