"""Learn to order candidates from lists of the past. Needs the extra `learn` (LightGBM)."""

from collections.abc import Sequence
from typing import Any

import lightgbm
import numpy as np

from legation.outlook.ranking.arrays import Flags, Floats, Ints
from legation.outlook.ranking.blend import list_features
from legation.outlook.ranking.journey import Lists
from legation.outlook.ranking.queries import Queries

RANKERS = 2
ROUNDS = 300
PATIENCE = 30
SETTINGS: dict[str, Any] = {
    "objective": "lambdarank",
    "lambdarank_truncation_level": 20,
    "num_leaves": 63,
    "learning_rate": 0.08,
    "min_data_in_leaf": 100,
    "lambda_l2": 5.0,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "max_bin": 127,
    "ndcg_eval_at": [5],
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}


def mark_answers(queries: Queries, lists: Lists) -> Flags:
    """Which candidates are true answers of their question; shape (questions, candidates)."""
    keys = np.sort(queries.number * queries.actors + queries.answer)
    asked = queries.number[lists.row][:, None] * queries.actors + lists.actor
    place = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
    is_true: Flags = (keys[place] == asked) & (lists.actor >= 0)
    return is_true


def train_rankers(
    queries: Queries, lists: Lists, control: Lists, seed: int, threads: int
) -> tuple[lightgbm.Booster, ...]:
    """Train boosted trees on whole lists, stopped early by later ones.

    Each ranker has a share of the lists of its own: their mean is steadier than one on all of them,
    and takes no longer.

    Args:
        queries: all of the data.
        lists: to learn from; those without a true answer are left aside.
        control: of later days: training stops when they gain nothing more.
        seed: of shares, order, bagging and features.
        threads: how many to use; the result does not depend on it.

    Source:
        Burges (2010), From RankNet to LambdaRank to LambdaMART; Ke et al. (2017), LightGBM.
    """
    random = np.random.default_rng(seed)
    is_true, is_later = mark_answers(queries, lists), mark_answers(queries, control)
    kept = random.permutation(np.flatnonzero(is_true.any(axis=1)))
    rankers = []
    for number, share in enumerate(np.array_split(kept, RANKERS)):
        settings = {**SETTINGS, "seed": RANKERS * seed + number, "num_threads": threads}
        rows, labels, groups = _pack_lists(lists, is_true, np.sort(share), random)
        names = list(list_features())
        data = lightgbm.Dataset(rows, labels, group=groups, params=settings, feature_name=names)
        data.construct()
        later = np.flatnonzero(is_later.any(axis=1))
        rows, labels, groups = _pack_lists(control, is_later, later, random)
        check = lightgbm.Dataset(rows, labels, group=groups, reference=data, params=settings)
        stop = lightgbm.early_stopping(PATIENCE, verbose=False)
        rankers.append(lightgbm.train(settings, data, ROUNDS, valid_sets=[check], callbacks=[stop]))
    return tuple(rankers)


def _pack_lists(
    lists: Lists, is_true: Flags, kept: Ints, random: np.random.Generator
) -> tuple[Floats, Ints, Ints]:
    """Rows of all candidates, in an order within each list that tells nothing."""
    actor, truth = lists.actor[kept], is_true[kept]
    order = random.permuted(np.tile(np.arange(actor.shape[1]), (len(kept), 1)), axis=1)
    stands = np.take_along_axis(actor, order, axis=1) >= 0
    place = (kept[:, None] * actor.shape[1] + order)[stands]
    features = lists.features.reshape(-1, lists.features.shape[2])[place]
    labels = np.take_along_axis(truth, order, axis=1)[stands].astype(np.int8)
    return features, labels, stands.sum(axis=1)


def score_lists(rankers: Sequence[lightgbm.Booster], lists: Lists, threads: int) -> Floats:
    """Mean scores of all candidates; minus infinity where a list is shorter.

    Returns:
        Shape (questions, candidates).
    """
    stands = lists.actor >= 0
    scores = np.full(lists.actor.shape, -np.inf)
    if stands.any():
        rows = lists.features[stands]
        found = [ranker.predict(rows, num_threads=threads) for ranker in rankers]
        scores[stands] = np.mean(found, axis=0)
    return scores
