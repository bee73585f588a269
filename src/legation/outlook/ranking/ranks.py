"""Ranks of the true answers, and what they are worth."""

from enum import IntEnum

import numpy as np
from attrs import frozen

from legation.outlook.ranking.arrays import Flags, Floats, Ints
from legation.outlook.ranking.journey import Lists
from legation.outlook.ranking.learn import mark_answers
from legation.outlook.ranking.queries import Queries


class QueryKind(IntEnum):
    """How much of a question's true answer was known before its day."""

    TRIPLE_SEEN = 0
    PAIR_SEEN = 1
    PAIR_NEW = 2
    ANSWER_NEW = 3
    ASKER_NEW = 4


@frozen(eq=False)
class Ranks:
    """Ranks of true answers among all actors, other true answers of the question left out.

    Attributes:
        row: row in `Queries` of each answer, shape (answers,).
        rank: from 1; among equals the mean place.
        is_candidate: whether the answer was among the candidates. One that was not has the middle
            place of all actors that were not.
    """

    row: Ints
    rank: Floats
    is_candidate: Flags


@frozen
class RankingScore:
    """What ranks are worth.

    Attributes:
        answers: how many were ranked.
        mrr: mean of the reciprocal ranks.
        hits_1: share of ranks up to 1.
        hits_3: share of ranks up to 3.
        hits_10: share of ranks up to 10.
        recall: share of answers that were among the candidates: no ranking of them does better.
    """

    answers: int
    mrr: float
    hits_1: float
    hits_3: float
    hits_10: float
    recall: float


def rank_answers(queries: Queries, lists: Lists, scores: Floats) -> Ranks:
    """Rank every true answer of some questions.

    Args:
        queries: all of the data.
        lists: the questions' candidates, one list for each question.
        scores: of the candidates, shape (questions, candidates).
    """
    question = np.full(int(queries.number.max()) + 1, -1, dtype=np.int64)
    question[queries.number[lists.row]] = np.arange(len(lists.row))
    place = question[queries.number]
    row = np.flatnonzero(place >= 0)
    place = place[row]
    is_true = mark_answers(queries, lists)
    own = lists.actor[place] == queries.answer[row][:, None]
    found = own.any(axis=1)
    score = scores[place, own.argmax(axis=1)][:, None]
    rival = np.where(is_true, -np.inf, scores)[place]
    rank = 1.0 + (rival > score).sum(axis=1) + (rival == score).sum(axis=1) / 2
    ahead = ((lists.actor >= 0) & ~is_true).sum(axis=1)[place]
    answers = np.bincount(queries.number)[queries.number[row]]
    rest = queries.actors - ahead - answers
    return Ranks(row, np.where(found, rank, ahead + 1 + rest / 2), found)


def score_ranks(ranks: Ranks, chosen: Flags | None = None) -> RankingScore:
    """Reciprocal ranks and hits.

    Args:
        ranks: of true answers.
        chosen: which of them count; all if not given.
    """
    rank = ranks.rank if chosen is None else ranks.rank[chosen]
    found = ranks.is_candidate if chosen is None else ranks.is_candidate[chosen]
    if not len(rank):
        return RankingScore(0, 0.0, 0.0, 0.0, 0.0, 0.0)
    first, third, tenth = (float((rank <= reach).mean()) for reach in (1, 3, 10))
    mrr, recall = float((1 / rank).mean()), float(found.mean())
    return RankingScore(len(rank), mrr, first, third, tenth, recall)


def find_kinds(queries: Queries, row: Ints) -> Ints:
    """The `QueryKind` of each answer: what had been seen before its day.

    Args:
        queries: all of the data.
        row: rows of the answers, shape (answers,).
    """
    asker, relation, answer = queries.asker, queries.relation, queries.answer
    pair = asker * queries.actors + answer
    triple_new, pair_new, answer_new, asker_new = (
        (_find_first_days(key, queries.day) == queries.day)[row]
        for key in (pair * queries.relations + relation, pair, answer, asker)
    )
    return np.select(
        [asker_new, answer_new, pair_new, triple_new],
        [QueryKind.ASKER_NEW, QueryKind.ANSWER_NEW, QueryKind.PAIR_NEW, QueryKind.PAIR_SEEN],
        QueryKind.TRIPLE_SEEN,
    )


def _find_first_days(key: Ints, day: Ints) -> Ints:
    """The first day of each key; days are sorted."""
    _, first, position = np.unique(key, return_index=True, return_inverse=True)
    return day[first][position]
