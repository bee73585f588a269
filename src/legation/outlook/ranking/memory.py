"""Decayed counts of the past, and the plain arrays that the compiled loops read."""

from typing import NamedTuple

import numpy as np

from legation.outlook.ranking.actors import Traits
from legation.outlook.ranking.arrays import Floats, Ints
from legation.outlook.ranking.contexts import CONTEXTS, COUNTRY_RELATION, PAIR, RELATION, Index
from legation.outlook.ranking.queries import Queries

# Half-lives in days: from a visit's echo to the lasting neighbours of a state.
HALF_LIVES_DAYS = (2.0, 8.0, 32.0, 128.0, 512.0)
NEVER = -1
VOICES = 6  # see `voices.py`


class Memory(NamedTuple):
    """What has happened up to a day.

    Attributes:
        sums: decayed counts as of the slot's last day, shape (slots, half-lives).
        last: last day of each slot, -1 where nothing has happened.
        events: how many each slot has had.
        decay: what is left of a count after so many days, shape (half-lives, days).
    """

    sums: Floats
    last: Ints
    events: Floats
    decay: Floats


class Layout(NamedTuple):
    """Where things lie; never changes while the days pass.

    Attributes:
        asker: as in `Queries`, and so are relation and answer.
        relation: see there.
        answer: see there.
        row: as in `Index`, and so are slot, first, label and kind.
        slot: see there.
        first: see there.
        label: what a slot stands for.
        kind: see there.
        country: country of each actor.
        sector: sector of each actor.
        certainty: how sure the country is.
        triple_first: first row of each actor in the context `triple`, and the end.
        triple_relation: relation of each of these rows.
        country_first: first row of each country in `country_relation`, counted from its first.
        country_relation: relation of each of these rows.
        country_row: the first row of `country_relation`.
        pair_row: row of each actor in the context `pair`, -1 where there is none.
        relation_slot: the first slot of the context `relation`.
    """

    asker: Ints
    relation: Ints
    answer: Ints
    row: Ints
    slot: Ints
    first: Ints
    label: Ints
    kind: Ints
    country: Ints
    sector: Ints
    certainty: Floats
    triple_first: Ints
    triple_relation: Ints
    country_first: Ints
    country_relation: Ints
    country_row: int
    pair_row: Ints
    relation_slot: int


class Desk(NamedTuple):
    """Working space of one thread: what is known of the question at hand, by answer.

    Attributes:
        value: decayed counts, and the count, shape (contexts, answers, half-lives + 1).
        age: days since the last event, shape (contexts, answers).
        total: sums of the row, shape (contexts, half-lives).
        current: the row that lies there, shape (contexts,).
        voice: what each voice gives an actor, shape (voices, actors).
        heard: actors that a voice names, the same shape.
        names: how many it names, shape (voices,).
        loud: sum of what it gives, shape (voices,).
        held: country and relation of the country's voice, shape (2,).
        score: the blend, shape (actors,).
        touched: actors with a score, shape (actors,).
        partner: partners of the asker, shape (actors,).
        weight: their weights, shape (actors,).
    """

    value: Floats
    age: Ints
    total: Floats
    current: Ints
    voice: Floats
    heard: Ints
    names: Ints
    loud: Floats
    held: Ints
    score: Floats
    touched: Ints
    partner: Ints
    weight: Floats


FAR = 1_000_000


def start_memory(slots: int, days: int) -> Memory:
    """Nothing has happened yet."""
    half_lives = np.array(HALF_LIVES_DAYS)[:, None]
    return Memory(
        np.zeros((slots, len(HALF_LIVES_DAYS)), dtype=np.float32),
        np.full(slots, NEVER, dtype=np.int32),
        np.zeros(slots, dtype=np.float32),
        np.exp2(-np.arange(days + 2) / half_lives),
    )


def copy_memory(memory: Memory) -> Memory:
    """The same, apart."""
    return Memory(memory.sums.copy(), memory.last.copy(), memory.events.copy(), memory.decay)


def lay_out(queries: Queries, index: Index, traits: Traits) -> Layout:
    """Bring everything that does not change into plain arrays."""
    relations = queries.relations
    triples = np.unique(queries.asker * relations + queries.relation)
    countries = np.unique(traits.country[queries.asker] * relations + queries.relation)
    pair_row = np.full(queries.actors, -1, dtype=np.int64)
    pair_row[queries.asker] = index.row[PAIR]
    return Layout(
        queries.asker,
        queries.relation,
        queries.answer,
        index.row,
        index.slot,
        index.first,
        index.answer,
        index.kind,
        traits.country,
        traits.sector,
        traits.certainty,
        np.searchsorted(triples, np.arange(queries.actors + 1) * relations),
        triples % relations,
        np.searchsorted(countries, np.arange(traits.countries + 1) * relations),
        countries % relations,
        int(index.row[COUNTRY_RELATION].min()),
        pair_row,
        int(index.slot[RELATION].min()),
    )


def furnish_desks(threads: int, index: Index, actors: int) -> Desk:
    """Working space for so many threads, the first axis of every array."""
    contexts, half_lives, width = len(CONTEXTS), len(HALF_LIVES_DAYS), index.widest
    return Desk(
        np.zeros((threads, contexts, width, half_lives + 1), dtype=np.float32),
        np.full((threads, contexts, width), FAR, dtype=np.int32),
        np.zeros((threads, contexts, half_lives)),
        np.full((threads, contexts), -1, dtype=np.int64),
        np.zeros((threads, VOICES, actors)),
        np.zeros((threads, VOICES, actors), dtype=np.int32),
        np.zeros((threads, VOICES), dtype=np.int64),
        np.zeros((threads, VOICES)),
        np.full((threads, 2), -1, dtype=np.int64),
        np.zeros((threads, actors)),
        np.zeros((threads, actors), dtype=np.int32),
        np.zeros((threads, actors), dtype=np.int32),
        np.zeros((threads, actors)),
    )
