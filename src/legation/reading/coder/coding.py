"""From parsed sentences to coded events."""

from collections.abc import Iterable

from attrs import evolve

from legation.domain.coding import CodedActor, CodedEvent
from legation.domain.report import DateMention, Mention, Report, Span
from legation.reading.coder.antecedents import Antecedents
from legation.reading.coder.building import Reading, build_event
from legation.reading.coder.coder import NO_EVENT, Coder
from legation.reading.coder.meaning import see_meanings
from legation.reading.coder.parsing import (
    MOST_CHARACTERS,
    Parse,
    load_pipeline,
    parse_sentences,
)
from legation.reading.coder.phrases import find_phrases
from legation.reading.coder.triggers import find_candidates, list_features, list_salience_features

# Below the first a reading is left out, and what its sentence is mainly about below the second;
# below the third it is worth a look, no more.
_LEAST_SCORE = 0.25
_LEAST_MAIN = 0.1
SURE_SCORE = 0.5


def code_read(
    parse: Parse, mentions: tuple[Mention, ...], dates: tuple[DateMention, ...], coder: Coder
) -> tuple[CodedEvent, ...]:
    """Code one parsed sentence of which the names and dates are known.

    Args:
        parse: the sentence.
        mentions: its names; spans count in the sentence.
        dates: its dates; spans count in the sentence.
        coder: by `build_coder`.
    """
    phrases = find_phrases(parse, mentions)
    actors = {phrase.head: phrase for phrase in phrases}
    found = []
    candidates = find_candidates(parse, coder.nouns)
    if not candidates:
        return ()
    model = coder.models["type"]
    none = model.labels.index(NO_EVENT)
    seen = [list_features(parse, place, actors) for place in candidates]
    shares = model.rate_all(seen, see_meanings(parse, candidates))
    shares[:, none] = 0
    best_shares = shares.max(axis=1)
    weights = [list_salience_features(parse, place, candidates) for place in candidates]
    saliences = coder.models["salience"].choose_among(weights)[:, 0]
    main = int((best_shares * saliences).argmax())
    likely = [
        number
        for number, score in enumerate(best_shares)
        if score >= (_LEAST_MAIN if number == main else _LEAST_SCORE)
    ]
    for number in likely:
        place, best = candidates[number], int(shares[number].argmax())
        score, salience = float(shares[number][best]), float(saliences[number])
        found.append((score, salience, place, model.labels[best], seen[number]))
    found.sort(key=lambda one: (-one[0] * one[1], one[2]))
    reading = Reading(parse, phrases, mentions, dates, coder)
    return tuple(
        evolve(build_event(reading, place, label, score, features), salience=salience)
        for score, salience, place, label, features in found
    )


def code_events(report: Report, coder: Coder) -> tuple[CodedEvent, ...]:
    """Code a report.

    Args:
        report: as read; names mean what they meant on its day.
        coder: by `load_coder`.

    Returns:
        Events in the order of the text; spans count in the report's text.
    """
    found: list[CodedEvent] = []
    antecedents = Antecedents()
    texts = [sentence.text for sentence in report.sentences]
    pipeline = load_pipeline(coder.pipeline_name)
    for sentence, parse in zip(report.sentences, parse_sentences(texts, pipeline), strict=True):
        start = sentence.span.start
        end = min(sentence.span.end, start + MOST_CHARACTERS)
        mentions = tuple(
            evolve(mention, span=_shift(mention.span, -start))
            for mention in report.mentions
            if start <= mention.span.start and mention.span.end <= end
        )
        dates = tuple(
            evolve(date, span=_shift(date.span, -start))
            for date in report.dates
            if start <= date.span.start and date.span.end <= end
        )
        sure = [e for e in code_read(parse, mentions, dates, coder) if e.score >= SURE_SCORE]
        placed = [_place_event(event, start, sentence.index) for event in sure]
        found += antecedents.resolve(placed)
    return tuple(sorted(_drop_repeats(found), key=lambda event: (event.sentence, event.span.start)))


def _drop_repeats(events: Iterable[CodedEvent]) -> list[CodedEvent]:
    """Of several words for one event, a visit for talks, the one that weighs most."""
    kept: dict[tuple[int, str, frozenset[str]], CodedEvent] = {}
    for event in sorted(events, key=lambda one: -one.score * one.salience):
        sides = frozenset(side.state for side in (event.source, event.target) if side is not None)
        kept.setdefault((event.sentence, event.event_type, sides), event)
    return list(kept.values())


def _shift(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _place_event(event: CodedEvent, start: int, sentence: int) -> CodedEvent:
    def place(actor: CodedActor | None) -> CodedActor | None:
        return None if actor is None else evolve(actor, span=_shift(actor.span, start))

    return evolve(
        event,
        span=_shift(event.span, start),
        source=place(event.source),
        target=place(event.target),
        sentence=sentence,
    )
