"""Facts that are numbers: results of votes, and journeys with their stops and days."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from .facts import HERE, ONE, Fact, capitalized
from .facts_visits import trips
from .names import leader_on, place_on
from .rows import Visit
from .tables import Tables
from .words import Count, Day, Span, spelled

OUT = {"PSE", "VAT", "ATA", "HKG", "XKX", "GRL"}


def vote_facts(_: Tables) -> Iterator[Fact]:
    """Results of votes, from a list of our own."""
    with (HERE / "votes.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            day = dt.date.fromisoformat(row["day"])
            yes, no = int(row["yes"]), int(row["no"])
            abstain = int(row["abstain"] or 0)
            values: dict[str, object] = {
                "what": row["what"],
                "what_cap": capitalized(row["what"]),
                "body": row["body"],
                "body_cap": capitalized(row["body"]),
                "day": Day.of(day),
                "yes": Count(yes),
                "no": Count(no),
                "abstain": Count(abstain),
                "total": Count(yes + no + abstain),
                "margin": Count(abs(yes - no)),
            }
            flags = set()
            if abstain and no:
                flags.add("three")
            elif not abstain and no:
                flags.add("two")
            if row["members"] and yes * 2 > int(row["members"]):
                members = int(row["members"])
                values |= {"members": Count(members), "share": str(round(100 * yes / members))}
                if abs(100 * yes / members - round(100 * yes / members)) < 0.45:
                    flags.add("share")
            key = f"votes/{row['id']}"
            yield Fact(key, key, "vote", values, day, day, (key,), frozenset(flags))


def journeys(tables: Tables) -> Iterator[list[Visit]]:
    """Rows of visits abroad by one American leader, each a journey of its own."""
    runs: dict[str, list[Visit]] = {}
    unclear: set[str] = set()
    for visit in tables.visits:
        if visit.table != "us_outgoing" or visit.start < dt.date(1990, 1, 1):
            continue
        run = runs.setdefault(visit.guest, [])
        if run and visit.start > (back := max(v.end for v in run)) + ONE:
            # Two or three days between two stops: one journey or two, nobody can say.
            close = visit.start <= back + 3 * ONE
            if not close and visit.guest not in unclear:
                yield run
            unclear.discard(visit.guest)
            if close:
                unclear.add(visit.guest)
            runs[visit.guest] = run = []
        run.append(visit)
    yield from runs.values()


def tour_facts(tables: Tables) -> Iterator[Fact]:
    """Journeys through several states, each visited once."""
    head = trips(tables)
    for run in journeys(tables):
        hosts = [visit.host_state for visit in run]
        if not 2 <= len(hosts) <= 7 or len(set(hosts)) != len(hosts) or OUT & set(hosts):
            continue
        if any(h not in tables.state_rows for h in hosts) or any(v.end.year > 2024 for v in run):
            continue
        first, last = run[0].start, max(visit.end for visit in run)
        guest = leader_on(tables, run[0].guest, "USA", first)
        if guest is None or run[0].guest_title not in (guest.title,):
            continue
        stops = [place_on(tables, host, first) for host in hosts]
        names = [f"{stop:n}" for stop in stops]
        text = f"{', '.join(names[:-1])} and {names[-1]}"
        if any(" and " in name for name in names):
            continue
        values: dict[str, object] = {
            "guest": guest,
            "list": text,
            "list_cap": capitalized(text),
            "count": Count(len(hosts)),
            "first": Day.of(first),
            "last": Day.of(last),
            "tour": Span(Day.of(first), Day.of(last)),
        }
        flags = set()
        joined = all(b.start == a.end + ONE for a, b in pairwise(run))
        if joined and len(run) in (2, 3):
            lengths = [(visit.end - visit.start).days + 1 for visit in run]
            for number, (length, stop) in enumerate(zip(lengths, stops, strict=True), 1):
                values |= {f"days{number}": Count(length), f"place{number}": stop}
            values |= {"total": Count(sum(lengths))}
            word = f"{spelled(lengths[0])} day{'' if lengths[0] == 1 else 's'}"
            values["days1_cap"] = capitalized(word)
            flags.add(f"legs{len(run)}")
        keys = tuple(f"almanac/visits/{visit.key}" for visit in run)
        odd = "year_end" if first.year != last.year else None
        yield Fact(
            f"{keys[0]}*",
            f"trip/{head[run[0].key]}",
            "tour",
            values,
            first,
            last,
            keys,
            frozenset(flags),
            odd,
            tuple(hosts),
            None,
            {"guest": (run[0].guest, "USA")},
        )
