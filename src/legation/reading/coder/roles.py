"""Who acts and who is acted upon: which phrase of a sentence belongs to which side of an event."""

from collections.abc import Sequence

from attrs import frozen

from legation.reading.coder.linear import LinearModel
from legation.reading.coder.parsing import Parse
from legation.reading.coder.phrases import Phrase

SOURCE, TARGET, NEITHER = "source", "target", "neither"
_LONGEST_PATH = 7


@frozen
class Roles:
    """The sides of an event among the phrases of its sentence, best first.

    Attributes:
        sources: phrases that act, each with its probability.
        targets: phrases that are acted upon, each with its probability.
    """

    sources: tuple[tuple[Phrase, float], ...]
    targets: tuple[tuple[Phrase, float], ...]


def list_role_features(
    parse: Parse, place: int, phrase: Phrase, phrases: Sequence[Phrase], event_type: str
) -> list[str]:
    """What is seen between the word of an event and a phrase.

    Args:
        parse: the sentence.
        place: the word that tells the event.
        phrase: the phrase in question.
        phrases: all phrases of the sentence, in order.
        event_type: PLOVER type of the event.
    """
    path, is_through_says = _find_path(parse, place, phrase.head)
    lemma, voice = parse.lemmas[place], _name_voice(parse, place)
    order = "<" if phrase.head < place else ">"
    rank = _find_rank(place, phrase, phrases)
    short = path if path.count(" ") < _LONGEST_PATH else "far"
    found = [
        f"p={short}",
        f"p={short}/{voice}",
        f"p={short}/{event_type}",
        f"p={short}/{lemma}",
        f"o={order}/{voice}",
        f"o={order}/{event_type}",
        f"n={order}{rank}",
        f"n={order}{rank}/{event_type}",
        f"n={order}{rank}/{voice}",
        f"k={phrase.kind}",
        f"k={phrase.kind}/{phrase.sector}",
        f"k={phrase.sector}/{event_type}",
        f"k={phrase.sector}/{order}/{event_type}",
        f"e={path.split(' ')[-1]}",
        f"e={path.split(' ')[-1]}/{order}",
        f"only={len(phrases) == 1}/{order}",
        f"state={bool(phrase.state)}/{phrase.kind}",
    ]
    if is_through_says:
        found += ["says", f"says/{order}"]
    if _is_sayer(parse, phrase.head):
        found += ["sayer", f"sayer/{order}/{event_type}"]
    return found


def choose_roles(
    parse: Parse, place: int, phrases: Sequence[Phrase], event_type: str, model: LinearModel
) -> Roles:
    """Rate every phrase of a sentence as source and as target of an event."""
    others = [phrase for phrase in phrases if phrase.head != place]
    if not others:
        return Roles((), ())
    seen = [list_role_features(parse, place, phrase, phrases, event_type) for phrase in others]
    source, target = model.labels.index(SOURCE), model.labels.index(TARGET)
    rated = [
        (phrase, float(shares[source]), float(shares[target]))
        for phrase, shares in zip(others, model.rate_all(seen), strict=True)
    ]
    sources = sorted(((phrase, source) for phrase, source, _ in rated), key=lambda pair: -pair[1])
    targets = sorted(((phrase, target) for phrase, _, target in rated), key=lambda pair: -pair[1])
    return Roles(tuple(sources), tuple(targets))


def _find_path(parse: Parse, place: int, head: int) -> tuple[str, bool]:
    """Relations from the event to the phrase, and whether they lead through a verb of saying."""
    above: dict[int, int] = {place: 0}
    ups: list[str] = []
    word = place
    while parse.heads[word] != word and len(ups) < _LONGEST_PATH:
        ups.append(f"^{_name_step(parse, word)}")
        word = parse.heads[word]
        above[word] = len(ups)
    downs: list[str] = []
    word = head
    while word not in above:
        downs.append(_name_step(parse, word))
        if parse.heads[word] == word or len(downs) > _LONGEST_PATH:
            return "far", False
        word = parse.heads[word]
    steps = [*ups[: above[word]], *reversed(downs)]
    return " ".join(steps) or "self", parse.lemmas[word] in _SAYING and above[word] > 0


_SAYING = frozenset(["say", "tell", "report", "announce", "add", "state", "quote", "declare"])


def _name_step(parse: Parse, word: int) -> str:
    relation = parse.relations[word]
    if relation in {"nmod", "obl", "advcl", "acl"}:
        cases = parse.find_children(word, "case", "mark")
        if cases:
            return f"{relation}:{parse.lemmas[cases[0]]}"
    return relation


def _name_voice(parse: Parse, place: int) -> str:
    tag = parse.tags[place]
    if tag.startswith("N"):
        return "noun"
    if parse.find_children(place, "nsubj:pass") or (
        tag == "VBN" and parse.relations[place] == "acl"
    ):
        return "passive"
    return "active"


def _find_rank(place: int, phrase: Phrase, phrases: Sequence[Phrase]) -> int:
    """How many phrases stand between: 0 for the nearest one on its side."""
    if phrase.head < place:
        return min(sum(1 for other in phrases if phrase.head < other.head < place), 4)
    return min(sum(1 for other in phrases if place < other.head < phrase.head), 4)


def _is_sayer(parse: Parse, head: int) -> bool:
    return parse.relations[head] == "nsubj" and parse.lemmas[parse.heads[head]] in _SAYING
