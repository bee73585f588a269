"""Sentences parsed: words with lemmas, tags, heads and relations by Universal Dependencies."""

import functools
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from attrs import field, frozen

from legation.errors import InputError
from legation.reading.coder.arithmetic import use_vector_arithmetic
from legation.reading.coder.lemmas import load_lemmas

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Given = TypeVar("Given")
PIPELINE_VARIABLE = "LEGATION_PIPELINE"
OWN_PIPELINE = Path(__file__).parents[1] / "data" / "parser"
# A sentence longer than this is cut: no news sentence comes near it, and a parse of lists of names
# or of remains of pages says nothing.
MOST_CHARACTERS = 2_000
_BATCH = 256
_PAD = 8  # words; no less than the layers of the network
_UNUSED = ("ner", "senter", "morphologizer", "lemmatizer", "trainable_lemmatizer")


@frozen(eq=False)
class Parse:
    """One parsed sentence; positions count words from 0.

    Attributes:
        text: the sentence.
        words: as written.
        lemmas: lower case.
        tags: by the Penn Treebank.
        heads: of each word its head; the root is its own.
        relations: by Universal Dependencies, without subtypes but for `nsubj:pass`, `obl:agent`.
        starts: first character of each word.
        ends: character after each word.
        children: of each word those of which it is the head, in order.
        verbs: the lemmas, those with particles with these: `call_off`.
    """

    text: str
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    children: tuple[tuple[int, ...], ...] = field(init=False)
    verbs: tuple[str, ...] = field(init=False)

    @children.default
    def _list_children(self) -> tuple[tuple[int, ...], ...]:
        below: list[list[int]] = [[] for _ in self.heads]
        for position, head in enumerate(self.heads):
            if head != position:
                below[head].append(position)
        return tuple(map(tuple, below))

    @verbs.default
    def _name_verbs(self) -> tuple[str, ...]:
        names = list(self.lemmas)
        for position, relation in enumerate(self.relations):
            if relation == "compound:prt" and self.heads[position] != position:
                names[self.heads[position]] += f"_{self.lemmas[position]}"
        return tuple(names)

    def find_children(self, position: int, *relations: str) -> list[int]:
        """The words below a word in any of some relations, in order."""
        return [child for child in self.children[position] if self.relations[child] in relations]

    def name_verb(self, position: int) -> str:
        """The lemma of a verb with its particles: `call_off`."""
        return self.verbs[position]

    def find_words(self, start: int, end: int) -> range:
        """The words that overlap a stretch of characters."""
        first = next((n for n, stop in enumerate(self.ends) if stop > start), len(self.words))
        last = first
        while last < len(self.words) and self.starts[last] < end:
            last += 1
        return range(first, last)

    def find_head(self, positions: Iterable[int]) -> int:
        """Of some words the one on which the others hang: the first whose head is none of them."""
        inside = list(positions)
        outside = (n for n in inside if self.heads[n] == n or self.heads[n] not in inside)
        return next(outside, inside[0])


@functools.cache
def load_pipeline(name: str = "") -> "Language":
    """Load a spaCy pipeline with a tagger and a parser.

    Args:
        name: an installed pipeline or a folder; else `LEGATION_PIPELINE`, else the package's own.

    Raises:
        InputError: if there is no such pipeline, or it does not parse.
    """
    import spacy

    chosen = name or os.environ.get(PIPELINE_VARIABLE) or str(OWN_PIPELINE)
    try:
        pipeline = spacy.load(chosen, exclude=_UNUSED)
    except (OSError, ValueError) as error:
        first = str(error).splitlines()[0][:200]
        raise InputError(
            f"the spaCy pipeline '{chosen}' cannot be loaded ({first}): install it, or leave "
            f"{PIPELINE_VARIABLE} out to use the package's own"
        ) from None
    if "parser" not in pipeline.pipe_names:
        raise InputError(f"the spaCy pipeline '{chosen}' has no parser: choose one that has")
    use_vector_arithmetic(pipeline)
    _part_sentences(pipeline)
    return pipeline


