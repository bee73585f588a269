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
    {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
)
HOSTILE_KINDS = frozenset({"sanction", "war", "rupture", "incident", "withdrawal"})
TEST_KINDS = frozenset({"nuclear_test", "missile_test", "satellite_launch"})
DIALOGUE_KINDS = frozenset({"talks", "summit", "declaration"})


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

    @property
    def is_conflict(self) -> bool:
        """Whether it is coded as verbal or material conflict."""
        return self.event_type in CONFLICT_TYPES

    @property
    def is_hostile(self) -> bool:
        """Whether it is a sanction, war, rupture, incident or withdrawal that is coded as conflict."""
        return self.kind in HOSTILE_KINDS and self.is_conflict

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
        """Whether it tells of the two with each other: one toward the other, or both and no target."""
        together = first in self.sources and second in self.sources and not self.targets
        return together or self.is_directed(first, second)

    def cite(self) -> Reference:
        """Its row."""
        note = f"{self.title}, {self.day.isoformat()}"
        known = self.known_on or self.day.isoformat()
        return cite_row(CHRONICLE, self.entry_id, note, self.source, known)


def list_entries(
    almanac: Almanac, since: dt.date, successors: dict[str, str]
) -> tuple[Entry, ...]:
    """Entries that begin on or after a day, oldest first; states read as their successors."""
    frame = almanac.table(CHRONICLE).filter(pl.col(Col.DAY) >= since.isoformat()).sort(Col.DAY, "entry_id")

    def read_states(cell: str | None) -> frozenset[str]:
        return frozenset(successors.get(state, state) for state in split_list(cell))

    return tuple(
        Entry(
            row["entry_id"],
            PartialDate.parse(row["day"]),
            row["kind"] or "other",
            row["type"] or "",
            read_states(row["source_states"]),
            read_states(row["target_states"]),
            row["title"] or "",
            int(row["importance"] or 3),
            row["source"] or "",
            row["known_on"] or "",
        )
        for row in frame.iter_rows(named=True)
    )


def select_since(entries: Iterable[Entry], since: dt.date) -> tuple[Entry, ...]:
    """Entries that begin on or after a day."""
    return tuple(entry for entry in entries if entry.day.earliest >= since)


def cite_entries(entries: Iterable[Entry], key: str, note: str) -> Reference:
    """The reference to a count over entries."""
    sources = {source for entry in entries for source in split_list(entry.source)}
    return Reference(ReferenceKind.ALMANAC, f"chronicle/{key}", note, tuple(sorted(sources)))
