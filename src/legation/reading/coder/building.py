"""An event from the word that tells it: its sides, whether it happened, when, where, how much."""

from collections.abc import Sequence

from attrs import frozen

from legation.domain.coding import CodedActor, CodedEvent, Modality
from legation.domain.dates import PartialDate
from legation.domain.report import DateMention, Mention, MentionKind, Span
from legation.ontology.event_types import load_event_types
from legation.reading.coder.categories import choose_category
from legation.reading.coder.coder import NO_EVENT, Coder
from legation.reading.coder.modality import choose_modality, choose_negation
from legation.reading.coder.parsing import Parse
from legation.reading.coder.phrases import Phrase
from legation.reading.coder.roles import choose_sides
from legation.reading.coder.settling import settle_actors

_LEAST_CONTEXT = 0.5


@frozen(eq=False)
class Reading:
    """A parsed sentence with all that is known in it."""

    parse: Parse
    phrases: tuple[Phrase, ...]
    mentions: tuple[Mention, ...]
    dates: tuple[DateMention, ...]
    coder: Coder


def build_event(
    reading: Reading, place: int, label: str, score: float, features: Sequence[str]
) -> CodedEvent:
    parse, coder = reading.parse, reading.coder
    sides = choose_sides(parse, place, reading.phrases, label, coder.models["side"])
    source, target = settle_actors(parse, *sides, reading.phrases, reading.mentions, label)
    name, _ = choose_modality(parse, place, label, coder.models["modality"])
    modality = Modality(name)
    negated = choose_negation(parse, place, label, name, coder.models["negation"])
    event_type = choose_category(label, modality, negated)
    return CodedEvent(
        event_type=event_type,
        act=label,
        mode=_choose_mode(label, features, coder),
        contexts=_choose_contexts(features, coder),
        quad_class=load_event_types()[event_type].quad_class,
        source=name_actor(parse, source),
        target=name_actor(parse, target),
        modality=modality,
        negated=negated,
        day=_choose_date(parse, place, reading.dates),
        place=_choose_place(reading, place),
        quantity=_find_quantity(parse, place),
        span=Span(parse.starts[place], parse.ends[place]),
        score=score,
    )


def _choose_mode(label: str, features: Sequence[str], coder: Coder) -> str:
    modes = load_event_types()[label].modes
    model = coder.models.get(f"mode-{label}")
    if not modes or model is None:
        return ""
    chosen = model.labels[int(model.rate(features).argmax())]
    return "" if chosen == NO_EVENT else chosen


def _choose_contexts(features: Sequence[str], coder: Coder) -> tuple[str, ...]:
    model = coder.models.get("context")
    if model is None:
        return ()
    shares = model.rate_each(features)
    return tuple(
        name for name, share in zip(model.labels, shares, strict=True) if share >= _LEAST_CONTEXT
    )


def _choose_date(parse: Parse, place: int, dates: tuple[DateMention, ...]) -> PartialDate | None:
    """The date nearest to the word of the event; one in the same clause goes before."""
    known = [date for date in dates if date.start is not None]
    if not known:
        return None
    middle = parse.starts[place]
    return min(known, key=lambda date: abs(date.span.start - middle)).start


def _choose_place(reading: Reading, place: int) -> str:
    """The name that stands after "in" or "at" nearest to the word of the event."""
    parse = reading.parse
    found = []
    for mention in reading.mentions:
        if mention.kind not in {MentionKind.PLACE, MentionKind.STATE}:
            continue
        head = parse.find_head(parse.find_words(mention.span.start, mention.span.end) or [0])
        cases = {parse.lemmas[child] for child in parse.find_children(head, "case")}
        if cases & _WHERE and parse.relations[head] in {"obl", "nmod"}:
            found.append((abs(head - place), mention.text))
    return min(found)[1] if found else ""


_WHERE = frozenset(["in", "at", "near", "outside", "inside", "around", "off", "across"])
_COUNTED = frozenset(["obj", "nsubj:pass"])


def _find_quantity(parse: Parse, place: int) -> str:
    """The number of what the event concerns, with its noun: `12 fighters`, `40 tons`."""
    for child in parse.children[place]:
        if parse.relations[child] not in _COUNTED:
            continue
        for number in parse.find_children(child, "nummod"):
            if parse.tags[number] == "CD" and number < child:
                return parse.text[parse.starts[number] : parse.ends[child]]
    return ""


def name_actor(parse: Parse, phrase: Phrase | None) -> CodedActor | None:
    if phrase is None or (phrase.kind == "thing" and not phrase.state):
        return None
    name = parse.text[phrase.span.start : phrase.span.end]
    return CodedActor(name, phrase.state, phrase.sector, phrase.span, phrase.entity_id)
