"""Names reduced to what their spellings share, and texts split into words to look up."""

import re
import unicodedata
from functools import cache

from attrs import frozen

_LETTERS = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "ß": "ss",
    "þ": "th",
    "ð": "d",
}
_FOLDED = str.maketrans(
    _LETTERS | dict.fromkeys("-‐‑–—/,", " ") | dict.fromkeys("'’ʼ`´.()\"", None)
)
_COMBINING = re.compile(r"[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0670]+")
_TOKEN = re.compile(r"[^\W_]+(?:['’ʼ.][^\W_]+)*(?:\.['’ʼ]s\b|\.?)")
_POSSESSIVE = re.compile(r"['’ʼ]s\Z|['’ʼ]\Z")


@cache
def fold_name(text: str) -> str:
    """Reduce a name to what its spellings share: case, accents, hyphens and dots are dropped.

    Examples:
        >>> fold_name("Kim Jong-un") == fold_name("KIM Jong Un")
        True
        >>> fold_name("Côte d'Ivoire")
        'cote divoire'
        >>> fold_name("Путин")
        'путин'
    """
    if text.isascii():
        return " ".join(text.lower().translate(_FOLDED).split())
    spread = _COMBINING.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return unicodedata.normalize("NFKC", " ".join(spread.translate(_FOLDED).split()))


def is_abbreviation(name: str) -> bool:
    """Whether a name is written in capitals only, such as US, DPRK or U.K.

    Examples:
        >>> is_abbreviation("U.K."), is_abbreviation("us"), is_abbreviation("Oman")
        (True, False, False)
    """
    if not name.isascii() or not name.isupper():
        return False
    return 1 < sum(map(str.isalpha, name)) <= 6


@frozen
class Token:
    """One word of a text with its place, its folded form, and whether it begins with a capital."""

    start: int
    end: int
    folded: str
    is_capital: bool
    is_upper: bool


def split_tokens(text: str) -> list[Token]:
    """Split a text into words for name look-up; a possessive ending is left off.

    Examples:
        >>> [token.folded for token in split_tokens("Putin's visit to Côte d’Ivoire")]
        ['putin', 'visit', 'to', 'cote', 'divoire']
    """
    tokens = []
    for match in _TOKEN.finditer(text):
        raw = match.group()
        if raw.endswith(".") and "." not in raw[:-1]:
            raw = raw[:-1]
        word = _POSSESSIVE.sub("", raw)
        start = match.start()
        tokens.append(
            Token(
                start,
                start + len(word),
                fold_name(word),
                not word[:1].islower(),
                is_abbreviation(word),
            )
        )
    return tokens
