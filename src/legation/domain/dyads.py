"""Forecasts of what one state does toward another, each with what it rests on."""

import datetime as dt

from attrs import field, frozen

from legation.domain.verdicts import Confidence


@frozen
class Driver:
    """Something that moves a probability.

    Attributes:
        label: in words: `this kind lately`.
        detail: the numbers behind it.
        factor: what it multiplies the odds by; above 1 it makes the event more probable.
        probability: with it and all drivers before it, 0 to 1.
    """

    label: str
    detail: str
    factor: float
    probability: float


@frozen
class ForecastScore:
    """How forecasts of a kind and horizon did in the backtest.

    Attributes:
        kind_id: of which kind.
        horizon_days: of which horizon.
        cases: forecasts that were scored.
        yes: how many came true.
        brier: Brier score, lower is better.
        skill: Brier skill over the dyad's own rate, 1 is best, 0 is no better.
        skill_low: lower end of its 95 % interval.
        skill_high: upper end.
        skill_climatology: Brier skill over the rate of all dyads.
        slope: calibration slope, 1 is best; None where too few came true.
    """

    kind_id: str
    horizon_days: int
    cases: int
    yes: int
    brier: float
    skill: float
    skill_low: float
    skill_high: float
    skill_climatology: float
    slope: float | None

    @property
    def beats_own_rate(self) -> bool:
        """Whether the skill is above 0 beyond chance."""
        return self.skill_low > 0


@frozen
class DyadForecast:
    """The probability that one kind of event happens from one state toward another.

    Attributes:
        kind_id: `AGREE`, `verbal_cooperation`, `any`.
        label: the kind in words.
        level: `type`, `class` or `any`.
        source: id of the acting state.
        target: id of the state acted toward.
        probability: 0 to 1, never 0 or 1.
        low: lower end of the 80 % interval.
        high: upper end.
        base_rate: the share of all dyads, seen before, with such an event in such a window.
        own_rate: the same from the dyad's own event-days at a constant rate.
        own_days: days with such an event.
        exposed_days: days with a feed.
        word: ICD 203's word of likelihood.
        range_text: its range.
        confidence: by the printed rule.
        confidence_reason: which part of the rule applied.
        start: the probability of a typical dyad, from which the drivers lead to this one's.
        drivers: what moved it, in the order in which they apply.
        score: of such forecasts in the backtest.
    """

    kind_id: str
    label: str
    level: str
    source: str
    target: str
    probability: float
    low: float
    high: float
    base_rate: float
    own_rate: float
    own_days: int
    exposed_days: int
    word: str
    range_text: str
    confidence: Confidence
    confidence_reason: str
    start: float
    drivers: tuple[Driver, ...]
    score: ForecastScore


@frozen
class DyadOutlook:
    """What is forecast for two states, in both directions.

    Attributes:
        pair: state ids, the acting one of `forecasts` first.
        names: their names.
        issued: the as-of day.
        opens: first day that counts.
        deadline: last day that counts.
        basis: what the numbers rest on, one sentence each.
        forecasts: from the first state toward the second.
        reverse: from the second toward the first.
    """

    pair: tuple[str, str]
    names: tuple[str, str]
    issued: dt.date
    opens: dt.date
    deadline: dt.date
    basis: tuple[str, ...]
    forecasts: tuple[DyadForecast, ...]
    reverse: tuple[DyadForecast, ...] = field(default=())

    @property
    def horizon_days(self) -> int:
        """Days from the first to the last, both included."""
        return (self.deadline - self.opens).days + 1
