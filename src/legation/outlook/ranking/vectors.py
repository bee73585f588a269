"""Actors as vectors: who keeps like company, who does like things to like actors."""

from typing import NamedTuple

import numpy as np
from scipy import sparse

from legation.outlook.ranking.arrays import Floats, Ints
from legation.outlook.ranking.contexts import RELATION, TRIPLE, Index
from legation.outlook.ranking.memory import Memory
from legation.outlook.ranking.queries import Queries

WIDTH = 32
NEIGHBOURS = 20
_SPARE = 8
_CONTEXT_POWER = 0.75
_BLOCK = 2000


class Vectors(NamedTuple):
    """Vectors as of a day.

    Attributes:
        company: from whom an actor meets, shape (actors, WIDTH).
        deeds: from what it does to whom, shape (actors, WIDTH).
        fates: of each slot of the context `relation`: what is done to whom, shape (slots, WIDTH).
        near: the actors most like each, -1 where there are none, shape (actors, NEIGHBOURS).
        likeness: squared cosine of each, the same shape.
    """

    company: Floats
    deeds: Floats
    fates: Floats
    near: Ints
    likeness: Floats


class Cells(NamedTuple):
    """The slots of the context `triple`, and what they stand for.

    Attributes:
        slot: shape (cells,).
        asker: the same shape, and so the others.
        answer: see there.
        fate: number of (relation, answer) among the slots of the context `relation`.
        fates: how many of these there are.
    """

    slot: Ints
    asker: Ints
    answer: Ints
    fate: Ints
    fates: int


def list_cells(queries: Queries, index: Index) -> Cells:
    """All cells of the data; those in which nothing has happened yet are passed over later."""
    slot, row = np.unique(index.slot[TRIPLE], return_index=True)
    lowest = int(index.slot[RELATION].min())
    fates = int(index.slot[RELATION].max()) - lowest + 1
    fate = index.slot[RELATION][row] - lowest
    return Cells(slot, queries.asker[row], queries.answer[row], fate, fates)


def start_vectors(actors: int) -> Vectors:
    """No vectors: nobody is like anybody."""
    nothing = np.zeros((actors, 1), dtype=np.float32)
    nobody = np.full((actors, 1), -1, dtype=np.int32)
    return Vectors(nothing, nothing, np.zeros((1, 1), dtype=np.float32), nobody, nothing)


def find_vectors(memory: Memory, cells: Cells, actors: int, day: int) -> Vectors:
    """Factor what has happened before a day, by truncated singular values.

    Company is factored as smoothed pointwise information, deeds as logarithms of decayed counts
    over the roots of both margins.

    Args:
        memory: as of that day.
        cells: of the data.
        actors: how many there are.
        day: the day.

    Source:
        Levy and Goldberg (2014), Neural word embedding as implicit matrix factorization; Halko,
        Martinsson and Tropp (2011), Finding structure with randomness.
    """
    lives = memory.last[cells.slot] >= 0
    slot = cells.slot[lives]
    left = memory.sums[slot, -1] * memory.decay[-1, day - memory.last[slot]]
    asker = cells.asker[lives]
    company, partners = _factor_company(left, asker, cells.answer[lives], actors)
    shape = (actors, cells.fates)
    deeds, fates = _factor_deeds(left, asker, cells.fate[lives], shape)
    near, likeness = _find_near(company, deeds, partners)
    return Vectors(company, deeds, fates, near, likeness)


def _factor_company(left: Floats, asker: Ints, answer: Ints, actors: int) -> tuple[Floats, Ints]:
    matrix = sparse.csr_matrix((left, (asker, answer)), shape=(actors, actors))
    matrix.sum_duplicates()
    sums = np.asarray(matrix.sum(axis=1)).ravel() + 1e-9
    context = sums**_CONTEXT_POWER
    context /= context.sum()
    table = matrix.tocoo()
    told = np.log1p(table.data / (sums[table.row] * context[table.col]))
    told *= np.sqrt(np.minimum(1.0, table.data))
    shape = (table.row, table.col)
    told_matrix = sparse.csr_matrix((told.astype(np.float32), shape), shape=matrix.shape)
    side, values, _ = factor_matrix(told_matrix, WIDTH)
    return (side * np.sqrt(values)).astype(np.float32), np.flatnonzero(matrix.getnnz(axis=1))


