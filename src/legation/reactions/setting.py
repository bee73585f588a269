"""What all parts of the reactions look at: the pair, its surroundings, entries and contacts."""

import datetime as dt

import polars as pl
from attrs import frozen

from legation.almanac.chronicle import PREDECESSORS
from legation.almanac.columns import MEMBERSHIPS, STATE_NAMES, STATES, Col
from legation.almanac.states import find_neighbours, holds_on
from legation.almanac.store import Almanac
from legation.domain.engagement import Engagement
from legation.reactions.contacts import Contacts, list_contacts
from legation.reactions.entries import Entry, list_entries
from legation.reactions.phrases import place_name
from legation.tables.extract import RecordExtract

ENTRY_YEARS = 30
CONTACT_YEARS = 15
_FAR_YEARS = 5


@frozen(eq=False)
class Setting:
    """One engagement with what the almanac and the record hold around it.

    Attributes:
        anchor: day from which deadlines count: the engagement's last day, or the as-of day.
        has_day: whether the anchor is the engagement's own day.
        labels: plain names of all states that exist on the as-of day, by id.
        subregions: UN M49 subregions of these states.
        permanent: permanent members of the Security Council on the as-of day.
        neighbours: of each side.
        entries: the chronicle of the last 30 years, oldest first.
        chronicle_end: last day of the chronicle, None where it is empty.
    """

    almanac: Almanac
    extract: RecordExtract
    visitor: str
    host: str
    anchor: dt.date
    has_day: bool
    labels: dict[str, str]
    subregions: dict[str, str]
    permanent: tuple[str, ...]
    neighbours: dict[str, tuple[str, ...]]
    entries: tuple[Entry, ...]
    chronicle_end: dt.date | None
    contacts: Contacts

    @property
    def as_of(self) -> dt.date:
        """Nothing that became known later is in it."""
        return self.almanac.as_of

    @property
    def pair(self) -> tuple[str, str]:
        """Visitor and host."""
        return self.visitor, self.host

    def name(self, state: str) -> str:
        """A state's name as it stands inside a sentence."""
        return place_name(self.labels.get(state, state))


def build_setting(engagement: Engagement, almanac: Almanac, extract: RecordExtract) -> Setting:
    """Gather once what the parts need."""
    as_of = almanac.as_of
    visitor, host = engagement.visitor.state_id, engagement.host.state_id
    existing = almanac.table(STATES).filter(holds_on(Col.START, Col.END, as_of))
    labels = _name_states(almanac, existing, as_of)
    successors = {
        old: new
        for new, olds in PREDECESSORS.items()
        for old in olds
        if new in labels and old not in labels
    }
    entries = list_entries(almanac, _years_before(as_of, ENTRY_YEARS), successors)
    anchor, has_day = find_anchor(engagement, as_of)
    return Setting(
        almanac=almanac,
        extract=extract,
        visitor=visitor,
        host=host,
        anchor=anchor,
        has_day=has_day,
        labels=labels,
        subregions=dict(existing.select(Col.STATE_ID, "subregion").drop_nulls().iter_rows()),
        permanent=_list_permanent(almanac, as_of),
        neighbours={side: find_neighbours(almanac, side, as_of) for side in (visitor, host)},
        entries=entries,
        chronicle_end=min(entries[-1].day.latest, as_of) if entries else None,
        contacts=list_contacts(almanac, _years_before(as_of, CONTACT_YEARS), successors),
    )


def find_anchor(engagement: Engagement, as_of: dt.date) -> tuple[dt.date, bool]:
    """The engagement's last day, or the as-of day where there is none that can be."""
    day = engagement.end or engagement.start
    if day is None or abs(day.year - as_of.year) > _FAR_YEARS:
        return as_of, False
    return day.latest, True


def _years_before(day: dt.date, years: int) -> dt.date:
    return dt.date(max(day.year - years, 1900), 1, 1)


def _name_states(almanac: Almanac, existing: pl.DataFrame, day: dt.date) -> dict[str, str]:
    names: dict[str, str] = dict(existing.select(Col.STATE_ID, Col.NAME).iter_rows())
    dated = almanac.table(STATE_NAMES).filter(
        pl.col(Col.KIND).is_in(["former", "short"])
        & (pl.col(Col.LANGUAGE) == "en")
        & holds_on(Col.START, Col.END, day)
    )
    for kind in ("short", "former"):
        rows = dated.filter(pl.col(Col.KIND) == kind).unique(
            Col.STATE_ID, keep="first", maintain_order=True
        )
        names |= {
            state: name
            for state, name in rows.select(Col.STATE_ID, Col.NAME).iter_rows()
            if state in names
        }
    return names


def _list_permanent(almanac: Almanac, day: dt.date) -> tuple[str, ...]:
    frame = almanac.table(MEMBERSHIPS).filter(
        (pl.col("org_id") == "unsc")
        & (pl.col("role") == "permanent")
        & holds_on(Col.START, Col.END, day)
    )
    return tuple(sorted(set(frame[Col.STATE_ID].to_list())))
