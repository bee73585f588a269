"""Forecasts in words: likelihood with its range and number, confidence with its reason."""

from legation.domain.citation import Statement
from legation.ontology import describe_likelihood
from legation.outlook.evidence import Evidence


def format_percent(share: float) -> str:
    """A share as it is printed.

    Examples:
        >>> format_percent(0.63), format_percent(0.004), format_percent(0.0)
        ('63 %', '0.4 %', '0 %')
    """
    is_whole = 0.01 <= share <= 0.99 or share in {0.0, 1.0}
    return f"{share:.0%}".replace("%", " %") if is_whole else f"{share:.1%}".replace("%", " %")


def word_forecast(evidence: Evidence, share: float, low: float, high: float) -> Statement:
    """The forecast as a sentence that a number never stands in alone.

    Args:
        evidence: the counts.
        share: the probability as printed.
        low: lower end of the 80 % interval.
        high: upper end.
    """
    band = describe_likelihood(share)
    word = band.word[0].upper() + band.word[1:]
    span = f"{format_percent(low)[:-2]}-{format_percent(high)}"
    base = evidence.base
    text = (
        f"{word} ({band.range_text}; model {format_percent(share)}, 80 % interval {span}), from "
        f"{base.yes} of {base.cases} windows in the reference class{evidence.scaled}"
    )
    if evidence.near_text:
        text += f" and {evidence.near.yes} of {evidence.near.cases} {evidence.near_text}"
    if evidence.placebo is not None and evidence.placebo.cases:
        placebo = evidence.placebo
        text += f"; the same pairs at other times: {placebo.yes} of {placebo.cases}"
    return Statement(text + ".", (evidence.reference,))


def explain_confidence(evidence: Evidence, width: float) -> str:
    """Which part of the printed rule applied."""
    points = round(100 * width)
    beats = "beat" if evidence.beats_base_rate else "not shown to beat"
    some = f"{evidence.base.cases} cases"
    if evidence.comparable < evidence.base.cases:
        some += f", of which {evidence.comparable} comparable (without the United States)"
    return f"{some}; interval of {points} points; {beats} the base rate in the backtest"
