"""Where an engagement takes place, among all the cities of a report."""

from collections import Counter

from attrs import evolve

from legation.domain.report import Mention, MentionKind, Report, Span
from legation.reading.cases import Case
from legation.reading.contacts import Scene
from legation.reading.dateline import Dateline
from legation.reading.triggers import Trigger


def choose_place(
    report: Report, case: Case, scenes: list[Scene], dateline: Dateline | None
) -> Mention | None:
    """The city or site of an engagement.

    The state comes first: that of the places in the sentences that state the contact, else the
    host's; then the city of that state that is named most.

    Args:
        report: with its mentions.
        case: the contacts.
        scenes: all sentences.
        dateline: its city counts least.
    """
    states: Counter[str] = Counter()
    for contact in case.contacts:
        if contact.place is not None:
            states[contact.place.state_id] += round(contact.weight * 2)
        if contact.host.kind is MentionKind.PLACE:
            states[contact.host.state_id] += round(contact.weight * 2)
    if not states and case.directed == 0 and not _is_call(case):
        states.update(m.state_id for m in _find_title_places(scenes))
    wanted = states.most_common(1)[0][0] if states else case.host
    city = _find_city(report, case, wanted, dateline)
    return city or next((c.place for c in case.contacts if c.place is not None), None)


def _is_call(case: Case) -> bool:
    return any(contact.trigger is Trigger.CALLING for contact in case.contacts)


def _find_title_places(scenes: list[Scene]) -> list[Mention]:
    top = [scene for scene in scenes[:2] if scene.is_title or scene.sentence.index < 2]
    return [m for scene in top for m in scene.mentions if m.kind is MentionKind.PLACE]


def _find_city(
    report: Report, case: Case, state_id: str, dateline: Dateline | None
) -> Mention | None:
    hidden = dateline.span if dateline else Span(0, 0)
    counts: Counter[str] = Counter()
    samples: dict[str, Mention] = {}
    for contact in case.contacts:
        for mention in (contact.place, contact.host):
            if mention is not None and mention.kind is MentionKind.PLACE and mention.entity_id:
                counts[mention.entity_id] += round(contact.weight * 2)
                samples.setdefault(mention.entity_id, mention)
    for mention in report.mentions:
        if mention.kind is not MentionKind.PLACE or not mention.entity_id:
            continue
        counts[mention.entity_id] += 1
        is_hidden = hidden.start <= mention.span.start < hidden.end
        first = samples.setdefault(mention.entity_id, mention)
        if not is_hidden and hidden.start <= first.span.start < hidden.end:
            samples[mention.entity_id] = mention
    cities = [city for city, _ in counts.most_common() if samples[city].state_id == state_id]
    if not cities:
        return None
    place = samples[cities[0]]
    is_shouted = place.text.isupper() and len(place.text) > 3
    return evolve(place, text=place.entity_id.split("|")[0]) if is_shouted else place
