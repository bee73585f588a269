"""Facts about visits: single ones, and two on adjacent days."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from .facts import ONE, Fact, capitalized, days, oddity
from .names import TITLES, Leader, leader_on, place_on
from .rows import Visit
from .tables import Tables
from .words import Day, Span

FIRST, LAST = dt.date(1990, 1, 1), dt.date(2024, 12, 31)
KINDS = {
    "us_incoming": {"official", "working", "state"},
    "us_outgoing": {"official", "working", "state", "meeting"},
    "six_states": {"state", "official", "working", "summit"},
    "world": {"state", "official", "working", "summit"},
}
TITLE_OF = {
    "Amir": "Emir",
    "Federal Chancellor": "Chancellor",
    "Amir Sheikh": "Emir",
    "Emir Sheikh": "Emir",
}
ALONE = {"ISR", "PSE"}


@cache
def trips(tables: Tables) -> dict[str, str]:
    """For each visit the first of the journey, of visits one after another, that it belongs to."""
    last: dict[str, Visit] = {}
    head: dict[str, str] = {}
    reach: dict[str, dt.date] = {}
    for visit in tables.visits:
        before = last.get(visit.guest)
        joined = before is not None and visit.start <= reach[visit.guest] + 3 * ONE
        head[visit.key] = head[before.key] if before and joined else visit.key.split("#")[0]
        reach[visit.guest] = max(visit.end, reach[visit.guest]) if joined else visit.end
        last[visit.guest] = visit
    return head


def kind_words(visit: Visit) -> tuple[str, str]:
    """What the visit is called, and that with its article."""
    word = {"state": "state visit", "official": "official visit"}.get(visit.kind, "visit")
    if visit.kind == "working" and visit.table == "us_incoming":
        word = "working visit"
    return word, f"{'an' if word[0] == 'o' else 'a'} {word}"


def good(tables: Tables, visit: Visit) -> tuple[Leader, Leader | None] | None:
    """Guest and host of a visit that is verified well enough, or nothing."""
    if not FIRST <= visit.start <= visit.end <= LAST or not visit.bilateral:
        return None
    if visit.host_state not in tables.state_rows:
        return None
    if visit.kind not in KINDS.get(visit.table, set()) or (visit.end - visit.start).days > 6:
        return None
    title = TITLE_OF.get(visit.guest_title, visit.guest_title)
    if title not in TITLES or visit.guest not in tables.persons:
        return None
    guest = leader_on(tables, visit.guest, visit.guest_state, visit.start, title)
    if guest is None or guest.place.adjective == "":
        return None
    host = leader_on(tables, visit.host, visit.host_state, visit.start) if visit.host else None
    if host is not None and not leader_on(tables, visit.host, visit.host_state, visit.end):
        host = None
    if visit.host and host is None:
        return None
    return guest, host


def visit_facts(tables: Tables) -> Iterator[Fact]:
    """One fact for each good visit."""
    head = trips(tables)
    by_guest = defaultdict(list)
    for visit in tables.visits:
        by_guest[visit.guest].append(visit)
    for visit in tables.visits:
        sides = good(tables, visit)
        if sides is None:
            continue
        guest, host = sides
        hplace = place_on(tables, visit.host_state, visit.start)
        word, article = kind_words(visit)
        values = days(visit.start, visit.end)
        values |= {
            "guest": guest,
            "gplace": guest.place,
            "hplace": hplace,
            "kindw": word,
            "akind": article,
            "Akind": capitalized(article),
        }
        flags = {"one" if visit.start == visit.end else "multi"}
        if (visit.end - visit.start).days <= 3:
            flags.add("short")
        people = {"guest": (visit.guest, visit.guest_state)}
        if host is not None:
            values["host"] = host
            flags.add("host")
            people["host"] = (visit.host, visit.host_state)
        if visit.city and "," not in visit.city:
            values["city"] = visit.city
            flags.add("city")
        plain = not {visit.host_state, visit.guest_state} & ALONE
        if plain and hplace.capital:
            flags.add("hostcap")
            if guest.place.capital:
                flags.add("capnames")
            # Nearly half of all visits went to Washington: a few of them are enough.
            rare = visit.host_state != "USA" or visit.start.day == 12
            if (
                rare
                and visit.city == hplace.capital
                and len(tables.seats(visit.host_state, visit.start)) <= 3
            ):
                flags.add("capital")
        if not hplace.adjective:
            flags.add("noadjective")
        states = (visit.guest_state, visit.host_state)
        odd = oddity(tables, visit.start, visit.end, states, people.values())
        near = [
            v
            for v in by_guest[visit.guest]
            if v.host_state != visit.host_state and abs((v.start - visit.end).days) <= 1
        ]
        key = f"almanac/visits/{visit.key}"
        yield Fact(
            key,
            f"trip/{head[visit.key]}",
            "visit",
            values,
            visit.start,
            visit.end,
            (key,),
            frozenset(flags),
            odd,
            states,
            None,
            people,
        )
        after = [v for v in near if v.start >= visit.end and v.host_state != visit.host_state]
        if len(after) == 1 and good(tables, after[0]):
            follow = after[0]
            more = values | {
                "next": place_on(tables, follow.host_state, follow.start),
                "nextstart": Day.of(follow.start),
                "nextspan": Span(Day.of(follow.start), Day.of(follow.end)),
            }
            yield Fact(
                f"{key}+",
                f"trip/{head[visit.key]}",
                "adjacent",
                more,
                visit.start,
                follow.end,
                (key, f"almanac/visits/{follow.key}"),
                frozenset(flags),
                "adjacent_visits",
                (*states, follow.host_state),
                None,
                people,
            )
