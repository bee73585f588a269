"""Dialogue as indicators: talks among all events, talks among the host's entries, and with whom."""

import datetime as dt
from collections import Counter

import polars as pl

from legation.domain.citation import Statement
from legation.domain.reactions import Indicator, IndicatorPoint
from legation.reactions.course import COURSE_YEARS, list_years
from legation.reactions.entries import (
    DIALOGUE_KINDS,
    TEST_KINDS,
    Entry,
    cite_entries,
    select_since,
)
from legation.reactions.phrases import count_noun, join_names, open_sentence, say_day, say_share
from legation.reactions.setting import Setting
from legation.tables.counts import CountColumn

THEME = "dialogue"
MIN_ENTRIES = 5
MIN_YEAR_ENTRIES = 3
MOST_PARTNERS = 5


def list_dialogue(setting: Setting) -> tuple[Indicator, ...]:
    """Talks of the pair in the record; dialogue and conflict of the host in the chronicle."""
    built = (_build_consult(setting), _build_host_share(setting), _build_partners(setting))
    return tuple(indicator for indicator in built if indicator is not None)


def _build_consult(setting: Setting) -> Indicator | None:
    extract = setting.extract
    total = int(extract.types[CountColumn.EVENTS].sum() or 0)
    if not total or extract.first_day is None or extract.last_day is None:
        return None
    talks = extract.types.filter(pl.col(CountColumn.EVENT_TYPE) == "CONSULT")
    count = int(talks[CountColumn.EVENTS].sum() or 0)
    visitor, host = (setting.name(side) for side in setting.pair)
    reference = extract.cite(
        f"types/{setting.visitor}-{setting.host}",
        "events of the two sides toward each other by type",
    )
    text = (
        f"In the record from {say_day(extract.first_day)} to {say_day(extract.last_day)},"
        f" {say_share(count, total)} coded events of {visitor} and {host} toward each other were"
        " talks or visits (CONSULT)."
    )
    is_enough = total >= MIN_ENTRIES
    return Indicator(
        indicator_id="dialogue-record",
        theme=THEME,
        label=f"Share of talks among coded events of {visitor} and {host}, whole record",
        value=count / total if is_enough else None,
        unit="share",
        course=(IndicatorPoint(extract.last_day.year, count / total, total),),
        statement=Statement(text, (reference,)),
        reference=reference,
    )


def is_dialogue(entry: Entry) -> bool:
    """Whether an entry tells of talks, a summit or a declaration that is not coded as conflict."""
    return entry.kind in DIALOGUE_KINDS and not entry.is_conflict


def is_hostile(entry: Entry) -> bool:
    """Whether an entry tells of conflict or a weapons test."""
    return entry.is_hostile or entry.kind in TEST_KINDS


def _select_host(setting: Setting) -> tuple[Entry, ...]:
    since = dt.date(setting.as_of.year - COURSE_YEARS + 1, 1, 1)
    return tuple(
        entry for entry in select_since(setting.entries, since) if entry.involves(setting.host)
    )


def _build_host_share(setting: Setting) -> Indicator | None:
    entries = _select_host(setting)
    talks = [entry for entry in entries if is_dialogue(entry)]
    hostile = [entry for entry in entries if is_hostile(entry)]
    if len(talks) + len(hostile) < MIN_ENTRIES or setting.chronicle_end is None:
        return None
    good, bad = (Counter(entry.day.year for entry in part) for part in (talks, hostile))
    years = [year for year in list_years(setting.as_of) if good[year] + bad[year]]
    course = tuple(
        IndicatorPoint(year, good[year] / (good[year] + bad[year]), good[year] + bad[year])
        for year in years
    )
    host = setting.name(setting.host)
    note = (
        f"entries with {setting.host}: talks, summits and declarations not coded as conflict,"
        " against sanctions, wars, ruptures, incidents, withdrawals and weapons tests"
    )
    reference = cite_entries([*talks, *hostile], f"dialogue/{setting.host}", note)
    last = course[-1]
    told = "; ".join(_describe_year(year, good[year], bad[year]) for year in years[-2:])
    text = (
        f"Entries of the chronicle with {host}, {told}. Since {years[0]}: {len(talks)} of dialogue"
        f" and {len(hostile)} of conflict and weapons tests; the chronicle ends"
        f" {say_day(setting.chronicle_end)}."
    )
    return Indicator(
        indicator_id="dialogue-host",
        theme=THEME,
        label=f"Share of dialogue among entries of dialogue and conflict of {host}, by year",
        value=last.value if last.count >= MIN_YEAR_ENTRIES else None,
        unit="share",
        course=course,
        statement=Statement(open_sentence(text), (reference,)),
        reference=reference,
    )


def _describe_year(year: int, good: int, bad: int) -> str:
    return f"{year}: {good} of dialogue, {bad} of conflict and weapons tests"


def _build_partners(setting: Setting) -> Indicator | None:
    talks = [
        entry
        for entry in _select_host(setting)
        if entry.kind in {"talks", "summit"} and is_dialogue(entry)
    ]
    by_year: dict[int, set[str]] = {}
    counts: Counter[str] = Counter()
    for entry in talks:
        others = (entry.sources | entry.targets) - {setting.host}
        counts.update(sorted(others))
        by_year.setdefault(entry.day.year, set()).update(others)
    if len(talks) < MIN_ENTRIES or not counts:
        return None
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_PARTNERS]
    listed = join_names([f"{setting.name(state)} ({count})" for state, count in ranked])
    text = (
        f"{count_noun(len(talks), 'entry', 'entries')} of talks and summits with"
        f" {setting.name(setting.host)} since {min(by_year)} name, most often first: {listed}."
    )
    note = (
        f"entries of kinds talks and summit with {setting.host}, not coded as conflict, and who"
        " took part"
    )
    reference = cite_entries(talks, f"partners/{setting.host}", note)
    course = tuple(
        IndicatorPoint(year, len(by_year[year]), len(by_year[year])) for year in sorted(by_year)
    )
    return Indicator(
        indicator_id="dialogue-partners",
        theme=THEME,
        label=(
            f"States in talks and summits with {setting.name(setting.host)} in the chronicle, by"
            " year"
        ),
        value=float(course[-1].value),
        unit="count",
        course=course,
        statement=Statement(text, (reference,)),
        reference=reference,
    )


def note_dialogue(setting: Setting, indicators: tuple[Indicator, ...]) -> tuple[Statement, ...]:
    """Which measures of dialogue are not established."""
    found = {one.indicator_id for one in indicators}
    notes = []
    if "dialogue-record" not in found:
        notes.append(
            "Dialogue: the record holds no coded event of the two sides toward each other."
        )
    if "dialogue-host" not in found:
        notes.append(
            f"Dialogue: the chronicle has too few entries with {setting.name(setting.host)} for a"
            " share; it covers six states in depth."
        )
    return tuple(Statement(note) for note in notes)
