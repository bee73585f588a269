"""Check the almanac's chronicle and count its entries by pair of states.

Usage: PYTHONPATH=src python tools/check_chronicle.py [src/legation/almanac/data]

Prints one line for each fault and exits with 1 where there is any; then prints the counts.
"""

import csv
import datetime as dt
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

from legation.almanac.columns import CHRONICLE, SOURCES, STATES


def list_words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


DATA = Path("src/legation/almanac/data")
LONGEST_SENTENCE = 240
SIX_STATES = ("CHN", "JPN", "KOR", "PRK", "RUS", "USA")
FEWEST_ENTRIES = 12
# First day on which a state may take part, and the last one, where it is not in states.csv.
ALIVE = {
    "SUN": ("1922-12-30", "1991-12-25"),
    "RUS": ("1991-12-26", "9999-12-31"),
    "CHN": ("1949-10-01", "9999-12-31"),
    "KOR": ("1948-08-15", "9999-12-31"),
    "PRK": ("1948-09-09", "9999-12-31"),
}
KINDS = list_words(
    """treaty declaration summit nuclear_test missile_test satellite_launch resolution sanction
    rupture recognition war incident talks aid arms_transfer exercise withdrawal death accession
    other"""
)
# Kinds for which PLOVER has no event type.
UNTYPED_KINDS = {"death"}
MODES = {
    "AGREE": "",
    "CONSULT": "visit third-party multilateral phone",
    "SUPPORT": "",
    "CONCEDE": "",
    "COOPERATE": "",
    "AID": "",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": """seize restrict censor curfew martial-law arrest deport withhold misinformation
    cyber""",
    "ASSAULT": """abduct beat torture sexual targeted destroy primitive firearms explosives
    suicide-attack aerial drone heavy-weapons crowd-control unconventional""",
}
CONTEXTS = list_words(
    """military intelligence executive legislative election political_institutions pro_democracy
    pro_autocracy economic legal reparations human_rights rights_freedoms repression human_security
    gender lgbt religion_ethnicity inequality diplomatic territory peacekeeping health asylum
    migration disasters natural_resource environment technology terrorism cbrn cyber misinformation
    crime corruption illegal_drugs trafficking"""
)
ISSUES = list_words(
    """denuclearization arms regional_security economic_cooperation trade energy sanctions migration
    human_rights territory humanitarian diplomatic_relations nuclear_weapons space cyber terrorism
    peace_process climate health culture infrastructure detainees history multilateralism"""
)
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?\Z")
SENTENCE_BREAK = re.compile(r"[.!?]\s+[A-Z]")

Row = dict[str, str]
Pairs = Counter[tuple[str, str]]


def split_cell(cell: str) -> list[str]:
    """The parts of a cell that holds a list."""
    return [part for part in cell.split(";") if part]


def read_rows(paths: Iterable[Path], columns: tuple[str, ...]) -> Iterator[tuple[str, Row]]:
    """Read rows with their place (file and line); fail where columns differ."""
    for path in paths:
        with path.open(encoding="utf-8", newline="") as handle:
            reader = csv.DictReader(handle)
            if tuple(reader.fieldnames or ()) != columns:
                raise SystemExit(f"{path}: columns differ from docs/almanac.md")
            for line, row in enumerate(reader, start=2):
                yield f"{path.name}:{line}", row


def first_day(text: str) -> str:
    """The first day that a partial date can mean."""
    return (text + "-01-01")[:10] if len(text) == 4 else (text + "-01")[:10]


def is_calendar_day(text: str) -> bool:
    """Whether a partial date has the right form and exists."""
    if not DAY.match(text):
        return False
    try:
        dt.date.fromisoformat(first_day(text))
    except ValueError:
        return False
    return True


def check_days(row: Row) -> Iterator[str]:
    """Faults of the day, its end and the day on which it became known."""
    day, end, known = row["day"], row["end_day"], row["known_on"]
    for name, text in (("day", day), ("end_day", end or day), ("known_on", known or day)):
        if not is_calendar_day(text):
            yield f"{name} '{text}' is no day"
            return
    if end and end < day:
        yield f"ends on {end}, before it begins"
    if known and (len(known) != 10 or known < first_day(day)):
        yield f"known_on {known} must be a full day, not before the event"
    if end and not known:
        yield "lasts several days: known_on must say when the sentence became known"


def check_codes(row: Row) -> Iterator[str]:
    """Faults of kind, type, mode, contexts, issues and importance."""
    if row["kind"] not in KINDS:
        yield f"unknown kind {row['kind']}"
    if row["type"] not in MODES and not (row["kind"] in UNTYPED_KINDS and not row["type"]):
        yield f"unknown type '{row['type']}'"
    elif row["mode"] and row["mode"] not in MODES[row["type"]].split():
        yield f"{row['type']} has no mode {row['mode']}"
    for name, known in (("contexts", CONTEXTS), ("issues", ISSUES)):
        for part in split_cell(row[name]):
            if part not in known:
                yield f"unknown part of {name}: {part}"
    if row["importance"] not in {"1", "2", "3"}:
        yield f"importance '{row['importance']}' is not 1, 2 or 3"


def read_lives(data: Path) -> dict[str, tuple[str, str]]:
    """First and last day of every state; the six states' own days come before the table's."""
    lives = {
        row["state_id"]: (row["start_day"], row["end_day"] or "9999-12-31")
        for _, row in read_rows(sorted(data.glob(STATES.pattern)), STATES.columns)
    }
    return lives | ALIVE


def check_states(row: Row, lives: dict[str, tuple[str, str]]) -> Iterator[str]:
    """Faults of the states: unknown, repeated, or not alive on the day."""
    named = split_cell(row["source_states"]) + split_cell(row["target_states"])
    if not named:
        yield "no state takes part"
    if len(set(named)) < len(named):
        yield "a state is named twice"
    for state in named:
        begin, end = lives.get(state, ("", "9999-12-31"))
        if state not in lives:
            yield f"unknown state {state}"
        elif not begin[: len(row["day"])] <= row["day"] <= end:
            yield f"{state} did not exist on {row['day']}"


def check_text(row: Row) -> Iterator[str]:
    """Faults of title and sentence."""
    sentence = row["sentence"]
    if not row["title"] or row["title"] != row["title"].strip():
        yield "title is empty or padded"
    if not sentence.endswith(".") or SENTENCE_BREAK.search(sentence.replace("No. ", "No ")):
        yield "must be one sentence with a full stop"
    if len(sentence) > LONGEST_SENTENCE:
        yield f"sentence has {len(sentence)} characters, more than {LONGEST_SENTENCE}"


def check_row(row: Row, source_ids: set[str], lives: dict[str, tuple[str, str]]) -> Iterator[str]:
    """All faults of one row, except its id."""
    yield from check_days(row)
    yield from check_codes(row)
    yield from check_states(row, lives)
    yield from check_text(row)
    cited = split_cell(row["source"])
    if not cited:
        yield "no source"
    for source in cited:
        if source not in source_ids:
            yield f"source {source} is not declared"


def find_faults(data: Path, rows: list[tuple[str, Row]]) -> Iterator[str]:
    """All faults of the chronicle, with their places."""
    sources = read_rows(sorted(data.glob(SOURCES.pattern)), SOURCES.columns)
    declared = {row["source_id"] for _, row in sources}
    lives = read_lives(data)
    seen: set[str] = set()
    for place, row in rows:
        if row["entry_id"] in seen:
            yield f"{place} {row['entry_id']}: id is used twice"
        seen.add(row["entry_id"])
        for fault in check_row(row, declared, lives):
            yield f"{place} {row['entry_id']}: {fault}"


def count_pairs(rows: Iterable[tuple[str, Row]]) -> tuple[Pairs, Pairs]:
    """Entries by pair of the six states: all, and those in which only the two take part."""
    every: Pairs = Counter()
    alone: Pairs = Counter()
    for _, row in rows:
        named = split_cell(row["source_states"]) + split_cell(row["target_states"])
        states = sorted({"RUS" if state == "SUN" else state for state in named} & set(SIX_STATES))
        every.update(combinations(states, 2))
        if len(states) == 2:
            alone.update(combinations(states, 2))
    return every, alone


def main() -> int:
    """Print faults and counts; 1 where there is a fault or a pair with too few entries."""
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    rows = list(read_rows(sorted(data.glob(CHRONICLE.pattern)), CHRONICLE.columns))
    faults = list(find_faults(data, rows))
    every, alone = count_pairs(rows)
    for pair in combinations(SIX_STATES, 2):
        print(f"{'-'.join(pair)}: {every[pair]} entries, {alone[pair]} of the two alone")
        if every[pair] < FEWEST_ENTRIES:
            faults.append(f"{'-'.join(pair)}: fewer than {FEWEST_ENTRIES} entries")
    print(f"{len(rows)} entries, {len(faults)} faults")
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
