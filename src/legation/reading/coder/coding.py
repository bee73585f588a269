"""From parsed sentences to coded events."""

import datetime as dt
import functools
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
from attrs import evolve, field, frozen

from legation.almanac.names import NameIndex
from legation.almanac.store import Almanac
from legation.almanac.tenure import Tenure
from legation.domain.coding import CodedActor, CodedEvent, Modality
from legation.domain.dates import PartialDate
from legation.domain.report import DateMention, Mention, Report, Span
from legation.ontology.event_types import load_event_types
from legation.reading.coder.linear import LinearModel, load_models
from legation.reading.coder.modality import choose_modality, is_negated
from legation.reading.coder.parsing import (
    MOST_CHARACTERS,
    Parse,
    load_pipeline,
    parse_pairs,
    parse_sentences,
)
from legation.reading.coder.phrases import Phrase, find_phrases
from legation.reading.coder.roles import SOURCE, TARGET, choose_roles, list_role_features
from legation.reading.coder.settling import settle_actors
from legation.reading.coder.triggers import find_candidates, list_features, list_salience_features
from legation.reading.dates import find_dates
from legation.reading.mentions import find_mentions

NO_EVENT = "NONE"
_WEIGHTS = "weights.zip"
# Below the first a reading is worth nothing; below the second it is worth a look, no more.
_LEAST_SCORE = 0.1
SURE_SCORE = 0.5
_LEAST_CONTEXT = 0.5


@frozen(eq=False)
class Coder:
    """Everything that coding needs, loaded once.

    Attributes:
        models: `type`, `role`, `modality`, `mode`, `context`.
        nouns: lemmas of nouns and adjectives that tell events.
    """

    almanac: Almanac
    index: NameIndex
    tenure: Tenure
    models: dict[str, LinearModel]
    pipeline_name: str = ""
    nouns: frozenset[str] = field(init=False)

    @nouns.default
    def _list_nouns(self) -> frozenset[str]:
        rows = self.models["noun"].rows if "noun" in self.models else {}
        return frozenset(rows)


@functools.cache
def load_weights(path: Path | None = None) -> dict[str, LinearModel]:
    """The coder's models, from the package where no other file is given."""
    own = Path(str(files("legation.reading"))) / "data" / "coder" / _WEIGHTS
    return load_models(path or own)


def build_coder(
    almanac: Almanac, index: NameIndex, tenure: Tenure, pipeline_name: str = ""
) -> Coder:
    """Load the weights beside an almanac.

    Args:
        almanac: as of a day.
        index: its names.
        tenure: who held office when, of the same almanac.
        pipeline_name: a spaCy pipeline other than the package's own.
    """
    return Coder(almanac, index, tenure, load_weights(), pipeline_name)


def code_sentences(
    sentences: Iterable[tuple[str, dt.date]], coder: Coder
) -> Iterator[tuple[CodedEvent, ...]]:
    """Code sentences, each on its own.

    Args:
        sentences: each with the day of its report, on which its names are read; one sentence at a
            time is held, a batch while it is parsed.
        coder: by `build_coder`.

    Yields:
        The events of each sentence in order of certainty; spans count in the sentence.
    """
    pipeline = load_pipeline(coder.pipeline_name)
    for parse, day in parse_pairs(sentences, pipeline):
        yield code_parse(parse, day, coder)


