"""The event between two sides that are given."""

from collections.abc import Sequence

import numpy as np
from attrs import evolve

from legation.domain.coding import CodedEvent
from legation.domain.report import DateMention, Mention, Span
from legation.reading.coder.building import Reading, build_event, name_actor
from legation.reading.coder.coder import NO_EVENT, Coder
from legation.reading.coder.meaning import see_meanings
from legation.reading.coder.parsing import Parse
from legation.reading.coder.phrases import Phrase, find_phrases
from legation.reading.coder.roles import list_choices
from legation.reading.coder.triggers import find_candidates, list_features


def code_between(
    parse: Parse,
    source: Span,
    target: Span,
    mentions: tuple[Mention, ...],
    dates: tuple[DateMention, ...],
    coder: Coder,
) -> CodedEvent | None:
    """Type the event between two sides that are given.

    Every word that may tell an event speaks for its types as far as the two sides are likely to
    be its source and its target.

    Args:
        parse: the sentence.
        source: where the acting side stands.
        target: where the other one stands.
        mentions: names; spans count in the sentence.
        dates: dates; spans count in the sentence.
        coder: by `build_coder`.

    Returns:
        The likeliest event; None where no word of the sentence can tell one.
    """
    phrases = find_phrases(parse, mentions)
    sides = tuple(_find_side(parse, span, phrases) for span in (source, target))
    if sides[0] is None or sides[1] is None:
        return None
    taken = {side.head for side in sides if side is not None}
    others = (phrase for phrase in phrases if phrase.head not in taken)
    everyone = tuple(sorted((*others, sides[0], sides[1]), key=lambda phrase: phrase.head))
    actors = {phrase.head: phrase for phrase in everyone}
    model = coder.models["type"]
    sums = np.zeros(len(model.labels))
    told: list[tuple[float, int, list[str]]] = []
    candidates = find_candidates(parse, coder.nouns)
    if not candidates:
        return None
    seen = [list_features(parse, place, actors) for place in candidates]
    rated = model.rate_all(seen, see_meanings(parse, candidates))
    rated[:, model.labels.index(NO_EVENT)] = 0
    for place, features, shares in zip(candidates, seen, rated, strict=True):
        fit = _rate_sides(parse, place, sides, everyone, model.labels[int(shares.argmax())], coder)
        sums += shares * (fit + 1e-3)
        told.append((float(shares.max()) * (fit + 1e-3), place, features))
    label, score = model.labels[int(sums.argmax())], float(sums.max() / max(sums.sum(), 1e-9))
    _, place, features = max(told, key=lambda one: (one[0], -one[1]))
    reading = Reading(parse, phrases, mentions, dates, coder)
    event = build_event(reading, place, label, score, features)
    return evolve(event, source=name_actor(parse, sides[0]), target=name_actor(parse, sides[1]))


def _rate_sides(
    parse: Parse,
    place: int,
    sides: tuple[Phrase | None, ...],
    phrases: Sequence[Phrase],
    event_type: str,
    coder: Coder,
) -> float:
    """How likely two phrases are the source and the target of the event that a word tells."""
    others, choices = list_choices(parse, place, phrases, event_type)
    fit = 1.0
    for side, shares in zip(sides, coder.models["side"].choose_among(choices).T, strict=True):
        fit *= float(shares[others.index(side) + 1]) if side in others else _ITSELF
    return fit


# A side that is itself the word of the event: the bomber, the demonstrators.
_ITSELF = 0.1


def _find_side(parse: Parse, span: Span, phrases: Sequence[Phrase]) -> Phrase | None:
    """The phrase at a span that is given; a new one where none was found there."""
    words = parse.find_words(span.start, span.end)
    if not words:
        return None
    inside = [phrase for phrase in phrases if phrase.head in words]
    head = parse.find_head(words)
    known = next((phrase for phrase in inside if phrase.head == head), None)
    base = known or (inside[0] if inside else Phrase(head, span, "", "", "", "group"))
    return evolve(base, head=head, span=span)
