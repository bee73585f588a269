"""Days that keep their precision: 2024-06-18, 2024-06 or 2024."""

import calendar
import datetime as dt
import re
from enum import StrEnum
from typing import Self

from attrs import frozen

_PATTERN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")
_MONTHS = tuple(calendar.month_name)


class Precision(StrEnum):
    """How exactly a day is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@frozen(order=True)
class PartialDate:
    """A calendar date of which the day, or month and day, may be unknown.

    Examples:
        >>> PartialDate.parse("2024-06").latest
        datetime.date(2024, 6, 30)
        >>> PartialDate.parse("2024-06-18").describe()
        '18 June 2024'
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse what no calendar holds: raises ValueError."""
        if self.day is not None and self.month is None:
            raise ValueError("a day of the month needs its month")
        month = 1 if self.month is None else self.month
        dt.date(self.year, month, 1 if self.day is None else self.day)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

        Raises:
            ValueError: if the text is no such date.
        """
        match = _PATTERN.match(text.strip())
        if match is None:
            raise ValueError(f"'{text}' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        return cls(year, month, day)

    @classmethod
    def from_date(cls, day: dt.date) -> Self:
        """Keep a full date."""
        return cls(day.year, day.month, day.day)

    @property
    def precision(self) -> Precision:
        """The smallest unit that is known."""
        if self.day is not None:
            return Precision.DAY
        return Precision.MONTH if self.month is not None else Precision.YEAR

    @property
    def earliest(self) -> dt.date:
        """The first day that this date can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> dt.date:
        """The last day that this date can mean."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def isoformat(self) -> str:
        """The date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def describe(self) -> str:
        """The date as a reader says it: `18 June 2024`, `June 2024`, `2024`."""
        words = [str(self.day)] if self.day is not None else []
        words += [_MONTHS[self.month]] if self.month is not None else []
        return " ".join([*words, str(self.year)])

    def describe_when(self) -> str:
        """The date with its preposition.

        Examples:
            >>> PartialDate(2024, 6, 18).describe_when(), PartialDate(2024, 6).describe_when()
            ('on 18 June 2024', 'in June 2024')
        """
        return f"{'on' if self.day is not None else 'in'} {self.describe()}"

    def overlaps(self, start: dt.date, end: dt.date) -> bool:
        """Whether some day of this date lies within start..end, both included."""
        return self.earliest <= end and self.latest >= start


def parse_partial(text: str | None) -> PartialDate | None:
    """Read a table's date cell: empty or None is unknown."""
    return PartialDate.parse(text) if text else None
