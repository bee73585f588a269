"""Scales in which findings are worded: likelihood, confidence, quad classes."""

from functools import cache
from typing import Any

from attrs import frozen

from legation.errors import InputError
from legation.ontology.datafiles import read_yaml


@frozen
class LikelihoodBand:
    """A word of likelihood and its range.

    Attributes:
        band_id: `likely`; the tails end in `_tail`.
        word: the word that is printed; the tails share their neighbour's.
        low: probability from which it applies, included.
        high: probability up to which it applies, not included; included for the last band.
        range_text: the range as printed: `55-80 %`.
    """

    band_id: str
    word: str
    low: float
    high: float
    range_text: str

    @property
    def is_tail(self) -> bool:
        """Whether the band lies outside the 1-99 % of the directive."""
        return self.band_id.endswith("_tail")


@frozen
class QuadClass:
    """One of the four classes of events."""

    number: int
    quad_id: str
    label: str
    sentence: str


@frozen
class ConfidenceLevel:
    """A level of confidence and the conditions under which it applies.

    Attributes:
        level_id: `high`, `moderate` or `low`.
        min_cases: cases that the reference class must have.
        max_interval_width: width that the 80 % interval may have, 0 to 1.
        beats_base_rate: whether the method must have beaten the base rate in the backtest.
    """

    level_id: str
    min_cases: int
    max_interval_width: float
    beats_base_rate: bool


@cache
def load_likelihood_bands() -> tuple[LikelihoodBand, ...]:
    """Load the bands of likelihood, from the lowest to the highest; they tile 0 to 1.

    Source:
        Intelligence Community Directive 203, Analytic Standards, January 2015. The tails below 1 %
        and from 99 % are ours.
    """
    return tuple(
        LikelihoodBand(row["id"], row["word"], row["low"], row["high"], row["range_text"])
        for row in _read_scales()["likelihood"]
    )


def describe_likelihood(probability: float) -> LikelihoodBand:
    """Find the word of likelihood for a probability.

    Args:
        probability: 0 to 1. An end shared by two bands belongs to the upper one.

    Raises:
        InputError: if it is not between 0 and 1.

    Examples:
        >>> band = describe_likelihood(0.63)
        >>> f"{band.word} ({band.range_text})"
        'likely (55-80 %)'
        >>> describe_likelihood(0.05).word
        'very unlikely'
        >>> describe_likelihood(0.002).range_text
        'under 1 %'
    """
    if not 0.0 <= probability <= 1.0:
        raise InputError(f"{probability} is not a probability: give a number from 0 to 1")
    return next(band for band in reversed(load_likelihood_bands()) if probability >= band.low)


@cache
def load_quad_classes() -> dict[int, QuadClass]:
    """Load the four classes of events, keyed by number.

    Examples:
        >>> load_quad_classes()[3].label
        'verbal conflict'
    """
    return {
        row["number"]: QuadClass(row["number"], row["id"], row["label"], row["sentence"])
        for row in _read_scales()["quad_classes"]
    }


@cache
def load_confidence_levels() -> tuple[ConfidenceLevel, ...]:
    """Load the levels of confidence, the highest first."""
    return tuple(
        ConfidenceLevel(
            row["id"], row["min_cases"], row["max_interval_width"], row["beats_base_rate"]
        )
        for row in _read_scales()["confidence"]["levels"]
    )


def load_confidence_rule() -> str:
    """Load the rule of confidence as it is printed in a briefing's methods.

    Examples:
        >>> load_confidence_rule().startswith("Confidence is high where")
        True
    """
    rule: str = _read_scales()["confidence"]["rule"]
    return rule.strip()


def rate_confidence(cases: int, interval_width: float, *, beats_base_rate: bool) -> ConfidenceLevel:
    """Rate the confidence in a forecast by the printed rule.

    Args:
        cases: cases in the reference class.
        interval_width: width of the 80 % interval, 0 to 1.
        beats_base_rate: whether the method beat the base rate in the backtest.

    Raises:
        InputError: if the cases are negative or the width is not between 0 and 1.

    Examples:
        >>> rate_confidence(80, 0.15, beats_base_rate=True).level_id
        'high'
        >>> rate_confidence(80, 0.15, beats_base_rate=False).level_id
        'moderate'
        >>> rate_confidence(9, 0.15, beats_base_rate=True).level_id
        'low'
    """
    if cases < 0 or not 0.0 <= interval_width <= 1.0:
        raise InputError(
            f"{cases} cases and a width of {interval_width} cannot be rated: give cases from 0 up "
            "and a width from 0 to 1"
        )
    return next(
        level
        for level in load_confidence_levels()
        if cases >= level.min_cases
        and interval_width <= level.max_interval_width
        and (beats_base_rate or not level.beats_base_rate)
    )


@cache
def _read_scales() -> dict[str, Any]:
    return read_yaml("scales.yaml")
