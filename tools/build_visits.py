"""Build the almanac's visits: the State Department's lists joined with hand-written rows.

Usage: `python tools/build_visits.py [../shared/data/us_state_dept]` writes
`visits/visits_us_outgoing.csv`, `visits/visits_us_incoming.csv`, `visits/visits_us_meetings.csv`,
`visits/visits_six_states.csv`, `visits/visits_world.csv`, `visits/announcements.csv` and
`sources/visits.csv`, and prints what could not be mapped, what was dropped as already there, and
what looks wrong.

Where the lists are absent, the three tables made from them are left as they are.
"""

import csv
import gzip
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from attrs import define, field
from lxml import etree

from visit_hand import HandRows, read_announcements, read_hand_rows
from visit_people import Holder, find_person, read_holders
from visit_remarks import (
    Named,
    classify_kind,
    find_persons,
    is_multilateral,
    name_meeting,
)
from visit_rows import Row, slug, write_rows, write_table

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "src" / "legation" / "almanac" / "data"
HAND = ROOT / "tools" / "visits"
FIRST_DAY = "1945-01-01"
LONGEST_MEETING_STOP_DAYS = 3
EASTERN = ("RUS", "SUN", "CHN", "JPN", "KOR", "PRK")
LEADER_TITLES = re.compile(
    r"President|Prime Minister|Premier|Chancellor|King|Queen|Emperor|Sultan|"
    r"Amir|Emir|Shah|Pope|General Secretary|Chairman|Taoiseach|Sheikh|Grand Duke"
)
NOT_LEADER = re.compile(
    r"Vice|Deputy|Crown|Foreign|^Prince$|former|Councilor|elect\b|-elect", re.IGNORECASE
)
_AFTERWARDS = re.compile(
    r"Afterwards|[Aa]lso (?:visit|made)|Later|In U\.S\.|Departed|Arrived|[Vv]isit(?:ed|ing)|"
    r"Revisited"
)
VISITOR_TITLE = re.compile(
    r"^((?:President of the Council of Ministers|(?:Acting |Interim |Provisional |Vice |Crown |"
    r"Federal |Brigadier |Lieutenant )*(?:President(?:-elect|-Elect| of the Presidency)?|"
    r"Prime Min(?:i?ster)e?|Premier|Chancellor(?:-elect)?|King|Queen|Emperor|Amir|Emir|Shah|"
    r"Sultan|Chairman(?: of the [A-Z]\w+(?: of [A-Z]\w+)?)?|Pope|Prince|Taoiseach|"
    r"General Secretary|General|"
    r"First Secretary|Chief of State|Head of State|Governor General|Regent Prince|Grand Duke|"
    r"Grand Duchess|Junta Member|Sheikh))(?:[ -](?:Sheikh|Shah|Prince|Amir))?)\s*"
)


@define
class Builder:
    """What the two lists need to become rows.

    Attributes:
        unmapped: labels of places without a state, reported at the end.
        anomalies: list rows that were repaired or left out, with the reason.
    """

    holders: dict[str, list[Holder]]
    places: list[dict[str, str]]
    demonyms: dict[str, str]
    americans: list[dict[str, str]]
    us_places: list[dict[str, str]]
    unmapped: set[str] = field(factory=set)
    anomalies: list[str] = field(factory=list)

    def map_state(self, label: str, day: str, city: str = "") -> str:
        """The state behind a label of the lists on a day, empty and noted where there is none."""
        if label == "Vietnam" and day < "1975-04-30" and "Hanoi" in city:
            return "VNM"
        for row in self.places:
            if row["label"] == label and (row["from_day"] or "0") <= day <= (row["to_day"] or "9"):
                return row["state_id"]
        self.unmapped.add(f"{label} on {day}")
        return ""

    def map_demonym(self, named: Named, day: str) -> str:
        """The state that a demonym before a title names, empty for none."""
        words = named.demonym.split()
        for start in range(len(words)):
            state = self.demonyms.get(" ".join(words[start:]), "")
            if state == "SUN" or state == "RUS":
                return "SUN" if day < "1991-12-26" else "RUS"
            if state:
                return "VNS" if state == "VNM" and day < "1975-05-01" else state
        return ""

    def find_american(self, day: str) -> dict[str, str]:
        """The president on a day; on the day of a handover the incoming one."""
        terms = [r for r in self.americans if r["title"] == "President" and r["from_day"] <= day]
        return max(terms, key=lambda row: row["from_day"])


