"""The engagement that a report is about."""

import datetime as dt
import re
from collections import Counter, defaultdict

from attrs import evolve, frozen

from legation.almanac.tenure import Tenure
from legation.domain.dates import PartialDate, Precision
from legation.domain.engagement import Engagement, EngagementKind, Level, Party, Standing
from legation.domain.report import DateMention, Mention, MentionKind, Report, Sentence, Span
from legation.reading.contacts import Contact, Trigger, find_contacts
from legation.reading.offices import ENVOY_TITLES, TITLES
from legation.reading.standing import choose_standing

_DIRECTED = {Trigger.TRAVEL, Trigger.HOSTING, Trigger.INVITING}
_SUMMIT = re.compile(r"\b(?:summit|conference|general assembly|forum|leaders['’] meeting|council meeting)\b", re.I)
MIN_CERTAINTY = 0.35


@frozen
class _Case:
    """All contacts of one pair of states, with the direction that most of them state."""

    visitor: str
    host: str
    weight: float
    contacts: tuple[Contact, ...]
    against: float


def recognize_engagements(report: Report, tenure: Tenure, day: dt.date) -> tuple[Engagement, ...]:
    """Find the engagements that a report is about, the main one first.

    Args:
        report: read, with mentions.
        tenure: who held office when.
        day: the report's day.

    Returns:
        At least one engagement. Where the report has none, its kind is NONE and its parties are
        the two states most written about (empty where fewer than two are named).
    """
    cases = _gather_cases(find_contacts(report))
    engagements = [
        _build_engagement(report, tenure, day, case, cases) for case in cases if case.weight >= 3.0
    ]
    if not engagements:
        return (_most_written_about(report),)
    main = engagements[0]
    return (main, *[e for e in engagements[1:] if e.certainty >= MIN_CERTAINTY][:4])


def _gather_cases(contacts: list[Contact]) -> list[_Case]:
    directed: dict[tuple[str, str], float] = defaultdict(float)
    pairs: dict[tuple[str, str], list[Contact]] = defaultdict(list)
    for contact in contacts:
        visitor, host = contact.visitor.state_id, contact.host.state_id
        if contact.trigger in _DIRECTED:
            directed[visitor, host] += contact.weight
        elif contact.place is not None and contact.place.state_id in {visitor, host}:
            home = contact.place.state_id
            guest = visitor if home == host else host
            directed[guest, home] += contact.weight * 0.8
        first, second = sorted((visitor, host))
        pairs[first, second].append(contact)
    cases = []
    for (first, second), members in pairs.items():
        forth, back = directed[first, second], directed[second, first]
        if forth == back:
            first, second = members[0].visitor.state_id, members[0].host.state_id
        elif back > forth:
            first, second = second, first
        weight = sum(contact.weight for contact in members)
        cases.append(_Case(first, second, weight, tuple(members), min(forth, back)))
    return sorted(cases, key=lambda case: -case.weight)


def _build_engagement(
    report: Report, tenure: Tenure, day: dt.date, case: _Case, cases: list[_Case]
) -> Engagement:
    sentences = [(report.sentences[c.sentence], c.weight) for c in case.contacts]
    visitor = _build_party(report, case, case.visitor, tenure, day)
    host = _build_party(report, case, case.host, tenure, day)
    date, date_text = _choose_date(report, sentences)
    place = _choose_place(report, case)
    standing = choose_standing([(sentence.text, weight) for sentence, weight in sentences])
    total = sum(other.weight for other in cases) or 1.0
    certainty = round(min(1.0, case.weight / 12.0) * (0.4 + 0.6 * case.weight / total), 2)
    level = _find_level(report, visitor, case, tenure, day)
    kind = _find_kind(case, place, report)
    engagement = Engagement(
        kind=kind,
        visitor=visitor,
        host=host,
        others=_find_others(case, cases),
        level=level,
        place=place.text if place else "",
        place_state=place.state_id if place else "",
        start=date.start if date else None,
        end=date.end if date else None,
        date_text=date_text,
        standing=standing,
        spans=tuple(dict.fromkeys(c.span for c in case.contacts))[:12],
        certainty=certainty,
    )
    return evolve(engagement, doubts=_list_doubts(engagement, case, cases))


