"""The kernel finds what answers what."""

import numpy as np

from legation.outlook.ranking.actors import read_traits
from legation.outlook.ranking.kernel import fit_kernel
from legation.outlook.ranking.queries import build_queries

from .conftest import build_world


def test_an_answer_on_the_next_day_is_found():
    world = build_world(days=200)
    queries = build_queries(world, read_traits(world, 200))
    kernel = fit_kernel(queries, 200)
    count = queries.relations // 2
    first_day = (kernel * 0.5 ** (1 / np.array([2.0, 8, 32, 128, 512]))[:, None, None]).sum(axis=0)
    # Whoever was the target of relation 0 is the source of relation 1 on the next day.
    answered = first_day[0 + count, 1]
    assert answered > 0.15, "0.7 in all; the shortest half-life puts 0.29 of it on the first day"
    assert answered > 5 * first_day[1 + count, 1]
    assert answered > 5 * first_day[0 + count, 3]


def test_later_events_change_nothing():
    world = build_world(days=80)
    queries = build_queries(world, read_traits(world, 40))
    early = build_world(days=80)
    order = np.random.default_rng(1).permutation(np.flatnonzero(early.day >= 40))
    early.target[early.day >= 40] = early.target[order]
    other = build_queries(early, read_traits(early, 40))
    assert np.array_equal(fit_kernel(queries, 40), fit_kernel(other, 40))
