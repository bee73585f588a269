"""Contacts gathered by pair of states, with the sentences that speak of the same engagement."""

import re
from collections import defaultdict

from attrs import evolve, frozen

from legation.domain.engagement import Standing
from legation.domain.report import MentionKind
from legation.reading.contacts import Contact, Scene
from legation.reading.dateline import Dateline
from legation.reading.standing import choose_standing
from legation.reading.triggers import Trigger, find_triggers

_DIRECTED = {Trigger.TRAVEL, Trigger.HOSTING, Trigger.INVITING}
_ANAPHOR = re.compile(
    r"\b(?:he|she|they|the two|both (?:men|sides|leaders)|his (?:host|guest|visitor|trip|visit)"
    r"|her (?:host|guest|trip|visit)|the (?:visit|trip|journey|meeting|summit|talks|leaders"
    r"|presidents"
    r"|ministers|king|queen|pope|president|premier|prime minister|minister|chancellor"
    r"|guest|visitor))\b",
    re.I,
)
_SUPPORT_SCENES = 24
_MAX_CASES = 5
_TOP_SENTENCES = 6
_SUPPORT_WEIGHT = 0.45


@frozen
class Case:
    """All contacts of one pair of states, with the direction that most of them state.

    Attributes:
        visitor: the state whose side travels.
        host: the state whose side receives.
        weight: of all contacts.
        contacts: in order.
        against: weight of the contacts that state the other direction.
        directed: weight of those that state this one.
        scenes: sentences with a contact of the pair, then those that speak of it otherwise, with
            weights.
    """

    visitor: str
    host: str
    weight: float
    contacts: tuple[Contact, ...]
    against: float
    directed: float
    scenes: tuple[tuple[Scene, float], ...] = ()


def gather_cases(
    contacts: list[Contact], scenes: list[Scene], dateline: Dateline | None, home: str
) -> list[Case]:
    """One case for each pair of states, the weightiest first.

    Args:
        contacts: of the whole report.
        scenes: all sentences.
        dateline: where it was filed, None where it does not say.
        home: the state in which the dateline's city lies, empty where unknown.
    """
    pairs: dict[tuple[str, str], list[Contact]] = defaultdict(list)
    for contact in contacts:
        first, second = sorted((contact.visitor.state_id, contact.host.state_id))
        pairs[first, second].append(contact)
    where = home if dateline is not None else ""
    cases = [
        _build_case(members, where if _took_place(members, scenes) else "")
        for members in pairs.values()
    ]
    ranked = sorted(cases, key=lambda case: -case.weight)
    return [
        evolve(case, scenes=_collect_scenes(case, scenes)) if rank < _MAX_CASES else case
        for rank, case in enumerate(ranked)
    ]


def _took_place(members: list[Contact], scenes: list[Scene]) -> bool:
    """Whether these contacts are told as having happened: then where they were filed."""
    told = [scenes[index] for index in dict.fromkeys(contact.sentence for contact in members)]
    standing = choose_standing([(s.sentence.text, s.weight, s.is_title) for s in told])
    return standing in {Standing.HELD, Standing.UNDERWAY}


def _build_case(members: list[Contact], dateline_state: str) -> Case:
    directed: dict[str, float] = defaultdict(float)
    for contact in members:
        if contact.trigger in _DIRECTED:
            directed[contact.host.state_id] += contact.weight
        elif contact.trigger is Trigger.MEETING and contact.place is not None:
            directed[contact.place.state_id] += contact.weight * 0.8
    sides = (members[0].visitor.state_id, members[0].host.state_id)
    no_place = all(contact.place is None for contact in members)
    is_met = any(contact.trigger is Trigger.MEETING for contact in members)
    if not directed and no_place and is_met and dateline_state in sides:
        directed[dateline_state] = 1.0
    calls = sum(c.weight for c in members if c.trigger is Trigger.CALLING)
    if calls > directed[sides[0]] + directed[sides[1]]:
        # nobody travels: who is named first comes first
        directed.clear()
    host = sides[1] if directed[sides[1]] >= directed[sides[0]] else sides[0]
    visitor = sides[0] if host == sides[1] else sides[1]
    weight = sum(contact.weight for contact in members)
    return Case(visitor, host, weight, tuple(members), directed[visitor], directed[host])


def _collect_scenes(case: Case, scenes: list[Scene]) -> tuple[tuple[Scene, float], ...]:
    weights: dict[int, float] = {}
    for contact in case.contacts:
        weights[contact.sentence] = max(weights.get(contact.sentence, 0.0), contact.weight)
    own = [(scene, weights[i]) for i, scene in enumerate(scenes) if i in weights]
    others = [
        (scene, scene.weight * _SUPPORT_WEIGHT)
        for index, scene in enumerate(scenes[:_SUPPORT_SCENES])
        if index not in weights and _speaks_of(scene, case)
    ]
    return (*own, *others)


def _speaks_of(scene: Scene, case: Case) -> bool:
    """Whether a sentence that names at most the two sides goes on about their engagement."""
    if not scene.states <= {case.visitor, case.host}:
        return False
    text = scene.sentence.text
    if _ANAPHOR.search(text) is not None or len(scene.states) == 2:
        return True
    traveller = any(
        m.kind is MentionKind.PERSON and m.state_id == case.visitor for m in scene.mentions
    )
    if traveller and scene.sentence.index <= _TOP_SENTENCES:
        return True
    return bool(scene.states) and bool(find_triggers(text, scene.is_title))