def _factor_deeds(
    left: Floats, asker: Ints, fate: Ints, shape: tuple[int, int]
) -> tuple[Floats, Floats]:
    """Vectors of actors and fates; fates that have not been met yet have none.

    Columns that are still empty are left out first, so that the random projection does not depend
    on what is to come.
    """
    met, column = np.unique(fate, return_inverse=True)
    told = np.log1p(left).astype(np.float32)
    matrix = sparse.csr_matrix((told, (asker, column)), shape=(shape[0], len(met)))
    rows = 1 / np.sqrt(np.asarray(matrix.sum(axis=1)).ravel() + 1)
    columns = 1 / np.sqrt(np.asarray(matrix.sum(axis=0)).ravel() + 1)
    matrix.data *= rows[list_rows(matrix)] * columns[matrix.indices]
    side, values, other = factor_matrix(matrix, WIDTH)
    fates = np.zeros((shape[1], WIDTH), dtype=np.float32)
    fates[met] = other / columns[:, None]
    return (side * values / rows[:, None]).astype(np.float32), fates


def list_rows(matrix: sparse.csr_matrix) -> Ints:
    """The row of each stored value."""
    return np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))


def factor_matrix(matrix: sparse.csr_matrix, width: int) -> tuple[Floats, Floats, Floats]:
    """The leading singular vectors and values, by random projection with a fixed seed.

    Args:
        matrix: shape (rows, columns).
        width: how many; columns of zeros stand in where the matrix has fewer.

    Returns:
        Left vectors, values, right vectors: shapes (rows, width), (width,), (columns, width).
    """
    reach = min(width + _SPARE, *matrix.shape)
    random = np.random.default_rng(0)
    span = matrix @ random.standard_normal((matrix.shape[1], reach)).astype(np.float32)
    for _ in range(2):
        span, _ = np.linalg.qr(span)
        back, _ = np.linalg.qr(matrix.T @ span)
        span = matrix @ back
    span, _ = np.linalg.qr(span)
    left, values, right = np.linalg.svd((matrix.T @ span).T, full_matrices=False)
    kept = min(width, len(values))
    sides = np.zeros((matrix.shape[0], width), dtype=np.float32)
    others = np.zeros((matrix.shape[1], width), dtype=np.float32)
    sizes = np.zeros(width, dtype=np.float32)
    sides[:, :kept], others[:, :kept] = (span @ left)[:, :kept], right[:kept].T
    sizes[:kept] = values[:kept]
    return sides, sizes, others


def _find_near(company: Floats, deeds: Floats, active: Ints) -> tuple[Ints, Floats]:
    sides = [one / (np.linalg.norm(one, axis=1, keepdims=True) + 1e-9) for one in (company, deeds)]
    points = (np.hstack(sides)[active] / np.sqrt(2.0)).astype(np.float32)
    near = np.full((len(company), NEIGHBOURS), -1, dtype=np.int32)
    likeness = np.zeros((len(company), NEIGHBOURS), dtype=np.float32)
    kept = min(NEIGHBOURS, len(active) - 1)
    if kept < 1:
        return near, likeness
    for start in range(0, len(active), _BLOCK):
        cosine = points[start : start + _BLOCK] @ points.T
        own = np.arange(len(cosine))
        cosine[own, own + start] = -1.0
        best = np.argpartition(-cosine, kept - 1, axis=1)[:, :kept]
        rows = active[start : start + _BLOCK]
        near[rows, :kept] = active[best]
        likeness[rows, :kept] = np.maximum(np.take_along_axis(cosine, best, axis=1), 0.0) ** 2
    return near, likeness
