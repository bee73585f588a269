"""Facts about visits seen from before, and about visits that were not the first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from .facts import ONE, Fact
from .facts_visits import visit_facts
from .rows import Visit, exact, rows
from .tables import Tables
from .words import Count, Day


def announced_facts(tables: Tables) -> Iterator[Fact]:
    """Visits that were announced, seen from the day on which they were."""
    plain = {fact.key: fact for fact in visit_facts(tables) if fact.family == "visit"}
    for row in rows("visits/announcements"):
        fact, said = plain.get(f"almanac/visits/{row['visit_id']}"), exact(row["known_on"])
        if fact is None or said is None or row["status"] != "announced":
            continue
        if exact(row["stated_start"]) != fact.first or said >= fact.first:
            continue
        yield Fact(
            f"{fact.key}@{said}",
            fact.group,
            "announced",
            fact.values,
            fact.first,
            fact.last,
            (*fact.sources, f"almanac/announcements/{row['source']}"),
            fact.flags,
            None,
            fact.states,
            said,
            fact.people,
        )


def repeated_facts(tables: Tables) -> Iterator[Fact]:
    """The n-th visit of a president of the United States, and the first after a long time."""
    made: dict[tuple[str, str], list[Visit]] = defaultdict(list)
    office: dict[str, list[Visit]] = defaultdict(list)
    for visit in tables.visits:
        if visit.table == "us_outgoing" and visit.level == "leader":
            made[visit.guest, visit.host_state].append(visit)
            office[visit.host_state].append(visit)
    for fact in visit_facts(tables):
        person, state = fact.people["guest"]
        if fact.family != "visit" or state != "USA" or fact.values["guest"].title != "President":  # type: ignore[attr-defined]
            continue
        there = fact.states[1]
        before = [v for v in made[person, there] if v.end < fact.first]
        number = 1 + sum(
            1
            for a, b in zip(before, [*before[1:], None], strict=False)
            if b is None or b.start > a.end + 2 * ONE
        )
        if before and before[-1].end >= fact.first - 2 * ONE:
            continue
        if number >= 2:
            values = fact.values | {"nth": Count(number)}
            yield Fact(
                f"{fact.key}#{number}",
                fact.group,
                "ordinal",
                values,
                fact.first,
                fact.last,
                (*fact.sources, *(f"almanac/visits/{v.key}" for v in before)),
                fact.flags,
                fact.suspicious,
                fact.states,
                None,
                fact.people,
            )
        earlier = [v for v in office[there] if v.end < fact.first - 30 * ONE]
        if earlier and not [
            v for v in office[there] if fact.first - 30 * ONE <= v.end < fact.first
        ]:
            last = earlier[-1]
            gap = fact.first.year - last.end.year
            full = (fact.first - last.end).days / 365.25
            if gap >= 4 and round(full) == gap and abs(full - gap) < 0.3:
                values = fact.values | {
                    "gap": Count(gap),
                    "before": Day.of(last.start),
                    "aguest": "a US president",
                }
                yield Fact(
                    f"{fact.key}#gap",
                    fact.group,
                    "gap",
                    values,
                    fact.first,
                    fact.last,
                    (*fact.sources, f"almanac/visits/{last.key}"),
                    fact.flags,
                    fact.suspicious,
                    fact.states,
                    None,
                    fact.people,
                )
