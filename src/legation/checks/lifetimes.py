"""What a human life allows: ages on a day, and years that nobody can reach."""

import datetime as dt

from legation.almanac.leaders import cite_person, find_person
from legation.almanac.store import Almanac
from legation.domain.citation import Reference, ReferenceKind, Statement
from legation.domain.dates import PartialDate
from legation.domain.report import DateMention, Report

MAX_AGE_YEARS = 122
MAX_AGE_REFERENCE = Reference(
    ReferenceKind.ALMANAC,
    "limits/oldest-human",
    f"longest verified human life: {MAX_AGE_YEARS} years",
    ("robine-2019",),
)


def find_oldest_possible(almanac: Almanac, person_id: str) -> dt.date | None:
    """The last day on which a person can be alive, None where the birth is unknown."""
    person = find_person(almanac, person_id)
    if person is None or person.born is None:
        return None
    return dt.date(person.born.year + MAX_AGE_YEARS + 1, 12, 31)


def describe_age(
    almanac: Almanac, report: Report, date: DateMention, person_id: str
) -> Statement | None:
    """How old a person would be on a date of the report."""
    person = find_person(almanac, person_id)
    if person is None or person.born is None or date.start is None:
        return None
    years = date.start.year - person.born.year
    return Statement(
        f"In {date.start.year} {person.name}, born {person.born.describe()}, would be about "
        f"{years} years old; the longest verified human life lasted {MAX_AGE_YEARS} years.",
        (report.cite(date.span), cite_person(almanac, person_id), MAX_AGE_REFERENCE),
    )


def slip_years(year: int, near: int) -> list[int]:
    """Years that one slip of the pen turns into the given one, the likeliest first.

    One digit replaced or two neighbours swapped; nearer to `near` comes first.

    Examples:
        >>> slip_years(2424, 2024)[0]
        2024
        >>> 2014 in slip_years(2041, 2024)
        True
    """
    text = f"{year:04d}"
    found = {
        int(text[:place] + digit + text[place + 1 :])
        for place in range(4)
        for digit in "0123456789"
        if digit != text[place]
    }
    for place in range(3):
        swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
        found.add(int(swapped))
    plausible = [other for other in found if 1945 <= other <= near + 5 and other != year]
    return sorted(plausible, key=lambda other: (abs(other - near), other))


def shift_year(date: PartialDate, year: int) -> PartialDate | None:
    """The same day in another year, None where that year lacks it."""
    try:
        return PartialDate(year, date.month, date.day)
    except ValueError:
        return None
