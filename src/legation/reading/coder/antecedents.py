"""Whom a text means by "he", "the president" or "the two sides", from the sentences before."""

from collections.abc import Iterable, Sequence

from attrs import define, evolve, field

from legation.domain.coding import CodedActor, CodedEvent

_PERSON = frozenset(["he", "she", "him", "her"])
_THING = frozenset(["it"])
_MANY = frozenset(["they", "them"])
_PAIR = frozenset(
    [
        *("the two sides", "both sides", "the sides", "the two countries", "both countries"),
        *("the two leaders", "both leaders", "the two governments", "both governments"),
        *("the two states", "the two nations", "the two presidents", "the two", "they"),
        *("the leaders", "the presidents", "the governments"),
    ]
)
_MOST_KEPT = 40


@define(eq=False)
class Antecedents:
    """The actors that a text has named so far, the latest last.

    Attributes:
        named: those with a state or an entity.
    """

    named: list[CodedActor] = field(factory=list)

    def resolve(self, events: Sequence[CodedEvent]) -> list[CodedEvent]:
        """Give the sides of a sentence's events their actors, and remember those that it names.

        Args:
            events: of one sentence, the main one first; spans count in the sentence or the text.

        Returns:
            The events in the same order. A side keeps the words that the text has for it.
        """
        found = [self._resolve_event(event) for event in events]
        for event in reversed(found):
            self._remember(side for side in (event.target, event.source) if side is not None)
        return found

    def _remember(self, sides: Iterable[CodedActor]) -> None:
        self.named += (side for side in sides if side.state or side.entity_id)
        del self.named[:-_MOST_KEPT]

    def _resolve_event(self, event: CodedEvent) -> CodedEvent:
        source, target = event.source, event.target
        if source is not None and source.name.lower() in _PAIR:
            pair = self._find_pair()
            if pair is not None:
                first, second = (_give(source, side) for side in pair)
                return evolve(event, source=first, target=second)
        return evolve(event, source=self._resolve(source), target=self._resolve(target))

    def _resolve(self, actor: CodedActor | None) -> CodedActor | None:
        if actor is None or actor.entity_id:
            return actor
        words = actor.name.lower().split()
        meant = None
        if not actor.state and len(words) == 1:
            meant = self._find_pronoun(words[0])
        elif len(words) == 2 and words[0] == "the":
            meant = next((one for one in reversed(self.named) if _has_noun(one, words[1])), None)
        return actor if meant is None else _give(actor, meant)

    def _find_pronoun(self, word: str) -> CodedActor | None:
        if word in _PERSON:
            return next(filter(_is_person, reversed(self.named)), None)
        if word in _THING or word in _MANY:
            return next((one for one in reversed(self.named) if not _is_person(one)), None)
        return None

    def _find_pair(self) -> tuple[CodedActor, CodedActor] | None:
        """The two latest actors of two states, in the order of the text."""
        second = next((one for one in reversed(self.named) if one.state), None)
        others = (one for one in reversed(self.named) if second and one.state)
        first = next((one for one in others if second and one.state != second.state), None)
        return (first, second) if first is not None and second is not None else None


def _give(actor: CodedActor, meant: CodedActor) -> CodedActor:
    sector = meant.sector or actor.sector
    return evolve(actor, state=meant.state, sector=sector, entity_id=meant.entity_id)


def _has_noun(actor: CodedActor, noun: str) -> bool:
    words = actor.name.lower().split()
    return bool(actor.state) and len(words) > 1 and words[:2] != ["the", noun] and noun in words


def _is_person(actor: CodedActor) -> bool:
    entity = actor.entity_id
    is_body = entity.startswith("group:") or entity.upper() == actor.state
    return bool(entity) and not is_body