def code_parse(parse: Parse, day: dt.date, coder: Coder) -> tuple[CodedEvent, ...]:
    """Code one parsed sentence."""
    mentions = find_mentions(parse.text, coder.almanac, coder.index, coder.tenure, day)
    dates = find_dates(parse.text, day)
    return code_read(parse, mentions, dates, coder)


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
    shares = model.rate_all(seen)
    shares[:, none] = 0
    likely = [n for n, score in enumerate(shares.max(axis=1)) if score >= _LEAST_SCORE]
    for number in likely:
        place, best = candidates[number], int(shares[number].argmax())
        weight = list_salience_features(parse, place, candidates)
        salience = float(coder.models["salience"].rate(weight)[1])
        score = float(shares[number][best])
        found.append((score, salience, place, model.labels[best], seen[number]))
    found.sort(key=lambda one: (-one[0] * one[1], one[2]))
    reading = _Reading(parse, phrases, mentions, dates, coder)
    return tuple(
        evolve(_build_event(reading, place, label, score, features), salience=salience)
        for score, salience, place, label, features in found
    )


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
    for place in find_candidates(parse, coder.nouns):
        features = list_features(parse, place, actors)
        shares = np.where([label == NO_EVENT for label in model.labels], 0, model.rate(features))
        fit = 1.0
        for side, role in zip(sides, (SOURCE, TARGET), strict=True):
            fit *= _rate_role(parse, place, side, role, everyone, coder)
        sums += shares * (fit + 1e-3)
        told.append((float(shares.max()) * (fit + 1e-3), place, features))
    if not told:
        return None
    label, score = model.labels[int(sums.argmax())], float(sums.max() / max(sums.sum(), 1e-9))
    _, place, features = max(told, key=lambda one: (one[0], -one[1]))
    reading = _Reading(parse, phrases, mentions, dates, coder)
    event = _build_event(reading, place, label, score, features)
    return evolve(event, source=_name_actor(parse, sides[0]), target=_name_actor(parse, sides[1]))


def _rate_role(
    parse: Parse,
    place: int,
    side: Phrase | None,
    role: str,
    phrases: Sequence[Phrase],
    coder: Coder,
) -> float:
    if side is None or side.head == place:
        return 0.1
    model = coder.models["role"]
    if role not in model.labels:
        return 0.0
    seen = list_role_features(parse, place, side, phrases, "")
    return float(model.rate(seen)[model.labels.index(role)])


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


@frozen(eq=False)
class _Reading:
    """A parsed sentence with all that is known in it."""

    parse: Parse
    phrases: tuple[Phrase, ...]
    mentions: tuple[Mention, ...]
    dates: tuple[DateMention, ...]
    coder: Coder


def _build_event(
    reading: _Reading, place: int, label: str, score: float, features: Sequence[str]
) -> CodedEvent:
    parse, coder = reading.parse, reading.coder
    roles = choose_roles(parse, place, reading.phrases, label, coder.models["role"])
    source, target = settle_actors(parse, roles, reading.phrases, reading.mentions)
    modality, _ = choose_modality(parse, place, label, coder.models["modality"])
    event_type = _FUTURE.get(label, label) if modality == Modality.PLANNED else label
    return CodedEvent(
        event_type=event_type,
        act=label,
        mode=_choose_mode(label, features, coder),
        contexts=_choose_contexts(features, coder),
        quad_class=load_event_types()[event_type].quad_class,
        source=_name_actor(parse, source),
        target=_name_actor(parse, target),
        modality=Modality(modality),
        negated=is_negated(parse, place),
        day=_choose_date(parse, place, reading.dates),
        place="",
        quantity="",
        span=Span(parse.starts[place], parse.ends[place]),
        score=score,
    )


# What PLOVER's manual says of acts that are yet to come.
_FUTURE = {
    "CONSULT": "AGREE",
    "SUPPORT": "AGREE",
    "COOPERATE": "AGREE",
    "AID": "AGREE",
    "RETREAT": "CONCEDE",
}


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


def _name_actor(parse: Parse, phrase: Phrase | None) -> CodedActor | None:
    if phrase is None:
        return None
    name = parse.text[phrase.span.start : phrase.span.end]
    return CodedActor(name, phrase.state, phrase.sector, phrase.span, phrase.entity_id)


def code_events(report: Report, coder: Coder) -> tuple[CodedEvent, ...]:
    """Code a report.

    Args:
        report: as read; names mean what they meant on its day.
        coder: by `build_coder`.

    Returns:
        Events in the order of the text; spans count in the report's text.
    """
    found: list[CodedEvent] = []
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
        found += (
            _place_event(event, start, sentence.index)
            for event in code_read(parse, mentions, dates, coder)
            if event.score >= SURE_SCORE
        )
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
