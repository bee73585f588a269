"""Small choices of words that several steps share."""

from collections.abc import Sequence

_WITH_ARTICLE = frozenset(
    (
        *("United States", "United Kingdom", "United Arab Emirates", "Soviet Union", "Netherlands"),
        *("Philippines", "Bahamas", "Gambia", "Maldives", "Marshall Islands", "Solomon Islands"),
        *("Comoros", "Seychelles", "Czech Republic", "Dominican Republic", "Holy See"),
        *("Central African Republic", "Democratic Republic of the Congo", "Vatican"),
        *("Republic of the Congo", "Federal Republic of Yugoslavia", "United Arab Republic"),
        *("Federated States of Micronesia",),
    )
)


def name_state(name: str) -> str:
    """A state's name as it stands in a sentence.

    Examples:
        >>> name_state("United States"), name_state("Japan")
        ('the United States', 'Japan')
    """
    return f"the {name}" if name in _WITH_ARTICLE else name


def begin_sentence(text: str) -> str:
    """A text with its first letter in upper case.

    Examples:
        >>> begin_sentence("the United States agreed.")
        'The United States agreed.'
    """
    return text[:1].upper() + text[1:]


def plural(count: int, noun: str) -> str:
    """A count with its noun.

    Examples:
        >>> plural(1, "visit"), plural(3, "visit")
        ('1 visit', '3 visits')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def count_times(count: int) -> str:
    """How often, in words that read well.

    Examples:
        >>> count_times(0), count_times(1), count_times(2), count_times(7)
        ('not once', 'once', 'twice', '7 times')
    """
    return ("not once", "once", "twice")[count] if count < 3 else f"{count} times"


def join_words(words: Sequence[str]) -> str:
    """A list as a reader says it.

    Examples:
        >>> join_words(["a"]), join_words(["a", "b"]), join_words(["a", "b", "c"])
        ('a', 'a and b', 'a, b and c')
    """
    return " and ".join([part for part in (", ".join(words[:-1]), *words[-1:]) if part])


def format_share(share: float) -> str:
    """A share as it is printed, with a decimal below 1 % and above 99 %, never as 0 or 100 %.

    Examples:
        >>> format_share(0.63), format_share(0.004), format_share(0.00001), format_share(0.99999)
        ('63 %', '0.4 %', '<0.1 %', '>99.9 %')
    """
    if share < 0.0005:
        return "<0.1 %"
    if share > 0.9995:
        return ">99.9 %"
    return f"{100 * share:.0f} %" if 0.01 <= share <= 0.99 else f"{100 * share:.1f} %"
