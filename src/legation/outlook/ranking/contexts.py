"""Contexts: what of a question is held fixed when its past answers are counted."""

import numpy as np
from attrs import frozen

from legation.outlook.ranking.actors import Traits
from legation.outlook.ranking.arrays import Ints
from legation.outlook.ranking.queries import Queries

ACTOR, COUNTRY, SECTOR = 0, 1, 2


@frozen
class Context:
    """One way to look at a question's past.

    Attributes:
        name: stable key, which names its features.
        asks: what the past answers are counted as: `ACTOR`, `COUNTRY` or `SECTOR`.
        words: what is counted, in words.
    """

    name: str
    asks: int
    words: str


CONTEXTS = (
    Context("triple", ACTOR, "the asker, by this relation, with this actor"),
    Context("way", ACTOR, "the asker, by any relation that way, with this actor"),
    Context("pair", ACTOR, "the asker with this actor"),
    Context("relation", ACTOR, "anybody, by this relation, with this actor"),
    Context("country_relation", ACTOR, "the asker's country, by this relation, with this actor"),
    Context("country", ACTOR, "the asker's country with this actor"),
    Context("world", ACTOR, "anybody with this actor"),
    Context("kin_relation", ACTOR, "actors of the asker's country and sector, by this relation"),
    Context("countries_relation", COUNTRY, "between the two countries, by this relation"),
    Context("asker_relation_country", COUNTRY, "the asker, by this relation, with this country"),
    Context("asker_country", COUNTRY, "the asker with this country"),
    Context("sectors_relation", SECTOR, "between the two sectors, by this relation"),
    Context("asker_relation_sector", SECTOR, "the asker, by this relation, with this sector"),
    Context("kin_relation_sector", SECTOR, "actors like the asker, by this relation"),
)
TRIPLE, PAIR, RELATION, COUNTRY_RELATION, WORLD = 0, 2, 3, 4, 6


@frozen(eq=False)
class Index:
    """Where each row of the queries counts in each context.

    A context's rows are its conditions, its slots the answers known under one. Slots of all
    contexts lie in one array, those of a row side by side and sorted by answer. Slots exist for all
    events of the data; one that has not happened yet holds nothing and is passed over.

    Attributes:
        row: shape (contexts, rows of the queries).
        slot: shape (contexts, rows of the queries).
        first: first slot of each row, and the end.
        answer: what each slot stands for: number of an actor, a country or a sector.
        kind: what each context asks for, shape (contexts,).
        widest: the largest number of answers of any kind.
    """

    row: Ints
    slot: Ints
    first: Ints
    answer: Ints
    kind: Ints
    widest: int

    @property
    def slots(self) -> int:
        """Number of slots."""
        return len(self.answer)


def build_index(queries: Queries, traits: Traits) -> Index:
    """Number rows and slots of all contexts.

    Args:
        queries: all of the data.
        traits: of the actors.
    """
    widths = (queries.actors, traits.countries, traits.sectors)
    answers = (queries.answer, traits.country[queries.answer], traits.sector[queries.answer])
    rows, slots, firsts, labels = [], [], [np.zeros(1, dtype=np.int64)], []
    row_count = slot_count = 0
    for context, condition in zip(CONTEXTS, _list_conditions(queries, traits), strict=True):
        width = widths[context.asks]
        keys, position = np.unique(condition * width + answers[context.asks], return_inverse=True)
        conditions, row = np.unique(keys // width, return_inverse=True)
        rows.append((row[position] + row_count).astype(np.int32))
        slots.append((position + slot_count).astype(np.int32))
        firsts.append(np.cumsum(np.bincount(row)) + slot_count)
        labels.append((keys % width).astype(np.int32))
        row_count += len(conditions)
        slot_count += len(keys)
    kinds = np.array([context.asks for context in CONTEXTS])
    first, label = np.concatenate(firsts), np.concatenate(labels)
    return Index(np.stack(rows), np.stack(slots), first, label, kinds, max(widths))


def _list_conditions(queries: Queries, traits: Traits) -> tuple[Ints, ...]:
    """What each context holds fixed, as numbers, in the order of `CONTEXTS`."""
    asker, relation, count = queries.asker, queries.relation, queries.relations
    country, sector = traits.country[asker], traits.sector[asker]
    kin = country * traits.sectors + sector
    triple = asker * count + relation
    return (
        triple,
        asker * 2 + relation // (count // 2),
        asker,
        relation,
        country * count + relation,
        country,
        np.zeros_like(asker),
        kin * count + relation,
        country * count + relation,
        triple,
        asker,
        sector * count + relation,
        triple,
        kin * count + relation,
    )
