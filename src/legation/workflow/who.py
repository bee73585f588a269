"""Who a person, or the holder of an office, was on a day."""

import datetime as dt
from pathlib import Path

from attrs import frozen
from rapidfuzz import fuzz, process

from legation.almanac.leaders import find_holders, find_person, list_terms, verify_through
from legation.almanac.names import NameEntry, Strength, fold_name
from legation.almanac.states import describe_state
from legation.domain.actors import Person, Term
from legation.domain.report import MentionKind
from legation.errors import InputError
from legation.reading.mentions import find_mentions
from legation.reading.offices import TITLES
from legation.workflow.workspace import Knowledge, open_knowledge

MIN_SIMILARITY = 88.0


@frozen
class Identity:
    """A person, with the offices held on a day and all terms known.

    Attributes:
        held: terms known to cover the day.
        terms: all, oldest first.
        verified: through which day the state's leaders are verified, None where not at all.
        is_unknown: whether the day lies beyond what is verified for an open or last term.
    """

    person: Person
    day: dt.date
    held: tuple[Term, ...]
    terms: tuple[Term, ...]
    verified: dt.date | None
    is_unknown: bool


@frozen
class OfficeAnswer:
    """Who held an office on a day; no terms means unknown."""

    state_name: str
    title: str
    day: dt.date
    terms: tuple[Term, ...]
    verified: dt.date | None


def identify(
    text: str, day: dt.date, as_of: dt.date, data_dir: Path | None = None
) -> tuple[Identity, ...] | OfficeAnswer:
    """Identify a person by any spelling, or the holder of an office ("Russia's president").

    Raises:
        InputError: if nobody and no office is found; near spellings are offered.
    """
    knowledge = open_knowledge(as_of, data_dir)
    office = _find_office(knowledge, text, day)
    if office is not None:
        return office
    entries = [e for e in knowledge.index.find(text) if e.kind is MentionKind.PERSON]
    strong = [entry for entry in entries if entry.strength >= Strength.ALIAS] or entries
    if not strong:
        strong = _find_near(knowledge, text)
    ranked = knowledge.tenure.rank([entry.entity_id for entry in strong], day)
    return tuple(_describe(knowledge, person_id, day) for person_id in ranked[:8])


def _find_office(knowledge: Knowledge, text: str, day: dt.date) -> OfficeAnswer | None:
    if knowledge.index.find(text):
        return None
    mentions = find_mentions(text, knowledge.almanac, knowledge.index, knowledge.tenure, day)
    for mention in mentions:
        if mention.kind is MentionKind.OFFICE and mention.state_id and mention.title in TITLES:
            almanac = knowledge.almanac
            terms = find_holders(almanac, mention.state_id, day, TITLES[mention.title])
            named = tuple(t for t in terms if mention.title in t.title.lower()) or tuple(
                t for t in terms if t.effective
            )
            name = describe_state(almanac, mention.state_id, day).name
            verified = verify_through(almanac, mention.state_id)
            return OfficeAnswer(name, mention.title, day, named, verified)
    return None


def _find_near(knowledge: Knowledge, text: str) -> list[NameEntry]:
    persons = {
        name: entry
        for name, entries in knowledge.index.entries.items()
        for entry in entries
        if entry.kind is MentionKind.PERSON and entry.strength >= Strength.ALIAS
    }
    near = process.extract(
        fold_name(text), list(persons), scorer=fuzz.token_sort_ratio, limit=3, score_cutoff=75.0
    )
    if near and near[0][1] >= MIN_SIMILARITY:
        best = near[0][1]
        return [persons[name] for name, score, _ in near if score == best]
    offered = ", ".join(f"'{name}'" for name, _, _ in near)
    hint = f": did you mean {offered}?" if offered else ": give a name as the press writes it"
    raise InputError(f"the almanac knows nobody called '{text}'{hint}")


def _describe(knowledge: Knowledge, person_id: str, day: dt.date) -> Identity:
    almanac = knowledge.almanac
    person = find_person(almanac, person_id)
    assert person is not None
    terms = list_terms(almanac, person_id)
    held = tuple(term for term in terms if term.covers(day))
    state_id = knowledge.tenure.state_on(person_id, day)
    verified = verify_through(almanac, state_id) if state_id else None
    is_unknown = not held and (verified is None or day > verified)
    return Identity(person, day, held, terms, verified, is_unknown)
