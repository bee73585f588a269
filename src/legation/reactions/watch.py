"""The watch-list: dated things to look for, each with its precedent in the almanac."""

import datetime as dt

from legation.domain.citation import Statement
from legation.domain.reactions import ThirdParty, WatchItem
from legation.reactions.deadlines import find_deadline
from legation.reactions.entries import TEST_KINDS, Entry, select_since
from legation.reactions.international import is_reaction
from legation.reactions.meetings import (
    watch_meetings,
    watch_ratification,
    watch_return,
    watch_third_contact,
    watch_votes,
)
from legation.reactions.phrases import count_noun, open_sentence, say_day
from legation.reactions.setting import Setting

MOST_ITEMS = 10
COUNCIL_DAYS = 14
SANCTION_DAYS = 30
TEST_DAYS = 180
EXERCISE_DAYS = 365
PRECEDENT_YEARS = 10
_ANNIVERSARY_STEP = 5


def list_watch(setting: Setting, parties: tuple[ThirdParty, ...]) -> tuple[WatchItem, ...]:
    """What to look for, soonest first; only what the almanac holds a precedent or a base for."""
    found = [
        *watch_meetings(setting),
        _watch_council(setting),
        _watch_sanctions(setting),
        _watch_tests(setting),
        watch_return(setting),
        watch_ratification(setting),
        _watch_exercise(setting),
        _watch_arms(setting),
        watch_third_contact(setting, parties),
        *_watch_anniversaries(setting),
        watch_votes(setting),
    ]
    items = [item for item in found if item is not None][:MOST_ITEMS]
    return tuple(sorted(items, key=lambda item: (item.until, item.what)))


def _recent(setting: Setting) -> tuple[Entry, ...]:
    since = dt.date(setting.as_of.year - PRECEDENT_YEARS, setting.as_of.month, 1)
    return select_since(setting.entries, since)


def _build_item(
    setting: Setting, what: str, days: int, text: str, entries: list[Entry]
) -> WatchItem:
    deadline = find_deadline(setting, days)
    statement = Statement(open_sentence(text), tuple(entry.cite() for entry in entries[-2:]))
    return WatchItem(open_sentence(what), deadline.isoformat(), statement)


def _watch_council(setting: Setting) -> WatchItem | None:
    entries = [
        entry
        for entry in _recent(setting)
        if entry.kind == "resolution" and entry.targets & set(setting.pair)
    ]
    if not entries:
        return None
    vetoes = [side for side in setting.pair if side in setting.permanent]
    veto = f" {open_sentence(setting.name(vetoes[0]))} can veto a resolution." if vetoes else ""
    text = (
        "A meeting, statement or vote on either side would count toward the reaction indicator."
        f" The last entry on the Council in the chronicle: {entries[-1].tell()}.{veto}"
    )
    return _build_item(setting, "action in the UN Security Council", COUNCIL_DAYS, text, entries)


def _watch_sanctions(setting: Setting) -> WatchItem | None:
    entries = [
        entry
        for entry in _recent(setting)
        if entry.kind == "sanction" and is_reaction(entry, setting)
    ]
    if not entries:
        return None
    text = (
        "New sanctions on either side would raise the reaction indicator. The chronicle holds"
        f" {count_noun(len(entries), 'such entry', 'such entries')} of the last {PRECEDENT_YEARS}"
        f" years; the last: {entries[-1].tell()}."
    )
    return _build_item(setting, "sanctions by third states", SANCTION_DAYS, text, entries)


def _watch_tests(setting: Setting) -> WatchItem | None:
    entries = [
        entry
        for entry in _recent(setting)
        if entry.kind in TEST_KINDS and setting.host in entry.sources
    ]
    if not entries:
        return None
    since = setting.as_of - dt.timedelta(days=365)
    recent = [entry for entry in entries if entry.day.earliest > since]
    host = setting.name(setting.host)
    text = (
        f"A test would lower the share of dialogue among the entries of {host}. The chronicle holds"
        f" {count_noun(len(recent), 'test or launch', 'tests and launches')} of {host} in the 12"
        f" months before the as-of day; the last known: {entries[-1].tell()}."
    )
    return _build_item(
        setting, f"a missile, nuclear or satellite test by {host}", TEST_DAYS, text, entries
    )


def _watch_exercise(setting: Setting) -> WatchItem | None:
    entries = [
        entry
        for entry in _recent(setting)
        if entry.kind == "exercise" and _is_near_exercise(setting, entry)
    ]
    if not entries:
        return None
    text = (
        "One of the two together would count as their cooperation in the record, one of others"
        " against a side as an entry of conflict. The last known near the host:"
        f" {entries[-1].tell()}."
    )
    return _build_item(
        setting, "a military exercise with either side", EXERCISE_DAYS, text, entries
    )


def _is_near_exercise(setting: Setting, entry: Entry) -> bool:
    """Whether the host takes part, or the visitor with a neighbour of the host."""
    neighbours = set(setting.neighbours[setting.host])
    return entry.involves(setting.host) or (
        setting.visitor in entry.sources and bool(entry.sources & neighbours)
    )


def _watch_arms(setting: Setting) -> WatchItem | None:
    entries = [
        entry
        for entry in _recent(setting)
        if entry.kind == "arms_transfer" and all(entry.involves(side) for side in setting.pair)
    ]
    if not entries:
        return None
    text = (
        "A delivery, or an accusation of one, would count in the issue of arms between the two."
        f" The chronicle holds {count_noun(len(entries), 'such entry', 'such entries')}; the last:"
        f" {entries[-1].tell()}."
    )
    return _build_item(setting, "arms deliveries between the two sides", TEST_DAYS, text, entries)


def _watch_anniversaries(setting: Setting) -> list[WatchItem]:
    items = []
    for entry in setting.entries:
        is_own = entry.sources | entry.targets == set(setting.pair)
        if entry.importance != 1 or not is_own or entry.is_conflict:
            continue
        day = entry.day
        if day.month is None or day.day is None or (day.month, day.day) == (2, 29):
            continue
        coming = dt.date(setting.as_of.year, day.month, day.day)
        if coming < setting.as_of:
            coming = coming.replace(year=coming.year + 1)
        years = coming.year - day.year
        if years and years % _ANNIVERSARY_STEP == 0:
            text = (
                f"{years} years since: {entry.tell()}. A message or a visit on that day "
                "would count as a contact of the two."
            )
            items.append(
                WatchItem(
                    f"Anniversary: {entry.title}",
                    coming.isoformat(),
                    Statement(text, (entry.cite(),)),
                )
            )
    return items[:2]


def note_watch(setting: Setting, items: tuple[WatchItem, ...]) -> tuple[Statement, ...]:
    """What the watch-list could not draw on."""
    if len(items) >= 4:
        return ()
    names = " and ".join(setting.name(side) for side in setting.pair)
    return (
        Statement(
            f"Watch-list: the almanac holds few precedents for {names}; further items are not"
            " established."
        ),
    )


def describe_anchor(setting: Setting) -> str:
    """From which day deadlines count, in words."""
    kind = "the last day of the engagement" if setting.has_day else "the as-of day"
    return f"{kind}, {say_day(setting.anchor)}"