def _build_party(
    report: Report, case: _Case, state_id: str, tenure: Tenure, day: dt.date
) -> Party:
    weights: Counter[str] = Counter()
    samples: dict[str, Mention] = {}
    for contact in case.contacts:
        for side in (contact.visitor, contact.host):
            if side.state_id == state_id and side.kind in {MentionKind.PERSON, MentionKind.OFFICE}:
                key = side.entity_id or side.text
                weights[key] += round(contact.weight * 2)
                samples.setdefault(key, side)
    for mention in report.mentions:
        if mention.kind is MentionKind.PERSON and mention.state_id == state_id:
            key = mention.entity_id or mention.text
            weights[key] += 2 if report.title and mention.span.end <= len(report.title) else 1
            samples.setdefault(key, mention)
    if not weights:
        return Party(state_id)
    best = max(weights, key=lambda key: weights[key])
    mentions = [m for m in report.mentions if (m.entity_id or m.text) == best]
    titles = Counter(m.title for m in mentions if m.title) or Counter({samples[best].title: 1})
    named = [m.text for m in mentions if m.kind is MentionKind.PERSON]
    name = max(named, key=len) if named else ""
    return Party(state_id, samples[best].entity_id, name, titles.most_common(1)[0][0])


def _choose_date(
    report: Report, sentences: list[tuple[Sentence, float]]
) -> tuple[DateMention | None, str]:
    scores: dict[tuple[PartialDate | None, str], float] = defaultdict(float)
    samples: dict[tuple[PartialDate | None, str], DateMention] = {}
    for sentence, weight in {s.index: (s, w) for s, w in sentences}.values():
        for date in report.dates:
            if sentence.span.start <= date.span.start < sentence.span.end:
                key = (date.start, "" if date.start else date.text)
                scores[key] += weight * _weigh_precision(date)
                samples.setdefault(key, date)
    if not scores:
        return None, ""
    best = max(scores, key=lambda key: scores[key])
    chosen = samples[best]
    if best[0] is not None and best[0].precision is Precision.YEAR:
        finer = [
            key
            for key in scores
            if key[0] and key[0].year == best[0].year and key[0].precision is not Precision.YEAR
        ]
        if finer:
            chosen = samples[max(finer, key=lambda key: scores[key])]
    return chosen, chosen.text


def _weigh_precision(date: DateMention) -> float:
    if date.start is None:
        return 0.9 if date.problem else 0.2
    weights = {Precision.DAY: 1.2, Precision.MONTH: 1.0, Precision.YEAR: 0.7}
    return weights[date.start.precision]


def _choose_place(report: Report, case: _Case) -> Mention | None:
    places: Counter[str] = Counter()
    samples: dict[str, Mention] = {}
    for contact in case.contacts:
        candidates = [contact.place, contact.host]
        for mention in candidates:
            if mention is not None and mention.kind is MentionKind.PLACE:
                places[mention.entity_id] += round(contact.weight * 2)
                samples.setdefault(mention.entity_id, mention)
    for mention in report.mentions:
        if mention.kind is MentionKind.PLACE and mention.state_id == case.host:
            places[mention.entity_id] += 1
            samples.setdefault(mention.entity_id, mention)
    return samples[places.most_common(1)[0][0]] if places else None


