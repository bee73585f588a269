"""Check leaders' terms among themselves and against Archigos 4.1 and REIGN (2021-03)."""

import csv
import datetime as dt
import gzip
import re
import unicodedata
from collections import defaultdict
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

from attrs import frozen

ARCHIGOS, REIGN = "archigos-4.1", "reign-2021-03"
COMPARED_FROM = "1990-01-01"
_ALIKE = 0.65
# Correlates of War abbreviations that are not the ISO 3166-1 alpha-3 code.
_COW = """
AAB ATG ALG DZA ANG AGO AUL AUS AUS AUT BAH BHR BAR BRB BFO BFA BHM BHS BHU BTN BNG BGD BOS BIH
BOT BWA BRU BRN BUI BDI BUL BGR CAM KHM CAO CMR CAP CPV CDI CIV CEN CAF CHA TCD CON COG COS CRI
CRO HRV CZR CZE CZE CSK DEN DNK DRC COD DRV VNM ETM TLS EQG GNQ FIJ FJI FRN FRA GAM GMB GDR DDR
GFR DEU GMY DEU GRG GEO GRN GRD GUA GTM GUI GIN HAI HTI HON HND ICE ISL INS IDN IRE IRL KOS XKX
KUW KWT KYR KGZ LAT LVA LEB LBN LES LSO LIB LBY LIT LTU MAA MRT MAC MKD MAD MDV MAG MDG MAL MYS
MAS MUS MAW MWI MLD MDA MNC MCO MNG MNE MON MNG MOR MAR MSI MHL MYA MMR MZM MOZ NAU NRU NEP NPL
NEW NZL NIC NIC NIG NGA NIR NER NTH NLD OMA OMN PAL PLW PAR PRY PHI PHL POR PRT ROK KOR ROM ROU
RUM ROU RVN VNS SAF ZAF SAL SLV SER SRB SEY SYC SIE SLE SIN SGP SKN KNA SLO SVK SLU LCA SLV SVN
SNM SMR SOL SLB SPN ESP SRI LKA SUD SDN SWA SWZ SWD SWE SWZ CHE TAJ TJK TAW TWN TAZ TZA THI THA
TOG TGO TRI TTO UAE ARE UKG GBR URU URY VAN VUT YAR YAR YPR YMD ZAM ZMB ZIM ZWE
""".split()  # noqa: SIM905 - a list literal would take a screen
COW_TO_STATE = dict(zip(_COW[::2], _COW[1::2], strict=True))
# The datasets carry a successor's code through the years of these states.
_ERAS = {
    "RUS": (("SUN", "1991-08-20"),),
    "YUG": (("YUG", "2003-02-04"), ("SCG", "2006-06-03"), ("SRB", "9999")),
}


@frozen
class Entry:
    """One term as the compact text gives it."""

    person_id: str
    state: str
    office: str
    title: str
    start: str
    end: str
    effective: bool
    acting: bool
    source: str
    verified: str
    line: int


@frozen
class ReferenceTerm:
    """One effective leader's term in a reference dataset."""

    source: str
    state: str
    name: str
    start: str
    end: str
    born: str
    died: str
    gender: str


@frozen
class Match:
    """What the reference datasets confirm about one entry."""

    sources: tuple[str, ...]
    born: str
    died: str
    gender: str


def _clean(value: str) -> str:
    return value if re.fullmatch(r"[12]\d{3}(-\d\d-\d\d)?", value) else ""


