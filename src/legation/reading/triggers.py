"""Words that show a contact: travel, hosting, invitations, meetings and calls."""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

from attrs import evolve, frozen


class Trigger(StrEnum):
    """What kind of word showed the contact."""

    TRAVEL = "travel"
    HOSTING = "hosting"
    INVITING = "inviting"
    MEETING = "meeting"
    CALLING = "calling"


TRIGGER_WEIGHTS = {
    Trigger.TRAVEL: 3.0,
    Trigger.HOSTING: 3.0,
    Trigger.INVITING: 1.5,
    Trigger.MEETING: 2.0,
    Trigger.CALLING: 3.0,
}
_TRAVEL = re.compile(
    r"\b(?:(?:re)?visit(?:s|ed|ing)?|trips?|tours?|journeys?|travel(?:s|l?ed|l?ing)?"
    r"|fl(?:y|ies|ew|ying|own)|arriv(?:e|es|ed|ing|al)|land(?:ed|s|ing)? (?=in|at|on)"
    r"|lands|landed|heads? (?:to|for)|headed (?:to|for)|heading (?:to|for)"
    r"|(?:goes|going|go|went|gone) to|depart(?:s|ed|ing)? for|left for|leaves? for|touch(?:es"
    r"|ed) down"
    r"|set foot|sets foot|stop-?over|stop(?:s|ped|ping)? (?=in\b|over\b)|stay(?:s|ed)? (?=in\b)"
    r"|drop(?:s|ped)? in on|came to|comes? to|coming to|en route to|making (?:his|her) way to"
    r"|(?:across the border|crossed|crosses) into|(?:came|come|back|returned|returns|home) from"
    r"|guest of|pilgrimage|dash(?:es|ed)? to)",
    re.I,
)
_HOSTING = re.compile(
    r"\b(?:host(?:s|ed|ing)?|welcom(?:e|es|ed|ing)|receiv(?:e|es|ed|ing)|greet(?:s|ed|ing)?"
    r"|embrac(?:e|es|ed|ing)|hugged)\b",
    re.I,
)
_INVITING = re.compile(r"\b(?:invit(?:e|es|ed|ing)|invitation)\b", re.I)
_MEETING = re.compile(
    r"\b(?:meet(?:s|ing|ings)?|met|talks|summit(?:s)?|negotiations?|sat down|sits? down"
    r"|(?:shook|shakes?|shaking) hands|handshake|encounter|audience|spoke with|speaks? with"
    r"|spoken with|conferred)\b",
    re.I,
)
_CALLING = re.compile(
    r"\b(?:tele)?phon(?:e|es|ed|ing)\b|\b(?:rings|rang|video ?calls?|videoconferences?"
    r"|video conferences?|by video link)\b",
    re.I,
)
_IN_TITLE = re.compile(r"\b(?:back )?in (?=[A-Z])")
TRAVEL_NOUNS = frozenset(
    [
        "visit",
        "trip",
        "tour",
        "journey",
        "arrival",
        "stopover",
        "stop-over",
        "pilgrimage",
        "stop",
        "stay",
    ]
)
_NEVER = re.compile(r"\b(?:non-|never )\Z", re.I)
_NEGATED = re.compile(r"(?:\bnot|n['’]t) (?:to )?(?:\w+ )?\Z", re.I)
_NO_MEETING = re.compile(
    r"\b(?:cabinet|board|party|council|committee|parliament|regular|annual|general)(?:'s|’s)? \Z",
    re.I,
)
_PATTERNS = (
    (_TRAVEL, Trigger.TRAVEL),
    (_HOSTING, Trigger.HOSTING),
    (_INVITING, Trigger.INVITING),
    (_MEETING, Trigger.MEETING),
    (_CALLING, Trigger.CALLING),
)


@frozen
class TriggerHit:
    """A word in a sentence that shows a contact.

    Attributes:
        start: first character, counted in the sentence.
        factor: how much less it weighs than its kind: negated words half, bare headlines half.
    """

    trigger: Trigger
    start: int
    end: int
    word: str
    factor: float = 1.0

    @property
    def is_noun(self) -> bool:
        """Whether it is a noun of travel: visit, trip."""
        word = self.word.lower().strip()
        return word in TRAVEL_NOUNS or word.rstrip("s") in TRAVEL_NOUNS


@lru_cache(maxsize=4096)
def find_triggers(sentence: str, is_title: bool = False) -> tuple[TriggerHit, ...]:
    """All words in a sentence that show a contact, by kind and then in order.

    Where a sentence speaks of a telephone, meetings in it are calls.

    Examples:
        >>> [hit.trigger.value for hit in find_triggers("He met her during a visit to Rome")]
        ['travel', 'meeting']
    """
    hits = tuple(_iterate(sentence, is_title))
    if any(hit.trigger is Trigger.CALLING for hit in hits):
        return tuple(
            evolve(hit, trigger=Trigger.CALLING) if hit.trigger is Trigger.MEETING else hit
            for hit in hits
        )
    return hits


def _iterate(sentence: str, is_title: bool) -> Iterator[TriggerHit]:
    for pattern, trigger in _PATTERNS:
        for match in pattern.finditer(sentence):
            before = sentence[max(0, match.start() - 24) : match.start()]
            if _NEVER.search(before):
                continue
            if trigger is Trigger.MEETING and _NO_MEETING.search(before):
                continue
            factor = 0.5 if _NEGATED.search(before) else 1.0
            yield TriggerHit(trigger, match.start(), match.end(), match.group(), factor)
    if is_title:
        for match in _IN_TITLE.finditer(sentence):
            yield TriggerHit(Trigger.TRAVEL, match.start(), match.end(), match.group(), 0.5)
