"""Which of its meanings a name has in a report, on the report's day."""

import datetime as dt
import re
from collections import Counter

from attrs import field, frozen

from legation.almanac.names import NameEntry, NameHit, Strength
from legation.almanac.store import Almanac
from legation.almanac.tenure import Tenure
from legation.domain.report import Mention, MentionKind, Span
from legation.reading.offices import TitleHit

_STATE_ROLES = ("short", "official", "former", "alias", "adjective", "demonym", "metonym")
_LOCATIVE = re.compile(r"\b(?:in|to|from|at|near|for|into|outside|of) \Z")
_INSIDE = re.compile(r"\b(?:in|at|outside) \Z")
_IN_OFFICE_DAYS = 366
_FAR_DAYS = 40_000
# the monarch of several realms travels for this one
_SHARED_CROWN = "GBR"


@frozen
class NameContext:
    """What all names of one report are resolved against.

    Attributes:
        full: persons that the text names in full, with counts.
        states: evidence for states, counted over names that mean one state only.
    """

    text: str
    almanac: Almanac
    tenure: Tenure
    day: dt.date
    full: Counter[str]
    states: Counter[str]
    distances: dict[str, int] = field(factory=dict)
    choices: dict[tuple[str, ...], tuple[str, tuple[str, ...], str]] = field(factory=dict)

    def distance_days(self, person_id: str) -> int:
        """Days between the report's day and the person's nearest term, 0 within one."""
        if person_id not in self.distances:
            self.distances[person_id] = self.tenure.distance_days(person_id, self.day)
        return self.distances[person_id]


def count_full_names(hits: list[NameHit], tenure: Tenure, day: dt.date) -> Counter[str]:
    """Persons that are named in full, the likeliest for each name."""
    named: Counter[str] = Counter()
    for hit in hits:
        persons = [
            entry.entity_id
            for entry in hit.entries
            if entry.kind is MentionKind.PERSON and entry.strength >= Strength.ALIAS
        ]
        if persons:
            named[tenure.rank(persons, day)[0]] += 1
    return named


def count_states(hits: list[NameHit]) -> Counter[str]:
    """How often names stand in a text that speak for one state only."""
    counts: Counter[str] = Counter()
    for hit in hits:
        states = {entry.state_id for entry in hit.entries if entry.state_id}
        if len(states) == 1:
            counts.update(states)
    return counts


def choose_meaning(hit: NameHit, title: TitleHit | None, context: NameContext) -> Mention | None:
    """What a name stands for, None where it says too little by itself.

    Args:
        hit: the name with everything that it may mean.
        title: the title of office directly before it.
        context: the report's day and what else the report names.
    """
    entries = [e for e in hit.entries if e.in_use(context.day)] or list(hit.entries)
    persons = [entry for entry in entries if entry.kind is MentionKind.PERSON]
    states = [entry for entry in entries if entry.kind is MentionKind.STATE]
    places = [entry for entry in entries if entry.kind is MentionKind.PLACE]
    strong = [entry for entry in persons if entry.strength >= Strength.ALIAS]
    known = [entry for entry in persons if entry.entity_id in context.full]
    if persons and (title or strong or known) and not (states and title is None):
        candidates = known or strong or persons
        return _choose_person(hit, _fit_title(candidates, persons, title, context), context)
    if states and not (places and _is_location(hit, states, places, context)):
        return _choose_state(hit, states, context)
    organization = next((e for e in entries if e.kind is MentionKind.ORGANIZATION), None)
    if organization is not None:
        span = Span(hit.start, hit.end)
        written = context.text[hit.start : hit.end]
        return Mention(span, written, MentionKind.ORGANIZATION, organization.entity_id)
    near = _find_near(persons, context)
    if places and not (known or title) and not (near and _is_minor(hit, places, context)):
        return _choose_place(hit, places, context)
    return _choose_person(hit, near, context) if near else None


def _find_near(persons: list[NameEntry], context: NameContext) -> list[NameEntry]:
    return [entry for entry in persons if context.distance_days(entry.entity_id) <= _IN_OFFICE_DAYS]


def _is_minor(hit: NameHit, places: list[NameEntry], context: NameContext) -> bool:
    """A town that nothing beside the name speaks for."""
    if any(entry.role == "capital" or context.states[entry.state_id] for entry in places):
        return False
    return _LOCATIVE.search(context.text[max(0, hit.start - 9) : hit.start]) is None


