"""One row of the visits table, and how rows are compared and written."""

import csv
import datetime as dt
import re
import unicodedata
from pathlib import Path

from attrs import asdict, define, evolve

COLUMNS = (
    "visit_id", "start_day", "end_day", "status", "level", "kind", "format", "visitor_state",
    "visitor_person", "visitor_name", "visitor_title", "host_state", "host_person", "host_name",
    "city", "description", "signed", "source", "known_on",
)  # fmt: skip
_SLACK = dt.timedelta(days=1)


def slug(text: str) -> str:
    """A name in plain lower case with hyphens, its first part where it lists several."""
    first = re.split(r"[,;(]", text)[0]
    plain = unicodedata.normalize("NFKD", first).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


@define
class Row:
    """One row of the visits table; the columns are explained in `docs/almanac.md`."""

    visit_id: str = ""
    start_day: str = ""
    end_day: str = ""
    status: str = "held"
    level: str = "leader"
    kind: str = "working"
    format: str = "bilateral"
    visitor_state: str = ""
    visitor_person: str = ""
    visitor_name: str = ""
    visitor_title: str = ""
    host_state: str = ""
    host_person: str = ""
    host_name: str = ""
    city: str = ""
    description: str = ""
    signed: str = ""
    source: str = ""
    known_on: str = ""

    def sort_key(self) -> tuple[str, str, str, str, str]:
        """Oldest first, then by states and level."""
        return (self.start_day, self.visit_id, self.visitor_state, self.host_state, self.level)

    def make_id(self) -> str:
        """The id that tells the pair, the day and, below leaders, the level."""
        suffix = {"leader": "", "foreign_minister": "-fm", "envoy": "-envoy"}[self.level]
        if self.status != "held":
            suffix += f"-{self.status}"
        return f"{self.visitor_state}-{self.host_state}-{self.start_day}{suffix}".lower()

    def copy_as(self, visit_id: str) -> "Row":
        """The same row under another id."""
        return evolve(self, visit_id=visit_id)

    def count_filled(self) -> int:
        """How many cells say something."""
        return sum(bool(cell) for cell in asdict(self).values())

    def first(self) -> dt.date:
        """The first day that the start can mean."""
        return dt.date.fromisoformat((self.start_day + "-01-01"[len(self.start_day) - 4 :])[:10])

    def last(self) -> dt.date:
        """The end as a day; the first of its month where only that is known."""
        text = self.end_day or self.start_day
        return dt.date.fromisoformat((text + "-01-01"[len(text) - 4 :])[:10])

    def count_days(self) -> int:
        """Days from start to end, both counted."""
        return (self.last() - self.first()).days + 1

    def is_same_visit(self, other: "Row") -> bool:
        """Whether two rows tell of the same visit: same states and level, days that touch."""
        same = (self.visitor_state, self.host_state, self.level) == (
            other.visitor_state, other.host_state, other.level)  # fmt: skip
        persons = {self.visitor_person, other.visitor_person} - {""}
        if not same or len(persons) > 1:
            return False
        return self.is_near(other)

    def is_same_meeting(self, other: "Row") -> bool:
        """Whether two sides' rows tell of the same two states meeting at the same time."""
        return self.pair_states() == other.pair_states() and self.is_near(other)

    def is_near(self, other: "Row") -> bool:
        """Whether the days of two rows touch, with a day's slack."""
        return self.first() <= other.last() + _SLACK and other.first() <= self.last() + _SLACK

    def pair_states(self) -> str:
        """The two states of a meeting, from its key."""
        return self.visit_id[:7]

    def take_details(self, other: "Row") -> None:
        """Fill empty cells, and those that a hand-written row tells better, from another row."""
        self.signed = self.signed or other.signed
        self.known_on = self.known_on or other.known_on
        self.city = self.city or other.city
        self.visitor_person = self.visitor_person or other.visitor_person
        self.host_person = self.host_person or other.host_person
        self.host_name = self.host_name or other.host_name
        if other.description:
            self.description = other.description
        self.source = ";".join(dict.fromkeys([*self.source.split(";"), *other.source.split(";")]))


def write_rows(path: Path, rows: list[Row]) -> None:
    """Write one part of the visits table."""
    write_table(path, [asdict(row) for row in rows], COLUMNS)


def write_table(
    path: Path, rows: list[dict[str, str]], columns: tuple[str, ...] | None = None
) -> None:
    """Write a CSV file with `\\n` line ends; the columns are those of the first row."""
    path.parent.mkdir(parents=True, exist_ok=True)
    names = columns or tuple(rows[0] if rows else ())
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