def _find_level(
    report: Report, visitor: Party, case: _Case, tenure: Tenure, day: dt.date
) -> Level:
    if visitor.title in TITLES:
        is_minister = "foreign_minister" in {str(office) for office in TITLES[visitor.title]}
        return Level.FOREIGN_MINISTER if is_minister else Level.LEADER
    if visitor.title in ENVOY_TITLES:
        return Level.ENVOY
    if visitor.person_id:
        offices = tenure.offices_near(visitor.person_id, day)
        if offices:
            only_minister = offices == {"foreign_minister"}
            return Level.FOREIGN_MINISTER if only_minister else Level.LEADER
    words = " ".join(report.sentences[c.sentence].text for c in case.contacts).lower()
    if re.search(r"\b(?:leaders?|president|prime minister|summit)\b", words):
        return Level.LEADER
    if "foreign minister" in words or "secretary of state" in words:
        return Level.FOREIGN_MINISTER
    return Level.ENVOY if "delegation" in words or "envoy" in words else Level.UNKNOWN


def _find_kind(case: _Case, place: Mention | None, report: Report) -> EngagementKind:
    triggers: Counter[Trigger] = Counter()
    for contact in case.contacts:
        triggers[contact.trigger] += round(contact.weight * 2)
    top = triggers.most_common(1)[0][0]
    head = " ".join(sentence.text for sentence in report.sentences[:5])
    names_organization = any(
        m.kind is MentionKind.ORGANIZATION and m.span.start < len(head) for m in report.mentions
    )
    if names_organization and _SUMMIT.search(head) and triggers[Trigger.MEETING] >= triggers[Trigger.TRAVEL]:
        return EngagementKind.MULTILATERAL
    if top is Trigger.CALLING:
        return EngagementKind.CALL
    if top is Trigger.MEETING and (place is None or place.state_id not in {case.host, case.visitor}):
        return EngagementKind.MEETING
    return EngagementKind.VISIT


def _find_others(case: _Case, cases: list[_Case]) -> tuple[str, ...]:
    near = {c.sentence for c in case.contacts if c.weight >= 4}
    others: Counter[str] = Counter()
    for other in cases:
        if other is case:
            continue
        for contact in other.contacts:
            if contact.sentence in near:
                for state in (contact.visitor.state_id, contact.host.state_id):
                    if state not in {case.visitor, case.host}:
                        others[state] += 1
    return tuple(state for state, _ in others.most_common(4))


def _list_doubts(engagement: Engagement, case: _Case, cases: list[_Case]) -> tuple[str, ...]:
    doubts = []
    if case.against > 0.5 * case.weight / 2:
        doubts.append("who travels and who receives is stated both ways")
    if not engagement.visitor.person_id and not engagement.visitor.name:
        doubts.append("no person is named for the visiting side")
    if engagement.start is None:
        doubts.append("no day that can be read is stated for it")
    if engagement.standing is Standing.UNCLEAR:
        doubts.append("it is not clear whether it is planned or took place")
    rivals = [other for other in cases if other is not case and other.weight > 0.7 * case.weight]
    if rivals:
        doubts.append("another engagement is written about almost as much")
    if engagement.kind is EngagementKind.MEETING and not engagement.place:
        doubts.append("no place is stated")
    return tuple(doubts)


def _most_written_about(report: Report) -> Engagement:
    counts: Counter[str] = Counter()
    for mention in report.mentions:
        if mention.state_id:
            in_title = bool(report.title) and mention.span.end <= len(report.title)
            counts[mention.state_id] += 3 if in_title else 1
    states = [state for state, _ in counts.most_common(2)] + ["", ""]
    spans = tuple(Span(m.span.start, m.span.end) for m in report.mentions if m.state_id in states[:2])
    return Engagement(
        kind=EngagementKind.NONE,
        visitor=_party_written_about(report, states[0]),
        host=_party_written_about(report, states[1]),
        spans=spans[:6],
        doubts=("no visit, meeting or call was found in the report",),
    )


def _party_written_about(report: Report, state_id: str) -> Party:
    persons = Counter(
        (m.entity_id, m.text)
        for m in report.mentions
        if m.kind is MentionKind.PERSON and m.state_id == state_id and m.entity_id
    )
    if not state_id or not persons:
        return Party(state_id)
    (person_id, name), _ = persons.most_common(1)[0]
    return Party(state_id, person_id, name)
