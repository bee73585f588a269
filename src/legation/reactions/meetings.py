"""What to watch of meetings, signatures and votes."""

import datetime as dt

import polars as pl

from legation.almanac.chronicle import extend_lineage, list_treaties
from legation.almanac.columns import ALIGNMENT, Col
from legation.almanac.store import cite_row
from legation.almanac.visits import list_expected, list_visits
from legation.domain.citation import Statement
from legation.domain.events import Treaty, Visit
from legation.domain.reactions import ThirdParty, WatchItem
from legation.reactions.contacts import cite_contacts, select_pair
from legation.reactions.deadlines import find_deadline
from legation.reactions.phrases import count_noun, open_sentence, say_day
from legation.reactions.setting import Setting

RETURN_DAYS = 365
CONTACT_DAYS = 90
RATIFICATION_YEARS = 3
_OFF = {"cancelled", "denied"}


def watch_meetings(setting: Setting) -> list[WatchItem]:
    """Visits of either side to the other that were announced and not yet held."""
    items = []
    for guest, host in (setting.pair, setting.pair[::-1]):
        for announcement in list_expected(setting.almanac, guest, host):
            stated = announcement.stated_end or announcement.stated_start
            if announcement.status in _OFF or (stated and stated.latest < setting.as_of):
                continue
            if stated is None and (setting.as_of - announcement.known_on).days > RETURN_DAYS:
                continue
            until = stated.isoformat() if stated else find_deadline(setting, RETURN_DAYS).isoformat()
            when = f"; days stated: {stated.describe()}" if stated else "; no day stated"
            text = (
                f"Status {announcement.status.replace('_', ' ')} as of {say_day(announcement.known_on)}{when}. "
                "Held, it would count as a contact of the two; cancelled, as an entry of conflict between them."
            )
            what = f"visit of {setting.name(guest)} to {setting.name(host)} that was announced"
            items.append(
                WatchItem(open_sentence(what), until, Statement(text, (announcement.reference,)))
            )
    return items[:2]


def _list_pair_visits(setting: Setting) -> list[Visit]:
    found: dict[str, Visit] = {}
    for first in extend_lineage((setting.visitor,)):
        for second in extend_lineage((setting.host,)):
            if first != second:
                found |= {v.visit_id: v for v in list_visits(setting.almanac, first, second)}
    return sorted(found.values(), key=lambda visit: (visit.start.earliest, visit.visit_id))


def watch_return(setting: Setting) -> WatchItem | None:
    """A visit the other way within a year, with the last of its kind."""
    line = extend_lineage((setting.host,))
    back = [
        visit
        for visit in _list_pair_visits(setting)
        if visit.level == "leader"
        and visit.visitor_state in line
        and visit.host_state in extend_lineage((setting.visitor,))
    ]
    if not back:
        return None
    last = back[-1]
    text = (
        f"It would raise the share of {setting.name(setting.visitor)} in the contacts of "
        f"{setting.name(setting.host)}. The almanac lists {count_noun(len(back), 'such visit')} of leaders; the "
        f"last: {last.visitor_name or last.visitor_state} in {last.city or last.host_state}, "
        f"{last.start.describe()}."
    )
    what = f"return visit of the leader of {setting.name(setting.host)} to {setting.name(setting.visitor)}"
    until = find_deadline(setting, RETURN_DAYS).isoformat()
    return WatchItem(open_sentence(what), until, Statement(text, (last.reference,)))


def watch_ratification(setting: Setting) -> WatchItem | None:
    """Entry into force of what the two signed lately; else how long it took them before."""
    treaties = [t for t in list_treaties(setting.almanac, setting.pair) if len(t.parties) <= 3]
    oldest = setting.as_of.year - RATIFICATION_YEARS
    pending = [t for t in treaties if t.signed and t.signed.year >= oldest and not t.in_force and not t.ended]
    until = find_deadline(setting, RETURN_DAYS).isoformat()
    past = [(treaty, days) for treaty in treaties if (days := _count_days(treaty)) is not None]
    if pending and pending[-1].signed is not None:
        last = pending[-1]
        text = (
            f"{last.name}, signed {pending[-1].signed.describe()}, is not known to be in force. Until it is, "
            "the almanac counts it as signed only and no alliance rests on it."
        )
        statement = Statement(text, (last.reference,))
        return WatchItem("Ratification and entry into force of what was signed", until, statement)
    if not past:
        return None
    treaty, days = past[-1]
    text = (
        f"What is signed counts as a tie only once it is in force. Precedent: "
        f"{treaty.name} took {count_noun(days, 'day')} from signature to entry into force."
    )
    return WatchItem("Ratification of anything signed", until, Statement(text, (treaty.reference,)))


def _count_days(treaty: Treaty) -> int | None:
    signed, in_force = treaty.signed, treaty.in_force
    if signed is None or in_force is None or signed.day is None or in_force.day is None:
        return None
    days = (in_force.earliest - signed.earliest).days
    return days if days > 0 else None


def watch_third_contact(setting: Setting, parties: tuple[ThirdParty, ...]) -> WatchItem | None:
    """A meeting of the host with the third party that it has the most listed contacts with."""
    for party in parties:
        if not any(tie.kind == "contact" for tie in party.ties):
            continue
        rows = select_pair(setting.contacts.frame, party.state_id, setting.host).sort("start_day")
        if rows.is_empty():
            continue
        last = str(rows["start_day"][-1])
        day = say_day(dt.date.fromisoformat(last)) if len(last) == 10 else last
        text = (
            f"It would raise the share of {setting.name(party.state_id)} in the contacts of "
            f"{setting.name(setting.host)} and lower that of {setting.name(setting.visitor)}. The last one "
            f"listed began {day}."
        )
        note = f"the last held contact of {setting.host} and {party.state_id} in the almanac"
        reference = cite_contacts(rows.tail(1), f"last/{setting.host}-{party.state_id}", note)
        what = f"high-level meeting of {setting.name(setting.host)} with {setting.name(party.state_id)}"
        until = find_deadline(setting, CONTACT_DAYS).isoformat()
        return WatchItem(open_sentence(what), until, Statement(text, (reference,)))
    return None


def watch_votes(setting: Setting) -> WatchItem | None:
    """The votes of the General Assembly by the end of its next main session."""
    frame = (
        setting.almanac.table(ALIGNMENT)
        .filter(pl.col(Col.STATE_ID).is_in(setting.pair))
        .sort("year", Col.STATE_ID)
    )
    if frame[Col.STATE_ID].n_unique() < 2:
        return None
    rows = [frame.filter(pl.col(Col.STATE_ID) == side).row(-1, named=True) for side in setting.pair]
    references = tuple(
        cite_row(
            ALIGNMENT,
            f"{row[Col.STATE_ID]}/{row['session']}",
            f"UNGA ideal point of {row[Col.STATE_ID]}, session {row['session']}: {row['ideal_point']}",
            row[Col.SOURCE],
            row[Col.KNOWN_ON],
        )
        for row in rows
    )
    visitor, host = (setting.name(side) for side in setting.pair)
    text = (
        f"Equal votes would lower the distance of {visitor} and {host} in the voting indicator, different "
        f"ones raise it. The last estimates are of {rows[0]['year']} and {rows[1]['year']}."
    )
    year = setting.as_of.year if setting.as_of.month < 12 else setting.as_of.year + 1
    until = dt.date(year, 12, 31).isoformat()
    return WatchItem("Roll-call votes in the UN General Assembly", until, Statement(text, references))
