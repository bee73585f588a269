"""Contacts that single sentences state: who travels to, receives or meets whom."""

import re
from enum import StrEnum

from attrs import evolve, frozen

from legation.domain.report import Mention, MentionKind, Report, Sentence, Span

_TRAVEL = re.compile(
    r"\b(?:(?:re)?visit(?:s|ed|ing)?|trips?|tours?|journeys?|travel(?:s|l?ed|l?ing)?|fl(?:y|ies|ew|ying|own)"
    r"|arriv(?:e|es|ed|ing|al)|landed|lands|heads? (?:to|for)|headed (?:to|for)|heading (?:to|for)"
    r"|(?:goes|going|go|went|gone) to|depart(?:s|ed|ing)? for|left for|leaves? for|touched down"
    r"|set foot|stopover|came to|comes? to|coming to|en route to|making (?:his|her) way to|crossed into"
    r"|pilgrimage|dash(?:es|ed)? to)\b",
    re.I,
)
_HOSTING = re.compile(
    r"\b(?:host(?:s|ed|ing)?|welcom(?:e|es|ed|ing)|receiv(?:e|es|ed|ing)|greet(?:s|ed|ing)?)\b", re.I
)
_INVITING = re.compile(r"\b(?:invit(?:e|es|ed|ing)|invitation)\b", re.I)
_MEETING = re.compile(
    r"\b(?:meet(?:s|ing|ings)?|met|talks|summit(?:s)?|negotiations?|sat down|sits? down|shook hands"
    r"|handshake|encounter|audience)\b",
    re.I,
)
_CALLING = re.compile(r"\b(?:phone|telephone|by video|video ?call|videoconference|phoned|hotline)\b", re.I)
_NOUNS = ("visit", "trip", "tour", "journey", "arrival", "stopover", "pilgrimage")
_PASSIVE = re.compile(r"\b(?:was|were|been|being|be|is|are)(?: \w+ly)?\s\Z")
_NOT_BEFORE = re.compile(r"\b(?:non-|never |not )\Z", re.I)
_CLAUSE_LIMIT = 170
_ACTORS = (MentionKind.PERSON, MentionKind.OFFICE, MentionKind.STATE)


class Trigger(StrEnum):
    """What kind of word showed the contact."""

    TRAVEL = "travel"
    HOSTING = "hosting"
    INVITING = "inviting"
    MEETING = "meeting"
    CALLING = "calling"


_WEIGHTS = {
    Trigger.TRAVEL: 3.0,
    Trigger.HOSTING: 3.0,
    Trigger.INVITING: 1.5,
    Trigger.MEETING: 2.0,
    Trigger.CALLING: 2.0,
}


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


def merge_actors(mentions: tuple[Mention, ...], text: str) -> list[Mention]:
    """Join what names one actor: `Russian` + `President` + `Vladimir Putin`.

    A state's name or adjective directly before a person or office of the same state is dropped.
    """
    merged: list[Mention] = []
    for mention in mentions:
        last = merged[-1] if merged else None
        if last is not None and _names_same_actor(last, mention, text):
            start = Span(last.span.start, mention.span.end)
            merged[-1] = evolve(
                mention,
                span=start,
                state_id=mention.state_id or last.state_id,
                title=mention.title or (last.title if last.kind is MentionKind.OFFICE else ""),
            )
        else:
            merged.append(mention)
    return merged


def _names_same_actor(last: Mention, mention: Mention, text: str) -> bool:
    if mention.kind not in {MentionKind.PERSON, MentionKind.OFFICE}:
        return False
    between = text[last.span.end : mention.span.start]
    if len(between) > 40 or re.search(r"[.;:!?\n]| and | with | to | for | by | in ", between):
        return False
    if last.kind is MentionKind.STATE:
        same = not mention.state_id or mention.state_id == last.state_id
        return same and re.fullmatch(r"(?:['’]s?)?[\s,]*(?:[\w'’-]+\s){0,3}", between) is not None
    if last.kind is MentionKind.OFFICE and mention.kind is MentionKind.PERSON:
        return between.strip(" ,") == "" and last.state_id in {mention.state_id, ""}
    return False


def find_contacts(report: Report) -> list[Contact]:
    """All contacts that the report's sentences state, in order."""
    contacts: list[Contact] = []
    mentions = merge_actors(report.mentions, report.text)
    position = 0
    for sentence in report.sentences:
        inside = []
        while position < len(mentions) and mentions[position].span.start < sentence.span.end:
            if mentions[position].span.start >= sentence.span.start:
                inside.append(mentions[position])
            position += 1
        weight = _weigh_sentence(report, sentence)
        if len({mention.state_id for mention in inside if mention.state_id}) >= 2:
            contacts += _read_sentence(report, sentence, inside, weight)
    return contacts


def _weigh_sentence(report: Report, sentence: Sentence) -> float:
    if report.title and sentence.span.start < len(report.title):
        return 4.0
    if sentence.index <= 3:
        return 2.5
    return 1.5 if sentence.index <= 7 else 1.0


