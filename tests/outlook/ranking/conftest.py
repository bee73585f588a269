"""A made world: three countries whose actors have habits, and answer each other."""

import numpy as np
import pytest

from legation.outlook.ranking.quadruples import Quadruples, build_quadruples

COUNTRIES = ("Alfa", "Bravo", "Charlie")
SECTORS = ("Police", "Citizen", "Government", "Military")


def name_actors():
    generic = [f"{sector} ({country})" for country in COUNTRIES for sector in SECTORS]
    return [*generic, *COUNTRIES, "Ann Alfa", "Bob Bravo", "Cleo", "Dora"]


def build_world(seed=0, days=120, per_day=12):
    """Relation 1 answers relation 0 on the next day, from the target back to the source."""
    random = np.random.default_rng(seed)
    names = name_actors()
    count = len(names)
    habit = random.dirichlet(np.full(count, 0.15), size=count)
    rows, due = [], []
    for day in range(days):
        rows += [(target, 1, source, day) for source, target in due]
        due = []
        for source in random.integers(0, count, per_day):
            target = int(random.choice(count, p=habit[source]))
            relation = int(random.choice((0, 2, 3), p=(0.5, 0.3, 0.2)))
            rows.append((int(source), relation, target, day))
            if relation == 0 and random.random() < 0.7:
                due.append((int(source), target))
    table = np.unique(np.array(rows), axis=0)
    part = np.searchsorted(np.array([int(days * 0.7), int(days * 0.85)]), table[:, 3], side="right")
    return build_quadruples(table, part, names, [f"relation {n}" for n in range(4)])


def cut_world(world, keep):
    """The world with some of its events only."""
    table = np.stack([world.source, world.relation, world.target, world.day], axis=1)
    return Quadruples(*table[keep].T, world.part[keep], world.actors, world.relations)


@pytest.fixture(scope="session")
def world():
    return build_world()
