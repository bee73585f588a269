"""The history of a pair of states, from the almanac and an extract of the record."""

from legation.almanac.chronicle import extend_lineage
from legation.almanac.columns import STATES, Col
from legation.almanac.states import describe_state
from legation.almanac.store import Almanac
from legation.domain.citation import Statement
from legation.domain.history import History, RelationSeries, TimelineEntry
from legation.domain.wording import join_words, name_state
from legation.history.comparisons import compare_past, compare_peers
from legation.history.contacts import (
    Contacts,
    count_years,
    describe_pace,
    list_contacts,
    note_contact_limits,
)
from legation.history.series import (
    build_series,
    describe_series,
    find_series_breaks,
    note_old_record,
    note_short_series,
)
from legation.history.ties import (
    describe_alignment,
    describe_shared_organizations,
    describe_treaties,
)
from legation.history.timeline import build_timeline
from legation.tables.extract import RecordExtract

LAST_VISITS = 8


def build_history(almanac: Almanac, pair: tuple[str, str], extract: RecordExtract) -> History:
    """Everything known of two states before the almanac's day.

    Args:
        almanac: as of a day.
        pair: state ids, visitor first.
        extract: the record's frames for this pair as of the same day.
    """
    names = name_states(almanac, pair)
    contacts = list_contacts(almanac, pair)
    series = build_series(extract, pair)
    timeline = build_timeline(almanac, pair, contacts.visits, names)
    return History(
        states=pair,
        summary=(
            *_tell_turning_points(timeline),
            *describe_pace(contacts, pair, names),
            *describe_series(series, names),
        ),
        timeline=timeline,
        visits=tuple(reversed(contacts.visits))[:LAST_VISITS],
        contacts=count_years(contacts),
        contacts_reference=contacts.reference,
        series=series,
        breaks=find_series_breaks(series, names),
        comparisons=(*compare_past(series, names), *compare_peers(extract, pair, names)),
        alliances=(
            *describe_treaties(almanac, pair),
            *describe_shared_organizations(almanac, pair, names),
        ),
        alignment=describe_alignment(almanac, pair, names),
        gaps=_list_gaps(almanac, extract, timeline, contacts, series, pair, names),
    )


def name_states(almanac: Almanac, pair: tuple[str, str]) -> dict[str, str]:
    """Both states as they stand in a sentence, and the Soviet Union for what it left to Russia."""
    known = set(almanac.table(STATES)[Col.STATE_ID].to_list())
    states = [state for state in extend_lineage(pair) if state in known]
    return {
        state: name_state(describe_state(almanac, state, almanac.as_of).name) for state in states
    }


def _tell_turning_points(timeline: tuple[TimelineEntry, ...]) -> tuple[Statement, ...]:
    turning = [entry for entry in timeline if entry.importance == 1]
    shown = [turning[0], *turning[-2:]] if len(turning) > 3 else turning
    return tuple(entry.statement for entry in shown)


def _list_gaps(
    almanac: Almanac,
    extract: RecordExtract,
    timeline: tuple[TimelineEntry, ...],
    contacts: Contacts,
    series: tuple[RelationSeries, ...],
    pair: tuple[str, str],
    names: dict[str, str],
) -> tuple[Statement, ...]:
    found = (
        _note_empty_record(extract),
        _note_other_feeds(extract),
        _note_heirs(extract, names),
        note_short_series(series),
        note_old_record(extract),
        _note_no_chronicle(timeline, pair, names),
        note_contact_limits(contacts, pair, names, almanac.as_of),
    )
    return tuple(gap for gap in found if gap is not None)


def _note_empty_record(extract: RecordExtract) -> Statement | None:
    if extract.events:
        return None
    if extract.other_origins:
        return Statement(
            f"The record holds events of {join_words(extract.other_origins)}, but of files that "
            "were imported for other states: series and comparisons are left out, since what is "
            "missing would look like silence."
        )
    return Statement(
        "The record of coded events is empty as of this day: series and comparisons are left out "
        "until a feed is imported (legation import)."
    )


def _note_other_feeds(extract: RecordExtract) -> Statement | None:
    if not extract.events or not extract.other_origins:
        return None
    counted = join_words(extract.origins)
    return Statement(
        f"Only events of {counted} are counted. The record also holds "
        f"{join_words(extract.other_origins)}: the same act in two feeds is two rows, and a sum "
        "would count it twice.",
        (extract.cite("feeds", f"events of {counted}"),),
    )


def _note_heirs(extract: RecordExtract, names: dict[str, str]) -> Statement | None:
    if not extract.heirs:
        return None
    told = join_words(
        [f"those of {names.get(old, old)} as {names[heir]}'s" for old, heir in extract.heirs]
    )
    return Statement(
        f"Events of states that are no more are counted with their heirs': {told}.",
        (extract.cite("heirs", "events under the ids of earlier states"),),
    )


def _note_no_chronicle(
    timeline: tuple[TimelineEntry, ...], pair: tuple[str, str], names: dict[str, str]
) -> Statement | None:
    if any(entry.kind != "visit" for entry in timeline):
        return None
    sides = join_words([names[state] for state in pair])
    return Statement(
        f"The chronicle has no entry for {sides}; it covers in depth China, Japan, North Korea, "
        "Russia, South Korea and the United States."
    )
