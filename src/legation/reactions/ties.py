"""Ties of third states to either side, each with the row that carries it."""

import datetime as dt
from collections import Counter

import polars as pl

from legation.almanac.chronicle import find_membership
from legation.almanac.columns import MEMBERSHIPS, ORGANIZATIONS, TREATIES, Col
from legation.almanac.states import cite_border, holds_on
from legation.almanac.store import cite_row, split_list
from legation.domain.citation import Statement
from legation.domain.dates import parse_partial
from legation.domain.reactions import Tie
from legation.reactions.contacts import cite_contacts, select_pair, select_state
from legation.reactions.entries import Entry, cite_entries, select_since
from legation.reactions.phrases import count_noun, open_sentence, say_day
from legation.reactions.setting import Setting
from legation.tables.counts import CountColumn

ADVERSARIAL_YEARS = 15
CONTACT_YEARS = 10
MOST_IN_CONTACT = 3
MIN_CONTACTS = 3
MIN_HOSTILE = 2
MIN_EVENTS = 20
COLD_MEAN = -2.0
_BILATERAL = 2

Weighed = tuple[str, float, Tie]


def list_alliances(setting: Setting, side: str) -> list[Weighed]:
    """Defense treaties in force, else common membership in an alliance; one tie for each state."""
    frame = setting.almanac.table(TREATIES).filter(
        (pl.col(Col.KIND) == "defense")
        & pl.col("in_force").is_not_null()
        & pl.col(Col.ENDED).is_null()
        & pl.col("parties").fill_null("").str.contains(f"\\b{side}\\b")
    )
    found: dict[str, tuple[int, str, Weighed]] = {}
    for row in frame.iter_rows(named=True):
        parties = split_list(row["parties"])
        for state in parties:
            if state in setting.pair or state not in setting.labels:
                continue
            rank = (len(parties), _reverse_day(row[Col.SIGNED] or ""))
            if state not in found or rank < found[state][:2]:
                weight = 3.0 if len(parties) == _BILATERAL else 1.5
                found[state] = (*rank, (state, weight, _build_alliance(setting, side, state, row)))
    ties = {state: weighed for state, (*_, weighed) in found.items()}
    return list((_list_organizations(setting, side) | ties).values())


def _reverse_day(text: str) -> str:
    return "".join(chr(ord("9") - int(c)) if c.isdigit() else c for c in text)


def _build_alliance(setting: Setting, side: str, state: str, row: dict[str, str | None]) -> Tie:
    signed, in_force = parse_partial(row[Col.SIGNED]), parse_partial(row["in_force"])
    verified = parse_partial(row[Col.VERIFIED])
    through = min(verified.latest, setting.as_of) if verified else None
    dates = f"signed {signed.describe()}" if signed else "day of signature not recorded"
    dates += f", in force {in_force.describe()}" if in_force else ""
    until = f"no end recorded through {say_day(through)}" if through else "no end recorded"
    text = f"{setting.name(state)} is allied with {setting.name(side)}: {row[Col.NAME]} ({dates}; {until})."
    reference = cite_row(
        TREATIES,
        row["treaty_id"] or "",
        f"{row[Col.NAME]}: {dates}",
        row[Col.SOURCE],
        row[Col.KNOWN_ON] or row[Col.SIGNED],
    )
    return Tie("allied", side, Statement(open_sentence(text), (reference,)))


def _list_organizations(setting: Setting, side: str) -> dict[str, Weighed]:
    almanac, as_of = setting.almanac, setting.as_of
    alliances = almanac.table(ORGANIZATIONS).filter(
        (pl.col(Col.KIND) == "alliance") & pl.col("dissolved").is_null()
    )
    members = almanac.table(MEMBERSHIPS).filter(
        pl.col("org_id").is_in(alliances["org_id"].to_list())
        & (pl.col("role") == "member")
        & holds_on(Col.START, Col.END, as_of)
    )
    joined = members.filter(pl.col(Col.STATE_ID) == side)["org_id"].to_list()
    names = dict(alliances.select("org_id", Col.NAME).iter_rows())
    ties: dict[str, Weighed] = {}
    for row in members.filter(pl.col("org_id").is_in(joined)).sort("org_id").iter_rows(named=True):
        state = row[Col.STATE_ID]
        if state in setting.pair or state not in setting.labels or state in ties:
            continue
        key = f"{row['org_id']}/{state}/{row[Col.START]}"
        note = f"{state} in {row['org_id'].upper()}: member, from {row[Col.START] or 'the beginning'}"
        reference = cite_row(MEMBERSHIPS, key, note, row[Col.SOURCE], row[Col.START])
        _, other = find_membership(almanac, side, row["org_id"], as_of)
        text = (
            f"{setting.name(state)} is allied with {setting.name(side)}: both are members of the "
            f"{names[row['org_id']]}."
        )
        references = (reference, other) if other else (reference,)
        ties[state] = (state, 1.5, Tie("allied", side, Statement(open_sentence(text), references)))
    return ties


def list_borders(setting: Setting, side: str) -> list[Weighed]:
    """States that share a border with a side."""
    ties = []
    for state in setting.neighbours[side]:
        reference = cite_border(setting.almanac, side, state)
        if state in setting.pair or state not in setting.labels or reference is None:
            continue
        text = f"{setting.name(state)} shares a border with {setting.name(side)}."
        ties.append((state, 2.0, Tie("adjacent", side, Statement(open_sentence(text), (reference,)))))
    return ties


