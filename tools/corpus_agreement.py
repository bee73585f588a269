"""How far two codings of the same sentences agree."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from corpus import NO_EVENT, CorpusError, Event, Sentence
from legation.domain.report import Span

Pair = tuple[Event | None, Event | None]


def pair_events(one: Sentence, other: Sentence) -> list[Pair]:
    """Pair two codings' events: those with the same trigger first, then those of one type."""
    rules: tuple[Callable[[Event, Event], bool], ...] = (
        lambda a, b: overlap([a.trigger], [b.trigger]) > 0 and a.event_type == b.event_type,
        lambda a, b: overlap([a.trigger], [b.trigger]) > 0,
        lambda a, b: a.event_type == b.event_type,
    )
    left, right, pairs = list(one.events), list(other.events), list[Pair]()
    for rule in rules:
        for first in tuple(left):
            second = next((event for event in right if rule(first, event)), None)
            if second is not None:
                pairs.append((first, second))
                left.remove(first)
                right.remove(second)
    return [*pairs, *((a, None) for a in left), *((None, b) for b in right)]


def overlap(one: Iterable[Span], other: Iterable[Span]) -> float:
    """Characters in both over characters in either, 0 to 1; 1 where both are empty."""
    first = {at for span in one for at in range(span.start, span.end)}
    second = {at for span in other for at in range(span.start, span.end)}
    return len(first & second) / len(first | second) if first | second else 1.0


def measure_kappa(labels: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa: agreement above chance, 1 where both always say the same."""
    if not labels:
        return 1.0
    total = len(labels)
    seen = sum(a == b for a, b in labels) / total
    first, second = Counter(a for a, _ in labels), Counter(b for _, b in labels)
    chance = sum(first[name] * second[name] for name in first) / total**2
    return 1.0 if chance == 1 else (seen - chance) / (1 - chance)


def measure_agreement(one: Sequence[Sentence], other: Sequence[Sentence]) -> dict[str, float]:
    """How far two codings of the same sentences agree.

    Returns:
        Shares and kappas, 0 to 1 at best, and two counts. Type and quad class take an event that
        only one coding has as disagreement; the rest is over the events that both have.

    Raises:
        CorpusError: if no id is in both, or a sentence differs.
    """
    second = {sentence.sentence_id: sentence for sentence in other}
    shared = [(a, second[a.sentence_id]) for a in one if a.sentence_id in second]
    if not shared:
        raise CorpusError("the two codings have no id in common")
    if different := [a.sentence_id for a, b in shared if a.text != b.text]:
        raise CorpusError(f"not the same sentence: {', '.join(different)}")
    pairs = [p for a, b in shared for p in pair_events(a, b) or [(None, None)]]
    both = [(a, b) for a, b in pairs if a is not None and b is not None]
    found = {"sentences": float(len(shared)), "events in both": float(len(both))}
    return found | compare_types(pairs) | compare_fields(both)


def compare_types(pairs: Sequence[Pair]) -> dict[str, float]:
    """Agreement on type and quad class, an event that one coding lacks counted as `NONE`."""
    types = [(a.event_type if a else NO_EVENT, b.event_type if b else NO_EVENT) for a, b in pairs]
    quads = [(str(a.quad_class) if a else "", str(b.quad_class) if b else "") for a, b in pairs]
    return {
        "type, same": sum(a == b for a, b in types) / len(types),
        "type, kappa": measure_kappa(types),
        "quad class, kappa": measure_kappa(quads),
    }


FIELD_READERS: dict[str, Callable[[Event], object]] = {
    "mode": lambda event: (event.event_type, event.mode),
    "source states": lambda event: {actor.state for actor in event.sources},
    "target states": lambda event: {actor.state for actor in event.targets},
    "source sectors": lambda event: {actor.sector for actor in event.sources},
    "target sectors": lambda event: {actor.sector for actor in event.targets},
    "modality": lambda event: (event.modality, event.is_negated),
    "day": lambda event: event.day,
}
SPAN_READERS: dict[str, Callable[[Event], list[Span]]] = {
    "source spans": lambda event: [actor.span for actor in event.sources],
    "target spans": lambda event: [actor.span for actor in event.targets],
    "trigger": lambda event: [event.trigger],
}


def compare_fields(both: Sequence[tuple[Event, Event]]) -> dict[str, float]:
    """Shares of paired events in which a field is the same, and the mean overlap of spans."""
    total = max(len(both), 1)
    found = {
        f"{name}, same": sum(get(a) == get(b) for a, b in both) / total
        for name, get in FIELD_READERS.items()
    }
    labels = [(str(a.modality), str(b.modality)) for a, b in both]
    found["modality, kappa"] = measure_kappa(labels)
    for name, spans in SPAN_READERS.items():
        found[f"{name}, overlap"] = sum(overlap(spans(a), spans(b)) for a, b in both) / total
    return found
