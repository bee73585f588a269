"""Who held which office on a day."""

import datetime as dt

import polars as pl

from legation.almanac.columns import LEADER_COVERAGE, PERSONS, TERMS, Col
from legation.almanac.store import Almanac, cite_row, split_list
from legation.domain.actors import Office, Person, Term
from legation.domain.citation import Reference
from legation.domain.dates import parse_partial

_PERSON = "person_id"


def _build_term(row: dict[str, str | None], person_name: str) -> Term:
    start, end = parse_partial(row["start_day"]), parse_partial(row["end_day"])
    assert start is not None and row["person_id"] and row["state_id"] and row["office"]
    verified = parse_partial(row["verified_through"])
    return Term(
        person_id=row["person_id"],
        person_name=person_name,
        state_id=row["state_id"],
        office=Office(row["office"]),
        title=row["title"] or "",
        start=start,
        end=end,
        effective=row["effective"] == "true",
        acting=row["acting"] == "true",
        verified_through=verified.earliest if verified and end is None else None,
        source_ids=split_list(row["source"]),
    )


def _build_terms(almanac: Almanac, frame: pl.DataFrame) -> tuple[Term, ...]:
    names = find_person_names(almanac, frame[_PERSON].unique().to_list())
    rows = frame.sort("start_day", "office").iter_rows(named=True)
    return tuple(_build_term(row, names.get(row[_PERSON], row[_PERSON])) for row in rows)


def find_person_names(almanac: Almanac, person_ids: list[str]) -> dict[str, str]:
    """Main names of persons by id."""
    frame = almanac.table(PERSONS).filter(pl.col(_PERSON).is_in(person_ids))
    return dict(zip(frame[_PERSON].to_list(), frame[Col.NAME].to_list(), strict=True))


def find_person(almanac: Almanac, person_id: str) -> Person | None:
    """A person by id, None where the almanac has none."""
    frame = almanac.table(PERSONS).filter(pl.col(_PERSON) == person_id)
    if frame.is_empty():
        return None
    row = frame.row(0, named=True)
    return Person(
        person_id,
        row["name"],
        parse_partial(_first_text(frame["born"])),
        parse_partial(_first_text(frame["died"])),
    )


def _first_text(column: pl.Series) -> str | None:
    values = column.drop_nulls().to_list()
    return str(values[0]) if values else None


def cite_person(almanac: Almanac, person_id: str) -> Reference:
    """The row of a person, with what it says."""
    frame = almanac.table(PERSONS).filter(pl.col(_PERSON) == person_id)
    row = frame.row(0, named=True)
    born = _first_text(frame["born"]) or "not established"
    died = _first_text(frame["died"])
    note = f"{row['name']}: born {born}" + (f", died {died}" if died else "")
    return cite_row(PERSONS, person_id, note, row["source"])


def list_terms(almanac: Almanac, person_id: str) -> tuple[Term, ...]:
    """All terms of a person, oldest first."""
    return _build_terms(almanac, almanac.table(TERMS).filter(pl.col(_PERSON) == person_id))


def list_state_terms(
    almanac: Almanac, state_id: str, offices: tuple[Office, ...] = tuple(Office)
) -> tuple[Term, ...]:
    """All terms in a state's offices, oldest first."""
    frame = almanac.table(TERMS).filter(
        (pl.col(Col.STATE_ID) == state_id) & pl.col("office").is_in([str(o) for o in offices])
    )
    return _build_terms(almanac, frame)


def find_holders(
    almanac: Almanac,
    state_id: str,
    day: dt.date,
    offices: tuple[Office, ...] = (Office.HEAD_OF_STATE, Office.HEAD_OF_GOVERNMENT),
) -> tuple[Term, ...]:
    """Terms known to cover a day; empty means unknown, not vacant."""
    terms = list_state_terms(almanac, state_id, offices)
    return tuple(term for term in terms if term.covers(day))


def find_effective_leader(almanac: Almanac, state_id: str, day: dt.date) -> Term | None:
    """The term of whoever held the executive power in fact, None where unknown."""
    holders = [
        term for term in find_holders(almanac, state_id, day, tuple(Office)) if term.effective
    ]
    order = (Office.HEAD_OF_STATE, Office.HEAD_OF_GOVERNMENT, Office.OTHER, Office.FOREIGN_MINISTER)
    return min(holders, key=lambda term: order.index(term.office)) if holders else None


def verify_through(almanac: Almanac, state_id: str) -> dt.date | None:
    """Through which day a state's leaders are verified, None where not at all."""
    frame = almanac.table(LEADER_COVERAGE).filter(pl.col(Col.STATE_ID) == state_id)
    text = frame[Col.VERIFIED].drop_nulls().max()
    return min(dt.date.fromisoformat(str(text)), almanac.as_of) if text else None


def cite_term(term: Term) -> Reference:
    """The row of a term, with what it says."""
    end = term.end.isoformat() if term.end else f"open, verified through {term.verified_through}"
    note = f"{term.person_name}, {term.title} ({term.state_id}), {term.start.isoformat()} to {end}"
    key = f"{term.state_id}/{term.office}/{term.person_id}/{term.start.isoformat()}"
    return cite_row(TERMS, key, note, ";".join(term.source_ids), term.start.isoformat())
