"""Contacts that single sentences state: who travels to, receives or meets whom."""

import re

from attrs import evolve, frozen

from legation.domain.report import Mention, MentionKind, Report, Sentence, Span
from legation.reading.dateline import find_dateline
from legation.reading.sides import find_sides, is_adjective
from legation.reading.triggers import TRIGGER_WEIGHTS, Trigger, find_triggers

_BREAK = re.compile(r"[.;:!?\n]| and | with | to | for | by | in ")
_STATE_TO_PERSON = re.compile(r"(?:['’]s?)?[\s,]*(?:[\w'’-]+\s){0,3}")
_CAPITAL = re.compile(r"(?:['’]s)? capital\b")
_COUNTERPART = re.compile(r"(?:['’]s)? (?:counterpart|colleague|host|guest|side)\b")
_SETTING = re.compile(
    r"\b(?:in|at|to|near|outside|from|for|inside)(?: the)? (?:the \w+ (?:city|town|resort"
    r"|port) of )?\Z"
)
_IN_STATE = re.compile(r"\b(?:in|at)(?: the)?\s\Z")


@frozen
class Contact:
    """One contact as one sentence states it.

    Attributes:
        visitor: who travels, or who is named first.
        host: who receives, or who is named second.
        place: where, None where the sentence does not say.
        trigger: the kind of word.
        span: the word.
        weight: kind of word times place in the report.
    """

    visitor: Mention
    host: Mention
    place: Mention | None
    trigger: Trigger
    span: Span
    sentence: int
    weight: float


@frozen
class Scene:
    """A sentence with the actors and places that it names.

    Attributes:
        mentions: merged, the dateline's left out.
        weight: 4 for the headline, then less with the distance from the top.
    """

    sentence: Sentence
    mentions: list[Mention]
    weight: float
    is_title: bool

    @property
    def states(self) -> frozenset[str]:
        """All states that it names in some way."""
        return frozenset(m.state_id for m in self.mentions if m.state_id)


def merge_actors(mentions: tuple[Mention, ...], text: str) -> list[Mention]:
    """Join what names one actor: `Russian` + `President` + `Vladimir Putin`.

    A state's name or adjective directly before a person or office of the same state is dropped;
    `the Chinese capital` becomes a place, `his Chinese counterpart` an office.
    """
    merged: list[Mention] = []
    for raw in mentions:
        mention = _recast(raw, text)
        last = merged[-1] if merged else None
        if last is not None and _names_same_actor(last, mention, text):
            merged[-1] = evolve(
                mention,
                span=Span(last.span.start, mention.span.end),
                state_id=mention.state_id or last.state_id,
                title=mention.title or (last.title if last.kind is MentionKind.OFFICE else ""),
            )
        else:
            merged.append(mention)
    return merged


def _recast(mention: Mention, text: str) -> Mention:
    if mention.kind is not MentionKind.STATE:
        return mention
    capital = _CAPITAL.match(text, mention.span.end)
    if capital is not None:
        span = Span(mention.span.start, capital.end())
        return evolve(mention, kind=MentionKind.PLACE, span=span, entity_id="", title="capital")
    if is_adjective(mention) and _COUNTERPART.match(text, mention.span.end):
        return evolve(mention, kind=MentionKind.OFFICE, entity_id="", title="")
    return mention


def _names_same_actor(last: Mention, mention: Mention, text: str) -> bool:
    if mention.kind not in {MentionKind.PERSON, MentionKind.OFFICE}:
        return False
    between = text[last.span.end : mention.span.start]
    if len(between) > 40 or _BREAK.search(between):
        return False
    if last.kind is MentionKind.STATE:
        same = not mention.state_id or mention.state_id == last.state_id
        return same and _STATE_TO_PERSON.fullmatch(between) is not None
    if last.kind is MentionKind.OFFICE and mention.kind is MentionKind.PERSON:
        return between.strip(" ,") == "" and last.state_id in {mention.state_id, ""}
    return False


def split_scenes(report: Report) -> list[Scene]:
    """Every sentence with what it names, in order."""
    dateline = find_dateline(report.text)
    hidden = dateline.span if dateline else Span(0, 0)
    mentions = merge_actors(
        tuple(m for m in report.mentions if not hidden.start <= m.span.start < hidden.end),
        report.text,
    )
    scenes, position = [], 0
    for sentence in report.sentences:
        inside = []
        while position < len(mentions) and mentions[position].span.start < sentence.span.end:
            if mentions[position].span.start >= sentence.span.start:
                inside.append(mentions[position])
            position += 1
        is_title = bool(report.title) and sentence.span.start < len(report.title)
        scenes.append(Scene(sentence, inside, _weigh_sentence(sentence, is_title), is_title))
    return scenes


def _weigh_sentence(sentence: Sentence, is_title: bool) -> float:
    if is_title:
        return 4.0
    if sentence.index <= 3:
        return 2.5
    return 1.5 if sentence.index <= 7 else 1.0


def find_contacts(report: Report, scenes: list[Scene]) -> list[Contact]:
    """All contacts that the report's sentences state, in order."""
    contacts: list[Contact] = []
    named = {m.state_id for s in scenes for m in s.mentions if m.kind is not MentionKind.PLACE}
    for scene in scenes:
        if len(scene.states) >= 2:
            contacts += [_weigh_town(contact, named) for contact in _read_scene(report.text, scene)]
    return contacts


def _weigh_town(contact: Contact, named: set[str]) -> Contact:
    """Towns are often namesakes: one of a state that is named nowhere else weighs little."""
    host = contact.host
    is_town = host.kind is MentionKind.PLACE and host.title == "city"
    if is_town and host.state_id not in named:
        return evolve(contact, weight=0.4 * contact.weight)
    return contact


def _read_scene(text: str, scene: Scene) -> list[Contact]:
    contacts = []
    base = scene.sentence.span.start
    for hit in find_triggers(scene.sentence.text, scene.is_title):
        span = Span(base + hit.start, base + hit.end)
        weight = scene.weight * TRIGGER_WEIGHTS[hit.trigger] * hit.factor
        for number, (visitor, host) in enumerate(find_sides(text, hit, span, scene.mentions)):
            leaving = "" if hit.trigger is Trigger.MEETING else visitor.state_id
            place = _find_place(text, scene.mentions, span, leaving, host)
            contacts.append(
                Contact(
                    visitor, host, place, hit.trigger, span, scene.sentence.index,
                    weight * (1.0 if number == 0 else 0.8),
                )
            )  # fmt: skip
    return contacts


def _find_place(
    text: str, inside: list[Mention], span: Span, leaving: str, host: Mention
) -> Mention | None:
    places = [m for m in inside if m.kind is MentionKind.PLACE]
    located = [m for m in places if _SETTING.search(text[max(0, m.span.start - 40) : m.span.start])]
    after = [m for m in located if m.span.start > span.start]
    for mention in after or located or places:
        if mention.state_id != leaving or mention.state_id == host.state_id:
            return mention
    for mention in inside:
        before = text[max(0, mention.span.start - 10) : mention.span.start]
        is_state = mention.kind is MentionKind.STATE and not is_adjective(mention)
        if is_state and mention.span.start > span.start and _IN_STATE.search(before):
            return mention
    return None
