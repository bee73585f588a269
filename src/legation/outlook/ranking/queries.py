"""Events seen from both sides, and the questions that they answer."""

import numpy as np
from attrs import frozen

from legation.outlook.ranking.actors import Traits
from legation.outlook.ranking.arrays import Flags, Ints
from legation.outlook.ranking.quadruples import Quadruples


@frozen(eq=False)
class Queries:
    """Each event twice: as a question for its target, and as one for its source.

    (source, relation, ?) asks forward, (target, relation + R, ?) asks back. Rows are sorted by day,
    relation, the asker's country and the asker.

    Attributes:
        asker: the actor that is known, shape (2 events,).
        relation: 0 to R - 1 forward, R to 2 R - 1 back.
        answer: the actor that is asked for.
        day: as in `Quadruples`.
        part: as in `Quadruples`.
        number: number of the question (day, asker, relation); several answers share one.
        is_first: whether the row is the first of its question.
        actors: how many actors there are.
        relations: twice the relations of the events.
    """

    asker: Ints
    relation: Ints
    answer: Ints
    day: Ints
    part: Ints
    number: Ints
    is_first: Flags
    actors: int
    relations: int

    @property
    def days(self) -> int:
        """Days from the first event to the last, both included."""
        return int(self.day[-1]) + 1

    def bound_days(self) -> Ints:
        """The first row of each day, and the end; shape (days + 1,)."""
        return np.searchsorted(self.day, np.arange(self.days + 1))


def build_queries(events: Quadruples, traits: Traits) -> Queries:
    """See events from both sides.

    Args:
        events: the events.
        traits: of their actors; they only order the rows.
    """
    count = len(events.relations)
    asker = np.concatenate([events.source, events.target])
    relation = np.concatenate([events.relation, events.relation + count])
    answer = np.concatenate([events.target, events.source])
    day, part = np.tile(events.day, 2), np.tile(events.part, 2)
    order = np.lexsort((answer, asker, traits.country[asker], relation, day))
    asker, relation, answer = asker[order], relation[order], answer[order]
    day, part = day[order], part[order]
    key = (day * len(events.actors) + asker) * (2 * count) + relation
    _, first, number = np.unique(key, return_index=True, return_inverse=True)
    is_first = np.zeros(len(key), dtype=bool)
    is_first[first] = True
    return Queries(
        asker,
        relation,
        answer,
        day,
        part,
        number,
        is_first,
        len(events.actors),
        2 * count,
    )
