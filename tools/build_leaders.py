"""Build the leaders' tables of one region from its compact text.

Usage: `python tools/build_leaders.py REGION` reads `tools/leaders/REGION.txt` and writes
`persons_REGION.csv`, `names_REGION.csv`, `terms_REGION.csv`, `coverage_REGION.csv` below
`src/legation/almanac/data/leaders/` and `sources/leaders_REGION.csv`; then prints what is wrong
in the text, and where it differs from Archigos 4.1 and REIGN (2021-03).

The compact text, one term a line, fields parted by `|`, trailing empty fields may be left off:

    STATE|office|title|Full Name|start|end|born|flags|aliases;in;any;script|source;source|verified

- office: `hos`, `hog`, `both` (writes a head of state and a head of government row), `other`, `fm`.
- end: empty while still in office as verified; it is the last day, so a handover day may be shared.
- Full Name: the last word is the family name (`Vladimir Putin`); a family name of several words is
  joined by underscores (`Alexander Van_der_Bellen`); `Family, Given` is shown family name first
  (`Xi, Jinping`, `Kim, Jong Un`). `{id}` behind the name sets the person's id (`Charles III
  {charles-iii}`); a birth year is added there by hand where two persons would collide. A name that
  is only `={id}` points to a person declared in another region's file.
- born: `1952-10-07`, `1952`, or with the day of death `1911-09-24/1985-03-10`; once for each person
  is enough. Where empty, it is filled from Archigos and REIGN if the term matches.
- flags: `e` effective, `a` acting, `f` woman, `m` man. Sex is filled from Archigos and REIGN too.
- aliases: a language may be given behind `@` (`Poutine@fr`); else it follows from the script.
  The family name alone is not listed, the program derives it.
- verified: overrides the state's last verified day, for an office that was checked less lately.
- source: overrides the state's default. `archigos-4.1` and `reign-2021-03` are added to effective
  rows whose start they confirm.

Other lines:

    # a comment
    @STATE verified 2025-03-31 source_id;source_id from 1990-01-01 | a note for the coverage table
    @source id|publisher|title|date|url|license
    @unmarked m

`verified` sets the last verified day and the default source of the rows of that state (for a former
state, its last day). `from` may be left off: 1990-01-01, or the state's first row if that is later.
`@unmarked m` says that every woman of the region carries the flag `f`, so that all others are men.
`@source` declares a source in this region's sources file; `archigos-4.1`, `reign-2021-03`,
`cia-world-factbook`, `rulers-org` and `wikipedia-lists` are declared once, in `europe.txt`.
"""

import csv
import re
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from attrs import define, evolve, field

