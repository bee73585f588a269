"""Learn to order candidates from lists of the past. Needs the extra `learn` (LightGBM)."""

from typing import Any

import lightgbm
import numpy as np

from legation.outlook.ranking.arrays import Flags, Floats, Ints
from legation.outlook.ranking.blend import list_features
from legation.outlook.ranking.journey import Lists
from legation.outlook.ranking.queries import Queries

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


def train_ranker(
    queries: Queries, lists: Lists, control: Lists, seed: int, threads: int
) -> lightgbm.Booster:
    """Train boosted trees on whole lists, stopped early by later ones.

    Args:
        queries: all of the data.
        lists: to learn from; those without a true answer are left aside.
        control: of later days: training stops when they gain nothing more.
        seed: of order, bagging and features.
        threads: how many to use; the result does not depend on it.

    Source:
        Burges (2010), From RankNet to LambdaRank to LambdaMART; Ke et al. (2017), LightGBM.
    """
    random = np.random.default_rng(seed)
    settings = {**SETTINGS, "seed": seed, "num_threads": threads}
    columns = list(list_features())
    rows, labels, groups = _pack_lists(lists, mark_answers(queries, lists), random)
    data = lightgbm.Dataset(rows, labels, group=groups, params=settings, feature_name=columns)
    data.construct()
    del rows
    rows, labels, groups = _pack_lists(control, mark_answers(queries, control), random)
    later = lightgbm.Dataset(rows, labels, group=groups, reference=data, params=settings)
    stop = lightgbm.early_stopping(PATIENCE, verbose=False)
    return lightgbm.train(settings, data, ROUNDS, valid_sets=[later], callbacks=[stop])


def _pack_lists(
    lists: Lists, is_true: Flags, random: np.random.Generator
) -> tuple[Floats, Ints, Ints]:
    """Rows of all candidates, in an order within each list that tells nothing."""
    kept = np.flatnonzero(is_true.any(axis=1))
    actor, truth = lists.actor[kept], is_true[kept]
    order = random.permuted(np.tile(np.arange(actor.shape[1]), (len(kept), 1)), axis=1)
    stands = np.take_along_axis(actor, order, axis=1) >= 0
    place = (kept[:, None] * actor.shape[1] + order)[stands]
    features = lists.features.reshape(-1, lists.features.shape[2])[place]
    labels = np.take_along_axis(truth, order, axis=1)[stands].astype(np.int8)
    return features, labels, stands.sum(axis=1)


def score_lists(ranker: lightgbm.Booster, lists: Lists, threads: int) -> Floats:
    """Scores of all candidates; minus infinity where a list is shorter.

    Returns:
        Shape (questions, candidates).
    """
    stands = lists.actor >= 0
    scores = np.full(lists.actor.shape, -np.inf)
    if stands.any():
        scores[stands] = ranker.predict(lists.features[stands], num_threads=threads)
    return scores
