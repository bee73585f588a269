"""The history of a pair of states, from the almanac and an extract of the record."""

from legation.almanac.states import describe_state
from legation.almanac.store import Almanac
from legation.domain.citation import Statement
from legation.domain.history import History, TimelineEntry
from legation.history.contacts import cite_contacts, count_years, describe_pace, list_contacts
from legation.history.series import (
    build_series,
    compare_past,
    compare_peers,
    describe_series,
    find_series_breaks,
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
    names = {state: describe_state(almanac, state, almanac.as_of).name for state in pair}
    visits = list_contacts(almanac, pair)
    reference = cite_contacts(visits, pair)
    series = build_series(extract, pair)
    timeline = build_timeline(almanac, pair, visits)
    pace = describe_pace(visits, almanac.as_of, reference)
    alliances = describe_treaties(almanac, pair)
    alignment = describe_alignment(almanac, pair, names)
    summary = (*_describe_beginning(timeline), *pace, *describe_series(series, names), *alignment[:1])
    gaps = tuple(
        gap
        for gap in (
            _note_empty_record(extract),
            note_short_series(series),
            _note_no_chronicle(timeline, names),
        )
        if gap is not None
    )
    return History(
        states=pair,
        summary=summary,
        timeline=timeline,
        visits=tuple(reversed(visits))[:LAST_VISITS],
        contacts=count_years(visits, almanac.as_of),
        contacts_reference=reference,
        series=series,
        breaks=find_series_breaks(series),
        comparisons=(*compare_past(series, names), *compare_peers(extract, pair, names)),
        alliances=(*alliances, *describe_shared_organizations(almanac, pair, names)),
        alignment=alignment,
        gaps=gaps,
    )


def _describe_beginning(timeline: tuple[TimelineEntry, ...]) -> tuple[Statement, ...]:
    turning = [entry for entry in timeline if entry.importance == 1]
    return tuple(entry.statement for entry in (turning[:1] + turning[-2:] if len(turning) > 3 else turning))


def _note_empty_record(extract: RecordExtract) -> Statement | None:
    if extract.events:
        return None
    return Statement(
        "The record of coded events is empty: series and comparisons are left out until a feed is "
        "imported (legation import)."
    )


def _note_no_chronicle(
    timeline: tuple[TimelineEntry, ...], names: dict[str, str]
) -> Statement | None:
    if any(entry.kind != "visit" for entry in timeline):
        return None
    return Statement(
        f"The chronicle has no entry for {' and '.join(names.values())}; it covers six states in depth."
    )