def _part_sentences(pipeline: "Language") -> None:
    """Let no sentence of a batch see the next one: the window runs over the ends without padding.

    spaCy's own pipelines have their padding; one that has some keeps it.
    """
    for name in pipeline.pipe_names:
        model = getattr(pipeline.get_pipe(name), "model", None)
        for node in model.walk() if model is not None else ():
            if node.name.startswith("with_array") and not node.attrs.get("pad"):
                node.attrs["pad"] = _PAD


def parse_sentences(sentences: Iterable[str], pipeline: "Language") -> Iterator[Parse]:
    """Parse sentences in batches.

    Args:
        sentences: one sentence each; what is longer than `MOST_CHARACTERS` is cut there.
        pipeline: by `load_pipeline`.
    """
    for parse, _ in parse_pairs(((sentence, None) for sentence in sentences), pipeline):
        yield parse


def parse_pairs(
    pairs: Iterable[tuple[str, Given]], pipeline: "Language"
) -> Iterator[tuple[Parse, Given]]:
    """Parse sentences that come with something that is given back beside each."""
    cut = ((sentence[:MOST_CHARACTERS], given) for sentence, given in pairs)
    for doc, given in pipeline.pipe(cut, as_tuples=True, batch_size=_BATCH):
        yield _build_parse(doc), given


def _build_parse(doc: "Doc") -> Parse:
    from spacy.attrs import DEP, HEAD, IS_SPACE, LENGTH, ORTH, SPACY, TAG

    lemmas, strings = load_lemmas(), doc.vocab.strings
    table = doc.to_array([ORTH, TAG, DEP, LENGTH, SPACY, IS_SPACE])
    ways = doc.to_array([HEAD]).astype("int64").ravel().tolist()
    words: list[str] = []
    tags: list[str] = []
    relations: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    above: list[int] = []
    places: dict[int, int] = {}
    start = 0
    for number, (orth, tag, relation, length, is_spaced, is_space) in enumerate(table.tolist()):
        if not is_space:
            places[number] = len(words)
            words.append(strings[orth])
            tags.append(strings[tag])
            relations.append(_name_relation(strings[relation]))
            starts.append(start)
            ends.append(start + length)
            above.append(number + ways[number])
        start += length + is_spaced
    heads = [places.get(head, place) for place, head in enumerate(above)]
    if any(relation in _ENGLISH_ONLY for relation in relations):
        _turn_universal(heads, relations)
    return Parse(
        text=doc.text,
        words=tuple(words),
        lemmas=tuple(map(lemmas.find, words, tags)),
        tags=tuple(tags),
        heads=tuple(heads),
        relations=tuple(relations),
        starts=tuple(starts),
        ends=tuple(ends),
    )


_KEPT = frozenset(["nsubj:pass", "obl:agent"])
_ENGLISH_ONLY = frozenset(["pobj", "dobj", "prep", "agent", "pcomp"])
# spaCy's own English pipelines use ClearNLP's names.
_UNIVERSAL = {
    "ROOT": "root",
    "dobj": "obj",
    "dative": "iobj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj",
    "auxpass": "aux",
    "attr": "xcomp",
    "acomp": "xcomp",
    "prt": "compound",
    "poss": "nmod",
    "relcl": "acl",
    "npadvmod": "obl",
    "neg": "advmod",
}


def _name_relation(name: str) -> str:
    if name == "compound:prt":
        return name
    plain = name if name in _KEPT else name.partition(":")[0]
    return _UNIVERSAL.get(plain, plain)


def _turn_universal(heads: list[int], relations: list[str]) -> None:
    """Hang nouns on what their preposition hangs on, and the preposition on the noun."""
    for place, relation in enumerate(list(relations)):
        head = heads[place]
        if relation not in {"pobj", "pcomp"} or relations[head] not in {"prep", "agent", "iobj"}:
            continue
        above = heads[head]
        is_nominal = relations[above] in {"nsubj", "obj", "nmod", "obl", "nsubj:pass", "conj"}
        agent = relations[head] == "agent"
        relations[place] = "obl:agent" if agent else "nmod" if is_nominal else "obl"
        heads[place], heads[head], relations[head] = above, place, "case"
