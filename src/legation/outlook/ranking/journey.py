"""A journey through the days of a data set, stretch by stretch."""

from collections.abc import Iterator

import numpy as np
from attrs import define, frozen

from legation.outlook.ranking.actors import Traits
from legation.outlook.ranking.arrays import Flags, Floats, Ints
from legation.outlook.ranking.blend import list_components, list_features, plan_features
from legation.outlook.ranking.contexts import build_index
from legation.outlook.ranking.memory import (
    Desk,
    Layout,
    Memory,
    copy_memory,
    furnish_desks,
    lay_out,
    start_memory,
)
from legation.outlook.ranking.queries import Queries
from legation.outlook.ranking.vectors import (
    Cells,
    Vectors,
    find_vectors,
    list_cells,
    start_vectors,
)
from legation.outlook.ranking.walk import CANDIDATES, SHARES, walk_days

CANDIDATE_COUNT = 100
_CHUNK_QUESTIONS = 12_000


@frozen(eq=False)
class Lists:
    """Candidates of some questions, described.

    Attributes:
        row: the question's first row in `Queries`, shape (questions,).
        actor: shape (questions, candidates); -1 where there are fewer.
        features: shape (questions, candidates, features).
    """

    row: Ints
    actor: Ints
    features: Floats


@define(eq=False)
class Journey:
    """The traveller: what is fixed, and what is remembered up to the day on which it stands.

    Attributes:
        queries: all of the data; those of later days are not looked at.
        layout: where things lie.
        cells: for the vectors.
        desks: working space.
        memory: of the days before `day`.
        vectors: as of their last renewal.
        day: the day that comes next.
        known: vectors found on earlier passes, by day: they are the same each time.
    """

    queries: Queries
    layout: Layout
    cells: Cells
    desks: Desk
    memory: Memory
    vectors: Vectors
    day: int
    known: dict[int, Vectors]

    def renew_vectors(self) -> None:
        """Find the vectors as of this day."""
        if self.day not in self.known:
            found = find_vectors(self.memory, self.cells, self.queries.actors, self.day)
            self.known[self.day] = found
        self.vectors = self.known[self.day]

    def mark(self) -> tuple[Memory, Vectors, int]:
        """What is needed to come back to this day."""
        return copy_memory(self.memory), self.vectors, self.day

    def return_to(self, mark: tuple[Memory, Vectors, int]) -> None:
        """Come back to a day that was marked."""
        memory, self.vectors, self.day = mark
        self.memory = copy_memory(memory)


def begin_journey(queries: Queries, traits: Traits, threads: int) -> Journey:
    """Stand on the first day, with nothing remembered."""
    index = build_index(queries, traits)
    return Journey(
        queries,
        lay_out(queries, index, traits),
        list_cells(queries, index),
        furnish_desks(threads, index, queries.actors),
        start_memory(index.slots, queries.days),
        start_vectors(queries.actors),
        0,
        {},
    )


def note_components(
    journey: Journey, kernel: Floats, wanted: Flags, stretches: list[int]
) -> Floats:
    """Go on to the last of some days, and note what each component gives the true answers.

    Args:
        journey: where it stands; it moves.
        kernel: as `fit_kernel` gives it.
        wanted: which rows of the queries are asked, shape (rows,).
        stretches: days on which vectors are renewed, and the end.

    Returns:
        Shares, shape (questions, components).
    """
    count = len(list_components())
    weights = np.zeros(count)
    noted = [
        lists.features[:, 0, :count]
        for lists in _travel(journey, kernel, weights, wanted, stretches, SHARES, 1)
    ]
    return np.concatenate(noted)


def describe_stretches(
    journey: Journey, kernel: Floats, weights: Floats, wanted: Flags, stretches: list[int]
) -> Iterator[Lists]:
    """Go on to the last of some days, and give the candidates of the questions on the way.

    Args:
        journey: where it stands; it moves.
        kernel: as `fit_kernel` gives it.
        weights: of the components.
        wanted: which rows of the queries are asked, shape (rows,).
        stretches: days on which vectors are renewed, and the end.
    """
    return _travel(journey, kernel, weights, wanted, stretches, CANDIDATES, CANDIDATE_COUNT)


def _travel(
    journey: Journey,
    kernel: Floats,
    weights: Floats,
    wanted: Flags,
    stretches: list[int],
    task: int,
    width: int,
) -> Iterator[Lists]:
    if journey.day < stretches[0]:
        _go(journey, kernel, weights, wanted & False, stretches[0], task, width)
    for end in stretches[1:]:
        journey.renew_vectors()
        for stop in _cut_stretch(journey.queries, wanted, journey.day, end):
            yield _go(journey, kernel, weights, wanted, stop, task, width)


def _cut_stretch(queries: Queries, wanted: Flags, first_day: int, end_day: int) -> list[int]:
    """Days after which a stretch is cut, so that its features do not fill the memory."""
    asked = np.bincount(queries.day[wanted], minlength=queries.days)
    stops, held = [], 0
    for day in range(first_day, end_day):
        if held and held + asked[day] > _CHUNK_QUESTIONS:
            stops.append(day)
            held = 0
        held += int(asked[day])
    return [*stops, end_day]


def _go(
    journey: Journey,
    kernel: Floats,
    weights: Floats,
    wanted: Flags,
    end: int,
    task: int,
    width: int,
) -> Lists:
    queries = journey.queries
    inside = (queries.day >= journey.day) & (queries.day < end)
    rows = np.flatnonzero(wanted & inside)
    actor = np.full((len(rows), width), -1, dtype=np.int32)
    columns = max(len(list_features()), len(list_components()))
    features = np.zeros((len(rows), width, columns), dtype=np.float32)
    walk_days(
        journey.desks,
        journey.layout,
        journey.memory,
        journey.vectors,
        kernel,
        weights,
        plan_features(),
        task,
        queries.bound_days(),
        journey.day,
        end,
        rows,
        np.searchsorted(queries.day[rows], np.arange(queries.days + 1)),
        actor,
        features,
    )
    journey.day = end
    return Lists(rows, actor, features)
