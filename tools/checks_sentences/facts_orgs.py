"""Facts about members of organizations, seats on the Security Council and capitals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from .facts import Fact, capitalized, oddity
from .facts_terms import places
from .names import MONARCHS, TITLES, leader_on, place_on
from .rows import exact
from .tables import Tables
from .words import Day, Span

FIRST, LAST = dt.date(1990, 2, 1), dt.date(2024, 11, 30)
NAMED = {
    "nato": "NATO",
    "eu": "the European Union",
    "un": "the United Nations",
    "asean": "ASEAN",
    "coe": "the Council of Europe",
    "wto": "the World Trade Organization",
    "oecd": "the OECD",
    "commonwealth": "the Commonwealth",
    "au": "the African Union",
    "oau": "the Organization of African Unity",
    "apec": "APEC",
    "sco": "the Shanghai Cooperation Organisation",
    "opec": "OPEC",
    "eurozone": "the euro area",
    "saarc": "SAARC",
    "ecowas": "ECOWAS",
    "sadc": "SADC",
    "caricom": "the Caribbean Community",
    "eac": "the East African Community",
    "eaeu": "the Eurasian Economic Union",
    "icc": "the International Criminal Court",
    "brics": "BRICS",
    "arableague": "the Arab League",
    "iaea": "the International Atomic Energy Agency",
    "oas": "the Organization of American States",
    "csto": "the Collective Security Treaty Organization",
    "mercosur": "Mercosur",
    "cptpp": "the CPTPP",
    "oic": "the Organisation of Islamic Cooperation",
    "igad": "IGAD",
    "eas": "the East Asia Summit",
    "ndb": "the New Development Bank",
}
MOVES = (
    ("NGA", "1991-12-12", "Abuja", "Lagos"),
    ("KAZ", "1997-12-10", "Astana", "Almaty"),
)


def member_facts(tables: Tables) -> Iterator[Fact]:
    """A state that joined an organization on an exact day."""
    for row in tables.memberships:
        joined, org = exact(row["start_day"]), row["org_id"]
        if row["role"] != "member" or org not in NAMED or not joined or not FIRST <= joined <= LAST:
            continue
        if row["start_day"] == tables.organizations[org]["founded"]:
            continue
        state = row["state_id"]
        place = place_on(tables, state, joined)
        if not place.adjective:
            continue
        values: dict[str, object] = {
            "place": place,
            "org": NAMED[org],
            "org_cap": capitalized(NAMED[org]),
            "joined": Day.of(joined),
        }
        flags: set[str] = set()
        people = {}
        held = [
            t
            for t in tables.by_state[state]
            if t.effective
            and t.sharp
            and t.holds(joined, -10)
            and t.title in TITLES
            and t.title not in MONARCHS
            and len(t.sources) > 1
        ]
        if len({t.person for t in held}) == 1:
            leader = leader_on(tables, held[0].person, state, joined)
            if leader is not None:
                values["who"] = leader
                flags.add("who")
                people["who"] = (held[0].person, state)
        places(tables, state, joined, values, flags)
        odd = oddity(tables, joined, joined, [state], people.values())
        key = f"almanac/memberships/{org}/{state}/{joined}"
        yield Fact(
            key,
            f"members/{state}",
            "member",
            values,
            joined,
            joined,
            (key,),
            frozenset(flags),
            odd,
            (state,),
            None,
            people,
        )


def council_facts(tables: Tables) -> Iterator[Fact]:
    """A state elected to the Security Council for two full years."""
    for row in tables.memberships:
        if (row["org_id"], row["role"]) != ("unsc", "elected"):
            continue
        first, last = exact(row["start_day"]), exact(row["end_day"])
        if not first or not last or not first >= FIRST or last > dt.date(2024, 12, 31):
            continue
        if last.year != first.year + 1 or (first.month, last.month) != (1, 12):
            continue
        state = row["state_id"]
        place = place_on(tables, state, first)
        values: dict[str, object] = {
            "place": place,
            "first": Day.of(first),
            "last": Day.of(last),
            "seat": Span(Day.of(first), Day.of(last)),
        }
        flags: set[str] = set()
        people = {}
        held = [
            t
            for t in tables.by_state[state]
            if t.effective
            and t.sharp
            and t.holds(first, -60)
            and t.title in TITLES
            and t.title not in MONARCHS
            and len(t.sources) > 1
        ]
        if len({t.person for t in held}) == 1:
            leader = leader_on(tables, held[0].person, state, first)
            if leader is not None and place.adjective:
                values["who"] = leader
                flags.add("who")
                people["who"] = (held[0].person, state)
        key = f"almanac/memberships/unsc/{state}/{first}"
        yield Fact(
            key,
            f"members/{state}",
            "council",
            values,
            first,
            last,
            (key,),
            frozenset(flags),
            None,
            (state,),
            None,
            people,
        )


def capital_facts(tables: Tables) -> Iterator[Fact]:
    """Capitals that moved on a known day."""
    for state, day, new, old in MOVES:
        moved = dt.date.fromisoformat(day)
        values: dict[str, object] = {
            "place": place_on(tables, state, moved),
            "moved": Day.of(moved),
            "capcity": new,
            "oldcap": old,
        }
        key = f"almanac/capitals/{state}/{day}"
        yield Fact(
            key,
            f"capitals/{state}",
            "capitalmoved",
            values,
            moved,
            moved,
            (key,),
            frozenset({"cap"}),
            "capital_changed",
            (state,),
        )
