"""Numbers, months and weekdays as words."""

import re

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
_UNITS = [
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
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
NUMBER_WORDS = {word: number for number, word in enumerate(_UNITS)}
NUMBER_WORDS |= {word: 20 + 10 * index for index, word in enumerate(_TENS)}
NUMBER_WORDS |= {"a": 1, "an": 1, "couple": 2, "dozen": 12}
ORDINAL_WORDS = {word: number for number, word in enumerate(_ORDINALS)}
ORDINAL_WORDS |= {"twentieth": 20, "thirtieth": 30}
ORDINAL_WORDS |= {
    f"{tens}-{unit}": base + number
    for tens, base in (("twenty", 20), ("thirty", 30))
    for number, unit in enumerate(_ORDINALS)
    if 0 < number < 10
}

MONTH_PATTERN = (
    r"(?-i:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept\.?|Sep\.?|Oct\.?|Nov\.?|Dec\.?)"
)
WEEKDAY_PATTERN = (
    r"(?-i:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|Mon\.|Tues?\.|Wed\.|Thurs?\.|Thu\.|Fri\.|Sat\.|Sun\.)"
)
ORDINAL_PATTERN = "(?:" + "|".join(sorted(ORDINAL_WORDS, key=len, reverse=True)) + ")"
_SMALL = "(?:" + "|".join([*_UNITS[1:], *_TENS]) + ")"
YEAR_WORDS_PATTERN = (
    rf"(?:(?:nineteen|eighteen|seventeen|twenty) (?:hundred|oh[- ]{_SMALL}"
    rf"|{_SMALL}(?:[- ]{_SMALL})?)"
    rf"|two thousand(?: (?:and )?{_SMALL}(?:[- ]{_SMALL})?)?)"
)
COUNT_PATTERN = rf"(?:\d{{1,3}}|{_SMALL}|a|an|a couple of|a few|several)"


def read_month(word: str) -> int:
    """The number of a month's name or abbreviation.

    Examples:
        >>> read_month("Sept.")
        9
    """
    return MONTHS[word.lower().rstrip(".")]


def read_weekday(word: str) -> int:
    """The number of a weekday, Monday 0."""
    return WEEKDAYS[word.lower().rstrip(".")]


def read_day_number(word: str) -> int:
    """A day of the month in figures or words.

    Examples:
        >>> read_day_number("18th"), read_day_number("twenty-first")
        (18, 21)
    """
    figures = re.match(r"\d{1,2}", word)
    return int(figures.group()) if figures else ORDINAL_WORDS[word.lower().replace(" ", "-")]


def read_count(word: str) -> int | None:
    """A small number in figures or words, None for vague ones (a few, several).

    Examples:
        >>> read_count("two"), read_count("a"), read_count("several")
        (2, 1, None)
    """
    if word.isdigit():
        return int(word)
    lowered = word.lower()
    if lowered == "a couple of":
        return 2
    return NUMBER_WORDS.get(lowered)


def read_year_words(words: str) -> int:
    """A year written in words.

    Examples:
        >>> read_year_words("nineteen ninety-one"), read_year_words("two thousand and eight")
        (1991, 2008)
        >>> read_year_words("twenty twenty-four"), read_year_words("nineteen hundred")
        (2024, 1900)
    """
    parts = words.lower().replace("-", " ").replace(" and ", " ").split()
    if parts[:2] == ["two", "thousand"]:
        return 2000 + sum(NUMBER_WORDS[part] for part in parts[2:])
    century = NUMBER_WORDS[parts[0]] * 100
    rest = [part for part in parts[1:] if part not in {"hundred", "oh"}]
    return century + sum(NUMBER_WORDS[part] for part in rest)
