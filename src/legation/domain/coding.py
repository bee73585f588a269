"""Events as coded from a text: who did what to whom, in which words, and whether it happened."""

from enum import StrEnum

from attrs import frozen

from legation.domain.dates import PartialDate
from legation.domain.report import Span


class Modality(StrEnum):
    """Whether a text says that an event happened."""

    DONE = "done"
    PLANNED = "planned"
    CALLED_FOR = "called_for"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


@frozen
class CodedActor:
    """One side of a coded event.

    Attributes:
        name: as the text names it.
        state: ISO 3166 alpha-3 of the state that it belongs to or acts for; an organization's id
            in capitals where it is one of states; empty where unknown.
        sector: what part of a state or society it is (`GOV`, `MIL`, `REB`); empty where unknown.
        span: where the name stands in the text.
        entity_id: the almanac's person or organization, empty where it knows none.
    """

    name: str
    state: str
    sector: str
    span: Span
    entity_id: str = ""


@frozen
class CodedEvent:
    """One event that a sentence tells.

    Attributes:
        event_type: PLOVER type. By PLOVER's rule a visit, a signing or help that is yet to come is
            AGREE, and an announced withdrawal is CONCEDE.
        act: PLOVER type of the act itself, whether or not it is yet to come.
        mode: PLOVER mode of the act, empty where none was found or the type has none.
        contexts: PLOVER contexts, sorted.
        quad_class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material
            conflict.
        source: who acts, None where the sentence does not say.
        target: whom it concerns, None where the sentence does not say.
        modality: whether it happened.
        negated: whether the sentence negates it.
        day: when, as precisely as the text allows; None where it does not say.
        place: where, as the text names it; empty where it does not say.
        quantity: what was counted, as written (`12 killed`); empty where nothing was.
        span: the words that tell the event.
        score: how certain its type is, 0 to 1.
        salience: how likely it is what the sentence is about, 0 to 1.
        sentence: the number of its sentence in the report, from 0.
    """

    event_type: str
    act: str
    mode: str
    contexts: tuple[str, ...]
    quad_class: int
    source: CodedActor | None
    target: CodedActor | None
    modality: Modality
    negated: bool
    day: PartialDate | None
    place: str
    quantity: str
    span: Span
    score: float
    salience: float = 1.0
    sentence: int = 0
