"""How states, days, counts and shares stand in a sentence."""

import datetime as dt

_MONTHS = tuple(dt.date(2000, month, 1).strftime("%B") for month in range(1, 13))
MIN_SHARE = 5
_PLURAL_NAMES = ("Netherlands", "Philippines", "Bahamas", "Maldives", "Comoros", "Seychelles")
_ARTICLE_STARTS = (
    "United ",
    "Democratic Republic",
    "Republic of",
    "Holy See",
    "Gambia",
    "Central African",
)
_ARTICLE_ENDS = ("Republic", "Islands", "Union", "Emirates")


def place_name(name: str) -> str:
    """A state's name with the article that it takes inside a sentence.

    Examples:
        >>> place_name("United States"), place_name("Japan"), place_name("Marshall Islands")
        ('the United States', 'Japan', 'the Marshall Islands')
    """
    takes_article = (
        name in _PLURAL_NAMES or name.startswith(_ARTICLE_STARTS) or name.endswith(_ARTICLE_ENDS)
    )
    return f"the {name}" if takes_article else name


def open_sentence(text: str) -> str:
    """The text with its first letter as a capital.

    Examples:
        >>> open_sentence("the United States met Japan.")
        'The United States met Japan.'
    """
    return text[:1].upper() + text[1:]


def say_day(day: dt.date) -> str:
    """A day as a reader says it.

    Examples:
        >>> say_day(dt.date(2024, 6, 18))
        '18 June 2024'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def say_share(part: int, whole: int) -> str:
    """A share with the counts behind it; no percentage below five.

    Examples:
        >>> say_share(2, 5)
        '2 of 5 (40 %)'
        >>> say_share(3, 3)
        '3 of 3'
    """
    if whole < MIN_SHARE:
        return f"{part} of {whole}"
    return f"{part} of {whole} ({100 * part / whole:.0f} %)"


def count_noun(count: int, noun: str, plural: str = "") -> str:
    """A count with its noun.

    Examples:
        >>> count_noun(1, "entry", "entries"), count_noun(3, "event")
        ('1 entry', '3 events')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {plural or noun + 's'}"


def join_names(names: list[str]) -> str:
    """Names in one line.

    Examples:
        >>> join_names(["China", "Japan", "Russia"])
        'China, Japan and Russia'
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
