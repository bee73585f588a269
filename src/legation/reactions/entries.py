"""The chronicle as plain entries: who acted toward whom, and whether in conflict."""

import datetime as dt
from collections.abc import Iterable

import polars as pl
from attrs import frozen

from legation.almanac.columns import CHRONICLE, Col
from legation.almanac.store import Almanac, cite_row, split_list
from legation.domain.citation import Reference, ReferenceKind
from legation.domain.dates import PartialDate

# PLOVER types of quad classes 3 and 4; a test holds them against the ontology, of which reading
# would cost a fifth of the time that all of this may take.
CONFLICT_TYPES = frozenset(
    {
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "PROTEST",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
    }
)
HOSTILE_KINDS = frozenset({"sanction", "war", "rupture", "incident", "withdrawal"})
TEST_KINDS = frozenset({"nuclear_test", "missile_test", "satellite_launch"})
DIALOGUE_KINDS = frozenset({"talks", "summit", "declaration"})
_TRADE_ISSUES = frozenset({"trade", "economic_cooperation"})
_COLUMNS = (
    "entry_id",
    "day",
    "kind",
    "type",
    "title",
    "importance",
    "source",
    "known_on",
    "issues",
)


@frozen
class Entry:
    """One entry of the chronicle, as far as reactions need it."""

    entry_id: str
    day: PartialDate
    kind: str
    event_type: str
    sources: frozenset[str]
    targets: frozenset[str]
    title: str
    importance: int
    source: str
    known_on: str
    issues: frozenset[str]

    @property
    def is_conflict(self) -> bool:
        """Whether it is coded as verbal or material conflict."""
        return self.event_type in CONFLICT_TYPES

    @property
    def is_hostile(self) -> bool:
        """Whether it is of a hostile kind and coded as conflict; trade measures are left out."""
        is_trade = bool(self.issues) and self.issues <= _TRADE_ISSUES
        return self.kind in HOSTILE_KINDS and self.is_conflict and not is_trade

    def tell(self) -> str:
        """Its title, with the day where the title does not say it."""
        day = self.day.describe()
        return self.title if day in self.title else f"{self.title}, {day}"

    def involves(self, state: str) -> bool:
        """Whether a state takes part on either side."""
        return state in self.sources or state in self.targets

    def is_directed(self, first: str, second: str) -> bool:
        """Whether one of two states acted toward the other."""
        return (first in self.sources and second in self.targets) or (
            second in self.sources and first in self.targets
        )

    def is_between(self, first: str, second: str) -> bool:
        """Whether one of the two acted toward the other, or both together toward nobody."""
        together = first in self.sources and second in self.sources and not self.targets
        return together or self.is_directed(first, second)

    def cite(self) -> Reference:
        """Its row."""
        note = f"{self.title}, {self.day.isoformat()}"
        known = self.known_on or self.day.isoformat()
        return cite_row(CHRONICLE, self.entry_id, note, self.source, known)


def list_entries(almanac: Almanac, since: dt.date, successors: dict[str, str]) -> tuple[Entry, ...]:
    """Entries that begin on or after a day, oldest first; states read as their successors."""
    frame = (
        almanac.table(CHRONICLE)
        .filter(pl.col(Col.DAY) >= since.isoformat())
        .sort(Col.DAY, "entry_id")
    )

    cells = {*frame["source_states"].to_list(), *frame["target_states"].to_list()}
    states = {
        cell: frozenset(successors.get(state, state) for state in split_list(cell))
        for cell in cells
    }
    columns = (*_COLUMNS, "source_states", "target_states")

    return tuple(
        Entry(
            entry_id=row[0],
            day=PartialDate.parse(row[1]),
            kind=row[2] or "other",
            event_type=row[3] or "",
            title=row[4] or "",
            importance=int(row[5] or 3),
            source=row[6] or "",
            known_on=row[7] or "",
            issues=frozenset(split_list(row[8])),
            sources=states[row[9]],
            targets=states[row[10]],
        )
        for row in frame.select(columns).iter_rows()
    )


def select_since(entries: Iterable[Entry], since: dt.date) -> tuple[Entry, ...]:
    """Entries that begin on or after a day."""
    return tuple(entry for entry in entries if entry.day.earliest >= since)


def cite_entries(entries: Iterable[Entry], key: str, note: str) -> Reference:
    """The reference to a count over entries."""
    sources = {source for entry in entries for source in split_list(entry.source)}
    return Reference(ReferenceKind.ALMANAC, f"chronicle/{key}", note, tuple(sorted(sources)))
