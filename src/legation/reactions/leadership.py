"""Leaders of both sides: since when, how old, and how often they changed."""

import datetime as dt

from attrs import frozen

from legation.almanac.leaders import (
    cite_person,
    cite_term,
    find_person,
    list_state_terms,
    verify_through,
)
from legation.almanac.store import Almanac
from legation.domain.actors import Office, Term
from legation.domain.citation import Reference, Statement
from legation.domain.dates import Precision
from legation.reactions.phrases import count_noun, say_day
from legation.reactions.setting import Setting

_ORDER = (Office.HEAD_OF_STATE, Office.HEAD_OF_GOVERNMENT, Office.OTHER, Office.FOREIGN_MINISTER)


@frozen
class Leadership:
    """The effective leaders of a state.

    Attributes:
        runs: unbroken times in power, oldest first: person and first term.
        current: the term that covers the as-of day, None where not established.
        verified: through which day the leaders are known, None where not at all.
    """

    state_id: str
    runs: tuple[tuple[str, Term], ...]
    current: Term | None
    verified: dt.date | None

    @property
    def first_year(self) -> int | None:
        """The first year from which changes can be counted, None without any term."""
        return self.runs[0][1].start.year + 1 if self.runs else None

    def count_changes(self, start: dt.date, end: dt.date) -> int:
        """New leaders that took over within start..end."""
        return sum(start <= term.start.earliest <= end for _, term in self.runs[1:])


def read_leadership(almanac: Almanac, state_id: str) -> Leadership:
    """All effective leaders of a state as of the almanac's day."""
    terms = [term for term in list_state_terms(almanac, state_id) if term.effective]
    ordered = sorted(terms, key=lambda term: (term.start.earliest, _ORDER.index(term.office)))
    runs: list[tuple[str, Term]] = []
    for term in ordered:
        if not runs or runs[-1][0] != term.person_id:
            runs.append((term.person_id, term))
    covering = [term for term in ordered if term.covers(almanac.as_of)]
    current = min(covering, key=lambda term: _ORDER.index(term.office)) if covering else None
    return Leadership(state_id, tuple(runs), current, verify_through(almanac, state_id))


def describe_leader(setting: Setting, leadership: Leadership) -> Statement:
    """Who leads, since when, and at what age."""
    name = setting.name(leadership.state_id)
    term = leadership.current
    if term is None:
        return _describe_unknown(leadership, name)
    first = next(run for person, run in reversed(leadership.runs) if person == term.person_id)
    years = count_years(first.start.earliest, setting.as_of)
    text = (
        f"{term.person_name} has led {name} since {first.start.describe()}"
        f" ({count_noun(years, 'full year') if years else 'less than a year'})"
    )
    references: tuple[Reference, ...] = (cite_term(first),)
    person = find_person(setting.almanac, term.person_id)
    if person and person.born and person.born.precision is Precision.DAY:
        text += f", aged {count_years(person.born.earliest, setting.as_of)}"
        references += (cite_person(setting.almanac, term.person_id),)
    return Statement(f"{text}.", references)


def _describe_unknown(leadership: Leadership, name: str) -> Statement:
    if not leadership.runs:
        return Statement(f"The leader of {name} is not established.")
    known = f" after {say_day(leadership.verified)}" if leadership.verified else ""
    last = leadership.runs[-1][1]
    return Statement(f"The leader of {name}{known} is not established.", (cite_term(last),))


def count_years(start: dt.date, end: dt.date) -> int:
    """Full years from one day to another.

    Examples:
        >>> count_years(dt.date(1952, 10, 7), dt.date(2024, 6, 12))
        71
    """
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))
