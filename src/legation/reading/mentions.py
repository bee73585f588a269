"""Who and what a report names, resolved on its day."""

import datetime as dt

from legation.almanac.names import NameHit, NameIndex, find_names
from legation.almanac.store import Almanac
from legation.almanac.tenure import Tenure
from legation.domain.report import Mention
from legation.reading.name_choice import (
    NameContext,
    choose_meaning,
    count_full_names,
    count_states,
)
from legation.reading.name_traps import drop_traps, find_shared_names
from legation.reading.office_mentions import (
    TitleIndex,
    attach_titles,
    find_offices,
    find_unknown_persons,
)
from legation.reading.offices import find_titles


def find_mentions(
    text: str, almanac: Almanac, index: NameIndex, tenure: Tenure, day: dt.date
) -> tuple[Mention, ...]:
    """Find states, persons, offices, organizations and places in a text.

    Args:
        text: the report's text.
        almanac: as of the reader's day.
        index: its names.
        tenure: who held office when, of the same almanac.
        day: the report's day; names mean what they meant on it.

    Returns:
        Mentions in order, without overlaps.
    """
    hits = drop_traps(text, _join_hits(find_names(index, text), find_shared_names(text)))
    titles = TitleIndex(find_titles(text))
    context = NameContext(
        text, almanac, tenure, day, count_full_names(hits, tenure, day), count_states(hits)
    )
    mentions = [
        mention
        for hit in hits
        if (mention := choose_meaning(hit, titles.before(text, hit.start), context))
    ]
    mentions = attach_titles(text, mentions, titles)
    mentions += find_unknown_persons(text, mentions, titles)
    mentions += find_offices(mentions, titles, context)
    return _drop_overlaps(mentions)


def _join_hits(hits: list[NameHit], shared: list[NameHit]) -> list[NameHit]:
    """Shared names take the place of shorter or equal known ones inside them, never of longer."""
    ends = max((hit.end for hit in (*hits, *shared)), default=0)
    longer, covered = bytearray(ends), bytearray(ends)
    for hit in shared:
        covered[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
    for hit in hits:
        if not all(covered[hit.start : hit.end]):
            longer[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
    added = [hit for hit in shared if not any(longer[hit.start : hit.end])]
    kept = [hit for hit in hits if longer[hit.start]]
    return sorted((*kept, *added), key=lambda hit: hit.start)


def _drop_overlaps(mentions: list[Mention]) -> tuple[Mention, ...]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return tuple(kept)
