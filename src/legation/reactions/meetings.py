"""What to watch of meetings, signatures and votes."""

import datetime as dt

import polars as pl

from legation.almanac.chronicle import extend_lineage, list_treaties
from legation.almanac.columns import ALIGNMENT, ANNOUNCEMENTS, VISITS, Col
from legation.almanac.store import cite_row
from legation.almanac.visits import list_expected
from legation.domain.citation import Statement
from legation.domain.dates import PartialDate
from legation.domain.events import Treaty
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
        if not _has_announcement(setting, guest, host):
            continue
        for announcement in list_expected(setting.almanac, guest, host):
            stated = announcement.stated_end or announcement.stated_start
            if announcement.status in _OFF or (stated and stated.latest < setting.as_of):
                continue
            if stated is None and (setting.as_of - announcement.known_on).days > RETURN_DAYS:
                continue
            until = (
                stated.isoformat() if stated else find_deadline(setting, RETURN_DAYS).isoformat()
            )
            when = f"; days stated: {stated.describe()}" if stated else "; no day stated"
            text = (
                f"Status {announcement.status.replace('_', ' ')} as of"
                f" {say_day(announcement.known_on)}{when}. Held, it would count as a contact of the"
                " two; cancelled, as an entry of conflict between them."
            )
            what = f"visit of {setting.name(guest)} to {setting.name(host)} that was announced"
            items.append(
                WatchItem(open_sentence(what), until, Statement(text, (announcement.reference,)))
            )
    return items[:2]


def _has_announcement(setting: Setting, guest: str, host: str) -> bool:
    """Whether any announced visit's id begins with the two codes: cheaper than to look it up."""
    ids = setting.almanac.table(ANNOUNCEMENTS)["visit_id"].to_list()
    return any(visit_id.startswith(f"{guest}-{host}-".lower()) for visit_id in ids)


def watch_return(setting: Setting) -> WatchItem | None:
    """A visit the other way within a year, with the last of its kind."""
    back = (
        setting.almanac.table(VISITS)
        .filter(
            pl.col("visitor_state").is_in(extend_lineage((setting.host,)))
            & pl.col("host_state").is_in(extend_lineage((setting.visitor,)))
            & (pl.col("level") == "leader")
            & (pl.col("status") == "held")
        )
        .sort(Col.START, "visit_id")
    )
    if back.is_empty():
        return None
    last = back.row(-1, named=True)
    day = PartialDate.parse(last[Col.START]).describe()
    who = f"{last['visitor_name'] or last['visitor_state']} in {last['city'] or last['host_state']}"
    visitor, host = setting.name(setting.visitor), setting.name(setting.host)
    text = (
        f"It would raise the share of {visitor} in the contacts of {host}. The almanac lists "
        f"{count_noun(back.height, 'such visit')} of leaders; the last: {who}, {day}."
    )
    known = last[Col.KNOWN_ON] or last[Col.START]
    reference = cite_row(VISITS, last["visit_id"], f"{who}, {day}", last[Col.SOURCE], known)
    until = find_deadline(setting, RETURN_DAYS).isoformat()
    what = open_sentence(f"return visit of the leader of {host} to {visitor}")
    return WatchItem(what, until, Statement(text, (reference,)))


def watch_ratification(setting: Setting) -> WatchItem | None:
    """Entry into force of what the two signed lately; else how long it took them before."""
    treaties = [t for t in list_treaties(setting.almanac, setting.pair) if len(t.parties) <= 3]
    oldest = setting.as_of.year - RATIFICATION_YEARS
    pending = [
        t
        for t in treaties
        if t.signed and t.signed.year >= oldest and not t.in_force and not t.ended
    ]
    until = find_deadline(setting, RETURN_DAYS).isoformat()
    past = [(treaty, days) for treaty in treaties if (days := _count_days(treaty)) is not None]
    if pending and pending[-1].signed is not None:
        last = pending[-1]
        text = (
            f"{last.name}, signed {pending[-1].signed.describe()}, is not known to be in force."
            " Until it is, it counts as signed only."
        )
        statement = Statement(text, (last.reference,))
        return WatchItem("Ratification and entry into force of what was signed", until, statement)
    if not past:
        return None
    treaty, days = past[-1]
    text = (
        "What is signed counts as a tie only once it is in force. Precedent: "
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
    frequent = [party for party in parties if any(tie.kind == "contact" for tie in party.ties)]
    if not frequent:
        return None
    frame = setting.contacts.frame
    found = [
        (party.state_id, select_pair(frame, party.state_id, setting.host)) for party in frequent
    ]
    state, rows = max(found, key=lambda item: item[1].height)
    last = rows.sort("start_day").tail(1)
    text = (
        f"It would raise the share of {setting.name(state)} in the contacts of"
        f" {setting.name(setting.host)} and lower that of {setting.name(setting.visitor)}. The last"
        f" one listed began {PartialDate.parse(last['start_day'][0]).describe()}."
    )
    note = f"the last held contact of {setting.host} and {state} in the almanac"
    reference = cite_contacts(last, f"last/{setting.host}-{state}", note)
    what = f"high-level meeting of {setting.name(setting.host)} with {setting.name(state)}"
    until = find_deadline(setting, CONTACT_DAYS).isoformat()
    return WatchItem(open_sentence(what), until, Statement(text, (reference,)))


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
            f"UNGA ideal point of {row[Col.STATE_ID]}, session {row['session']}:"
            f" {row['ideal_point']}",
            row[Col.SOURCE],
            row[Col.KNOWN_ON],
        )
        for row in rows
    )
    visitor, host = (setting.name(side) for side in setting.pair)
    years = sorted({row["year"] for row in rows})
    last = f"of the session of {years[0]}" if len(years) == 1 else f"of {years[0]} and {years[1]}"
    text = (
        f"Equal votes would lower the distance of {visitor} and {host} in the voting indicator,"
        f" different ones raise it. The last estimates known by the as-of day are {last}."
    )
    year = setting.as_of.year if setting.as_of.month < 12 else setting.as_of.year + 1
    until = dt.date(year, 12, 31).isoformat()
    return WatchItem(
        "Roll-call votes in the UN General Assembly", until, Statement(text, references)
    )
