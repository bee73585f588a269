"""A question sees the days before its own, and nothing else."""

import numpy as np
import pytest

from legation.outlook.ranking.actors import read_traits
from legation.outlook.ranking.blend import list_components, list_features
from legation.outlook.ranking.journey import begin_journey, describe_stretches, note_components
from legation.outlook.ranking.kernel import fit_kernel
from legation.outlook.ranking.queries import build_queries

from .conftest import cut_world

CUT, DAY = 60, 100
WEIGHTS = np.linspace(0.5, 1.5, len(list_components()))


def describe(world, day=DAY, threads=2, rows=None):
    """Candidates and features of a day's questions, by asker and relation."""
    traits = read_traits(world, CUT)
    queries = build_queries(world, traits)
    journey = begin_journey(queries, traits, threads)
    kernel = fit_kernel(queries, CUT)
    wanted = queries.is_first & (queries.day == day)
    if rows is not None:
        wanted &= np.isin(queries.asker * queries.relations + queries.relation, rows)
    found = {}
    for lists in describe_stretches(journey, kernel, WEIGHTS, wanted, [CUT, 80, day, day + 1]):
        for row, actor, features in zip(lists.row, lists.actor, lists.features, strict=True):
            key = (int(queries.asker[row]), int(queries.relation[row]))
            found[key] = (actor.tobytes(), features.tobytes())
    return found


@pytest.fixture(scope="module")
def described(world):
    return describe(world)


def test_there_is_something_to_compare(described):
    assert len(described) > 10
    assert len({features for _, features in described.values()}) > 10


def test_the_future_changes_no_bit(world, described):
    later = np.flatnonzero(world.day > DAY)
    random = np.random.default_rng(5)
    changed = cut_world(world, np.ones(len(world.day), bool))
    for side in (changed.source, changed.relation, changed.target):
        side[later] = side[random.permutation(later)]
    assert describe(changed) == described
    assert describe(cut_world(world, world.day <= DAY)) == described


def test_other_questions_of_the_day_change_no_bit(world, described):
    """Each of the day's events alone: its two questions are described as among all others."""
    for event in np.flatnonzero(world.day == DAY):
        keep = world.day < DAY
        keep[event] = True
        alone = describe(cut_world(world, keep))
        assert len(alone) == 2
        for key, value in alone.items():
            assert value == described[key]


def test_what_is_asked_beside_changes_no_bit(world, described):
    keys = [asker * 8 + relation for asker, relation in list(described)[::3]]
    for key, value in describe(world, rows=keys).items():
        assert value == described[key]


def test_threads_change_no_bit(world, described):
    assert describe(world, threads=1) == described


def test_the_past_does_change_something(world, described):
    keep = np.ones(len(world.day), bool)
    keep[np.flatnonzero(world.day == DAY - 1)] = False
    assert describe(cut_world(world, keep)) != described


def test_shares_are_shares(world):
    traits = read_traits(world, CUT)
    queries = build_queries(world, traits)
    journey = begin_journey(queries, traits, 2)
    wanted = queries.is_first & (queries.day >= CUT)
    shares = note_components(journey, fit_kernel(queries, CUT), wanted, [CUT, DAY])
    assert shares.shape[1] == len(list_components())
    assert shares.min() >= 0.0
    assert shares.max() <= 1.0 + 1e-5
    assert (shares.max(axis=0) > 0).all(), "each component names some true answer"


def test_counts_and_ages_are_those_of_a_plain_count(world):
    traits = read_traits(world, CUT)
    queries = build_queries(world, traits)
    journey = begin_journey(queries, traits, 2)
    kernel = fit_kernel(queries, CUT)
    wanted = queries.is_first & (queries.day == DAY)
    names = list_features()
    (lists,) = describe_stretches(journey, kernel, WEIGHTS, wanted, [DAY, DAY + 1])
    past = queries.day < DAY
    for place, row in enumerate(lists.row[:12]):
        same = past & (queries.asker == queries.asker[row])
        same &= queries.relation == queries.relation[row]
        for actor, features in zip(lists.actor[place], lists.features[place], strict=True):
            if actor < 0:
                continue
            days = queries.day[same & (queries.answer == actor)]
            assert features[names.index("triple_count")] == len(days)
            if len(days):
                assert features[names.index("triple_age")] == DAY - days.max()
                left = (0.5 ** ((DAY - days) / 32.0)).sum()
                total = (0.5 ** ((DAY - queries.day[same]) / 32.0)).sum()
                share = features[names.index("triple@32d")]
                assert share == pytest.approx(left / total, rel=1e-4)
