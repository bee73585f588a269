"""Borders, conflict, seats and contacts that tie third states to either side."""

import datetime as dt
from collections import Counter

import polars as pl

from legation.almanac.chronicle import find_membership
from legation.almanac.columns import CONTIGUITY, Col
from legation.almanac.store import cite_row
from legation.domain.citation import Statement
from legation.domain.dates import parse_partial
from legation.domain.reactions import Tie
from legation.reactions.alliances import Weighed
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


def list_borders(setting: Setting, side: str) -> list[Weighed]:
    """States that share a border with a side."""
    others = set(setting.neighbours[side]) - set(setting.pair)
    frame = setting.almanac.table(CONTIGUITY).filter(
        (pl.col("state_a") == side) | (pl.col("state_b") == side)
    )
    ties = []
    for first, second, source in frame.select("state_a", "state_b", Col.SOURCE).iter_rows():
        state = second if first == side else first
        if state not in others or state not in setting.labels:
            continue
        reference = cite_row(
            CONTIGUITY, f"{first}-{second}", f"Land border {first}-{second}", source
        )
        text = open_sentence(f"{setting.name(state)} shares a border with {setting.name(side)}.")
        ties.append((state, 2.0, Tie("adjacent", side, Statement(text, (reference,)))))
    return ties


def list_adversaries(setting: Setting, side: str) -> list[Weighed]:
    """States with a war, a rupture or two entries of conflict with a side in the last 15 years."""
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
        if len(found) >= MIN_HOSTILE or any(_suffices(entry) for entry in found)
    ]


def _suffices(entry: Entry) -> bool:
    """Whether one entry is enough: a rupture, or fighting; not an accusation within a war."""
    return entry.kind == "rupture" or (entry.kind == "war" and entry.event_type == "ASSAULT")


def _build_adversary(setting: Setting, side: str, state: str, found: list[Entry]) -> Tie:
    last = found[-1]
    types = Counter(entry.event_type for entry in found)
    listed = ", ".join(
        f"{name.lower()} {count}"
        for name, count in sorted(types.items(), key=lambda k: (-k[1], k[0]))
    )
    text = (
        f"The chronicle holds {count_noun(len(found), 'entry', 'entries')} of conflict between"
        f" {setting.name(state)} and {setting.name(side)} in the {ADVERSARIAL_YEARS} years before"
        f" the as-of day (by type of event: {listed}); the last: {last.tell()}."
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
            f"In the record, {say_day(extract.first_day)} to {say_day(extract.last_day)},"
            f" {row[CountColumn.EVENTS]} coded events of {setting.name(side)} toward"
            f" {setting.name(state)} have a mean intensity of"
            f" {row[CountColumn.INTENSITY_MEAN]:+.1f} on the Goldstein scale of -10 to +10."
        )
        note = (
            f"dyads of {side} with {MIN_EVENTS} events or more and a mean intensity of"
            f" {COLD_MEAN:g} or less"
        )
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
            ties.append(
                (state, 2.0, Tie("member", "", Statement(open_sentence(text), (reference,))))
            )
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
    return [
        _build_contact(setting, frame, state, count) for state, count in chosen[:MOST_IN_CONTACT]
    ]


def _build_contact(setting: Setting, frame: pl.DataFrame, state: str, count: int) -> Weighed:
    rows = select_pair(frame, setting.host, state)
    text = (
        f"{setting.name(state)} and {setting.name(setting.host)} had {count} listed contacts of"
        f" leaders or foreign ministers in the {CONTACT_YEARS} years before the as-of day, the last"
        f" on {_describe_last(rows)}."
    )
    note = (
        f"{count} held visits and meetings of {setting.host} and {state}; not every one is listed"
    )
    reference = cite_contacts(rows, f"contacts/{setting.host}-{state}", note)
    return state, 1.0, Tie("contact", setting.host, Statement(open_sentence(text), (reference,)))


def _describe_last(rows: pl.DataFrame) -> str:
    day = parse_partial(str(rows["start_day"].max()))
    return day.describe() if day else ""


def _shift_years(day: dt.date, years: int) -> dt.date:
    return dt.date(max(day.year + years, 1), day.month, min(day.day, 28))
