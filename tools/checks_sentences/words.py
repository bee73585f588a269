"""Days, spans of days and numbers that write themselves in the ways that news reports do."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
SHORT = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
PRESS = [
    "Jan.",
    "Feb.",
    "March",
    "April",
    "May",
    "June",
    "July",
    "Aug.",
    "Sept.",
    "Oct.",
    "Nov.",
    "Dec.",
]
SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ORDINALS = {
    1: "first",
    2: "second",
    3: "third",
    4: "fourth",
    5: "fifth",
    6: "sixth",
    7: "seventh",
    8: "eighth",
    9: "ninth",
    10: "tenth",
    11: "eleventh",
    12: "twelfth",
    13: "thirteenth",
    14: "fourteenth",
    15: "fifteenth",
    16: "sixteenth",
    17: "seventeenth",
    18: "eighteenth",
    19: "nineteenth",
    20: "twentieth",
    30: "thirtieth",
}


def spelled(number: int) -> str:
    """A number below a hundred in words, a larger one in figures with commas."""
    if number < 20:
        return SMALL[number]
    if number < 100:
        tens, rest = divmod(number, 10)
        return TENS[tens] + (f"-{SMALL[rest]}" if rest else "")
    return f"{number:,}"


def ordinal_figure(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 <= number % 100 <= 20 else ending}"


def ordinal_word(number: int) -> str:
    """First, twenty-third; in lower case."""
    if number in ORDINALS:
        return ORDINALS[number]
    tens, rest = divmod(number, 10)
    return f"{TENS[tens]}-{ORDINALS[rest]}" if rest else f"{TENS[tens][:-1]}ieth"


@dataclass(frozen=True)
class Count:
    """A number: `w` in words, `W` with a capital, `f` in figures, `o` as an ordinal word."""

    value: int

    def __format__(self, spec: str) -> str:
        word = spelled(self.value)
        press = word if self.value < 10 else f"{self.value:,}"
        plural = "" if self.value == 1 else "s"
        return {
            "w": word,
            "W": word[0].upper() + word[1:],
            "f": f"{self.value:,}",
            "p": press,
            "o": ordinal_word(self.value) if 0 < self.value < 100 else ordinal_figure(self.value),
            "wdays": f"{word} day{plural}",
            "pdays": f"{press} day{plural}",
            "wnights": f"{word} night{plural}",
            "wyears": f"{word} year{plural}",
            "pyears": f"{press} year{plural}",
        }[spec]


@dataclass(frozen=True)
class Day:
    """A day as written, which need not exist; the weekday is kept apart so that it can be wrong."""

    year: int
    month: int
    day: int
    weekday: int

    @classmethod
    def of(cls, day: dt.date) -> Day:
        """The day with its true weekday."""
        return cls(day.year, day.month, day.day, day.weekday())

    def moved(self, **parts: int) -> Day:
        """The same words with other numbers in them."""
        return replace(self, **parts)

    def __format__(self, spec: str) -> str:
        year, day, week = self.year, self.day, WEEKDAYS[self.weekday]
        month, short, press = MONTHS[self.month - 1], SHORT[self.month - 1], PRESS[self.month - 1]
        return {
            "dmy": f"{day} {month} {year}",
            "mdy": f"{month} {day}, {year}",
            "Wdmy": f"{week} {day} {month} {year}",
            "W,dmy": f"{week}, {day} {month} {year}",
            "Wmdy": f"{week}, {month} {day}, {year}",
            "wab": f"{week[:3]} {day} {short} {year}",
            "abdmy": f"{day} {short} {year}",
            "abdm": f"{day} {short}",
            "ap": f"{press} {day}, {year}",
            "Wap": f"{week}, {press} {day}, {year}",
            "apmd": f"{press} {day}",
            "ord": f"{ordinal_figure(day)} {month} {year}",
            "mord": f"{month} {ordinal_figure(day)}, {year}",
            "theord": f"the {ordinal_figure(day)} of {month} {year}",
            "the": f"the {ordinal_figure(day)}",
            "spell": f"the {ordinal_word(day)} of {month} {year}",
            "spelldm": f"the {ordinal_word(day)} of {month}",
            "dm": f"{day} {month}",
            "md": f"{month} {day}",
            "Wdm": f"{week} {day} {month}",
            "Wmd": f"{week}, {month} {day}",
            "W": week,
            "Wthe": f"{week} the {ordinal_figure(day)}",
            "my": f"{month} {year}",
            "m": month,
            "y": f"{year}",
            "iso": f"{year:04d}-{self.month:02d}-{day:02d}",
            "num": f"{day:02d}.{self.month:02d}.{year}",
            "idate": f"{month} the {ordinal_word(day)}, {year}",
        }[spec]


@dataclass(frozen=True)
class Span:
    """A run of days, from the first through the last."""

    first: Day
    last: Day

    def __format__(self, spec: str) -> str:
        one, two = self.first, self.last
        same_year = one.year == two.year
        same = same_year and one.month == two.month
        if spec == "dash":  # 18-20 June 2024; 30 May-2 June 2024
            head = f"{one.day}" if same else f"{one:dm}" if same_year else f"{one:dmy}"
            return f"{head}-{two:dmy}" if same else f"{head} - {two:dmy}"
        if spec == "usdash":  # June 18-20, 2024
            tail = f"{two.day}, {two.year}" if same else f"{two:mdy}"
            return f"{one:md}-{tail}" if same_year else f"{one:mdy}-{tail}"
        if spec == "usap":
            tail = f"{two.day}, {two.year}" if same else f"{two:ap}"
            return f"{one:apmd}-{tail}" if same_year else f"{one:ap}-{tail}"
        if spec == "from":  # from 18 to 20 June 2024
            head = f"{one.day}" if same else f"{one:dm}" if same_year else f"{one:dmy}"
            return f"from {head} to {two:dmy}"
        if spec == "usfrom":
            return f"from {one:md}{'' if same_year else f', {one.year}'} to {two:mdy}"
        if spec == "fromdm":
            return f"from {one.day if same else format(one, 'dm')} to {two:dm}"
        if spec == "W":  # from Tuesday, June 18, to Thursday, June 20, 2024
            return f"from {one:Wmd}, to {two:Wmdy}"
        if spec == "Wbr":
            return f"from {one:Wdm} until {two:Wdmy}"
        if spec == "between":
            head = f"{one.day}" if same else f"{one:dm}" if same_year else f"{one:dmy}"
            return f"between {head} and {two:dmy}"
        if spec == "and":  # June 18 and 19, 2024: for two days only
            tail = f"{two.day}, {two.year}" if same else f"{two:mdy}"
            return f"{one:md} and {tail}" if same_year else f"{one:mdy}, and {tail}"
        if spec == "through":
            tail = f"{two.day}" if same else f"{two:md}"
            return f"{one:md} through {tail}, {two.year}"
        if spec == "ords":
            head = f"the {ordinal_figure(one.day)}" if same else f"{one:spelldm}"
            return f"from {head} to {two:theord}"
        if spec == "iso":
            return f"{one:iso} to {two:iso}"
        if spec == "arrleft":
            return f"arrived on {one:md} and left on {two:mdy}"
        if spec == "arrleftbr":
            return f"came on {one:dm} and departed on {two:dmy}"
        if spec == "years":
            return f"from {one.year} to {two.year}"
        if spec == "yearsdash":
            return f"{one.year}-{two.year}"
        if spec == "full":
            return f"from {one:dmy} until {two:dmy}"
        if spec == "usfull":
            return f"from {one:mdy}, to {two:mdy}"
        if spec == "months":
            return f"from {one:my} to {two:my}"
        raise KeyError(spec)
