"""Why an event was coded as it was: the features that weighed most."""

from attrs import frozen

from legation.domain.coding import CodedActor, CodedEvent
from legation.domain.report import Mention
from legation.reading.coder.coder import Coder
from legation.reading.coder.linear import LinearModel
from legation.reading.coder.meaning import SLOTS, list_words, see_meanings
from legation.reading.coder.modality import list_modality_features
from legation.reading.coder.parsing import Parse
from legation.reading.coder.phrases import Phrase, find_phrases
from legation.reading.coder.roles import SOURCE, TARGET, list_role_features
from legation.reading.coder.triggers import list_features

Weights = tuple[tuple[str, float], ...]


@frozen
class Explanation:
    """What spoke for and against the parts of an event: features with their weights.

    Attributes:
        event_type: for the type of the act, beside the mean of all types.
        modality: for the modality.
        source: for the source, empty where there is none.
        target: for the target, empty where there is none.
    """

    event_type: Weights
    modality: Weights
    source: Weights
    target: Weights


def explain_event(
    parse: Parse, event: CodedEvent, mentions: tuple[Mention, ...], coder: Coder
) -> Explanation:
    """Take a decision apart.

    Args:
        parse: the sentence.
        event: coded from it; spans count in the sentence.
        mentions: its names.
        coder: the one that coded it.
    """
    phrases = find_phrases(parse, mentions)
    place = parse.find_head(parse.find_words(event.span.start, event.span.end))
    actors = {phrase.head: phrase for phrase in phrases}

    def explain_side(actor: CodedActor | None, role: str) -> Weights:
        side = next((p for p in phrases if actor is not None and p.span == actor.span), None)
        if side is None:
            return ()
        seen = list_role_features(parse, place, side, phrases, event.act)
        return tuple(coder.models["side"].explain(seen, role, is_apart=True))

    standing = list_modality_features(parse, place, event.act)
    return Explanation(
        event_type=_explain_type(parse, place, actors, event.act, coder.models["type"]),
        modality=tuple(coder.models["modality"].explain(standing, event.modality.value)),
        source=explain_side(event.source, SOURCE),
        target=explain_side(event.target, TARGET),
    )


def _explain_type(
    parse: Parse, place: int, actors: dict[int, Phrase], label: str, model: LinearModel
) -> Weights:
    """The features of a type's score and, as `~object=peacekeeper`, what the meanings add to it."""
    found = model.explain(list_features(parse, place, actors), label)
    column = model.labels.index(label)
    own = model.dense[:, column] - model.dense.mean(axis=1)
    shares = (see_meanings(parse, [place])[0] * own).reshape(len(SLOTS), -1).sum(axis=1)
    words = list_words(parse, place)
    for slot, share in zip(SLOTS, shares, strict=True):
        lemmas = ",".join(parse.lemmas[word] for word in words.get(slot, ()))
        found.append((f"~{slot}={lemmas}" if lemmas else f"~{slot}", float(share)))
    return tuple(sorted(found, key=lambda pair: -abs(pair[1]))[:_MOST])


_MOST = 8
