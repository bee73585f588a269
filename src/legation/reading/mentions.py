"""Who and what a report names, resolved on its day."""

import datetime as dt
import re
from collections import Counter

from attrs import evolve, frozen

from legation.almanac.leaders import find_holders
from legation.almanac.names import NameEntry, NameHit, NameIndex, Strength, find_names
from legation.almanac.store import Almanac
from legation.almanac.tenure import Tenure
from legation.domain.actors import Office
from legation.domain.report import Mention, MentionKind, Span
from legation.reading.offices import TitleHit, find_titles

_STATE_ROLES = ("short", "official", "former", "alias", "adjective", "demonym", "metonym")
_CAPITAL_WORD = re.compile(r"[A-Z][\w’'-]+(?: (?:bin|al|van|von|de|da|di|el|der|den|dos|[A-Z][\w’'.-]+)){0,3}")
_NOT_NAMES = frozenset(
    "The A An On In At He She It They And But For From To Of After Before With When While As By His Her "
    "Its Their This That Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mr Mrs Ms Dr".split()
)


@frozen
class _Reading:
    """What all mentions of one report are resolved against."""

    almanac: Almanac
    index: NameIndex
    tenure: Tenure
    day: dt.date


def find_mentions(
    text: str, almanac: Almanac, index: NameIndex, tenure: Tenure, day: dt.date
) -> tuple[Mention, ...]:
    """Find states, persons, offices, organizations and places in a text.

    Args:
        text: the report's text.
        almanac: as of the reader's day.
        index: its names.
        tenure: who held office when, of the same almanac.
        day: the report's day; names mean what they meant on it.

    Returns:
        Mentions in order, without overlaps.
    """
    reading = _Reading(almanac, index, tenure, day)
    hits = find_names(index, text)
    titles = find_titles(text)
    full = _named_in_full(hits, reading)
    states = Counter(
        entry.state_id for hit in hits for entry in hit.entries if entry.kind is MentionKind.STATE
    )
    mentions = [
        mention for hit in hits if (mention := _resolve_hit(text, hit, titles, full, states, reading))
    ]
    mentions = _attach_titles(text, mentions, titles)
    mentions += _find_unknown_persons(text, mentions, titles)
    mentions += _find_offices(text, mentions, titles, reading)
    return _drop_overlaps(mentions)


def _named_in_full(hits: list[NameHit], reading: _Reading) -> Counter[str]:
    named: Counter[str] = Counter()
    for hit in hits:
        persons = [
            entry
            for entry in hit.entries
            if entry.kind is MentionKind.PERSON and entry.strength >= Strength.ALIAS
        ]
        if persons:
            ranked = reading.tenure.rank([entry.entity_id for entry in persons], reading.day)
            named[ranked[0]] += 1
    return named


def _title_before(text: str, start: int, titles: list[TitleHit]) -> TitleHit | None:
    for title in titles:
        gap = start - title.end
        if 0 < gap <= 2 and not text[title.end : start].strip(" ,"):
            return title
    return None


def _resolve_hit(
    text: str,
    hit: NameHit,
    titles: list[TitleHit],
    full: Counter[str],
    states: Counter[str],
    reading: _Reading,
) -> Mention | None:
    span = Span(hit.start, hit.end)
    written = text[hit.start : hit.end]
    entries = [entry for entry in hit.entries if entry.in_use(reading.day)] or list(hit.entries)
    persons = [entry for entry in entries if entry.kind is MentionKind.PERSON]
    state = [entry for entry in entries if entry.kind is MentionKind.STATE]
    places = [entry for entry in entries if entry.kind is MentionKind.PLACE]
    has_title = _title_before(text, hit.start, titles) is not None
    strong = [entry for entry in persons if entry.strength >= Strength.ALIAS]
    known = [entry for entry in persons if entry.entity_id in full]
    if persons and (has_title or strong or known) and not (state and not has_title):
        return _resolve_person(span, written, known or strong or persons, states, reading)
    if state:
        return _resolve_state(span, written, state)
    organization = next((e for e in entries if e.kind is MentionKind.ORGANIZATION), None)
    if organization is not None:
        return Mention(span, written, MentionKind.ORGANIZATION, organization.entity_id)
    if places and not (known or has_title):
        return _resolve_place(span, written, places, states)
    in_office = [
        entry for entry in persons if reading.tenure.distance_days(entry.entity_id, reading.day) <= 366
    ]
    if in_office:
        return _resolve_person(span, written, in_office, states, reading)
    return None


