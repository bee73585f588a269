"""The engagement that a report is about: who visits whom, when, at which level."""

from enum import StrEnum

from attrs import frozen

from legation.domain.dates import PartialDate
from legation.domain.report import Span


class EngagementKind(StrEnum):
    """What kind of contact it is."""

    VISIT = "visit"
    MEETING = "meeting"
    MULTILATERAL = "multilateral"
    CALL = "call"
    NONE = "none"


class Level(StrEnum):
    """The rank of those who meet."""

    LEADER = "leader"
    FOREIGN_MINISTER = "foreign_minister"
    ENVOY = "envoy"
    UNKNOWN = "unknown"


class Standing(StrEnum):
    """What the report says of its reality."""

    HELD = "held"
    UNDERWAY = "underway"
    ANNOUNCED = "announced"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    DENIED = "denied"
    UNCLEAR = "unclear"


@frozen
class Party:
    """One side of an engagement.

    Attributes:
        state_id: the state.
        person_id: who stands for it, empty where the report names nobody.
        name: as the report gives it.
        title: the office as the report gives it.
    """

    state_id: str
    person_id: str = ""
    name: str = ""
    title: str = ""


@frozen
class Engagement:
    """A visit or meeting as a report states it.

    Attributes:
        kind: what kind of contact; NONE where the report has no engagement and the pair of states
            is only the one most written about.
        visitor: who travels; the first named where nobody does.
        host: who receives.
        others: further states that take part.
        level: rank.
        place: city or site, empty where not stated.
        place_state: the state in which the place lies, empty where not stated.
        start: first day, None where not stated or impossible.
        end: last day.
        date_text: the date as written, also an impossible one.
        standing: announced, held, cancelled, denied.
        spans: where it was read, in order of appearance.
        certainty: 0 to 1, by a printed rule.
        doubts: what is unsure, one clause each.
    """

    kind: EngagementKind
    visitor: Party
    host: Party
    others: tuple[str, ...] = ()
    level: Level = Level.UNKNOWN
    place: str = ""
    place_state: str = ""
    start: PartialDate | None = None
    end: PartialDate | None = None
    date_text: str = ""
    standing: Standing = Standing.UNCLEAR
    spans: tuple[Span, ...] = ()
    certainty: float = 0.0
    doubts: tuple[str, ...] = ()
