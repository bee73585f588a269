"""The history of a pair of states."""

import datetime as dt

from attrs import frozen

from legation.domain.actors import Dyad
from legation.domain.citation import Reference, Statement
from legation.domain.dates import PartialDate
from legation.domain.events import Visit


@frozen
class TimelineEntry:
    """One dated fact on the timeline.

    Attributes:
        kind: `summit`, `treaty`, `nuclear_test`, `visit`, `rupture`, `record`, ...
        importance: 1 turning point, 2 notable, 3 detail.
    """

    day: PartialDate
    end: PartialDate
    kind: str
    title: str
    importance: int
    statement: Statement


@frozen
class SeriesPoint:
    """One month of coded events from source to target.

    Attributes:
        month: its first day.
        cooperation: events of verbal and material cooperation, count.
        conflict: events of verbal and material conflict, count.
        intensity_goldstein: mean intensity, -10 to +10, None for a month without events.
        covered_days: days of the month for which the record holds any events of any dyad.
    """

    month: dt.date
    cooperation: int
    conflict: int
    intensity_goldstein: float | None
    covered_days: int


@frozen
class RelationSeries:
    """Monthly series of one direction of a dyad."""

    dyad: Dyad
    points: tuple[SeriesPoint, ...]
    reference: Reference


@frozen
class SeriesBreak:
    """A month from which a series runs on another level."""

    dyad: Dyad
    month: dt.date
    measure: str
    before: float
    after: float
    statement: Statement


@frozen
class ContactYear:
    """High-level contacts of a pair in one year, from the almanac."""

    year: int
    leader_visits: int
    minister_visits: int


@frozen
class History:
    """What is known of two states before a day.

    Attributes:
        states: the pair, visitor first.
        summary: a paragraph that only says what the figures and the timeline show.
        timeline: oldest first.
        visits: the last high-level contacts, newest first.
        contacts: per year, oldest first; years of the almanac's coverage only.
        series: both directions; empty where the record holds nothing.
        breaks: oldest first.
        comparisons: against the pair's own past and against its peers.
        alliances: treaties and alliances in force, and those ended.
        alignment: voting alignment, as facts with their last year.
        gaps: what could not be established.
    """

    states: tuple[str, str]
    summary: tuple[Statement, ...]
    timeline: tuple[TimelineEntry, ...]
    visits: tuple[Visit, ...]
    contacts: tuple[ContactYear, ...]
    contacts_reference: Reference | None
    series: tuple[RelationSeries, ...]
    breaks: tuple[SeriesBreak, ...]
    comparisons: tuple[Statement, ...]
    alliances: tuple[Statement, ...]
    alignment: tuple[Statement, ...]
    gaps: tuple[Statement, ...]