def _resolve_person(
    span: Span, written: str, entries: list[NameEntry], states: Counter[str], reading: _Reading
) -> Mention:
    by_id = {entry.entity_id: entry for entry in entries}
    ranked = reading.tenure.rank(list(by_id), reading.day)
    best = ranked[0]
    if len(ranked) > 1 and len(by_id[best].state_id) == 3:
        best = max(
            ranked,
            key=lambda person: (
                -min(reading.tenure.distance_days(person, reading.day), 40_000) // 366,
                states[by_id[person].state_id] > 0,
                -ranked.index(person),
            ),
        )
    others = tuple(person for person in ranked if person != best)[:5]
    state_id = reading.tenure.state_on(best, reading.day) or by_id[best].state_id
    return Mention(span, written, MentionKind.PERSON, best, state_id, candidates=others)


def _resolve_state(span: Span, written: str, entries: list[NameEntry]) -> Mention:
    order = {role: rank for rank, role in enumerate(_STATE_ROLES)}
    ranked = sorted(entries, key=lambda entry: order.get(entry.role, 9))
    best = ranked[0]
    others = tuple(dict.fromkeys(e.entity_id for e in ranked if e.entity_id != best.entity_id))
    title = best.role if best.role in {"adjective", "demonym", "metonym"} else ""
    return Mention(span, written, MentionKind.STATE, best.entity_id, best.state_id, title, others)


def _resolve_place(
    span: Span, written: str, entries: list[NameEntry], states: Counter[str]
) -> Mention:
    ranked = sorted(
        entries, key=lambda entry: (entry.role != "capital", -states[entry.state_id], -entry.strength)
    )
    best = ranked[0]
    others = tuple(entry.entity_id for entry in ranked[1:4])
    return Mention(span, written, MentionKind.PLACE, best.entity_id, best.state_id, best.role, others)


def _attach_titles(text: str, mentions: list[Mention], titles: list[TitleHit]) -> list[Mention]:
    attached = []
    for mention in mentions:
        title = _title_before(text, mention.span.start, titles)
        if mention.kind is MentionKind.PERSON and title is not None:
            attached.append(evolve(mention, title=title.title))
        else:
            attached.append(mention)
    return attached


def _find_unknown_persons(
    text: str, mentions: list[Mention], titles: list[TitleHit]
) -> list[Mention]:
    taken = {mention.span.start for mention in mentions}
    found = []
    for title in titles:
        match = _CAPITAL_WORD.match(text, title.end + 1)
        if match is None or match.start() in taken or text[title.end : match.start()] != " ":
            continue
        if match.group().split()[0] in _NOT_NAMES:
            continue
        state = _state_before(text, mentions, title.start)
        span = Span(match.start(), match.end())
        found.append(
            Mention(span, match.group(), MentionKind.PERSON, "", state, title.title)
        )
    return found


def _state_before(text: str, mentions: list[Mention], position: int) -> str:
    for mention in reversed(mentions):
        gap = position - mention.span.end
        if mention.kind is MentionKind.STATE and 0 < gap <= 4:
            between = text[mention.span.end : position].strip(" ’'")
            if between in {"", "s"}:
                return mention.state_id
    return ""


def _find_offices(
    text: str, mentions: list[Mention], titles: list[TitleHit], reading: _Reading
) -> list[Mention]:
    person_starts = {m.span.start for m in mentions if m.kind is MentionKind.PERSON}
    found = []
    for title in titles:
        if any(0 < start - title.end <= 2 for start in person_starts):
            continue
        state = _state_before(text, mentions, title.start) or _state_after(text, mentions, title.end)
        if not state:
            continue
        holder = _find_holder(reading, state, title.offices)
        span = Span(title.start, title.end)
        found.append(
            Mention(span, text[span.start : span.end], MentionKind.OFFICE, holder, state, title.title)
        )
    return found


def _state_after(text: str, mentions: list[Mention], position: int) -> str:
    for mention in mentions:
        if mention.kind is MentionKind.STATE and 0 < mention.span.start - position <= 8:
            if text[position : mention.span.start].strip() in {"of", "of the"}:
                return mention.state_id
    return ""


def _find_holder(reading: _Reading, state_id: str, offices: tuple[Office, ...]) -> str:
    if not offices:
        return ""
    terms = find_holders(reading.almanac, state_id, reading.day, offices)
    effective = [term for term in terms if term.effective] if len(offices) > 1 else []
    chosen = effective or list(terms)
    return chosen[-1].person_id if chosen else ""


def _drop_overlaps(mentions: list[Mention]) -> tuple[Mention, ...]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return tuple(kept)
