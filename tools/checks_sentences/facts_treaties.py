"""Facts about treaties that were signed on a known day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from .facts import ONE, Fact, capitalized, oddity
from .names import place_on
from .rows import exact, opened, rows
from .tables import Tables
from .words import Day

FIRST, LAST = dt.date(1990, 2, 1), dt.date(2024, 11, 30)
# Texts that were not signed by the governments alone, or not signed on one day by all parties.
UNSURE = {
    "bishkek-1994",
    "doha-2020",
    "georgia-ceasefire-2008",
    "minsk-ii-2015",
    "minsk-protocol-2014",
    "lebanon-ceasefire-2024",
    "washington-declaration-2023",
    "soviet-rok-1990",
    "us-cuba-2015",
    "us-vietnam-1995",
    "jcpoa-2015",
    "lusaka-1999",
    "black-sea-grain-2022",
    "start-i-1991",
    "brussels-serbia-kosovo-2013",
    "lebanon-israel-maritime-2022",
    "us-dprk-communique-2000",
    "au-nonaggression-2005",
}


def treaty_name(name: str, bilateral: bool) -> str:
    """The name with its article, without what stands in brackets or repeats the parties."""
    short = re.sub(r"\s*\([^)]*\)", "", name)
    if bilateral:
        short = re.sub(r",? between .*$", "", short)
        short = re.sub(r" on (good-neighbourly|a )?.{0,12}between.*$", "", short)
    return short if short.startswith(("The ", "the ")) else f"the {short}"


def treaty_facts(tables: Tables) -> Iterator[Fact]:
    """Treaties signed on an exact day."""
    for row in rows("treaties/treaties"):
        signed = exact(row["signed"])
        if not signed or not FIRST <= signed <= LAST or row["treaty_id"] in UNSURE:
            continue
        parties = [p for p in row["parties"].split(";") if p]
        if "RUS" in parties and "SUN" in parties:
            parties.remove("SUN" if signed.year > 1991 else "RUS")
        parties = [p for p in parties if p in tables.state_rows]
        if "PSE" in parties:
            continue
        if any(t in row["name"] for t in ("Spirit of", "Statement", "initialled")):
            continue
        name = treaty_name(row["name"], len(parties) == 2)
        name = name[0].lower() + name[1:] if name.startswith("The ") else name
        if len(name.split()) < 3:
            continue
        values: dict[str, object] = {
            "treaty": name,
            "treaty_cap": capitalized(name),
            "signed": Day.of(signed),
        }
        flags = {"two"} if len(parties) == 2 else {"many"} if len(parties) > 2 else set()
        if not row["parties"]:
            flags.add("none")
        for slot, state in zip(("one", "two"), parties, strict=False):
            place = place_on(tables, state, signed)
            if not place.adjective:
                flags.discard("two")
            values[slot] = place
        force, ended = exact(row["in_force"]), exact(row["ended"])
        if force and force > signed + 5 * ONE and force <= LAST:
            values["force"] = Day.of(force)
            flags.add("force")
        if ended and ended <= LAST and row["in_force"]:
            values["ended"] = Day.of(ended)
            flags.add("ended")
        # A row says that a treaty is in force now: a report of this year or last may say so.
        firm = row["kind"] in ("defense", "border", "peace", "friendship") and force
        alive = not any(tables.state_rows[p]["end_day"] for p in parties)
        if firm and alive and not row["ended"] and (row["verified_through"] or "") >= "2025":
            flags.add("live")
        key = f"almanac/treaties/{row['treaty_id']}"
        last = max(opened(row["ended"]), signed) if row["ended"] else max(force or signed, signed)
        odd = oddity(tables, signed, signed, parties[:2], [])
        yield Fact(
            key,
            f"treaty/{row['treaty_id']}",
            "treaty",
            values,
            signed,
            last,
            (key,),
            frozenset(flags),
            odd,
            tuple(parties),
        )
