"""States, persons, offices and the terms in which persons held them."""

import datetime as dt
from enum import StrEnum

from attrs import frozen

from legation.domain.dates import PartialDate


class Office(StrEnum):
    """The offices that the almanac follows."""

    HEAD_OF_STATE = "head_of_state"
    HEAD_OF_GOVERNMENT = "head_of_government"
    FOREIGN_MINISTER = "foreign_minister"
    OTHER = "other"


@frozen
class State:
    """A state as it was called on a day.

    Attributes:
        state_id: ISO 3166-1 alpha-3, or the almanac's own for historic states.
        name: short English name on that day.
        adjective: `Russian`; the name where none is known.
        capital: its capital on that day, empty where not established.
        region: UN M49 region.
        subregion: UN M49 subregion.
    """

    state_id: str
    name: str
    adjective: str = ""
    capital: str = ""
    region: str = ""
    subregion: str = ""


@frozen
class Person:
    """A person known to the almanac."""

    person_id: str
    name: str
    born: PartialDate | None = None
    died: PartialDate | None = None


@frozen
class Term:
    """One person's time in one office.

    Attributes:
        end: the last day, None while open.
        verified_through: for an open term, the last day on which it is verified.
        effective: whether the holder had the executive power in fact.
    """

    person_id: str
    person_name: str
    state_id: str
    office: Office
    title: str
    start: PartialDate
    end: PartialDate | None
    effective: bool = False
    acting: bool = False
    verified_through: dt.date | None = None
    source_ids: tuple[str, ...] = ()

    def covers(self, day: dt.date) -> bool:
        """Whether the almanac knows that the person held the office on that day."""
        if day < self.start.latest:
            return False
        if self.end is not None:
            return day <= self.end.earliest
        return self.verified_through is not None and day <= self.verified_through

    def touches(self, day: dt.date) -> bool:
        """Whether the person may have held the office then, dates of low precision read widely."""
        if day < self.start.earliest:
            return False
        if self.end is not None:
            return day <= self.end.latest
        return self.verified_through is not None and day <= self.verified_through


@frozen(order=True)
class Dyad:
    """An ordered pair of states: source acts toward target."""

    source: str
    target: str

    def reverse(self) -> "Dyad":
        """The same pair, the other way round."""
        return Dyad(self.target, self.source)

    @property
    def pair(self) -> tuple[str, str]:
        """The two states, in alphabetical order."""
        first, second = sorted((self.source, self.target))
        return first, second