def _read_sentence(
    report: Report, sentence: Sentence, inside: list[Mention], weight: float
) -> list[Contact]:
    contacts: list[Contact] = []
    text, base = sentence.text, sentence.span.start
    is_call = _CALLING.search(text) is not None
    for pattern, trigger in (
        (_TRAVEL, Trigger.TRAVEL),
        (_HOSTING, Trigger.HOSTING),
        (_INVITING, Trigger.INVITING),
        (_MEETING, Trigger.MEETING),
    ):
        for match in pattern.finditer(text):
            if _NOT_BEFORE.search(text[: match.start()]):
                continue
            span = Span(base + match.start(), base + match.end())
            sides = _find_sides(report.text, trigger, match, span, inside)
            if sides is None or sides[0].state_id == sides[1].state_id:
                continue
            kind = Trigger.CALLING if is_call and trigger is Trigger.MEETING else trigger
            place = _find_place(report.text, inside, span, sides)
            total = weight * _WEIGHTS[kind]
            contacts.append(Contact(sides[0], sides[1], place, kind, span, sentence.index, total))
    return contacts


def _find_sides(
    text: str, trigger: Trigger, match: re.Match[str], span: Span, inside: list[Mention]
) -> tuple[Mention, Mention] | None:
    left = [m for m in inside if m.span.end <= span.start and span.start - m.span.end < _CLAUSE_LIMIT]
    right = [m for m in inside if m.span.start >= span.end and m.span.start - span.end < _CLAUSE_LIMIT]
    if trigger is Trigger.TRAVEL:
        return _travel_sides(text, match, span, left, right)
    if trigger in {Trigger.HOSTING, Trigger.INVITING}:
        return _hosting_sides(text, span, left, right)
    return _meeting_sides(text, span, left, right)


def _last_actor(mentions: list[Mention]) -> Mention | None:
    for kinds in ((MentionKind.PERSON, MentionKind.OFFICE), (MentionKind.STATE,), (MentionKind.PLACE,)):
        for mention in reversed(mentions):
            if mention.kind in kinds and mention.state_id:
                return mention
    return None


def _goes_to(mention: Mention) -> bool:
    return bool(mention.state_id) and not (
        mention.kind is MentionKind.STATE and mention.title in {"adjective", "demonym"}
    )


def _travel_sides(
    text: str, match: re.Match[str], span: Span, left: list[Mention], right: list[Mention]
) -> tuple[Mention, Mention] | None:
    is_noun = match.group().lower().rstrip("s") in _NOUNS
    by_agent = [m for m in right if re.search(r"\b(?:by|of|from)(?: \w+){0,3}\s?\Z", text[span.end : m.span.start]) and m.kind in _ACTORS]
    if is_noun and by_agent and (by_agent[0] is right[0] or not left):
        visitor = by_agent[0]
        hosts = [m for m in (*right, *left) if m.state_id != visitor.state_id and _goes_to(m)]
        return (visitor, hosts[0]) if hosts else None
    visitor_found = _last_actor(left)
    hosts = [m for m in right if _goes_to(m)]
    if is_noun and left and span.start - left[-1].span.end <= 2 and len(left) > 1:
        before = _last_actor(left[:-1])
        if left[-1].kind in {MentionKind.STATE, MentionKind.PLACE} and before is not None:
            if before.state_id != left[-1].state_id:
                return before, left[-1]
    if visitor_found is None:
        return None
    for host in hosts:
        if host.state_id != visitor_found.state_id:
            return visitor_found, host
    return None


def _hosting_sides(
    text: str, span: Span, left: list[Mention], right: list[Mention]
) -> tuple[Mention, Mention] | None:
    first = _last_actor(left)
    others = [m for m in right if m.state_id and m.kind in _ACTORS and m.title != "adjective"]
    others = [m for m in others if first is None or m.state_id != first.state_id]
    if first is None or not others:
        return None
    passive = _PASSIVE.search(text[max(0, span.start - 24) : span.start])
    by_other = re.match(r"[^.;]{0,40}\bby\b", text[span.end : others[0].span.start + 1])
    return (first, others[0]) if passive or by_other else (others[0], first)


def _meeting_sides(
    text: str, span: Span, left: list[Mention], right: list[Mention]
) -> tuple[Mention, Mention] | None:
    before = [m for m in left if m.kind in _ACTORS and m.state_id]
    after = [m for m in right if m.kind in _ACTORS and m.state_id and m.title != "adjective"]
    between = text[span.end : after[0].span.start] if after else ""
    if len(after) > 1 and re.search(r"\b(?:between|of|among)\b", between):
        pair = [m for m in after if m.state_id != after[0].state_id]
        return (after[0], pair[0]) if pair else None
    if before and after and re.fullmatch(r"(?:\W|with|up|face to face|one-on-one|the|\w+){0,9}", between):
        first = _last_actor(before) or before[-1]
        partner = [m for m in after if m.state_id != first.state_id]
        if partner:
            return first, partner[0]
    states = list({m.state_id: m for m in before}.values())
    return (states[-2], states[-1]) if len(states) >= 2 else None


def _find_place(
    text: str, inside: list[Mention], span: Span, sides: tuple[Mention, Mention]
) -> Mention | None:
    places = [m for m in inside if m.kind is MentionKind.PLACE]
    located = [
        m for m in places if re.search(r"\b(?:in|at|to|near|outside|from|for)\s(?:the \w+ (?:city|town|resort|port) of )?\Z", text[: m.span.start][-40:])
    ]
    after = [m for m in located if m.span.start > span.start]
    for mention in after or located or places:
        if mention.state_id != sides[0].state_id or mention.state_id == sides[1].state_id:
            return mention
    in_states = [
        m
        for m in inside
        if m.kind is MentionKind.STATE
        and m.title not in {"adjective", "demonym"}
        and re.search(r"\bin(?: the)?\s\Z", text[: m.span.start][-10:])
        and m.span.start > span.start
    ]
    return in_states[0] if in_states else None
