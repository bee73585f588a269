"""Who travels and who receives, for one word that shows a contact."""

import re

from attrs import frozen

from legation.domain.report import Mention, MentionKind, Span
from legation.reading.triggers import Trigger, TriggerHit

ACTORS = (MentionKind.PERSON, MentionKind.OFFICE, MentionKind.STATE)
_HUMAN = (MentionKind.PERSON, MentionKind.OFFICE)
_CLAUSE_LIMIT = 170
_NEAR = 24
_PASSIVE = re.compile(r"\b(?:was|were|been|being|be|is|are)(?: \w+ly| also| to be)?\s\Z")
_BY_AGENT = re.compile(r"\s?(?:\w+ )?(?:by|of|from)(?: the)?(?: \w+){0,2}\s")
_ADJUNCT = re.compile(
    r"\b(?:on|during|after|ending|from) (?:a|an|his|her|the|their)(?: [\w-]+){0,3}\s\Z"
)
_LIST = re.compile(r"(?:, | and |, and )(?:to |then )?")
_PAIRING = re.compile(r"\b(?:between|of|among|by)\b")
_WITH = re.compile(r"(?:\W|with|up|face to face|one-on-one|by|the|\w+){0,9}")
_NO_SUBJECT = re.compile(
    r"\b(?:in|at|to|into|from|inside|outside|near|on|over|with|for|about|against|through"
    r"|via)(?: the)?\s\Z"
)
_LOCATIVE = re.compile(r"\b(?:in|at|to|from|inside|outside|near)(?: the)?\s\Z")

Pair = tuple[Mention, Mention]


@frozen
class Around:
    """A trigger with the actors and places around it.

    Attributes:
        text: the report's text.
        span: where the word stands in it.
        left: mentions before it in its clause, in order.
        right: mentions behind it in its clause, in order.
    """

    text: str
    hit: TriggerHit
    span: Span
    left: list[Mention]
    right: list[Mention]

    @property
    def subjects(self) -> list[Mention]:
        """Those before the word that can act: `from Poland` cannot."""
        return [m for m in self.left if m.kind in _HUMAN or not self._is_oblique(m)]

    def _is_oblique(self, mention: Mention) -> bool:
        if is_adjective(mention):
            return False
        before = self.text[max(0, mention.span.start - 14) : mention.span.start]
        return _NO_SUBJECT.search(before) is not None


def find_sides(text: str, hit: TriggerHit, span: Span, inside: list[Mention]) -> list[Pair]:
    """Pairs of visitor and host that a trigger states; several where it lists several hosts."""
    left = [m for m in inside if 0 <= span.start - m.span.end < _CLAUSE_LIMIT]
    right = [m for m in inside if 0 <= m.span.start - span.end < _CLAUSE_LIMIT]
    around = Around(text, hit, span, left, right)
    if hit.trigger is Trigger.TRAVEL:
        pairs = _find_travel(around)
    elif hit.trigger in {Trigger.HOSTING, Trigger.INVITING}:
        pairs = _find_hosting(around)
    else:
        pairs = _find_meeting(around)
    return [pair for pair in pairs if pair[0].state_id != pair[1].state_id]


def is_adjective(mention: Mention) -> bool:
    """Whether a mention is a state's adjective or the name of its people."""
    return mention.kind is MentionKind.STATE and mention.title in {"adjective", "demonym"}


def _last_actor(mentions: list[Mention], other_than: str = "") -> Mention | None:
    for kinds in (_HUMAN, (MentionKind.STATE,), (MentionKind.PLACE,)):
        for mention in reversed(mentions):
            if mention.kind in kinds and mention.state_id and mention.state_id != other_than:
                return mention
    return None


def _first_human(mentions: list[Mention], other_than: str) -> Mention | None:
    for mention in mentions:
        if mention.kind in _HUMAN and mention.state_id and mention.state_id != other_than:
            return mention
    return None


def _find_travel(around: Around) -> list[Pair]:
    left, right = around.left, around.right
    hosts = [m for m in right if m.state_id and not is_adjective(m)]
    is_headline_in = around.hit.word.strip() in {"in", "back in"}
    if is_headline_in and len({m.state_id for m in left if m.kind in ACTORS}) > 1:
        return []
    if around.hit.is_noun and (named := _find_noun_sides(around, hosts)) is not None:
        return named
    if not hosts:
        return _find_left_place(left, around.text)
    visitor = _find_visitor(around, hosts[0])
    for position, host in enumerate(hosts):
        if visitor is not None and host.state_id != visitor.state_id:
            return [(visitor, each) for each in _extend_list(around.text, hosts[position:])]
    return []


