"""The dateline of an agency's report: `LAHORE, Pakistan, Dec 25 (Meridian) -`."""

import re

from attrs import frozen

from legation.domain.report import Span
from legation.reading.calendar_words import MONTH_PATTERN

_PLACE = (
    r"(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ'’.]+(?:[ -][A-ZÀ-Þ][A-ZÀ-Þ'’.]*){0,3})"
    r"(?:, [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?)?"
)
_DATE = rf"(?P<date>(?:{MONTH_PATTERN} \d{{1,2}}|\d{{1,2}} {MONTH_PATTERN})(?:,? \d{{4}})?)"
_AGENCY = r"\((?P<agency>[A-Za-z][\w /.&’'-]{1,40})\)"
_DATELINE = re.compile(rf"(?:{_PLACE},? ?)?(?:{_DATE})? ?(?:{_AGENCY})? ?(?:--?|–|—|:)\s")
_SEARCHED_LINES = 8


@frozen
class Dateline:
    """What a dateline says.

    Attributes:
        span: where it stands, the dash included.
        place: the city as written, empty where none.
        date_text: the date as written, empty where none.
        agency: who is named in brackets, empty where nobody is.
    """

    span: Span
    place: str
    date_text: str
    agency: str


def find_dateline(text: str) -> Dateline | None:
    r"""The dateline at the beginning of one of a text's first lines.

    Examples:
        >>> find_dateline("Modi drops in\n\nLAHORE, Pakistan, Dec 25 (Meridian) - He came.").place
        'LAHORE'
        >>> find_dateline("July 5, 2024 - He came.").date_text
        'July 5, 2024'
        >>> find_dateline("He came - and went.") is None
        True
    """
    position = 0
    for _ in range(_SEARCHED_LINES):
        match = _DATELINE.match(text, position)
        if match is not None and (match["date"] or (match["place"] and match["agency"])):
            span = Span(*match.span())
            return Dateline(span, match["place"] or "", match["date"] or "", match["agency"] or "")
        position = text.find("\n", position) + 1
        if position == 0:
            return None
    return None
