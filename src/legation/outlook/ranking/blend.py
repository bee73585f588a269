"""The names of all numbers that the walk writes, and the weights of what names candidates."""

import numpy as np

from legation.outlook.ranking.arrays import Floats, Ints
from legation.outlook.ranking.contexts import ACTOR, CONTEXTS
from legation.outlook.ranking.memory import HALF_LIVES_DAYS
from legation.outlook.ranking.voices import VOICE_NAMES

_ROUNDS = 50
_FLOOR = 1e-5
_EXTRA = (
    "pair_kernel_raw",
    "pair_kernel_late_raw",
    "like_company",
    "like_deeds",
    "blend",
    "blend_of_best",
    "blend_rank",
    "same_country",
    "sector",
    "asker_sector",
    "country_certainty",
    "trend",
    "asker_relation_total",
    "asker_total",
    "asker_relation_lately",
    "relation_total",
    "is_asker",
)


def list_components() -> tuple[str, ...]:
    """Names of what can name a candidate: contexts at each half-life, and voices."""
    contexts = [context.name for context in CONTEXTS if context.asks == ACTOR]
    counted = [f"{name}@{life:g}d" for name in contexts for life in HALF_LIVES_DAYS]
    return (*counted, *VOICE_NAMES)


def plan_features() -> Ints:
    """Which numbers of each context become features.

    Every second half-life: all five told no more (validation MRR of ICEWS14 0.4951 and 0.4952) and
    cost half as much again. Countries and sectors, which are rarely new, only have shares at one.

    Returns:
        Shape (contexts, half-lives + 1): shares by half-life; then age and count.
    """
    plan = np.zeros((len(CONTEXTS), len(HALF_LIVES_DAYS) + 1), dtype=np.int8)
    for place, context in enumerate(CONTEXTS):
        plan[place, [0, 2, 4, 5] if context.asks == ACTOR else [2]] = 1
    return plan


def list_features() -> tuple[str, ...]:
    """Names of the features of a candidate, in the order in which the walk writes them."""
    names = []
    for context, row in zip(CONTEXTS, plan_features(), strict=True):
        lives = zip(HALF_LIVES_DAYS, row[:-1], strict=True)
        names += [f"{context.name}@{life:g}d" for life, taken in lives if taken]
        if row[-1]:
            names += [f"{context.name}_age", f"{context.name}_count"]
    return (*names, *VOICE_NAMES, *_EXTRA)


def weigh_components(shares: Floats) -> Floats:
    """Weights of a mixture under which the true answers are most likely.

    Args:
        shares: what each component gives the true answer, shape (questions, components).

    Returns:
        Weights that sum to one, shape (components,).

    Source:
        Jelinek and Mercer (1980), Interpolated estimation of Markov source parameters from sparse
        data: deleted interpolation by expectation and maximization.
    """
    weights = np.full(shares.shape[1], 1.0 / shares.shape[1])
    for _ in range(_ROUNDS):
        parts = shares * weights
        parts /= parts.sum(axis=1, keepdims=True) + _FLOOR
        weights = parts.mean(axis=0)
        weights /= weights.sum()
    return weights
