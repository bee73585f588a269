"""Whether a sentence says that an event happened, is planned, called for, denied or supposed."""

from legation.domain.coding import Modality
from legation.reading.coder.linear import LinearModel
from legation.reading.coder.parsing import Parse
from legation.reading.coder.standing import list_standing
from legation.reading.coder.triggers import find_classes

_NEGATIONS = frozenset(["not", "n't", "never", "no", "neither", "nor", "without", "n’t"])
_CLAUSES = frozenset(["xcomp", "ccomp", "advcl", "acl", "obj", "obl", "nmod", "nsubj", "conj"])
_MOST_STEPS = 4


def list_modality_features(parse: Parse, place: int, event_type: str) -> list[str]:
    """What is seen of an event's standing: auxiliaries, negations and what it hangs on.

    Args:
        parse: the sentence.
        place: the word that tells the event.
        event_type: PLOVER type of the event.
    """
    found = [f"t={parse.tags[place]}", f"y={event_type}", f"w={parse.lemmas[place]}"]
    found += list_standing(parse, place)
    found += _see_around(parse, place, "")
    found += [f"n:{cue}" for cue in _find_cues(parse, place)]
    found += [f"of={parse.lemmas[c]}" for c in parse.find_children(place, "amod", "compound")]
    word, path = place, ""
    for step in range(_MOST_STEPS):
        above, relation = parse.heads[word], parse.relations[word]
        if above == word or relation.partition(":")[0] not in _CLAUSES:
            break
        marks = [parse.lemmas[c] for c in parse.find_children(word, "mark", "case")]
        path = f"{path}^{relation}"
        lemma = parse.lemmas[above]
        found += [f"{path}", f"^={lemma}", f"{step}^={lemma}", f"{path}={lemma}"]
        for name in find_classes(parse, above):
            found += [f"^~{name}", f"{step}^~{name}", f"{path}~{name}"]
        found += [f"m{step}={mark}" for mark in marks]
        found += [f"{path}:{mark}={lemma}" for mark in marks]
        found += _see_around(parse, above, f"{min(step + 1, 2)}")
        found += [f"n{min(step + 1, 2)}:{cue}" for cue in _find_cues(parse, above)]
        word = above
    for lemma in dict.fromkeys(parse.lemmas):
        if lemma in _CUES:
            found.append(f"c={lemma}")
            side = "<" if parse.lemmas.index(lemma) < place else ">"
            found.append(f"c={lemma}{side}")
    return found


_CUES = frozenset(
    [
        *("if", "unless", "whether", "would", "could", "might", "may", "should", "must", "will"),
        *("plan", "planned", "expect", "due", "schedule", "later", "next", "tomorrow", "upcoming"),
        *("deny", "denial", "false", "untrue", "baseless", "urge", "call", "demand", "ask"),
        *("consider", "possible", "possibility", "prospect", "likely", "ahead", "before", "never"),
        *("not", "n't", "no", "reject", "refuse", "threaten", "warn", "intend", "prepare"),
    ]
)


def list_negation_features(parse: Parse, place: int, event_type: str, modality: str) -> list[str]:
    """What is seen of a negation: beside the word, at its sides, and at what it hangs on.

    Args:
        parse: the sentence.
        place: the word that tells the event.
        event_type: PLOVER type of the act.
        modality: as chosen.
    """
    found = [f"m={modality}", f"y={event_type}/{modality}"]
    word = place
    for step in range(_MOST_STEPS):
        found += [f"{step}:{cue}" for cue in _find_cues(parse, word)]
        found += [f"{step}:{cue}/{modality}" for cue in _find_cues(parse, word)]
        above = parse.heads[word]
        if above == word:
            break
        found.append(f"{step}^{parse.relations[word]}={parse.lemmas[above]}/{modality}")
        if parse.lemmas[above] in _NOT_DONE:
            found.append(f"{step}^fail/{modality}")
        word = above
    return found


def _find_cues(parse: Parse, place: int) -> list[str]:
    """Words of negation below a word, and at the nouns below it."""
    found = []
    for child in parse.children[place]:
        lemma, relation = parse.lemmas[child], parse.relations[child]
        if lemma in _NEGATIONS:
            found += [f"{relation}=not", f"not={lemma}"]
        if lemma in _NOBODY:
            found += [f"{relation}=none", "none"]
        for deeper in parse.children[child] if relation in _SIDES else ():
            if parse.lemmas[deeper] in _NEGATIONS:
                found += [f"{relation}>not", f"{relation}>{parse.lemmas[deeper]}"]
    return found


_SIDES = frozenset(["nsubj", "nsubj:pass", "obj", "iobj", "obl"])
_NOBODY = frozenset(["nobody", "none", "nothing", "neither", "noone"])
_NOT_DONE = frozenset(["fail", "decline", "refuse", "avoid", "stop", "without"])


def choose_negation(
    parse: Parse, place: int, event_type: str, modality: str, model: LinearModel
) -> bool:
    """Whether the sentence's grammar negates an event; never one that is done."""
    if modality == Modality.DONE:
        return False
    shares = model.rate(list_negation_features(parse, place, event_type, modality))
    return model.labels[int(shares.argmax())] == NEGATED


NEGATED = "negated"


def choose_modality(
    parse: Parse, place: int, event_type: str, model: LinearModel
) -> tuple[str, float]:
    """The likeliest modality and its probability."""
    shares = model.rate(list_modality_features(parse, place, event_type))
    best = int(shares.argmax())
    return model.labels[best], float(shares[best])


def _see_around(parse: Parse, place: int, level: str) -> list[str]:
    found = []
    for child in parse.children[place]:
        relation, lemma = parse.relations[child], parse.lemmas[child]
        if relation == "aux":
            found += [f"{level}aux={lemma}", f"{level}aux={lemma}/{parse.tags[place]}"]
        elif relation in {"advmod", "det", "mark"}:
            found.append(f"{level}{relation}={lemma}")
        if lemma in _NEGATIONS:
            found.append(f"{level}neg")
    found.append(f"{level}tag={parse.tags[place]}")
    return found
