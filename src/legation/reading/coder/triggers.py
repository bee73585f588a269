"""Words that may tell an event, and what speaks for each type of event there."""

import functools
from collections.abc import Iterator

from legation.reading.coder.parsing import Parse
from legation.reading.coder.phrases import Phrase
from legation.reading.coder.words import load_classes, load_hints, load_sectors

_VERBS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
_NOUNS = ("NN", "NNS")
_HELPING = frozenset(["aux", "cop", "aux:pass"])
_SAYING = frozenset(["say", "tell", "report", "quote", "add", "state", "note", "announce"])
_OBJECTS = ("obj", "nsubj:pass", "iobj")
_CLAUSES = ("xcomp", "ccomp", "advcl", "acl")
_CONTENT = ("NN", "NNS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "JJ", "RB")


def find_classes(parse: Parse, place: int) -> tuple[str, ...]:
    """The classes of a word; a verb with its particle goes before the verb alone."""
    classes, part = load_classes(), parse.tags[place][0]
    full = classes.get((parse.name_verb(place), part)) if part == "V" else None
    return full or classes.get((parse.lemmas[place], part), ())


def find_candidates(parse: Parse, nouns: frozenset[str]) -> list[int]:
    """The words that may tell an event: verbs, and nouns and adjectives that are known to.

    Args:
        parse: the sentence.
        nouns: lemmas of nouns and adjectives that told an event in the training sentences.
    """
    hints = load_hints()
    found = []
    for place, tag in enumerate(parse.tags):
        if tag in _VERBS:
            if parse.relations[place] not in _HELPING and not _is_refused(parse, place):
                found.append(place)
        elif tag in _NOUNS or tag.startswith("JJ"):
            lemma = parse.lemmas[place]
            if lemma in nouns or (lemma in hints and tag in _NOUNS):
                found.append(place)
    return found


def _is_refused(parse: Parse, place: int) -> bool:
    """Whether a verb only says what somebody refused to do: the refusal is the event."""
    above = parse.heads[place]
    return parse.relations[place] == "xcomp" and parse.lemmas[above] in _REFUSING


_REFUSING = frozenset(["refuse", "decline"])


def list_features(parse: Parse, place: int, actors: dict[int, Phrase]) -> list[str]:
    """What is seen at a word: itself, what hangs on it, on what it hangs, the sentence.

    Args:
        parse: the sentence.
        place: the word.
        actors: phrases by their heads.
    """
    return [*_see_word(parse, place, actors), *_see_above(parse, place), *_see_sentence(parse)]


def list_salience_features(parse: Parse, place: int, candidates: list[int]) -> list[str]:
    """What is seen of a word's weight in its sentence: how deep, how early, under what.

    Args:
        parse: the sentence.
        place: the word.
        candidates: all words that may tell an event, in order.
    """
    path: list[str] = []
    word = place
    while parse.heads[word] != word and len(path) < _DEEPEST:
        relation = parse.relations[word]
        saying = "!" if parse.lemmas[parse.heads[word]] in _SAYING else ""
        path.append(relation + saying)
        word = parse.heads[word]
    depth = sum(not step.endswith("!") for step in path)
    kind = parse.tags[place][:2]
    return [
        f"d={depth}",
        f"d={depth}/{kind}",
        f"p={' '.join(path)}",
        f"p={' '.join(path)}/{kind}",
        f"p1={path[0] if path else 'root'}/{kind}",
        f"r={min(candidates.index(place), 4)}",
        f"r={min(candidates.index(place), 4)}/{kind}",
        f"s={bool(parse.find_children(place, 'nsubj', 'nsubj:pass'))}/{kind}",
        f"w={parse.lemmas[place]}",
        *(f"h={hint}/{depth}" for hint in load_hints().get(parse.lemmas[place], ())),
    ]


_DEEPEST = 6


def _see_word(parse: Parse, place: int, actors: dict[int, Phrase]) -> Iterator[str]:
    lemma, tag = parse.lemmas[place], parse.tags[place]
    kind = tag[:2]
    full = parse.name_verb(place)
    yield f"w={lemma}"
    yield f"w={full}/{kind}"
    yield f"t={tag}"
    yield from (f"h={hint}" for hint in load_hints().get(lemma, ()))
    own = find_classes(parse, place)
    yield from (f"c={name}/{kind}" for name in own)
    if parse.find_children(place, "nsubj:pass"):
        yield "passive"
        yield f"passive={lemma}"
    for child in parse.children[place]:
        relation, below = parse.relations[child], parse.lemmas[child]
        if relation == "punct":
            continue
        base = relation.partition(":")[0]
        case = _name_case(parse, child)
        yield f"r={base}{case}"
        yield f"{base}{case}={below}"
        yield f"{lemma}>{base}{case}={below}"
        yield f"{lemma}>{base}{case}"
        for name in find_classes(parse, child):
            yield f"{base}{case}~{name}"
            yield f"{lemma}>{base}{case}~{name}"
            yield from (f"c={one}>{base}{case}~{name}" for one in own)
        if relation in _OBJECTS or relation in _CLAUSES or base in {"obl", "nmod"}:
            yield from (f"{base}h={hint}" for hint in load_hints().get(below, ()))
        if relation in _CLAUSES:
            for deeper in parse.find_children(child, "obj", "obl", "xcomp"):
                yield f"{base}>o={parse.lemmas[deeper]}"
                yield f"{lemma}>{base}>o={parse.lemmas[deeper]}"
                yield from (f"{base}>o~{name}" for name in find_classes(parse, deeper))
        if relation in _OBJECTS:
            for deeper in parse.find_children(child, "nmod", "amod", "compound", "acl"):
                yield f"o>{parse.lemmas[deeper]}"
                yield f"{lemma}>o>{parse.lemmas[deeper]}"
                yield from (f"o>~{name}" for name in find_classes(parse, deeper))
        actor = actors.get(child)
        sector = actor.sector if actor is not None else load_sectors().get(below, "")
        if sector:
            yield f"{base}{case}:{sector}"
            yield f"{lemma}>{base}{case}:{sector}"
            yield from (f"c={one}>{base}{case}:{sector}" for one in own)


def _see_above(parse: Parse, place: int) -> Iterator[str]:
    above, relation = parse.heads[place], parse.relations[place]
    yield f"^{relation}"
    if above == place:
        return
    lemma = parse.lemmas[above]
    yield f"^{relation}={lemma}"
    yield f"^{relation}={lemma}>{parse.lemmas[place]}"
    yield from (f"^h={hint}" for hint in load_hints().get(lemma, ()))
    for name in find_classes(parse, above):
        yield f"^{relation}~{name}"
        yield from (f"^{relation}~{name}>{one}" for one in find_classes(parse, place))
    if lemma in _SAYING:
        yield "^says"
    case = _name_case(parse, place)
    if case:
        yield f"^case{case}"
    top = parse.heads[above]
    if top != above:
        yield f"^^={parse.lemmas[top]}"


@functools.lru_cache(maxsize=1)
def _see_sentence(parse: Parse) -> tuple[str, ...]:
    seen = {
        lemma
        for lemma, tag in zip(parse.lemmas, parse.tags, strict=True)
        if tag in _CONTENT and len(lemma) > 2
    }
    return tuple(f"s={lemma}" for lemma in sorted(seen))


def _name_case(parse: Parse, place: int) -> str:
    cases = parse.find_children(place, "case", "mark")
    return f":{parse.lemmas[cases[0]]}" if cases else ""
