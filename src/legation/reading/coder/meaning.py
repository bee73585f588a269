"""What is meant at a word that may tell an event, and by the words around it, as numbers."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from legation.reading.coder.parsing import Parse
from legation.reading.coder.vectors import load_vectors

# Where the words stand of which the meaning counts; each place has its own numbers.
SLOTS = (
    *("word", "object", "subject", "oblique", "clause", "clause_object", "adverbial"),
    *("modifier", "object_modifier", "above", "above_object", "sentence"),
)
_NUMBERS = {name: number for number, name in enumerate(SLOTS)}
_OBJECTS = frozenset(["obj", "nsubj:pass", "iobj"])
_BELOW = {
    **dict.fromkeys(_OBJECTS, "object"),
    "nsubj": "subject",
    "obl": "oblique",
    "nmod": "oblique",
    "obl:agent": "oblique",
    "xcomp": "clause",
    "ccomp": "clause",
    "advcl": "adverbial",
    "acl": "adverbial",
    "amod": "modifier",
    "compound": "modifier",
}
_OF_OBJECT = frozenset(["nmod", "amod", "compound", "acl"])
_CONTENT = frozenset(["NN", "NNS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "JJ", "JJR", "JJS"])


def see_meanings(parse: Parse, places: Sequence[int]) -> NDArray[np.float32]:
    """The meanings around words of a sentence: sums of vectors by slot, for the sentence the mean.

    Args:
        parse: the sentence.
        places: the words.

    Returns:
        A row for each word, a vector for each slot in it.
    """
    vectors = load_vectors()
    find, table = vectors.find, vectors.table
    flat: list[int] = []
    starts: list[int] = []
    filled: list[int] = []
    for number, place in enumerate(places):
        slots: dict[int, list[int]] = {}
        for slot, word in _list_words(parse, place):
            row = find(parse, word)
            if row >= 0:
                slots.setdefault(_NUMBERS[slot], []).append(row)
        for slot_number, rows in slots.items():
            filled.append(number * len(SLOTS) + slot_number)
            starts.append(len(flat))
            flat += rows
    sums = np.zeros((len(places) * len(SLOTS), table.shape[1]), dtype=np.float32)
    if flat:
        sums[filled] = np.add.reduceat(table.take(flat, axis=0), starts, axis=0)
    content = [find(parse, word) for word, tag in enumerate(parse.tags) if tag in _CONTENT]
    sums[len(SLOTS) - 1 :: len(SLOTS)] = table.take(content or [-1], axis=0).mean(axis=0)
    return sums.reshape(len(places), len(SLOTS) * table.shape[1])


def list_words(parse: Parse, place: int) -> dict[str, list[int]]:
    """The words in each slot beside the sentence, for explanations."""
    found: dict[str, list[int]] = {}
    for slot, word in _list_words(parse, place):
        found.setdefault(slot, []).append(word)
    return found


def _list_words(parse: Parse, place: int) -> Iterator[tuple[str, int]]:
    yield "word", place
    relations, children = parse.relations, parse.children
    for child in children[place]:
        relation = relations[child]
        slot = _BELOW.get(relation)
        if slot is None:
            continue
        yield slot, child
        if slot == "clause":
            for deeper in children[child]:
                if relations[deeper] in {"obj", "obl"}:
                    yield "clause_object", deeper
        elif slot == "object":
            for deeper in children[child]:
                if relations[deeper] in _OF_OBJECT:
                    yield "object_modifier", deeper
    above = parse.heads[place]
    if above != place:
        yield "above", above
        for child in children[above]:
            if child != place and relations[child] in _OBJECTS:
                yield "above_object", child