from leader_checks import Entry, Match, check_entries, load_reference, match_entries, report_gaps

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "src" / "legation" / "almanac" / "data"
SHARED = ROOT.parent / "shared" / "data"
OFFICES = {
    "hos": ("head_of_state",),
    "hog": ("head_of_government",),
    "both": ("head_of_state", "head_of_government"),
    "other": ("other",),
    "fm": ("foreign_minister",),
}
DEFAULT_FROM = "1990-01-01"
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ð": "d",
     "ə": "a", "ħ": "h"}
)  # fmt: skip
_SCRIPTS = (
    ("uk", re.compile("[іїєґ]")),
    ("be", re.compile("[ў]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("fa", re.compile("[پچژگکی]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("hy", re.compile("[\u0530-\u058f]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
)


@define
class Person:
    """What the text says about one person, gathered over its lines."""

    name: str
    born: str = ""
    died: str = ""
    gender: str = ""
    sources: dict[str, None] = field(factory=dict)
    aliases: dict[str, str] = field(factory=dict)


@define
class State:
    """The line that opens a state."""

    verified: str
    source: str
    from_day: str
    note: str


@define
class Region:
    """Everything read from one region's text."""

    entries: list[Entry] = field(factory=list)
    persons: dict[str, Person] = field(factory=dict)
    states: dict[str, State] = field(factory=dict)
    sources: list[list[str]] = field(factory=list)
    foreign_ids: set[str] = field(factory=set)
    errors: list[str] = field(factory=list)
    unmarked: str = ""


def slug_name(text: str) -> str:
    """ASCII lower case with hyphens."""
    lowered = unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN)
    ascii_only = re.sub(r"['’ʻʼ`.]", "", lowered).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")


def split_person(text: str) -> tuple[str, str]:
    """A person's id and shown name from the name field."""
    match = re.fullmatch(r"(.*?)\s*\{([a-z0-9-]+)\}", text)
    raw, given_id = (match[1], match[2]) if match else (text, "")
    if "," in raw:
        family, given = (part.strip() for part in raw.split(",", 1))
        shown = f"{family} {given}"
    else:
        *first, family = raw.split()
        given, shown = " ".join(first), raw
    derived = slug_name(f"{family} {given}".replace("_", " "))
    return given_id or derived, shown.replace("_", " ")


def detect_language(alias: str) -> tuple[str, str]:
    """An alias without its language mark, and its language where the script tells it."""
    if "@" in alias:
        name, language = alias.rsplit("@", 1)
        return name.strip(), language.strip()
    lowered = alias.casefold()
    return alias, next((code for code, script in _SCRIPTS if script.search(lowered)), "")


def read_directive(region: Region, line: str) -> None:
    """Read a line that begins with `@`."""
    if line.startswith("@source "):
        region.sources.append([part.strip() for part in line[8:].split("|")])
        return
    if line.strip() == "@unmarked m":
        region.unmarked = "male"
        return
    head, _, note = line[1:].partition("|")
    match = re.fullmatch(r"(\w{3}) verified (\S+) (\S+)(?: from (\S+))?", head.strip())
    if match is None:
        region.errors.append(f"cannot read: {line}")
        return
    region.states[match[1]] = State(match[2], match[3], match[4] or "", note.strip())


def add_person(region: Region, person_id: str, shown: str, fields: list[str]) -> None:
    """Gather what a term's line says about its person."""
    born, _, died = fields[6].partition("/")
    gender = "female" if "f" in fields[7] else "male" if "m" in fields[7] else ""
    person = region.persons.setdefault(person_id, Person(shown))
    for attribute, value in (("name", shown), ("born", born), ("died", died), ("gender", gender)):
        known = getattr(person, attribute)
        if value and known and known != value:
            region.errors.append(f"{person_id}: {attribute} is {known} and {value}")
        setattr(person, attribute, known or value)
    for alias in filter(None, (part.strip() for part in fields[8].split(";"))):
        name, language = detect_language(alias)
        if name != shown:
            person.aliases.setdefault(name, language)


def read_term(region: Region, line: str, number: int) -> None:
    """Read one term's line into the region."""
    fields = [part.strip() for part in line.split("|")]
    fields += [""] * (11 - len(fields))
    state, office, title, name, start, end, _, flags, _, source, verified = fields[:11]
    opened = region.states.get(state)
    if opened is None or office not in OFFICES or len(fields) > 11 or not (title and name):
        region.errors.append(f"line {number}: cannot read: {line}")
        return
    if name.startswith("={"):
        person_id = name[2:].rstrip("}")
        region.foreign_ids.add(person_id)
    else:
        person_id, shown = split_person(name)
        add_person(region, person_id, shown, fields)
    for written in OFFICES[office]:
        region.entries.append(
            Entry(
                person_id,
                state,
                written,
                title,
                start,
                end,
                "e" in flags,
                "a" in flags,
                source or opened.source,
                "" if end else verified or opened.verified,
                number,
            )
        )


def read_region(path: Path) -> Region:
    """Read a region's text."""
    region = Region()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("@"):
            read_directive(region, line)
        elif line.strip() and not line.startswith("#"):
            read_term(region, line.strip(), number)
    return region


def fill_from_matches(region: Region, matches: dict[int, Match]) -> None:
    """Name the datasets that confirm a start, and take birth, death and sex from them."""
    for position, match in matches.items():
        entry = region.entries[position]
        confirmed = [*entry.source.split(";"), *(s for s in match.sources if s not in entry.source)]
        region.entries[position] = evolve(entry, source=";".join(confirmed))
        person = region.persons.get(entry.person_id)
        if person is None:
            continue
        if person.born and match.born and person.born[:4] != match.born[:4]:
            print(f"  born differs: {entry.person_id} {person.born}, reference {match.born}")
        person.gender = person.gender or match.gender
        person.died = person.died or match.died
        if len(match.born) > len(person.born):
            person.born = match.born
    for entry in region.entries:
        if entry.person_id in region.persons:
            region.persons[entry.person_id].sources.update(dict.fromkeys(entry.source.split(";")))
    for person in region.persons.values():
        person.gender = person.gender or region.unmarked


def write_table(path: Path, columns: str, rows: Iterable[Iterable[str]]) -> int:
    """Write one sorted CSV table and return its number of rows."""
    kept = sorted(list(row) for row in rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns.split())
        writer.writerows(kept)
    return len(kept)


def _term_row(entry: Entry) -> list[str]:
    flags = [str(entry.effective).lower(), str(entry.acting).lower()]
    where = [entry.person_id, entry.state, entry.office, entry.title, entry.start, entry.end]
    return [*where, *flags, entry.source, "", entry.verified]


def _coverage_row(region: Region, state_id: str) -> list[str]:
    state = region.states[state_id]
    first = min(e.start for e in region.entries if e.state == state_id)
    return [state_id, state.from_day or max(first, DEFAULT_FROM), state.verified, state.note]


def write_region(region: Region, name: str) -> None:
    """Write the region's five tables."""
    folder, persons = DATA / "leaders", region.persons
    person_rows = (
        [key, p.name, p.born, p.died, p.gender, ";".join(p.sources)] for key, p in persons.items()
    )
    name_rows = ([key, *item] for key, p in persons.items() for item in p.aliases.items())
    held = {entry.state for entry in region.entries}
    tables = {
        f"persons_{name}": ("person_id name born died gender source", person_rows),
        f"names_{name}": ("person_id name language", name_rows),
        f"terms_{name}": (
            "person_id state_id office title start_day end_day effective acting source known_on "
            "verified_through",
            map(_term_row, region.entries),
        ),
        f"coverage_{name}": (
            "state_id from_day verified_through note",
            (_coverage_row(region, state) for state in region.states if state in held),
        ),
    }
    for stem, (columns, rows) in tables.items():
        print(f"{stem}: {write_table(folder / f'{stem}.csv', columns, rows)} rows")
    path = DATA / "sources" / f"leaders_{name}.csv"
    write_table(path, "source_id publisher title date url license", region.sources)


def find_undeclared(region: Region) -> list[str]:
    """Sources that are cited but declared in no sources file."""
    declared = {row[0] for row in region.sources}
    for path in (DATA / "sources").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            declared |= {row["source_id"] for row in csv.DictReader(file)}
    cited = {source for entry in region.entries for source in entry.source.split(";")}
    return [f"source not declared: {source}" for source in sorted(cited - declared)]


def main(name: str) -> int:
    """Build one region's tables and report on them."""
    region = read_region(Path(__file__).parent / "leaders" / f"{name}.txt")
    reference = load_reference(SHARED) if SHARED.is_dir() else []
    matches = match_entries(region.entries, reference)
    fill_from_matches(region, matches)
    write_region(region, name)
    errors = region.errors + find_undeclared(region) + check_entries(region.entries)
    print("\n".join(["-- errors", *errors, "-- gaps and differences"]))
    print("\n".join(report_gaps(region.entries, reference)))
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