def list_adversaries(setting: Setting, side: str) -> list[Weighed]:
    """States with entries of conflict toward or from a side in the last 15 years: a war, a rupture, or two."""
    since = _shift_years(setting.as_of, -ADVERSARIAL_YEARS)
    entries = [entry for entry in select_since(setting.entries, since) if entry.is_hostile]
    by_state: dict[str, list[Entry]] = {}
    for entry in entries:
        for state in sorted((entry.sources | entry.targets) - set(setting.pair)):
            if state in setting.labels and entry.is_directed(side, state):
                by_state.setdefault(state, []).append(entry)
    return [
        (state, 2.0 + min(len(found), 4) / 2, _build_adversary(setting, side, state, found))
        for state, found in by_state.items()
        if len(found) >= MIN_HOSTILE or any(entry.kind in {"war", "rupture"} for entry in found)
    ]


def _build_adversary(setting: Setting, side: str, state: str, found: list[Entry]) -> Tie:
    last = found[-1]
    kinds = Counter(entry.kind for entry in found)
    listed = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items(), key=lambda k: (-k[1], k[0])))
    text = (
        f"The chronicle holds {count_noun(len(found), 'entry', 'entries')} of conflict between "
        f"{setting.name(state)} and {setting.name(side)} in the {ADVERSARIAL_YEARS} years before the "
        f"as-of day ({listed}); the last: {last.tell()}."
    )
    note = (
        f"{len(found)} entries of kinds sanction, war, rupture, incident or withdrawal, coded as "
        f"conflict, of {state} toward {side} or the reverse"
    )
    reference = cite_entries(found, f"hostile/{side}-{state}", note)
    return Tie("adversarial", side, Statement(text, (reference, last.cite())))


def list_cold_dyads(setting: Setting, side: str) -> list[Weighed]:
    """States toward which a side's coded events have a mean intensity of -2 or less."""
    extract = setting.extract
    if extract.first_day is None or extract.last_day is None:
        return []
    frame = extract.peers.filter(
        (pl.col(CountColumn.SOURCE_STATE) == side)
        & (pl.col(CountColumn.EVENTS) >= MIN_EVENTS)
        & (pl.col(CountColumn.INTENSITY_MEAN) <= COLD_MEAN)
    ).sort(CountColumn.TARGET_STATE)
    ties = []
    for row in frame.iter_rows(named=True):
        state = row[CountColumn.TARGET_STATE]
        if state in setting.pair or state not in setting.labels:
            continue
        text = (
            f"In the record, {say_day(extract.first_day)} to {say_day(extract.last_day)}, "
            f"{row[CountColumn.EVENTS]} coded events of {setting.name(side)} toward "
            f"{setting.name(state)} have a mean intensity of {row[CountColumn.INTENSITY_MEAN]:+.1f} on "
            "the Goldstein scale of -10 to +10."
        )
        note = f"dyads of {side} with {MIN_EVENTS} events or more and a mean intensity of {COLD_MEAN:g} or less"
        reference = extract.cite(f"peers/{side}", note)
        weight = 2.0 + min(-row[CountColumn.INTENSITY_MEAN], 4.0) / 2
        ties.append((state, weight, Tie("adversarial", side, Statement(text, (reference,)))))
    return ties


def list_seats(setting: Setting) -> list[Weighed]:
    """Permanent members of the Security Council."""
    ties = []
    for state in setting.permanent:
        _, reference = find_membership(setting.almanac, state, "unsc", setting.as_of)
        if state not in setting.pair and state in setting.labels and reference is not None:
            text = f"{setting.name(state)} has a permanent seat in the UN Security Council."
            ties.append((state, 1.0, Tie("member", "", Statement(open_sentence(text), (reference,)))))
    return ties


def list_frequent(setting: Setting) -> list[Weighed]:
    """The states with the most listed contacts with the host in the last ten years."""
    since = _shift_years(setting.as_of, -CONTACT_YEARS)
    frame = select_state(setting.contacts.frame, (setting.host,)).filter(
        pl.col("start_day") >= since.isoformat()
    )
    counts = Counter(
        second if first == setting.host else first
        for first, second in frame.select("first", "second").iter_rows()
    )
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    chosen = [
        (state, count)
        for state, count in ranked
        if count >= MIN_CONTACTS and state not in setting.pair and state in setting.labels
    ]
    return [_build_contact(setting, frame, state, count) for state, count in chosen[:MOST_IN_CONTACT]]


def _build_contact(setting: Setting, frame: pl.DataFrame, state: str, count: int) -> Weighed:
    rows = select_pair(frame, setting.host, state)
    text = (
        f"{setting.name(state)} and {setting.name(setting.host)} had {count} listed contacts of leaders or "
        f"foreign ministers in the {CONTACT_YEARS} years before the as-of day, the last on "
        f"{_describe_last(rows)}."
    )
    note = f"{count} held visits and meetings of {setting.host} and {state}; not every one is listed"
    reference = cite_contacts(rows, f"contacts/{setting.host}-{state}", note)
    return state, 1.0, Tie("contact", setting.host, Statement(open_sentence(text), (reference,)))


def _describe_last(rows: pl.DataFrame) -> str:
    day = parse_partial(str(rows["start_day"].max()))
    return day.describe() if day else ""


def _shift_years(day: dt.date, years: int) -> dt.date:
    return dt.date(max(day.year + years, 1), day.month, min(day.day, 28))