def _find_noun_sides(around: Around, hosts: list[Mention]) -> list[Pair] | None:
    """The sides of `a visit by X` or `the Paris trip`, None where it is written otherwise."""
    agent = _find_agent(around)
    if agent is not None:
        others = [m for m in (*hosts, *around.left) if m.state_id != agent.state_id]
        others = [m for m in others if m.state_id and not is_adjective(m)]
        return [(agent, others[0])] if others else []
    compound = _find_compound(around)
    return [compound] if compound is not None else None


def _find_visitor(around: Around, first: Mention) -> Mention | None:
    text, span, subjects = around.text, around.span, around.subjects
    visitor = _last_actor(subjects)
    is_near = first.span.start - span.end <= _NEAR
    if _ADJUNCT.search(text[max(0, span.start - 40) : span.start]):
        visitor = _first_human(subjects, first.state_id) or visitor
    if visitor is not None and visitor.state_id == first.state_id and is_near:
        visitor = _last_actor(subjects, first.state_id) or visitor
    return visitor


def _find_agent(around: Around) -> Mention | None:
    """Who stands behind `a visit by` or `the visit of`."""
    for mention in around.right:
        if mention.kind in ACTORS and mention.state_id:
            between = around.text[around.span.end : mention.span.start]
            return mention if _BY_AGENT.fullmatch(between) else None
    return None


def _find_compound(around: Around) -> Pair | None:
    """The sides of `Trump drops his Denmark visit` and `the Paris trip`."""
    if not around.left or around.span.start - around.left[-1].span.end > 2:
        return None
    goal = around.left[-1]
    if goal.kind not in {MentionKind.STATE, MentionKind.PLACE} or is_adjective(goal):
        return None
    if around.text[goal.span.end : around.span.start].strip():
        return None
    visitor = _last_actor(around.left[:-1], goal.state_id)
    return (visitor, goal) if visitor is not None else None


def _find_left_place(left: list[Mention], text: str) -> list[Pair]:
    for mention in reversed(left):
        is_goal = mention.kind in {MentionKind.PLACE, MentionKind.STATE} and mention.state_id
        if is_goal and _LOCATIVE.search(text[max(0, mention.span.start - 12) : mention.span.start]):
            visitor = _last_actor(
                [m for m in left if m.kind in _HUMAN or m.kind is MentionKind.STATE],
                mention.state_id,
            )
            return [(visitor, mention)] if visitor is not None else []
    return []


def _extend_list(text: str, hosts: list[Mention]) -> list[Mention]:
    """The first host and those listed with it: `France, Serbia and Hungary`."""
    listed = [hosts[0]]
    if hosts[0].kind in _HUMAN:
        return listed
    for mention in hosts[1:]:
        between = text[listed[-1].span.end : mention.span.start]
        if mention.kind in _HUMAN or not _LIST.fullmatch(between):
            break
        listed.append(mention)
    return [
        m
        for index, m in enumerate(listed)
        if m.state_id not in {o.state_id for o in listed[:index]}
    ]


def _find_hosting(around: Around) -> list[Pair]:
    text, span = around.text, around.span
    first = _last_actor(around.subjects)
    passive = _PASSIVE.search(text[max(0, span.start - 24) : span.start])
    others = [m for m in around.right if m.state_id and not is_adjective(m)]
    if not passive:
        others = [m for m in others if m.kind in ACTORS]
    others = [m for m in others if first is None or m.state_id != first.state_id]
    if first is None or not others:
        return []
    humans = [m for m in others if m.kind in _HUMAN]
    other = humans[0] if passive and humans else others[0]
    by_other = re.match(r"[^.;]{0,60}\bby\b", text[span.end : other.span.start + 1])
    return [(first, other) if passive or by_other else (other, first)]


def _find_meeting(around: Around) -> list[Pair]:
    before = [m for m in around.subjects if m.kind in ACTORS and m.state_id]
    after = [m for m in around.right if m.kind in ACTORS and m.state_id and not is_adjective(m)]
    between = around.text[around.span.end : after[0].span.start] if after else ""
    if len(after) > 1 and _PAIRING.search(between):
        return [(after[0], m) for m in after if m.state_id != after[0].state_id][:1]
    humans = list({m.state_id: m for m in before if m.kind in _HUMAN}.values())
    if len(humans) >= 2 and "with" not in between.split():
        return [(humans[-2], humans[-1])]
    if before and after and _WITH.fullmatch(between):
        first = _last_actor(before) or before[-1]
        partner = [m for m in after if m.state_id != first.state_id]
        if partner:
            return [(first, partner[0])]
    states = list({m.state_id: m for m in before}.values())
    return [(states[-2], states[-1])] if len(states) >= 2 else []
