"""Articles of made GDELT rows: which pairs of states they are about, and what their rows share."""

import math
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from gdelt_world import WORLD_SEED, Floats, Ints, open_world

ABSENT, STATELESS = -1, -2  # no actor at all; an actor without a state
# Who stands on each side: the article's first or second state (0, 1), or none.
PATTERNS = np.array(
    [
        *[(0, 1), (1, 0), (0, ABSENT), (0, STATELESS), (ABSENT, 0), (STATELESS, 0)],
        *[(STATELESS, STATELESS), (STATELESS, ABSENT)],
    ]
)
PATTERN_SHARES = np.array([0.36, 0.24, 0.14, 0.09, 0.05, 0.08, 0.02, 0.02])
ROWS_OF_ARTICLE = np.array([0.29, 0.22, 0.16, 0.11, 0.08, 0.06, 0.05, 0.03])
INTERNATIONAL_SHARE = 0.37
MENTIONS = np.array([10, 2, 4, 5, 6, 8, 1, 3, 20, 7, 9, 12, 14, 16, 15, 30, 40, 50, 80, 120])


@dataclass(frozen=True)
class DyadBook:
    """Which pairs of states articles are about, how often, and who stands on each side of a row."""

    first: Ints
    second: Ints
    sums: Floats
    pattern_shares: Floats


@dataclass(frozen=True)
class Articles:
    """Drawn articles; the second axis is the state (0 or 1), the third a first or second choice."""

    of_row: Ints
    states: Ints
    actors: Ints
    places: Ints
    code: Ints
    mentions: Ints


def build_dyads(without: Collection[str] = ()) -> DyadBook:
    """All ordered pairs of states, within and between states, but for the states named."""
    states = open_world().states
    weight = states["weight"].to_numpy()
    noise = np.random.default_rng(WORLD_SEED + 1).lognormal(0.0, 1.1, (weight.size, weight.size))
    between = np.outer(weight, weight) ** 0.95 * noise
    np.fill_diagonal(between, 0.0)
    share = INTERNATIONAL_SHARE * between / between.sum()
    share += np.diag((1 - INTERNATIONAL_SHARE) * weight / weight.sum())
    left_out = states["cameo"].is_in(list(without)).to_numpy()
    share[left_out, :] = 0.0
    share[:, left_out] = 0.0
    return _make_book(share, PATTERN_SHARES)


def build_watched_dyads(states: tuple[str, str], *, together: bool) -> DyadBook:
    """The pair itself, always both at once; or each of the two at home and with all others."""
    codes = open_world().states["cameo"].to_list()
    one, two = (codes.index(code) for code in states)
    weight = open_world().states["weight"].to_numpy()
    share = np.zeros((weight.size, weight.size))
    if together:
        share[one, two], share[two, one] = 0.6, 0.4
        return _make_book(share, np.where(np.arange(len(PATTERNS)) < 2, PATTERN_SHARES, 0.0))
    for watched in (one, two):
        share[watched] = (1 - INTERNATIONAL_SHARE) * weight[watched] * weight / weight.sum()
        share[watched, [one, two]] = 0.0
        share[watched, watched] = INTERNATIONAL_SHARE * weight[watched]
    named = (PATTERNS == 0).any(axis=1)
    return _make_book(share, np.where(named, PATTERN_SHARES, 0.0))


def _make_book(share: Floats, pattern_shares: Floats) -> DyadBook:
    first, second = np.nonzero(share)
    sums = np.cumsum(share[first, second])
    return DyadBook(first, second, sums / sums[-1], pattern_shares / pattern_shares.sum())


def draw_ranks(rng: np.random.Generator, count: int | Ints, size: int | tuple[int, ...]) -> Ints:
    """Numbers from 0 to count - 1 by Zipf's law: half as often at twice the rank."""
    return np.floor(np.power(count, rng.random(size))).astype(np.int64) - 1


def draw_articles(rng: np.random.Generator, rows: int, dyads: DyadBook) -> Articles:
    """Draw articles until their rows suffice, and what the rows of each share."""
    world = open_world()
    mean = float(np.dot(ROWS_OF_ARTICLE, np.arange(1, 9)))
    count = int(rows / mean * 1.02) + 50 + 4 * math.isqrt(rows)
    size = rng.choice(np.arange(1, 9), count, p=ROWS_OF_ARTICLE)
    of_row = np.repeat(np.arange(count), size)[:rows]
    count = int(of_row[-1]) + 1
    pair = np.searchsorted(dyads.sums, rng.random(count))
    states = np.column_stack([dyads.first[pair], dyads.second[pair]])
    begin, end = (world.actor_start[states + more][:, :, None] for more in (0, 1))
    actors = begin + draw_ranks(rng, end - begin, (count, 2, 2))
    begin, end = (world.place_start[states + more][:, :, None] for more in (0, 1))
    ranks = draw_ranks(rng, end - begin, (count, 2, 2))
    ranks[rng.random(ranks.shape) < 0.12] = 0
    code = np.searchsorted(world.code_sums, rng.random(count))
    mentions = MENTIONS[draw_ranks(rng, len(MENTIONS), count)]
    return Articles(of_row, states, actors, begin + ranks, code, mentions)
