"""Choose how groups are drawn toward the class, and score that on later cases."""

import math
from collections.abc import Sequence

from attrs import frozen

from legation.outlook.evidence import Tally, transfer_prior, weigh_prior
from legation.outlook.parameters import GROUPS, classify_value

STRENGTHS = (10.0, 20.0, 40.0, 80.0)
VALID_FROM, TEST_FROM = 0.5, 0.75
MIN_EARLIER = 10
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


@frozen
class Answers:
    """All windows of one question in order of their opening: after engagements, at other times."""

    after: list[Answered]
    placebo: list[Answered]


def score_later(answers: Answers, start: float, stop: float, strength: float) -> Scores:
    """Fit on windows that closed before a part of the cases begins, score on that part.

    Args:
        answers: one question's.
        start: where the scored part begins, as a share of the windows after engagements.
        stop: where it ends.
        strength: cases that the transferred class rate weighs as many as.
    """
    rows = answers.after
    later = rows[int(len(rows) * start) : int(len(rows) * stop)]
    earlier = [row for row in rows if later and row.deadline < later[0].opens]
    if len(earlier) < MIN_EARLIER:
        return Scores(0, 0.0, 0.0, 0.0, 0.0)
    others = [row for row in answers.placebo if row.deadline < later[0].opens]
    cuts = cut_thirds([row.value for row in earlier])
    rates = {group: _rate_group(earlier, others, cuts, group, strength) for group in GROUPS}
    base = (sum(row.yes for row in earlier) + 0.5) / (len(earlier) + 1)
    given = [(rates[classify_value(row.value, cuts)], row.yes) for row in later]
    count = len(later)
    return Scores(
        count,
        sum(_log_loss(rate, yes) for rate, yes in given) / count,
        sum(_log_loss(base, row.yes) for row in later) / count,
        sum((rate - yes) ** 2 for rate, yes in given) / count,
        sum((base - row.yes) ** 2 for row in later) / count,
    )


def _rate_group(
    earlier: Sequence[Answered],
    others: Sequence[Answered],
    cuts: tuple[float, float],
    group: str,
    strength: float,
) -> float:
    """The forecast for a group, as the package makes it."""
    near, near_others = (
        _tally([row for row in rows if classify_value(row.value, cuts) == group])
        for rows in (earlier, others)
    )
    prior, worth = transfer_prior(_tally(earlier), _tally(others), near_others)
    weight = weigh_prior(near, strength, worth)
    return (near.yes + weight * prior) / (near.cases + weight)


def _tally(rows: Sequence[Answered]) -> Tally:
    return Tally(len(rows), sum(row.yes for row in rows))


def _log_loss(rate: float, yes: bool) -> float:
    bounded = min(max(rate, _FLOOR), 1 - _FLOOR)
    return -math.log(bounded if yes else 1 - bounded)


def total_loss(questions: Sequence[Answers], strength: float) -> float:
    """Log loss on the validation part, summed over questions."""
    scores = [score_later(one, VALID_FROM, TEST_FROM, strength) for one in questions]
    return round(sum(one.log_groups * one.cases for one in scores), 9)


def choose_strength(questions: Sequence[Answers]) -> float:
    """The strength with the best log score on the validation part, over all questions."""
    return min(STRENGTHS, key=lambda strength: (total_loss(questions, strength), strength))


def prefers_groups(questions: Sequence[Answers], strength: float) -> bool:
    """Whether groups beat the class rate on the validation part, over all questions."""
    scores = [score_later(one, VALID_FROM, TEST_FROM, strength) for one in questions]
    return sum((one.log_groups - one.log_class) * one.cases for one in scores) < 0
