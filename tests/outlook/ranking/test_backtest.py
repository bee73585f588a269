"""The whole run on a made world, and on the shared benchmark where it is at hand."""

import attrs
import pytest

from legation.outlook.ranking.backtest import backtest_ranking

from .conftest import build_world


@pytest.fixture(scope="module")
def report():
    return backtest_ranking(build_world(days=200), seed=3)


def strip(report):
    return attrs.evolve(report, seconds={}, milliseconds_per_question=0.0)


def test_a_run_is_reproduced(report):
    again = backtest_ranking(build_world(days=200), seed=3, threads=1)
    assert strip(again) == strip(report)


def test_the_world_is_learned(report):
    score = report.scores["test"]["all"]
    assert score.answers == 2 * report.counts["test"]
    chance = sum(1 / rank for rank in range(1, 20)) / 19
    assert score.mrr > 3 * chance
    assert score.hits_1 <= score.mrr <= score.hits_10 <= 1.0
    assert score.hits_10 <= score.recall


def test_kinds_and_directions_add_up(report):
    for part, scores in report.scores.items():
        whole = scores["all"]
        ways = [scores[name] for name in ("tail", "head")]
        kinds = [score for name, score in scores.items() if name not in {"all", "tail", "head"}]
        for parts in (ways, kinds):
            assert sum(one.answers for one in parts) == whole.answers
            mean = sum(one.mrr * one.answers for one in parts) / whole.answers
            assert mean == pytest.approx(whole.mrr)
        assert sum(report.shares[part][name] for name in ("tail", "head")) == pytest.approx(1.0)


def test_answers_of_the_answering_side_are_found(report):
    """Relation 1 answers relation 0, which the trees can tell from the rest: they gain by it."""
    assert report.scores["test"]["all"].mrr > report.blends["test"].mrr