def read_csv(path: Path) -> list[dict[str, str]]:
    """All rows of a CSV file."""
    with path.open(encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


def read_entries(paths: Iterable[Path]) -> list[dict[str, str]]:
    """Entries of the XML files as plain text by element name, spaces collapsed."""
    entries = []
    for path in paths:
        for element in etree.fromstring(gzip.decompress(path.read_bytes())):
            entry = {c.tag: " ".join("".join(c.itertext()).split()) for c in element}
            entry["who"] = element.get("who") or ""
            entries.append(entry)
    return sorted(entries, key=lambda e: (e["start-date"], int(e["id"])))


def check_days(builder: Builder, entry: dict[str, str]) -> bool:
    """Whether an entry's days make sense; a bad one is noted and left out."""
    start, end = entry["start-date"], entry["end-date"]
    full = all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in (start, end))
    if not full or end < start:
        builder.anomalies.append(f"entry {entry['id']}: days {start} to {end}, left out")
        return False
    return start >= FIRST_DAY


def tell_presidents(builder: Builder, named: Named, day: str) -> bool:
    """Whether a named person is the US president himself."""
    president = builder.find_american(day)["name"].split()[-1]
    return named.title == "President" and president in named.name and not named.demonym


def split_hosts(
    builder: Builder, persons: list[Named], host: str, day: str
) -> tuple[list[Named], list[tuple[str, Named]]]:
    """Persons of the host state, and persons of other states with their state."""
    own, others = [], []
    for named in persons:
        if tell_presidents(builder, named, day):
            continue
        state = builder.map_demonym(named, day)
        if not state and not find_person(builder.holders, host, named.title, named.name, day):
            matches = [
                s
                for s in EASTERN
                if s != host and find_person(builder.holders, s, named.title, named.name, day)
            ]
            state = matches[0] if len(matches) == 1 and not named.demonym else ""
        if state and state != host:
            others.append((state, named))
        elif not named.demonym or state == host:
            own.append(named)
    return own, others


def resolve(builder: Builder, state: str, named: Named, day: str) -> str:
    """The person's id, empty where it is not certain."""
    holder = find_person(builder.holders, state, named.title, named.name, day)
    return holder.person_id if holder else ""


def describe_stop(remarks: str, kind: str, persons: list[str]) -> str:
    """A short description made from the facts of the remarks."""
    parts = []
    if remarks.startswith("Accompanied") and "President" in remarks:
        parts.append("Accompanied the president")
    if persons:
        parts.append("Met " + ", ".join(persons[:6]))
    gathering = name_meeting(remarks)
    if gathering:
        parts.append(f"Gathering: {gathering}")
    if not parts:
        parts.append(f"{kind.capitalize()} visit" if kind != "meeting" else "Meetings")
    return ". ".join(parts) + "."


def build_trip(builder: Builder, entry: dict[str, str]) -> list[Row]:
    """The row of one stop abroad, and rows of meetings with others than the host during it."""
    day, city = entry["start-date"], entry["locale"]
    host = builder.map_state(entry["country"], day, city)
    american = next(r for r in builder.americans if r["key"] == entry["who"])
    is_leader = american["title"] == "President"
    remarks = entry["remarks"]
    own, others = split_hosts(builder, find_persons(remarks), host, day)
    first = own[0] if own else None
    if first and is_multilateral(remarks) and not resolve(builder, host, first, day):
        first = None
    names = [f"{p.title} {p.name}" for p in own]
    names += [f"{p.title} {p.name} ({state})" for state, p in others]
    kind = classify_kind(remarks, is_leader)
    row = Row(
        start_day=day,
        end_day=entry["end-date"],
        level="leader" if is_leader else "foreign_minister",
        kind=kind,
        format="multilateral" if is_multilateral(remarks) else "bilateral",
        visitor_state="USA",
        visitor_person=american["person_id"],
        visitor_name=american["name"],
        visitor_title=american["title"],
        host_state=host,
        host_person=resolve(builder, host, first, day) if first else "",
        host_name=f"{first.title} {first.name}" if first else "",
        city=city,
        description=describe_stop(remarks, kind, names),
        source="us-state-travels",
    )
    return [row, *build_meetings(builder, row, others)]


