"""Third parties, implications as indicators, risks, and what to watch."""

from attrs import frozen

from legation.domain.citation import Reference, Statement


@frozen
class Tie:
    """How a third state is tied to one side: `allied`, `adjacent`, `adversarial`, `member`."""

    kind: str
    toward: str
    statement: Statement


@frozen
class Response:
    """How a third state acted toward one side around earlier engagements.

    Attributes:
        toward: the side.
        measure: what was counted: `conflict events in 14 days`.
        after: mean in the windows after engagements.
        placebo: mean in placebo windows.
        windows: number of windows after engagements.
        placebo_windows: number of placebo windows.
    """

    toward: str
    measure: str
    after: float
    placebo: float
    windows: int
    placebo_windows: int
    statement: Statement


@frozen
class ThirdParty:
    """One third state, its ties and its record."""

    state_id: str
    name: str
    ties: tuple[Tie, ...]
    responses: tuple[Response, ...]


@frozen
class IndicatorPoint:
    """An indicator's value in one year, with the count that it rests on."""

    year: int
    value: float
    count: int


@frozen
class Indicator:
    """A measure with its course over years; never an opinion.

    Attributes:
        theme: `influence`, `multilateralism`, `dialogue`, ...
        label: what is measured, with its unit.
        value: the last value, None where not established.
        unit: `share`, `count`, `index`.
        course: oldest first.
        statement: value and course in one sentence.
    """

    indicator_id: str
    theme: str
    label: str
    value: float | None
    unit: str
    course: tuple[IndicatorPoint, ...]
    statement: Statement
    reference: Reference


@frozen
class Risk:
    """A way in which it may go wrong, with an observable indicator.

    Attributes:
        risk_id: `mistrust`, `regional-complexity`, `domestic-constraints`, `reaction`.
        status: `above threshold`, `below threshold` or `not established`.
        threshold: the value from which the risk counts as showing, in words.
        premortem: how it would look if it had gone wrong, one sentence.
    """

    risk_id: str
    label: str
    indicator: Indicator
    threshold: Statement
    status: str
    premortem: str


@frozen
class WatchItem:
    """Something to watch: what, until when, and what it would mean."""

    what: str
    until: str
    statement: Statement


@frozen
class Reactions:
    """Everything about others: third parties, implications, risks, the watch-list."""

    third_parties: tuple[ThirdParty, ...]
    implications: tuple[Indicator, ...]
    risks: tuple[Risk, ...]
    watch: tuple[WatchItem, ...]
    gaps: tuple[Statement, ...]
