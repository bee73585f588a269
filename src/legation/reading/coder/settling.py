"""Which phrases become source and target, and whose they are where they do not say so."""

from collections.abc import Sequence

from attrs import evolve

from legation.domain.report import Mention, MentionKind, Span
from legation.reading.coder.parsing import Parse
from legation.reading.coder.phrases import Phrase
from legation.reading.coder.roles import Roles

_LEAST_SOURCE = 0.1
_LEAST_TARGET = 0.1


def settle_actors(
    parse: Parse,
    roles: Roles,
    phrases: Sequence[Phrase],
    mentions: Sequence[Mention],
) -> tuple[Phrase | None, Phrase | None]:
    """Choose the two sides of an event.

    Args:
        parse: the sentence.
        roles: the phrases rated.
        phrases: all phrases of the sentence.
        mentions: all names of the sentence.

    Returns:
        Source and target, None for a side that the sentence does not give. A group without a name
        gets the only state of its sentence, or the state of the place named nearest to it.
    """
    source = next((phrase for phrase, share in roles.sources if share >= _LEAST_SOURCE), None)
    target = next(
        (phrase for phrase, share in roles.targets if share >= _LEAST_TARGET and phrase != source),
        None,
    )
    if source is not None and target is None:
        target = _find_partner(parse, source, phrases)
    taken = tuple(side for side in (source, target) if side is not None)
    return tuple(
        None if side is None else _give_state(parse, side, taken, phrases, mentions)
        for side in (source, target)
    )  # type: ignore[return-value]


def _find_partner(parse: Parse, source: Phrase, phrases: Sequence[Phrase]) -> Phrase | None:
    """The phrase that is coordinated with the source: X and Y met."""
    return next(
        (
            phrase
            for phrase in phrases
            if phrase != source
            and (
                (parse.relations[phrase.head] == "conj" and parse.heads[phrase.head] == source.head)
                or (
                    parse.relations[source.head] == "conj"
                    and parse.heads[source.head] == phrase.head
                )
            )
        ),
        None,
    )


def _give_state(
    parse: Parse,
    phrase: Phrase,
    taken: Sequence[Phrase],
    phrases: Sequence[Phrase],
    mentions: Sequence[Mention],
) -> Phrase:
    if phrase.state or phrase.entity_id:
        return phrase
    if phrase.kind == "pronoun":
        before = [one for one in phrases if one.head < phrase.head and one.kind == "name"]
        if not before:
            return phrase
        subjects = [one for one in before if parse.relations[one.head].startswith("nsubj")]
        meant = (subjects or before)[-1]
        return evolve(phrase, state=meant.state, sector=meant.sector, entity_id=meant.entity_id)
    mentions = [mention for mention in mentions if not _is_within(mention.span, phrase.span)]
    states = {mention.state_id for mention in mentions if mention.state_id}
    if len(states) == 1:
        return evolve(phrase, state=states.pop())
    others = {one.span for one in taken if one != phrase}
    free = [
        mention
        for mention in mentions
        if mention.state_id
        and not any(_is_within(mention.span, other) for other in others)
        and mention.kind in {MentionKind.PLACE, MentionKind.STATE}
    ]
    if not free:
        return phrase
    middle = phrase.span.start
    nearest = min(free, key=lambda mention: abs(mention.span.start - middle))
    return evolve(phrase, state=nearest.state_id)


def _is_within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
