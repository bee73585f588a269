"""Which phrases become source and target, and whose they are where they do not say so."""

from collections.abc import Sequence

from attrs import evolve

from legation.domain.report import Mention, MentionKind, Span
from legation.reading.coder.parsing import Parse
from legation.reading.coder.phrases import Phrase


def settle_actors(
    parse: Parse,
    source: Phrase | None,
    target: Phrase | None,
    phrases: Sequence[Phrase],
    mentions: Sequence[Mention],
    event_type: str,
) -> tuple[Phrase | None, Phrase | None]:
    """Say whose the two sides of an event are, and who else takes part where one is not told.

    Args:
        parse: the sentence.
        source: who acts, as chosen.
        target: whom it concerns, as chosen.
        phrases: all phrases of the sentence.
        mentions: all names of the sentence.
        event_type: PLOVER type of the act.

    Returns:
        Source and target. A group without a name gets the only state of its sentence, or the
        state of the place named nearest to it.
    """
    if source is not None and target is None and event_type in _MUTUAL:
        target = _find_partner(parse, source, phrases)
    taken = tuple(side for side in (source, target) if side is not None)
    return tuple(
        None if side is None else _give_state(parse, side, taken, phrases, mentions)
        for side in (source, target)
    )  # type: ignore[return-value]


_MUTUAL = frozenset(["AGREE", "CONSULT", "SUPPORT", "COOPERATE", "CONCEDE", "ASSAULT", "RETREAT"])


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
    owners = [c for c in parse.children[phrase.head] if parse.tags[c] == "PRP$"]
    if parse.lemmas[phrase.head] in _OTHERS:
        return _give_other_state(phrase, taken, mentions)
    if phrase.kind == "pronoun":
        meant = _find_meant(parse, phrase, phrases)
        return evolve(phrase, state=meant.state, sector=meant.sector, entity_id=meant.entity_id)
    if owners and parse.lemmas[owners[0]] in _OWNERS:
        return evolve(phrase, state=_find_meant(parse, phrase, phrases).state)
    is_several = parse.tags[phrase.head] == "NNS" and parse.lemmas[phrase.head] in _SEVERAL
    if phrase.kind == "thing" or is_several:
        return phrase
    return evolve(phrase, state=_find_near_state(phrase, taken, mentions))


def _find_meant(parse: Parse, phrase: Phrase, phrases: Sequence[Phrase]) -> Phrase:
    """The actor that a pronoun means: the last subject before it, or else the last name."""
    before = [
        one
        for one in phrases
        if one.head < phrase.head and one.kind == "name" and (one.state or one.entity_id)
    ]
    subjects = [one for one in before if parse.relations[one.head].startswith("nsubj")]
    return (subjects or before or [phrase])[-1]


def _find_near_state(phrase: Phrase, taken: Sequence[Phrase], mentions: Sequence[Mention]) -> str:
    """The only state that a sentence names, or that of the nearest place that is no other side."""
    mentions = [mention for mention in mentions if not _is_within(mention.span, phrase.span)]
    states = {mention.state_id for mention in mentions if mention.state_id}
    if len(states) == 1:
        return states.pop()
    others = {one.span for one in taken if one != phrase}
    free = [
        mention
        for mention in mentions
        if mention.state_id
        and not any(_is_within(mention.span, other) for other in others)
        and mention.kind in {MentionKind.PLACE, MentionKind.STATE}
    ]
    middle = phrase.span.start
    nearest = min(free, key=lambda mention: abs(mention.span.start - middle), default=None)
    return nearest.state_id if nearest is not None else ""


def _give_other_state(
    phrase: Phrase, taken: Sequence[Phrase], mentions: Sequence[Mention]
) -> Phrase:
    """A neighbour or an ally is another state than the one whose it is."""
    own = {one.state for one in taken if one != phrase}
    states = {mention.state_id for mention in mentions if mention.state_id} - own
    return evolve(phrase, state=states.pop()) if len(states) == 1 else phrase


_OTHERS = frozenset(
    ["neighbour", "neighbor", "ally", "partner", "rival", "enemy", "foe", "opponent", "counterpart"]
)
# "The leaders" are those of several states: the place that they talk of is not theirs.
_SEVERAL = frozenset(["leader", "president", "side", "country", "government"])
_OWNERS = frozenset(["its", "their", "his", "her"])


def _is_within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
