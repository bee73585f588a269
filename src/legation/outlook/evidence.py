"""What a forecast rests on: counts in a reference class, at other times, and near at hand."""

from attrs import frozen

from legation.domain.citation import Reference
from legation.domain.outlook import BaseRate
from legation.outlook.intervals import shrink_share, wilson_interval


@frozen
class Tally:
    """How many cases, and how many of them with yes."""

    cases: int
    yes: int

    @property
    def rate(self) -> float:
        """The share, 0 to 1; 0.5 where there are no cases."""
        return self.yes / self.cases if self.cases else 0.5


@frozen
class Evidence:
    """The counts behind one forecast.

    Attributes:
        reference_class: the class in words.
        base: the class.
        placebo: the same pairs at other times; None where the class itself is other times.
        near: the cases nearest to the one at hand: its own pair or its group.
        near_text: what these are, in words; empty where there are none.
        prior: share toward which the near cases are drawn.
        strength: cases that the prior weighs as many as.
        beats_base_rate: whether drawing on the near cases beat the class rate in the backtest.
        comparable: cases of the class that count toward confidence: those without the United States
            where the pair at hand is without it too.
        remaining: length of the window's days to come, as a share of the counted ones.
        scaled: how the rate was scaled, in words; empty where it was not.
    """

    reference_class: str
    base: Tally
    placebo: Tally | None
    near: Tally
    near_text: str
    prior: float
    strength: float
    beats_base_rate: bool
    reference: Reference
    comparable: int
    remaining: float = 1.0
    scaled: str = ""


PLACEBO_STRENGTH = 5.0


def transfer_prior(after: Tally, placebo: Tally, near_placebo: Tally) -> tuple[float, float]:
    """What the class's rate would be for cases that differ from the class at other times too.

    The class's odds are multiplied by the odds ratio between the near cases' placebo windows and
    all placebo windows; the former are first drawn toward the latter with a weight of 5 cases.

    Args:
        after: the class after engagements.
        placebo: the same pairs at other times.
        near_placebo: the near pairs at other times.

    Returns:
        The share, and the number of cases that it is worth: the harmonic sum of both counts.

    Examples:
        >>> share, worth = transfer_prior(Tally(80, 40), Tally(300, 150), Tally(100, 20))
        >>> round(share, 2), round(worth)
        (0.21, 45)
    """
    if not near_placebo.cases or not placebo.cases or not after.cases:
        return after.rate, float(after.cases)
    base, other = _smooth(after), _smooth(placebo)
    total = near_placebo.cases + PLACEBO_STRENGTH
    near = (near_placebo.yes + PLACEBO_STRENGTH * other) / total
    odds = _odds(base) * _odds(near) / _odds(other)
    return odds / (1 + odds), 1 / (1 / after.cases + 1 / total)


def weigh_prior(near: Tally, strength: float, worth: float) -> float:
    """Cases that the prior weighs as many as: all that it is worth where nothing is nearer."""
    return min(strength, worth) if near.cases else worth


def _smooth(tally: Tally) -> float:
    return (tally.yes + 0.5) / (tally.cases + 1)


def _odds(share: float) -> float:
    return share / (1 - share)


def scale_rate(rate: float, remaining: float) -> float:
    """The share for a shorter or longer window, at a constant rate per day.

    Examples:
        >>> scale_rate(0.75, 0.5), scale_rate(0.5, 2.0)
        (0.5, 0.75)
    """
    return rate if remaining == 1.0 else 1.0 - (1.0 - rate) ** remaining


def build_base_rate(evidence: Evidence) -> BaseRate:
    """The class's own share with its interval, for the window at hand; counts as they are."""
    base, placebo, part = evidence.base, evidence.placebo, evidence.remaining
    numbers = (base.rate, *wilson_interval(base.yes, base.cases))
    rate, low, high = (round(scale_rate(number, part), 4) for number in numbers)
    has_placebo = placebo is not None and placebo.cases > 0
    return BaseRate(
        reference_class=evidence.reference_class,
        cases=base.cases,
        yes=base.yes,
        rate=rate,
        low=low,
        high=high,
        method=f"share of the cases{evidence.scaled}; Wilson 80 % interval",
        placebo_cases=placebo.cases if placebo else 0,
        placebo_yes=placebo.yes if placebo else 0,
        placebo_rate=round(scale_rate(placebo.rate, part), 4) if placebo and has_placebo else None,
        reference=evidence.reference,
    )


def estimate_share(evidence: Evidence) -> tuple[float, float, float]:
    """The forecast: near cases drawn toward the prior; share and 80 % interval, rounded."""
    near = evidence.near
    numbers = shrink_share(near.yes, near.cases, evidence.prior, evidence.strength)
    share, low, high = (scale_rate(number, evidence.remaining) for number in numbers)
    shown = round_shown(share)
    return shown, min(round_shown(low), shown), max(round_shown(high), shown)


def round_shown(share: float) -> float:
    """Round to what is printed: whole percents, tenths below 1 % and above 99 %, never 0 or 1.

    Examples:
        >>> round_shown(0.5473), round_shown(0.00312), round_shown(1.0)
        (0.55, 0.003, 0.999)
    """
    return round(share, 2) if 0.01 <= share <= 0.99 else min(max(round(share, 3), 0.001), 0.999)
