"""Facts about leaders: when they took office, whom they followed, how old they were."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from .facts import ONE, Fact, days, oddity
from .names import MONARCHS, TITLES, Leader, Place, leader_on, place_on, spoken
from .rows import FOREVER, Term, exact
from .tables import Tables
from .words import Count, Day, Span

FIRST, LAST = dt.date(1990, 2, 1), dt.date(2024, 11, 30)
DEEP = {"CHE", "SMR", "BIH", "AND"}
QUIET_CAPITAL = {"ISR", "PSE"}
SKIP_NEAR = {"FRA", "GBR", "DNK", "ESP", "NLD", "USA", "CUB", "ESH", "PSE", "ISR"}


def years_old(born: dt.date, day: dt.date) -> int:
    """Full years on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def neighbours(tables: Tables, state: str, day: dt.date) -> list[str]:
    """States with a border with the state on the day."""
    return sorted(
        next(iter(pair - {state}))
        for pair, start, end in tables.borders
        if state in pair and start < day < end
    )


def good(tables: Tables, term: Term) -> Leader | None:
    """The leader, when the term is exact, of a head of state or government, and doubly sourced."""
    if not term.sharp or not FIRST <= term.start <= LAST or len(term.sources) < 2:
        return None
    if term.title not in TITLES or term.title in MONARCHS or term.state in DEEP:
        return None
    if term.office not in ("head_of_state", "head_of_government") or not term.effective:
        return None
    if (term.end - term.start).days < 60 and not term.acting:
        return None
    leader = leader_on(tables, term.person, term.state, term.start + 2 * ONE, term.title)
    if leader is None or not leader.place.adjective:
        return None
    return Leader(
        leader.person, leader.name, leader.title, place_on(tables, term.state, term.start)
    )


def beside(tables: Tables, term: Term, after: bool) -> Leader | None:
    """Who held the same office just before or just after."""
    for other in tables.by_state[term.state]:
        if other.office != term.office or other.title != term.title or not other.sharp:
            continue
        gap = (other.start - term.end).days if after else (term.start - other.end).days
        if other.person != term.person and 0 <= gap <= 2 and other.acting == term.acting:
            day = other.start + 2 * ONE if after else other.end - 2 * ONE
            return leader_on(tables, other.person, term.state, day, term.title)
    return None


def places(
    tables: Tables, state: str, day: dt.date, values: dict[str, object], flags: set[str]
) -> None:
    """Adds the capital and a neighbour, where they are beyond dispute."""
    place: Place = place_on(tables, state, day)
    if place.capital and state not in QUIET_CAPITAL and len(tables.seats(state, day)) <= 3:
        values["capcity"] = place.capital
        flags.add("cap")
    near = [n for n in neighbours(tables, state, day) if n not in SKIP_NEAR]
    if near and state not in SKIP_NEAR:
        chosen = near[(day.toordinal() + len(state)) % len(near)]
        values["near"] = place_on(tables, chosen, day)
        flags.add("near")


def term_facts(tables: Tables) -> Iterator[Fact]:
    """One fact for each good term."""
    seen: set[tuple[str, str, dt.date]] = set()
    for term in tables.terms:
        leader = good(tables, term)
        if leader is None or (term.person, term.state, term.start) in seen:
            continue
        seen.add((term.person, term.state, term.start))
        # A row that only continues an earlier one of the same person says nothing of a start.
        if any(
            o.state == term.state
            and o.title == term.title
            and o.start < term.start
            and o.end >= term.start - 3 * ONE
            for o in tables.by_person[term.person]
        ):
            continue
        values = days(term.start, min(term.end, LAST)) | {"who": leader, "place": leader.place}
        flags = {"who"}
        people = {"who": (term.person, term.state)}
        before, after = beside(tables, term, False), beside(tables, term, True)
        if before is not None:
            values["pred"] = before
            flags.add("pred")
            people["pred"] = (before.person, term.state)
        died = exact(tables.persons[term.person]["died"])
        if term.end < LAST and term.end != FOREVER and (died is None or died > term.end + ONE):
            values["tenure"] = Span(Day.of(term.start), Day.of(term.end))
            whole = years_old(term.start, term.end)
            again = any(
                o.title == term.title
                and o.state == term.state
                and o.start > term.end
                and o.start <= term.end + 3 * ONE
                for o in tables.by_person[term.person]
            )
            if whole >= 2 and not again and years_old(term.start, term.end + 20 * ONE) == whole:
                values["years"] = Count(whole)
                flags.add("ended")
            if after is not None and not again:
                values["succ"] = after
                flags.add("succ")
                people["succ"] = (after.person, term.state)
        born = exact(tables.persons[term.person]["born"])
        if born and born.year > 1910 and (born.month, born.day) != (1, 1):
            values |= {"age": Count(years_old(born, term.start)), "born": Day.of(born)}
            flags.add("age")
        if term.acting:
            flags.add("acting")
        earlier = [
            o
            for o in tables.by_person[term.person]
            if o.state == term.state
            and o.effective
            and o.title == term.title
            and o.end < term.start - 100 * ONE
        ]
        if earlier:
            flags.add("second")
        others = [
            o
            for o in tables.by_person[term.person]
            if o.state == term.state
            and o.sharp
            and o.title != term.title
            and o.title in TITLES
            and o.end > term.start + 60 * ONE
            and o.start < term.end - 60 * ONE
            and o.office != term.office
        ]
        if others:
            both = max(others[0].start, term.start)
            values |= {"other": TITLES[spoken(others[0])], "dualday": Day.of(both)}
            flags.add("dual")
        places(tables, term.state, term.start + ONE, values, flags)
        odd = oddity(tables, term.start, term.start, [term.state], people.values())
        if odd != "leap_day" and (earlier or term.acting):
            odd = "second_term" if earlier else "acting_leader"
        key = f"almanac/leaders/{term.person}/{term.state}/{term.start}"
        yield Fact(
            key,
            f"leaders/{term.state}",
            "term",
            values,
            term.start,
            min(term.end, LAST),
            (key,),
            frozenset(flags),
            odd,
            (term.state,),
            None,
            people,
        )