def build_meetings(builder: Builder, row: Row, others: list[tuple[str, Named]]) -> list[Row]:
    """Both sides' rows of meetings in a third state, for stops short enough to date them."""
    if row.count_days() > LONGEST_MEETING_STOP_DAYS or row.kind == "funeral":
        return []
    rows: dict[str, Row] = {}
    for state, named in others:
        is_leader = bool(LEADER_TITLES.search(named.title)) and not NOT_LEADER.search(named.title)
        if not is_leader and named.title not in ("Foreign Minister", "Minister of Foreign Affairs"):
            continue
        if state in rows:
            continue
        rows[state] = Row(
            start_day=row.start_day,
            end_day=row.end_day,
            level="leader" if is_leader else "foreign_minister",
            kind="meeting",
            format=row.format,
            visitor_state=state,
            visitor_person=resolve(builder, state, named, row.start_day),
            visitor_name=named.name,
            visitor_title=named.title,
            host_state=row.host_state,
            city=row.city,
            description=f"Met {row.visitor_title} {row.visitor_name} during that stop.",
            source=row.source,
        )
    return pair_sides(row, rows)


def pair_sides(row: Row, rows: dict[str, Row]) -> list[Row]:
    """Give the two rows of each meeting their common key."""
    paired = []
    for state, other in rows.items():
        pair = "-".join(sorted(("USA", state))).lower()
        level = "" if row.level == "leader" else "-fm"
        key = f"{pair}-{row.start_day}-{slug(row.city)}{level}"
        other.visit_id = f"{key}#{state.lower()}"
        side = row.copy_as(f"{key}#usa")
        side.kind, side.host_person, side.host_name = "meeting", "", ""
        side.description = (
            f"Met {other.visitor_title} {other.visitor_name} ({state}) during that stop."
        )
        paired += [other, side]
    return paired


def find_us_city(builder: Builder, description: str, kind: str, meeting: bool) -> str:
    """Where in the United States a visit took place, empty where the list does not tell."""
    at_visit = _AFTERWARDS.split(description)[0]
    for row in builder.us_places:
        if row["phrase"] in at_visit:
            return row["city"]
    return "Washington" if kind in ("state", "official", "working") and not meeting else ""


def build_visit(builder: Builder, entry: dict[str, str]) -> list[Row]:
    """Rows of one visit to the United States, one for each visitor named."""
    day, text = entry["start-date"], entry["description"]
    state = builder.map_state(entry["from"], day)
    president = builder.find_american(day)
    kind = classify_kind(text, is_leader=True)
    if text.startswith("Met with President") and kind == "working":
        kind = "meeting"
    gathering = name_meeting(text)
    rows = []
    for visitor in re.split(r" and (?=President|Prime Minister|King|Queen)", entry["visitor"]):
        match = VISITOR_TITLE.match(visitor)
        title = re.sub("Min.*ere?$", "Minister", match[1]) if match else ""
        name = visitor[match.end() :] if match else visitor
        named = Named("", title, name)
        row = Row(
            start_day=day,
            end_day=entry["end-date"],
            level="envoy" if NOT_LEADER.search(title) else "leader",
            kind=kind,
            format="multilateral" if is_multilateral(text) else "bilateral",
            visitor_state=state,
            visitor_person=resolve(builder, state, named, day),
            visitor_name=name,
            visitor_title=title,
            host_state="USA",
            host_person=president["person_id"],
            host_name=president["name"],
            city=find_us_city(builder, text, kind, is_multilateral(text)),
            description=f"Gathering: {gathering}."
            if gathering
            else f"{kind.capitalize()} visit."
            if kind != "meeting"
            else f"Met the president ({president['name']}).",
            source="us-state-visits",
        )
        rows.append(row)
    return rows


def build_lists(builder: Builder, folder: Path) -> dict[str, list[Row]]:
    """All rows from the State Department's lists, by table."""
    trips = read_entries(sorted(folder.glob("travels/*/*.xml.gz")))
    visits = read_entries(sorted(folder.glob("visits/data/*.xml.gz")))
    stops = [r for e in trips if check_days(builder, e) for r in build_trip(builder, e)]
    return {
        "us_outgoing": [r for r in stops if not r.visit_id],
        "us_meetings": [r for r in stops if r.visit_id],
        "us_incoming": [
            r for e in visits if check_days(builder, e) for r in build_visit(builder, e)
        ],
    }


