"""Read the hand-written visits and announcements.

A visit is one line, fields parted by `|`, trailing empty ones may be left off:

    start|end|visitors|host|city|kind|description|signed|source|flags

- end: empty for a visit of one day.
- visitors: `RUS:putin-vladimir`, several parted by a blank. `person/Prime Minister` sets the title
  that the visitor bore; else it follows from `persons.csv`.
- host: `PRK:kim-jong-il`, or `PRK` where the host's own leader is not part of the story.
  With a host person each visitor gets a row to the host; two or more visitors get, for each pair of
  them, the two rows of a meeting in a third state. `CHE` without a person gives only the latter.
- flags: `multi`, `status=cancelled`, `known=2018-03-28`, parted by blanks.

A line without a source waits for its confirmation and is not published.

An announcement is `visit_id|known_on|status|said_by|stated_start|stated_end|sentence|source`,
sorted by the program; the id is that of the hand-written row or of the list's row, for a meeting in
a third state without the part from `#` on: it then stands for both sides.
"""

import csv
import itertools
from pathlib import Path

from attrs import define, field

from visit_people import Holder, find_title
from visit_rows import Row, slug

TABLES = ("six_states", "world")
FIELDS = (
    "start",
    "end",
    "visitors",
    "host",
    "city",
    "kind",
    "description",
    "signed",
    "source",
    "flags",
)
MINISTERS = (
    "Foreign Minister",
    "Minister of Foreign Affairs",
    "Foreign Secretary",
    "Secretary of State",
)
ANNOUNCED = (
    "visit_id", "known_on", "status", "said_by", "stated_start", "stated_end", "sentence", "source",
)  # fmt: skip


@define
class HandRows:
    """Hand-written rows by table.

    Attributes:
        renamed: ids of hand rows that turned out to be in the lists, with the list's row.
        faults: what is wrong in the text.
        waiting: how many lines are left out since no source confirms them yet.
    """

    holders: dict[str, list[Holder]]
    tables: dict[str, list[Row]] = field(factory=dict)
    renamed: dict[str, Row] = field(factory=dict)
    faults: list[str] = field(factory=list)
    waiting: int = 0


def read_lines(path: Path) -> list[list[str]]:
    """Fields of all lines but comments and blank ones."""
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("|") for line in lines if line.strip() and not line.startswith("#")]


def read_hand_rows(folder: Path, holders: dict[str, list[Holder]]) -> HandRows:
    """All hand-written visits."""
    with (folder / "persons.csv").open(encoding="utf-8") as handle:
        persons = {row["person_id"]: row for row in csv.DictReader(handle)}
    for holder in itertools.chain.from_iterable(holders.values()):
        persons.setdefault(holder.person_id, {"name": holder.name, "title": ""})
    hand = HandRows(holders=holders)
    for table in TABLES:
        rows: list[Row] = []
        for cells in read_lines(folder / f"{table}.txt"):
            line = dict(itertools.zip_longest(FIELDS, cells[: len(FIELDS)], fillvalue=""))
            if not line["source"]:
                hand.waiting += 1
                continue
            rows += expand_line(line, persons, hand)
        hand.tables[table] = rows
    seen: set[str] = set()
    for row in [row for rows in hand.tables.values() for row in rows]:
        if row.visit_id in seen:
            hand.faults.append(f"two hand rows: {row.visit_id}")
        seen.add(row.visit_id)
    return hand


def expand_line(
    line: dict[str, str], persons: dict[str, dict[str, str]], hand: HandRows
) -> list[Row]:
    """The rows that one line stands for."""
    host_state, _, host_person = line["host"].partition(":")
    host_person = host_person.partition("/")[0]
    sides = [build_side(text, line, persons, hand) for text in line["visitors"].split()]
    rows = []
    for side in sides:
        side.host_state = host_state
        if host_person:
            row = side.copy_as("")
            row.host_person = host_person
            row.host_name = name_person(host_person, persons, hand)
            row.visit_id = row.make_id()
            rows.append(row)
    for one, two in itertools.combinations(sides, 2):
        pair = "-".join(sorted((one.visitor_state, two.visitor_state)))
        level = "-fm" if "foreign_minister" in (one.level, two.level) else ""
        key = f"{pair}-{one.start_day}-{slug(line['city'])}{level}".lower()
        for side in (one, two):
            row = side.copy_as(f"{key}#{side.visitor_state.lower()}")
            row.kind = "meeting" if row.kind in ("working", "official", "state") else row.kind
            rows.append(row)
    return rows


def build_side(
    text: str, line: dict[str, str], persons: dict[str, dict[str, str]], hand: HandRows
) -> Row:
    """The row of one visitor, still without host and id."""
    state, _, rest = text.partition(":")
    person, _, title = rest.replace("_", " ").partition("/")
    flags = dict(flag.partition("=")[::2] for flag in line["flags"].split())
    title = title or persons.get(person, {}).get("title", "")
    title = title or find_title(hand.holders, state, person, line["start"])
    if not title or not line["start"] or (line["end"] and line["end"] < line["start"]):
        hand.faults.append(f"no title, or days in disorder: {line['start']} {text}")
    is_minister = title in MINISTERS
    return Row(
        start_day=line["start"],
        end_day=line["end"] or line["start"],
        status=flags.get("status", "held"),
        level=flags.get("level", "foreign_minister" if is_minister else "leader"),
        kind=line["kind"] or "working",
        format="multilateral" if "multi" in flags else "bilateral",
        visitor_state=state,
        visitor_person=person,
        visitor_name=name_person(person, persons, hand),
        visitor_title=title,
        city=line["city"],
        description=line["description"],
        signed=line["signed"],
        source=line["source"],
        known_on=flags.get("known", ""),
    )


def name_person(person: str, persons: dict[str, dict[str, str]], hand: HandRows) -> str:
    """The main name of a person."""
    if person not in persons:
        hand.faults.append(f"no such person: {person}")
        return ""
    return persons[person]["name"]


def read_announcements(
    path: Path, hand: HandRows, ids: set[str]
) -> tuple[list[dict[str, str]], list[str]]:
    """Announcements sorted by visit and day, and what does not point to a visit."""
    rows, faults = [], []
    for cells in read_lines(path):
        row = dict(itertools.zip_longest(ANNOUNCED, cells, fillvalue=""))
        if row["visit_id"] in hand.renamed:
            row["visit_id"] = hand.renamed[row["visit_id"]].visit_id
        sides = sorted(i for i in ids if i.startswith(row["visit_id"] + "#"))
        if sides:
            rows += [row | {"visit_id": side} for side in sides]
            continue
        if row["visit_id"] not in ids:
            faults.append(f"announcement without a visit: {row['visit_id']}")
            continue
        rows.append(row)
    return sorted(rows, key=lambda row: (row["visit_id"], row["known_on"])), faults
