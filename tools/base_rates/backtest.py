"""Choose how strongly groups are drawn toward the class, and score that on later cases."""

import math
from collections.abc import Sequence

from attrs import frozen

from legation.outlook.parameters import GROUPS, classify_value

STRENGTHS = (2.0, 5.0, 10.0, 20.0, 40.0, 80.0, 160.0)
VALID_FROM, TEST_FROM = 0.5, 0.75
_FLOOR = 0.01


@frozen
class Answered:
    """One window with its answer.

    Attributes:
        opens: first day, as an ordinal.
        deadline: last day.
        value: the measure that groups pairs, known before the window.
        yes: whether it happened.
    """

    opens: int
    deadline: int
    value: float
    yes: bool


@frozen
class Scores:
    """Mean scores on later windows: of the groups' rates, and of the class rate alone."""

    cases: int
    log_groups: float
    log_class: float
    brier_groups: float
    brier_class: float


def cut_thirds(values: Sequence[float]) -> tuple[float, float]:
    """The values that part sorted ones into thirds."""
    ordered = sorted(values)
    if not ordered:
        return 0.0, 0.0
    return ordered[(len(ordered) - 1) // 3], ordered[2 * (len(ordered) - 1) // 3]


def score_later(rows: Sequence[Answered], start: float, stop: float, strength: float) -> Scores:
    """Fit on windows that closed before a part of the cases begins, score on that part.

    Args:
        rows: in order of their opening.
        start: where the scored part begins, as a share of all rows.
        stop: where it ends.
        strength: cases that the class weighs as many as.
    """
    later = rows[int(len(rows) * start) : int(len(rows) * stop)]
    earlier = [row for row in rows if later and row.deadline < later[0].opens]
    if not later or not earlier:
        return Scores(0, 0.0, 0.0, 0.0, 0.0)
    cuts = cut_thirds([row.value for row in earlier])
    prior = (sum(row.yes for row in earlier) + 0.5) / (len(earlier) + 1)
    rates = {}
    for group in GROUPS:
        part = [row for row in earlier if classify_value(row.value, cuts) == group]
        rates[group] = (sum(row.yes for row in part) + strength * prior) / (len(part) + strength)
    given = [(rates[classify_value(row.value, cuts)], row.yes) for row in later]
    count = len(later)
    return Scores(
        count,
        sum(_log_loss(rate, yes) for rate, yes in given) / count,
        sum(_log_loss(prior, row.yes) for row in later) / count,
        sum((rate - yes) ** 2 for rate, yes in given) / count,
        sum((prior - row.yes) ** 2 for row in later) / count,
    )


def _log_loss(rate: float, yes: bool) -> float:
    bounded = min(max(rate, _FLOOR), 1 - _FLOOR)
    return -math.log(bounded if yes else 1 - bounded)


def choose_strength(questions: Sequence[Sequence[Answered]]) -> float:
    """The strength with the best log score on the validation part, over all questions."""
    def total(strength: float) -> float:
        scores = [score_later(rows, VALID_FROM, TEST_FROM, strength) for rows in questions]
        return sum(one.log_groups * one.cases for one in scores)

    return min(STRENGTHS, key=lambda strength: (round(total(strength), 9), strength))
