"""Who stands for each side of an engagement, and at which rank they meet."""

import datetime as dt
import re
from collections import Counter

from legation.almanac.tenure import Tenure
from legation.domain.engagement import Level, Party
from legation.domain.report import Mention, MentionKind, Report
from legation.reading.cases import Case
from legation.reading.offices import ENVOY_TITLES, TITLES

_LEADERS = re.compile(r"\b(?:leaders?|presidents?|prime ministers?|summit|heads of state)\b")
_MINISTERS = re.compile(r"\b(?:foreign ministers?|secretary of state|top diplomats?)\b")
_PAST_TITLE = re.compile(r"former|ex-|-elect|opposition|vice|deputy|spokes")
_ON_DAY = 45


def build_party(report: Report, case: Case, state_id: str) -> Party:
    """The person or office that the sentences about an engagement name most for one side."""
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


def find_level(visitor: Party, case: Case, tenure: Tenure, day: dt.date) -> Level:
    """The rank of the visiting side: by office held on the day, by title, by the words used."""
    in_office = visitor.person_id and tenure.distance_days(visitor.person_id, day) <= _ON_DAY
    if in_office and not _PAST_TITLE.search(visitor.title):
        return _rank_offices(visitor.person_id, tenure, day)
    if TITLES.get(visitor.title):
        is_minister = "foreign_minister" in {str(office) for office in TITLES[visitor.title]}
        return Level.FOREIGN_MINISTER if is_minister else Level.LEADER
    if visitor.title in ENVOY_TITLES:
        return Level.ENVOY
    if visitor.person_id and tenure.offices_near(visitor.person_id, day):
        return _rank_offices(visitor.person_id, tenure, day)
    return _read_words(visitor, case)


def _rank_offices(person_id: str, tenure: Tenure, day: dt.date) -> Level:
    offices = tenure.offices_near(person_id, day)
    return Level.FOREIGN_MINISTER if offices == {"foreign_minister"} else Level.LEADER


def _read_words(visitor: Party, case: Case) -> Level:
    words = " ".join(scene.sentence.text for scene, _ in case.scenes).lower()
    if _MINISTERS.search(words):
        return Level.FOREIGN_MINISTER
    if _LEADERS.search(words):
        return Level.LEADER
    if "delegation" in words or "envoy" in words:
        return Level.ENVOY
    is_bare = not visitor.name and not visitor.title and not visitor.person_id
    travels = any(
        contact.visitor.kind is MentionKind.STATE and contact.visitor.state_id == visitor.state_id
        for contact in case.contacts
    )
    # a headline such as `Russia visits North Korea` lets the state stand for its leader
    return Level.LEADER if is_bare and travels else Level.UNKNOWN


def build_party_written_about(report: Report, state_id: str) -> Party:
    """The person most written about of a state, where a report has no engagement."""
    persons = Counter(
        (m.entity_id, m.text)
        for m in report.mentions
        if m.kind is MentionKind.PERSON and m.state_id == state_id and m.entity_id
    )
    if not state_id or not persons:
        return Party(state_id)
    (person_id, name), _ = persons.most_common(1)[0]
    return Party(state_id, person_id, name)
