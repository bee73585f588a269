"""Mistrust: conflict among what is known of the two sides with each other."""

import polars as pl

from legation.almanac.chronicle import list_treaties
from legation.domain.citation import Reference, Statement
from legation.domain.reactions import IndicatorPoint
from legation.reactions.course import (
    THRESHOLD_YEARS,
    WINDOW_YEARS,
    Threshold,
    list_years,
    set_threshold,
)
from legation.reactions.entries import Entry, cite_entries
from legation.reactions.measure import Measured, show_share
from legation.reactions.phrases import count_noun, say_share
from legation.reactions.setting import Setting
from legation.tables.counts import CountColumn

MIN_ENTRIES = 3
MIN_EVENTS = 20


def measure_mistrust(setting: Setting) -> Measured | None:
    """Share of conflict among the entries that tell of the two sides with each other, five years.

    Resolutions are left out: they are acts of the Security Council, and a veto is coded as conflict
    toward the state that it shields.
    """
    entries = [
        entry
        for entry in setting.entries
        if entry.is_between(*setting.pair) and entry.kind != "resolution" and entry.event_type
    ]
    if not entries:
        return None
    shares = _list_shares(entries, setting.as_of.year)
    current = shares.get(setting.as_of.year)
    past = [point.value for year, point in shares.items() if year != setting.as_of.year]
    visitor, host = (setting.name(side) for side in setting.pair)
    note = (
        f"entries of {setting.visitor} toward {setting.host}, the reverse, or of both without a"
        " target; resolutions left out; conflict by PLOVER type"
    )
    reference = cite_entries(entries, f"mistrust/{setting.visitor}-{setting.host}", note)
    return Measured(
        measure_id="chronicle",
        short="entries of conflict",
        label=f"Share of conflict among entries on {visitor} and {host}, five years to each year",
        value=current.value if current else None,
        unit="share",
        course=tuple(shares[year] for year in list_years(setting.as_of) if year in shares),
        statement=_describe_entries(setting, entries, reference),
        reference=reference,
        threshold=set_threshold(past, reference, show_share),
    )


def _list_shares(entries: list[Entry], last_year: int) -> dict[int, IndicatorPoint]:
    shares = {}
    for year in range(last_year - THRESHOLD_YEARS, last_year + 1):
        window = [entry for entry in entries if year - WINDOW_YEARS < entry.day.year <= year]
        if len(window) >= MIN_ENTRIES:
            conflict = sum(entry.is_conflict for entry in window)
            shares[year] = IndicatorPoint(year, conflict / len(window), len(window))
    return shares


def _describe_entries(setting: Setting, entries: list[Entry], reference: Reference) -> Statement:
    first_year = setting.as_of.year - WINDOW_YEARS + 1
    now = [entry for entry in entries if entry.day.year >= first_year]
    conflict = [entry for entry in now if entry.is_conflict]
    visitor, host = (setting.name(side) for side in setting.pair)
    text = (
        f"Since {first_year}, {say_share(len(conflict), len(now))} entries of the chronicle on"
        f" {visitor} and {host} with each other are coded as conflict."
    )
    references = [reference]
    if conflict:
        text += f" The last: {conflict[-1].tell()}."
        references.append(conflict[-1].cite())
    ended_text, ended_references = _describe_ended(setting)
    return Statement(text + ended_text, (*references, *ended_references))


def _describe_ended(setting: Setting) -> tuple[str, tuple[Reference, ...]]:
    treaties = [t for t in list_treaties(setting.almanac, setting.pair) if len(t.parties) <= 3]
    ended = [treaty for treaty in treaties if treaty.ended is not None]
    if not ended or ended[-1].ended is None:
        return "", ()
    text = (
        f" Of {count_noun(len(treaties), 'treaty', 'treaties')} of the two in the almanac"
        f" {len(ended)} ended, the last signed of them the {ended[-1].name}"
        f" ({ended[-1].ended.describe()})."
    )
    return text, tuple(treaty.reference for treaty in ended)


def measure_conflict(setting: Setting) -> Measured | None:
    """Share of conflict among the pair's coded events in the record's last month with events."""
    if setting.extract.monthly.is_empty():
        return None
    rows = (
        setting.extract.monthly.group_by(CountColumn.MONTH)
        .agg(pl.col(CountColumn.COOPERATION).sum(), pl.col(CountColumn.CONFLICT).sum())
        .sort(CountColumn.MONTH)
    )
    months = [(month, good + bad, bad) for month, good, bad in rows.iter_rows() if good + bad]
    total = sum(events for _, events, _ in months)
    if total < MIN_EVENTS:
        return None
    visitor, host = (setting.name(side) for side in setting.pair)
    month, events, bad = months[-1]
    reference = setting.extract.cite(
        f"conflict/{setting.visitor}-{setting.host}",
        "events of the two sides toward each other by month; conflict is quad classes 3 and 4",
    )
    text = (
        f"In the record, {say_share(sum(one for *_, one in months), total)} coded events of"
        f" cooperation or conflict between {visitor} and {host} are conflict; in its last month"
        f" with events, {month:%B %Y}, {say_share(bad, events)}."
    )
    past = [one / of for _, of, one in months[:-1]]
    threshold: Threshold = set_threshold(past, reference, show_share, "months")
    return Measured(
        measure_id="record",
        short="coded events of conflict",
        label=(
            f"Share of conflict among coded events of {visitor} and {host}, last month of the"
            " record"
        ),
        value=bad / events if events >= MIN_ENTRIES else None,
        unit="share",
        course=(),
        statement=Statement(text, (reference,)),
        reference=reference,
        threshold=threshold,
    )
