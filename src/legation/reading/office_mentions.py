"""Offices in a report: who holds them, who is named behind a title, whose office it is."""

import re

from attrs import evolve

from legation.almanac.leaders import find_holders
from legation.domain.actors import Office
from legation.domain.report import Mention, MentionKind, Span
from legation.reading.name_choice import NameContext
from legation.reading.offices import TITLES, TitleHit

_CAPITAL_WORD = re.compile(
    r"[A-Z][\w’'-]+(?: (?:bin|al|van|von|de|da|di|el|der|den|dos|[A-Z][\w’'.-]+)){0,3}"
)
_NOT_NAMES = frozenset(
    [
        "The",
        "A",
        "An",
        "On",
        "In",
        "At",
        "He",
        "She",
        "It",
        "They",
        "And",
        "But",
        "For",
        "From",
        "To",
        "Of",
        "After",
        "Before",
        "With",
        "When",
        "While",
        "As",
        "By",
        "His",
        "Her",
        "Its",
        "Their",
        "This",
        "That",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
)
_STATE_TO_TITLE = re.compile(
    r"(?:['’]s?)? ?(?:(?:new|acting|outgoing|interim|then|own|visiting|veteran|hardline|hard-line"
    r"|late|deputy|top) )?"
)
_TITLE_TO_STATE = re.compile(r" of (?:the )?| in | for ")
_APPOSITION = re.compile(r", (?:who is )?(?:the |its |his |her |their )?")
_OWN = re.compile(r"\b(?:his|her|its|their) (?:own )?\Z", re.I)
_PAST = re.compile(r"\b(?:former|ex-|late|previous) ?\Z", re.I)


class TitleIndex:
    """Titles by where they end and begin, so that looking one up takes no search."""

    def __init__(self, titles: list[TitleHit]) -> None:
        """Index the titles of one text."""
        self.titles = titles
        self._by_end = {title.end: title for title in titles}
        self._by_start = {title.start: title for title in titles}

    def before(self, text: str, start: int) -> TitleHit | None:
        """The title directly before a position, a blank or a comma and a blank between."""
        for gap in (1, 2):
            title = self._by_end.get(start - gap)
            if title is not None and not text[title.end : start].strip(" ,"):
                return title
        return None

    def at(self, start: int) -> TitleHit | None:
        """The title that begins at a position."""
        return self._by_start.get(start)


def attach_titles(text: str, mentions: list[Mention], titles: TitleIndex) -> list[Mention]:
    """Give persons the title written before or behind their name."""
    states = {m.span.start: m for m in mentions if m.kind is MentionKind.STATE}
    attached = []
    for mention in mentions:
        title = None
        if mention.kind is MentionKind.PERSON:
            behind = _title_behind(text, mention.span.end, titles, states)
            before = titles.before(text, mention.span.start)
            title = behind if before is None or before.title == "prince" else before
        attached.append(evolve(mention, title=title.title) if title else mention)
    return attached


def _title_behind(
    text: str, end: int, titles: TitleIndex, states: dict[int, Mention]
) -> TitleHit | None:
    match = _APPOSITION.match(text, end)
    if match is None:
        return None
    position = match.end()
    state = states.get(position)
    if state is not None:
        gap = _STATE_TO_TITLE.match(text, state.span.end)
        position = gap.end() if gap else position
    return titles.at(position)


def find_unknown_persons(text: str, mentions: list[Mention], titles: TitleIndex) -> list[Mention]:
    """Persons whom only their title shows, since the almanac does not know them."""
    taken = bytearray(len(text) + 1)
    for mention in mentions:
        taken[mention.span.start : mention.span.end] = b"\x01" * len(mention.text)
    states = {m.span.end: m for m in mentions if m.kind is MentionKind.STATE}
    found = []
    for title in titles.titles:
        match = _CAPITAL_WORD.match(text, title.end + 1)
        if match is None or taken[match.start()] or text[title.end] != " ":
            continue
        name = match.group().removesuffix("'s").removesuffix("’s")
        if name.split()[0] in _NOT_NAMES:
            continue
        state = _state_before(text, states, title.start)
        span = Span(match.start(), match.start() + len(name))
        found.append(Mention(span, name, MentionKind.PERSON, "", state, title.title))
    return found


def _state_before(text: str, states: dict[int, Mention], position: int) -> str:
    for gap in range(1, 16):
        state = states.get(position - gap)
        if state is not None:
            fits = _STATE_TO_TITLE.fullmatch(text, state.span.end, position)
            return state.state_id if fits else ""
    return ""


def find_offices(
    mentions: list[Mention], titles: TitleIndex, context: NameContext
) -> list[Mention]:
    """Offices without a name beside them, with whoever held them on the report's day."""
    text = context.text
    starts = {m.span.start for m in mentions if m.kind is MentionKind.PERSON}
    states = {m.span.end: m for m in mentions if m.kind is MentionKind.STATE}
    begins = {m.span.start: m for m in mentions if m.kind is MentionKind.STATE}
    persons = sorted(
        (m for m in mentions if m.kind is MentionKind.PERSON and m.state_id), key=lambda m: m.span
    )
    found, passed = [], 0
    for title in titles.titles:
        while passed < len(persons) and persons[passed].span.end <= title.start:
            passed += 1
        if _names_holder(text, title, starts):
            continue
        state = _state_before(text, states, title.start) or _state_after(text, begins, title.end)
        if not state and passed and _OWN.search(text[max(0, title.start - 12) : title.start]):
            owner = persons[passed - 1]
            state = owner.state_id if "\n" not in text[owner.span.end : title.start] else ""
        if state:
            found.append(_build_office(context, title, state))
    return found


def _build_office(context: NameContext, title: TitleHit, state: str) -> Mention:
    is_past = _PAST.search(context.text[max(0, title.start - 9) : title.start]) is not None
    holder = "" if is_past else find_office_holder(context, state, title)
    written = context.text[title.start : title.end]
    span = Span(title.start, title.end)
    return Mention(span, written, MentionKind.OFFICE, holder, state, title.title)


def _names_holder(text: str, title: TitleHit, starts: set[int]) -> bool:
    return any(
        title.end + gap in starts and not text[title.end : title.end + gap].strip(" ,")
        for gap in (1, 2)
    )


def _state_after(text: str, begins: dict[int, Mention], position: int) -> str:
    match = _TITLE_TO_STATE.match(text, position)
    state = begins.get(match.end()) if match else None
    return state.state_id if state is not None and state.title != "adjective" else ""


def find_office_holder(context: NameContext, state_id: str, title: TitleHit) -> str:
    """Who held the office of a title on the report's day, empty where unknown."""
    if not title.offices:
        return ""
    terms = find_holders(context.almanac, state_id, context.day, title.offices)
    if len(title.offices) > 1:
        named = [term for term in terms if title.title in term.title.lower()]
        effective = [term for term in terms if term.effective]
        chosen = effective or named or list(terms)
    else:
        chosen = list(terms)
    return chosen[-1].person_id if chosen else ""


def is_leader_title(title: str) -> bool:
    """Whether a title is that of a head of state or government."""
    offices = TITLES.get(title, ())
    return bool(offices) and Office.FOREIGN_MINISTER not in offices