def _fit_title(
    candidates: list[NameEntry],
    persons: list[NameEntry],
    title: TitleHit | None,
    context: NameContext,
) -> list[NameEntry]:
    """Those who held the office of the title before the name near the day, where anybody did."""
    if title is None or not title.offices:
        return candidates
    wanted = {str(office) for office in title.offices}
    for group in (candidates, persons):
        fitting = [
            entry
            for entry in _find_near(group, context)
            if context.tenure.offices_near(entry.entity_id, context.day) & wanted
        ]
        if fitting:
            return fitting
    return candidates


def _is_location(
    hit: NameHit, states: list[NameEntry], places: list[NameEntry], context: NameContext
) -> bool:
    """The name of a capital that also stands for its state, behind a word such as `in` or `to`."""
    before = context.text[max(0, hit.start - 9) : hit.start]
    if all(entry.role == "metonym" for entry in states):
        return _LOCATIVE.search(before) is not None
    is_city_state = any(p.state_id == s.state_id for p in places for s in states)
    return is_city_state and _INSIDE.search(before) is not None


def _choose_person(hit: NameHit, entries: list[NameEntry], context: NameContext) -> Mention:
    key = tuple(entry.entity_id for entry in entries)
    if key not in context.choices:
        context.choices[key] = _rank_persons(entries, context)
    best, others, state_id = context.choices[key]
    span = Span(hit.start, hit.end)
    written = context.text[hit.start : hit.end]
    return Mention(span, written, MentionKind.PERSON, best, state_id, candidates=others)


def _rank_persons(
    entries: list[NameEntry], context: NameContext
) -> tuple[str, tuple[str, ...], str]:
    """The likeliest person, up to five others, and the state that the person acts for."""
    by_id = {entry.entity_id: entry for entry in entries}
    ranked = context.tenure.rank(list(by_id), context.day)

    def weigh(person: str) -> tuple[int, bool, bool, int]:
        distance = min(context.distance_days(person), _FAR_DAYS)
        state = by_id[person].state_id
        return (
            -distance // _IN_OFFICE_DAYS,
            context.full[person] > 0,
            context.states[state] > 0,
            -ranked.index(person),
        )

    best = max(ranked, key=weigh)
    others = tuple(person for person in ranked if person != best)[:5]
    state = find_person_state(best, context.tenure, context.day) or by_id[best].state_id
    return best, others, state


def find_person_state(person_id: str, tenure: Tenure, day: dt.date) -> str:
    """The state for which a person acts on a day, empty where unknown."""
    ordinal = day.toordinal()
    gaps = [
        (max(start - ordinal, ordinal - end, 0), state)
        for start, end, state, *_ in tenure.spans.get(person_id, ())
    ]
    nearest = min((gap for gap, _ in gaps), default=0)
    realms = {state for gap, state in gaps if gap == nearest}
    if len(realms) > 2 and _SHARED_CROWN in realms:
        return _SHARED_CROWN
    return tenure.state_on(person_id, day)


def _choose_state(hit: NameHit, entries: list[NameEntry], context: NameContext) -> Mention:
    order = {role: rank for rank, role in enumerate(_STATE_ROLES)}
    ranked = sorted(
        entries, key=lambda entry: (-context.states[entry.state_id], order.get(entry.role, 9))
    )
    best = ranked[0]
    others = tuple(dict.fromkeys(e.entity_id for e in ranked if e.entity_id != best.entity_id))
    title = best.role if best.role in {"adjective", "demonym", "metonym"} else ""
    span = Span(hit.start, hit.end)
    written = context.text[hit.start : hit.end]
    return Mention(span, written, MentionKind.STATE, best.entity_id, best.state_id, title, others)


def _choose_place(hit: NameHit, entries: list[NameEntry], context: NameContext) -> Mention:
    ranked = sorted(
        entries,
        key=lambda e: (-min(context.states[e.state_id], 1), e.role != "capital", -e.strength),
    )
    best = ranked[0]
    others = tuple(entry.entity_id for entry in ranked[1:4])
    span = Span(hit.start, hit.end)
    written = context.text[hit.start : hit.end]
    return Mention(
        span, written, MentionKind.PLACE, best.entity_id, best.state_id, best.role, others
    )
