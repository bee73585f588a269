"""Whether a sentence says that an event happened, is planned, called for, denied or supposed."""

from legation.reading.coder.linear import LinearModel
from legation.reading.coder.parsing import Parse

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
    found += _see_around(parse, place, "")
    word, path = place, ""
    for step in range(_MOST_STEPS):
        above, relation = parse.heads[word], parse.relations[word]
        if above == word or relation.partition(":")[0] not in _CLAUSES:
            break
        marks = [parse.lemmas[c] for c in parse.find_children(word, "mark", "case")]
        path = f"{path}^{relation}"
        lemma = parse.lemmas[above]
        found += [f"{path}", f"^={lemma}", f"{step}^={lemma}", f"{path}={lemma}"]
        found += [f"m{step}={mark}" for mark in marks]
        found += [f"{path}:{mark}={lemma}" for mark in marks]
        found += _see_around(parse, above, f"{min(step + 1, 2)}")
        word = above
    for lemma in set(parse.lemmas):
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


def is_negated(parse: Parse, place: int) -> bool:
    """Whether the word of an event, or the helping verb above it, is negated."""
    for child in parse.children[place]:
        if parse.lemmas[child] in _NEGATIONS and parse.relations[child] in {"advmod", "det", "neg"}:
            return True
    return False


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