def _read_archigos(path: Path) -> list[ReferenceTerm]:
    with gzip.open(path, "rt", encoding="latin-1", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    spells: list[list[dict[str, str]]] = []
    for row in sorted(rows, key=lambda row: (row["idacr"], row["startdate"])):
        last = spells[-1][-1] if spells else None
        if last and row["entry"] == "(p_year)" and last["leadid"] == row["leadid"]:
            spells[-1].append(row)
        else:
            spells.append([row])
    return [_build_archigos_term(spell[0], spell[-1]) for spell in spells]


def _build_archigos_term(first: dict[str, str], last: dict[str, str]) -> ReferenceTerm:
    state = COW_TO_STATE.get(first["idacr"], first["idacr"])
    born = _clean(first["borndate"]) or _clean(first["yrborn"])
    gender = {"M": "male", "F": "female"}.get(first["gender"], "")
    end = "" if last["enddate"] >= "2015-12-31" else last["enddate"]
    died = _clean(first["deathdate"])
    return ReferenceTerm(
        ARCHIGOS, state, first["leader"], first["startdate"], end, born, died, gender
    )


def _read_reign(path: Path) -> list[ReferenceTerm]:
    terms = []
    with gzip.open(path, "rt", encoding="latin-1", newline="") as file:
        for row in csv.DictReader(file):
            if not (row["syear"].isdigit() and row["sdate"].isdigit()):
                continue
            start = f"{int(row['syear']):04}-{int(row['smonth']):02}-{int(row['sdate']):02}"
            end = f"{int(row['eyear']):04}-{int(row['emonth']):02}" if row["eyear"] else ""
            state = COW_TO_STATE.get(row["stateabb"], row["stateabb"])
            born, gender = _clean(row["birthyear"]), "male" if row["gender"] == "1" else "female"
            term = ReferenceTerm(REIGN, state, row["leader"], start, end, born, "", gender)
            terms.append(term)
    return terms


def load_reference(shared: Path) -> list[ReferenceTerm]:
    """Read the effective leaders of both datasets, as far as their files are there."""
    archigos = shared / "archigos" / "arch_annual.txt.gz"
    reign = shared / "reign" / "leaderlist_3_21.csv.gz"
    terms = _read_archigos(archigos) if archigos.is_file() else []
    return terms + (_read_reign(reign) if reign.is_file() else [])


def _fold(text: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return set(re.findall(r"[a-z]{3,}", plain.replace("'", "")))


def _same_person(entry: Entry, term: ReferenceTerm) -> bool:
    ours, theirs = _fold(entry.person_id), _fold(term.name)
    return any(
        one[:5] == other[:5] or SequenceMatcher(None, one, other).ratio() >= _ALIKE
        for one in ours
        for other in theirs
    )


def _count_days(one: str, other: str) -> int:
    return abs((dt.date.fromisoformat(one) - dt.date.fromisoformat(other)).days)


def _is_full(day: str) -> bool:
    return len(day) == 10


def match_entries(entries: list[Entry], reference: list[ReferenceTerm]) -> dict[int, Match]:
    """Find for each effective entry the reference terms that begin within a day of it."""
    found: dict[int, list[ReferenceTerm]] = defaultdict(list)
    for position, entry in enumerate(entries):
        if not (entry.effective and _is_full(entry.start)):
            continue
        for term in reference:
            near = _count_days(entry.start, term.start) <= 1
            if near and _state_at(term) == entry.state and _same_person(entry, term):
                found[position].append(term)
    return {position: _join_terms(terms) for position, terms in found.items()}


def _join_terms(terms: list[ReferenceTerm]) -> Match:
    births = {term.born[:4] for term in terms if term.born}
    born = max((term.born for term in terms), key=len) if len(births) == 1 else ""
    died = max(term.died for term in terms)
    return Match(tuple(dict.fromkeys(t.source for t in terms)), born, died, terms[0].gender)


def _state_at(term: ReferenceTerm) -> str:
    for state, until in _ERAS.get(term.state, ()):
        if term.start < until:
            return state
    return term.state


def check_entries(entries: list[Entry]) -> list[str]:
    """What cannot be right: bad days, terms that end before they begin, two effective leaders."""
    errors = []
    for entry in entries:
        for day in filter(None, (entry.start, entry.end, entry.verified)):
            try:
                dt.date.fromisoformat(day if _is_full(day) else f"{day}-01-01"[:10])
            except ValueError:
                errors.append(f"line {entry.line}: bad day {day}")
        if entry.end and entry.end < entry.start:
            errors.append(f"line {entry.line}: {entry.person_id} ends before the start")
        if not entry.start or (entry.verified and entry.verified < entry.start):
            errors.append(f"line {entry.line}: {entry.person_id} starts after verified day")
    return errors + _find_overlaps(entries)


def _find_overlaps(entries: list[Entry]) -> list[str]:
    errors = []
    for key, terms in _group(entries).items():
        for left, right in pairwise(terms):
            same = left.person_id == right.person_id or _are_colleagues(left, right)
            if (left.end or left.verified) > f"{right.start}~" and not same:
                errors.append(f"{key}: {left.person_id} overlaps {right.person_id} {right.start}")
    return errors


def _are_colleagues(left: Entry, right: Entry) -> bool:
    together = (left.start, left.end) == (right.start, right.end)
    return together and left.title == right.title and not left.effective


def _group(entries: list[Entry]) -> dict[tuple[str, str], list[Entry]]:
    groups: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.office != "other":
            groups[entry.state, entry.office].append(entry)
        if entry.effective:
            groups[entry.state, "effective"].append(entry)
    return {
        key: sorted(terms, key=lambda e: (e.start, e.end or "9")) for key, terms in groups.items()
    }


def _list_gaps(entries: list[Entry]) -> list[str]:
    lines = []
    for key, terms in sorted(_group(entries).items()):
        reached = terms[0].end or terms[0].verified
        for left, right in pairwise(terms):
            reached = max(reached, left.end or left.verified)
            full = _is_full(reached) and _is_full(right.start)
            if full and right.start > reached and _count_days(reached, right.start) > 1:
                lines.append(f"gap {key}: {reached} to {right.start} ({right.person_id})")
    return lines


def report_gaps(entries: list[Entry], reference: list[ReferenceTerm]) -> list[str]:
    """Days without a holder, and reference terms that no effective entry confirms."""
    lines, states = _list_gaps(entries), {entry.state for entry in entries}
    for term in reference:
        state = _state_at(term)
        if state not in states or (term.end or "9") < COMPARED_FROM:
            continue
        known = [e for e in entries if e.effective and e.state == state and _same_person(e, term)]
        near = [e.start for e in known if _is_full(e.start)]
        if not any(_count_days(day, term.start) <= 1 for day in near):
            ours = ", ".join(near) or "no such effective leader"
            lines.append(f"{term.source} {state} {term.name} {term.start} to {term.end}: {ours}")
    return lines
