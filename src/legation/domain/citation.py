"""Where a statement comes from, and the rule that no number stands without it."""

import datetime as dt
import re
from enum import StrEnum

from attrs import frozen

from legation.errors import UncitedNumberError

_HAS_NUMBER = re.compile(r"\d")


class ReferenceKind(StrEnum):
    """Which kind of knowledge a reference points into."""

    REPORT = "report"
    ALMANAC = "almanac"
    RECORD = "record"
    PARAMETERS = "parameters"
    ONTOLOGY = "ontology"


@frozen
class Source:
    """A publication from which facts were taken, as declared in the almanac's source tables."""

    source_id: str
    publisher: str
    title: str
    date: str = ""
    url: str = ""
    license: str = ""


@frozen
class Reference:
    """What a footnote points to: rows of a table, a computation over the record, a text span.

    Attributes:
        kind: the kind of knowledge.
        key: unique name of the thing: `visits/us-2024-001`, `record/monthly/PRK-RUS`.
        note: what a reader needs to find it again, one sentence without the sources' names.
        source_ids: the publications behind it, keys of the almanac's sources.
        known_on: the day on which it became public, None where it always was.
    """

    kind: ReferenceKind
    key: str
    note: str
    source_ids: tuple[str, ...] = ()
    known_on: dt.date | None = None


@frozen
class Statement:
    """One sentence of a brief, with the references that carry it.

    Raises:
        UncitedNumberError: if the sentence holds a digit and no reference.

    Examples:
        >>> Statement("They met 3 times.", ())
        Traceback (most recent call last):
        ...
        legation.errors.UncitedNumberError: no reference for the number in 'They met 3 times.': ...
    """

    text: str
    references: tuple[Reference, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a number without a reference."""
        if _HAS_NUMBER.search(self.text) and not self.references:
            raise UncitedNumberError(
                f"no reference for the number in '{self.text}': "
                "give the rows or the computation it comes from"
            )


@frozen
class Figure:
    """One number with its unit and the references that carry it.

    Raises:
        UncitedNumberError: if there is no reference.
    """

    value: float
    unit: str
    references: tuple[Reference, ...]

    def __attrs_post_init__(self) -> None:
        """Refuse a number without a reference."""
        if not self.references:
            raise UncitedNumberError(
                f"no reference for the figure {self.value} {self.unit}: "
                "give the rows or the computation it comes from"
            )
