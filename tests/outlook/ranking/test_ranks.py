"""Ranks against a plain count."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.outlook.ranking.actors import read_traits
from legation.outlook.ranking.journey import Lists
from legation.outlook.ranking.quadruples import build_quadruples
from legation.outlook.ranking.queries import build_queries
from legation.outlook.ranking.ranks import QueryKind, Ranks, find_kinds, rank_answers, score_ranks

ACTORS = 7
events = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 1), st.integers(0, 6), st.integers(0, 3)),
    min_size=2,
    max_size=25,
    unique=True,
)


def build(rows):
    table = np.array(rows)
    made = build_quadruples(table, np.zeros(len(table)), [f"A{n}" for n in range(ACTORS)], "xy")
    return build_queries(made, read_traits(made, 10))


def rank_plainly(scores, answer, others, candidates):
    """Among all actors: the mean place; actors that are no candidates share the last places."""
    full = {actor: scores.get(actor, -1.0) for actor in range(ACTORS) if actor not in others}
    own = full[answer] if answer in candidates else -1.0
    rivals = [score for actor, score in full.items() if actor != answer]
    return 1 + sum(score > own for score in rivals) + sum(score == own for score in rivals) / 2


@settings(max_examples=60, deadline=None)
@given(events, st.integers(0, 1000))
def test_ranks_are_those_of_a_plain_count(rows, seed):
    queries = build(rows)
    random = np.random.default_rng(seed)
    first = np.flatnonzero(queries.is_first)
    actor = np.stack([random.permutation(ACTORS)[:4] for _ in first]).astype(np.int32)
    actor[random.random(actor.shape) < 0.1] = -1
    scores = np.where(actor >= 0, random.integers(0, 3, actor.shape), -np.inf)
    found = rank_answers(queries, Lists(first, actor, np.zeros((*actor.shape, 1))), scores)
    assert len(found.row) == len(queries.day)
    for row, rank, is_candidate in zip(found.row, found.rank, found.is_candidate, strict=True):
        number = queries.number[row]
        place = int(np.flatnonzero(queries.number[first] == number)[0])
        given_scores = {
            int(a): float(s) for a, s in zip(actor[place], scores[place], strict=True) if a >= 0
        }
        answer = int(queries.answer[row])
        others = set(queries.answer[queries.number == number].tolist()) - {answer}
        assert is_candidate == (answer in given_scores)
        assert rank == pytest.approx(rank_plainly(given_scores, answer, others, given_scores))


def test_scores_of_ranks():
    score = score_ranks(Ranks(np.arange(4), np.array([1.0, 2.0, 4.0, 20.0]), np.ones(4, bool)))
    assert score.mrr == pytest.approx((1 + 0.5 + 0.25 + 0.05) / 4)
    assert (score.hits_1, score.hits_3, score.hits_10) == (0.25, 0.5, 0.75)
    assert score_ranks(Ranks(np.arange(1), np.ones(1), np.ones(1, bool)), np.zeros(1, bool)) == (
        score_ranks(Ranks(np.arange(0), np.ones(0), np.ones(0, bool)))
    )


def test_kinds_know_what_was_seen_before_the_day():
    queries = build([(0, 0, 1, 0), (0, 0, 1, 1), (0, 1, 1, 1), (0, 0, 2, 1), (2, 0, 1, 2)])
    kinds = {
        (int(queries.asker[row]), int(queries.relation[row]), int(queries.answer[row]), day): kind
        for row, day, kind in zip(
            range(len(queries.day)),
            queries.day.tolist(),
            find_kinds(queries, np.arange(len(queries.day))),
            strict=True,
        )
    }
    assert kinds[0, 0, 1, 0] == QueryKind.ASKER_NEW
    assert kinds[0, 0, 1, 1] == QueryKind.TRIPLE_SEEN
    assert kinds[0, 1, 1, 1] == QueryKind.PAIR_SEEN
    assert kinds[0, 0, 2, 1] == QueryKind.ANSWER_NEW
    assert kinds[2, 2, 0, 1] == QueryKind.ASKER_NEW
    assert kinds[2, 0, 1, 2] == QueryKind.PAIR_NEW
