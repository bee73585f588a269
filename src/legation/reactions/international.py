"""International reaction: what others did against either side, and around earlier engagements."""

import datetime as dt

import polars as pl

from legation.domain.citation import Reference, Statement
from legation.reactions.course import THRESHOLD_YEARS, Threshold, set_threshold
from legation.reactions.entries import Entry, cite_entries
from legation.reactions.measure import Measured, list_past_years, plot_counts
from legation.reactions.phrases import count_noun
from legation.reactions.responses import (
    AFTER,
    MIN_WINDOWS,
    PLACEBO,
    average_conflict,
    count_windows,
    find_length_days,
    select_conflict,
)
from legation.reactions.setting import Setting
from legation.tables.counts import CountColumn

RECENT_DAYS = 730
MIN_ENTRIES = 5


def is_reaction(entry: Entry, setting: Setting) -> bool:
    """Whether others acted against one of the sides: a resolution, a sanction, another conflict.

    A veto is no act against the state that the draft was about.
    """
    is_veto = entry.kind == "resolution" and entry.event_type == "REJECT"
    sides = set(setting.pair)
    return (
        entry.is_conflict
        and not is_veto
        and bool(entry.targets & sides)
        and not entry.sources <= sides
    )


def measure_reaction(setting: Setting) -> Measured | None:
    """Entries of conflict by others against a side, resolutions and sanctions too, in 24 months."""
    found = [entry for entry in setting.entries if is_reaction(entry, setting)]
    if not found:
        return None
    year = setting.as_of.year
    counts = {
        one: len(_select_to(found, min(dt.date(one, 12, 31), setting.as_of)))
        for one in range(year - THRESHOLD_YEARS, year + 1)
    }
    now = _select_to(found, setting.as_of)
    note = (
        f"entries coded as conflict toward {setting.visitor} or {setting.host} with another state"
        " among the authors; vetoes left out"
    )
    reference = cite_entries(now or found, f"reaction/{setting.visitor}-{setting.host}", note)
    past = [float(counts[one]) for one in list_past_years(setting)]
    return Measured(
        measure_id="measures",
        short="resolutions, sanctions and other entries of conflict",
        label="Entries of conflict by others against either side, 24 months to each year's end",
        value=float(len(now)) if len(found) >= MIN_ENTRIES else None,
        unit="count",
        course=plot_counts(setting, counts),
        statement=_describe_reaction(setting, now, found[-1], reference),
        reference=reference,
        threshold=set_threshold(
            past, reference, lambda value: count_noun(int(value), "entry", "entries")
        ),
    )


def _select_to(found: list[Entry], end: dt.date) -> list[Entry]:
    start = end - dt.timedelta(days=RECENT_DAYS)
    return [entry for entry in found if start < entry.day.earliest <= end]


def _describe_reaction(
    setting: Setting, now: list[Entry], last: Entry, reference: Reference
) -> Statement:
    formal = sum(entry.kind in {"resolution", "sanction"} for entry in now)
    names = " or ".join(setting.name(side) for side in setting.pair)
    if not now:
        text = (
            "In the 24 months before the as-of day the chronicle holds no entry of conflict by "
            f"others against {names}; the last known: {last.tell()}."
        )
        return Statement(text, (reference, last.cite()))
    text = (
        "In the 24 months before the as-of day the chronicle holds"
        f" {count_noun(len(now), 'entry', 'entries')} of conflict by others against {names},"
        f" resolutions or sanctions among them: {formal}; the last known: {last.tell()}."
    )
    return Statement(text, (reference, last.cite()))


def measure_responses(setting: Setting) -> Measured | None:
    """Conflict of all third states toward both sides after engagements, against placebo windows."""
    extract = setting.extract
    windows, placebo_windows = (count_windows(extract, prefix) for prefix in (AFTER, PLACEBO))
    if min(windows, placebo_windows) < MIN_WINDOWS:
        return None
    events = select_conflict(extract, setting.pair).filter(
        ~pl.col(CountColumn.SOURCE_STATE).is_in(setting.pair)
    )
    after, placebo = (average_conflict(extract, prefix, events) for prefix in (AFTER, PLACEBO))
    days = find_length_days(extract)
    visitor, host = (setting.name(side) for side in setting.pair)
    reference = extract.cite(
        f"responses/{setting.visitor}-{setting.host}",
        "conflict events of third states toward both sides in windows after engagements and at"
        " other times",
    )
    text = (
        f"Third states showed {after:.1f} conflict events toward {visitor} and {host} in the {days}"
        f" days after each of {count_noun(windows, 'earlier engagement')}, {placebo:.1f} in"
        f" {count_noun(placebo_windows, 'placebo window')}; association, not cause."
    )
    threshold = Statement(
        f"More than {placebo:.1f} events: the mean of the same measure in placebo windows.",
        (reference,),
    )
    return Measured(
        measure_id="responses",
        short="coded conflict after earlier engagements",
        label=f"Conflict events of third states toward both sides, mean of {days} days",
        value=after,
        unit="count",
        course=(),
        statement=Statement(text, (reference,)),
        reference=reference,
        threshold=Threshold(placebo, threshold),
    )
