"""Who acts and who is acted upon: which phrase of a sentence belongs to which side of an event."""

from collections.abc import Sequence

import numpy as np

from legation.reading.coder.linear import LinearModel
from legation.reading.coder.parsing import Parse
from legation.reading.coder.phrases import Phrase
from legation.reading.coder.triggers import find_classes

SOURCE, TARGET = "source", "target"
_LONGEST_PATH = 7


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
    kin = _list_kin(parse, place)
    found += [f"kin={kin}/{path.split(' ')[-1]}/{order}", f"kin={kin}/{order}/{event_type}"]
    if phrase.kind == "modifier":
        owner = parse.heads[phrase.head]
        found += [f"of={parse.lemmas[owner]}", f"of={parse.relations[phrase.head]}/{event_type}"]
        found += [f"of~{name}" for name in find_classes(parse, owner)]
        found += [f"of~{name}/{event_type}" for name in find_classes(parse, owner)]
    for name in find_classes(parse, place):
        found += [f"p={short}~{name}"]
    if phrase.kind in {"thing", "group"}:
        for name in find_classes(parse, phrase.head):
            found += [f"c={name}/{path.split(' ')[-1]}", f"c={name}/{order}/{event_type}"]
    if is_through_says:
        found += ["says", f"says/{order}"]
    if _is_sayer(parse, phrase.head):
        found += ["sayer", f"sayer/{order}/{event_type}"]
    return found


def _list_kin(parse: Parse, place: int) -> str:
    """Which sides the word of an event has beside it: its subject, its object, a clause."""
    kin = {parse.relations[child] for child in parse.children[place]}
    return "".join(sign for sign, names in _KIN if kin & names)


_KIN = (
    ("s", {"nsubj", "csubj"}),
    ("p", {"nsubj:pass"}),
    ("o", {"obj", "iobj"}),
    ("a", {"obl:agent"}),
    ("c", {"xcomp", "ccomp"}),
)


def list_absence_features(
    parse: Parse, place: int, phrases: Sequence[Phrase], event_type: str
) -> list[str]:
    """What is seen of an event of which a side may not be told.

    Args:
        parse: the sentence.
        place: the word that tells the event.
        phrases: the phrases that may be the side.
        event_type: PLOVER type of the event.
    """
    kin, voice, lemma = _list_kin(parse, place), _name_voice(parse, place), parse.lemmas[place]
    relation = parse.relations[place]
    return [
        "-",
        f"-y={event_type}",
        f"-w={lemma}",
        f"-w={lemma}/{voice}",
        f"-kin={kin}",
        f"-kin={kin}/{voice}",
        f"-y={event_type}/{voice}",
        f"-y={event_type}/{kin}",
        f"-n={min(len(phrases), 3)}",
        f"-r={relation}",
        f"-r={relation}/{voice}/{event_type}",
    ]


def list_choices(
    parse: Parse, place: int, phrases: Sequence[Phrase], event_type: str
) -> tuple[list[Phrase], list[list[str]]]:
    """The phrases that may be a side of an event, and what is seen of each choice.

    Returns:
        The phrases, and one list more than these: the first is that of no phrase.
    """
    others = [phrase for phrase in phrases if phrase.head != place]
    seen = [list_role_features(parse, place, one, phrases, event_type) for one in others]
    return others, [list_absence_features(parse, place, others, event_type), *seen]


def choose_sides(
    parse: Parse,
    place: int,
    phrases: Sequence[Phrase],
    event_type: str,
    model: LinearModel,
) -> tuple[Phrase | None, Phrase | None]:
    """Choose source and target together: the likeliest pair of two phrases, or of one and none.

    Args:
        parse: the sentence.
        place: the word that tells the event.
        phrases: all phrases of the sentence.
        event_type: PLOVER type of the act.
        model: with the labels `source` and `target`.
    """
    others, choices = list_choices(parse, place, phrases, event_type)
    source, target = model.choose_among(choices).T
    target[0] *= _SILENCE
    target[1:] *= [_MODIFIER if one.kind == "modifier" else 1.0 for one in others]
    pairs = np.outer(source, target)
    for row, one in enumerate(others, 1):
        for column, other in enumerate(others, 1):
            if one is other or _is_same(one, other):
                pairs[row, column] = 0
    first, second = divmod(int(pairs.argmax()), len(choices))
    return (others[first - 1] if first else None, others[second - 1] if second else None)


def _is_same(one: Phrase, other: Phrase) -> bool:
    """Whether two phrases mean one government, one of which may be its leader, or one entity."""
    if one.entity_id and one.entity_id == other.entity_id:
        return True
    return bool(one.state) and one.state == other.state and {one.sector, other.sector} == {"GOV"}


# Whoever reads of an event asks whom it concerns: a doubtful target is worth more than none.
_SILENCE = 0.15
_MODIFIER = 0.4


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