def merge_hand_rows(tables: dict[str, list[Row]], hand: HandRows) -> int:
    """Merge hand rows into the lists' rows; of meetings the hand row is kept. Tells how many."""
    listed = [row for rows in tables.values() for row in rows if "#" not in row.visit_id]
    dropped = 0
    for rows in hand.tables.values():
        for row in list(rows):
            twin = next((r for r in listed if r.is_same_visit(row)), None)
            if twin is not None and row.status == "held" and "#" not in row.visit_id:
                twin.take_details(row)
                hand.renamed[row.visit_id] = twin
                rows.remove(row)
                dropped += 1
    mine = [row for rows in hand.tables.values() for row in rows if "#" in row.visit_id]
    leaders = [r for r in [*mine, *tables["us_meetings"]] if "-fm#" not in r.visit_id]
    tables["us_meetings"] = [
        r
        for r in tables["us_meetings"]
        if not any(r.is_same_meeting(row) for row in (leaders if "-fm#" in r.visit_id else mine))
    ]
    return dropped


def drop_strangers(rows: list[Row], holders: dict[str, list[Holder]]) -> None:
    """Empty ids of persons that the almanac's leaders do not have; their names stay."""
    known = {holder.person_id for terms in holders.values() for holder in terms}
    for row in rows:
        row.visitor_person = row.visitor_person if row.visitor_person in known else ""
        row.host_person = row.host_person if row.host_person in known else ""


def number_rows(rows: list[Row]) -> None:
    """Give every row that has none an id that tells the pair, the day and the level."""
    seen: dict[str, int] = {}
    for row in sorted(rows, key=Row.sort_key):
        if row.visit_id:
            continue
        base = row.make_id()
        seen[base] = seen.get(base, 0) + 1
        row.visit_id = base if seen[base] == 1 else f"{base}-{seen[base]}"


def keep_distinct(rows: list[Row]) -> list[Row]:
    """One row for each id; of two, the one with more cells filled."""
    best: dict[str, Row] = {}
    for row in rows:
        if row.visit_id not in best or row.count_filled() > best[row.visit_id].count_filled():
            best[row.visit_id] = row
    return sorted(best.values(), key=Row.sort_key)


def build_visits(folder: Path) -> None:
    """Write all tables and print the report."""
    holders = read_holders(DATA / "leaders")
    demonyms = {r["demonym"]: r["state_id"] for r in read_csv(HAND / "demonyms.csv")}
    builder = Builder(
        holders,
        read_csv(HAND / "place_states.csv"),
        demonyms,
        read_csv(HAND / "us_persons.csv"),
        read_csv(HAND / "us_places.csv"),
    )
    hand = read_hand_rows(HAND, holders)
    tables = build_lists(builder, folder) if folder.exists() else {}
    dropped = merge_hand_rows(tables, hand) if tables else 0
    tables |= hand.tables
    everything = [row for rows in tables.values() for row in rows]
    drop_strangers(everything, holders)
    number_rows(everything)
    for name, rows in tables.items():
        kept = keep_distinct(rows)
        write_rows(DATA / "visits" / f"visits_{name}.csv", kept)
        print(
            f"{name}: {len(kept)} rows, {sum(bool(r.visitor_person) for r in kept)} visitors known"
        )
    ids = {row.visit_id for row in everything}
    announcements, missing = read_announcements(HAND / "announcements.txt", hand, ids)
    write_table(DATA / "visits" / "announcements.csv", announcements)
    sources = sorted(read_csv(HAND / "sources.csv"), key=lambda row: row["source_id"])
    write_table(DATA / "sources" / "visits.csv", sources)
    print(
        f"announcements: {len(announcements)}; hand rows already in the lists: {dropped}; "
        f"lines that wait for a source: {hand.waiting}"
    )
    paths = (DATA / "sources").glob("*.csv")
    declared = {row["source_id"] for path in paths for row in read_csv(path)}
    used = {s for r in everything for s in r.source.split(";")}
    used |= {s for a in announcements for s in a["source"].split(";")}
    for note in [
        *builder.anomalies,
        *missing,
        *hand.faults,
        *(f"unmapped: {u}" for u in sorted(builder.unmapped)),
        *(f"source not declared: {s}" for s in sorted(used - declared)),
    ]:
        print("CHECK", note)


if __name__ == "__main__":
    build_visits(
        Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared/data/us_state_dept"
    )
