"""`legation who`: a person or an office on a day."""

import datetime as dt
import sys

from legation.cli.output import choose_as_of
from legation.domain.actors import Term
from legation.workflow.settings import parse_day
from legation.workflow.who import Identity, OfficeAnswer, identify


def who(name: str, *, on: str | None = None, as_of: str | None = None) -> None:
    """Say who a person, or the holder of an office, was on a day.

    Args:
        name: "Kim Jong Un", "Путин", "Russia's president".
        on: the day (YYYY-MM-DD); the as-of day if not given.
        as_of: use nothing that became known after this day (YYYY-MM-DD); today if not given.
    """
    known = choose_as_of(as_of)
    day = parse_day(on, "--on") if on else known
    answer = identify(name, day, known)
    if isinstance(answer, OfficeAnswer):
        sys.stdout.write(_show_office(answer))
        return
    sys.stdout.write("\n".join(_show_person(identity) for identity in answer))


def _show_term(term: Term) -> str:
    acting = "acting " if term.acting else ""
    effective = ", effective leader" if term.effective else ""
    end = term.end.isoformat() if term.end else f"open, verified through {term.verified_through}"
    office = term.office.value.replace("_", " ")
    return (
        f"{acting}{term.title} ({office}{effective}), {term.state_id}, "
        f"{term.start.isoformat()} to {end} [{', '.join(term.source_ids)}]"
    )


def _show_office(answer: OfficeAnswer) -> str:
    head = f"{answer.title} of {answer.state_name} on {answer.day.isoformat()}: "
    if not answer.terms:
        limit = f"verified through {answer.verified}" if answer.verified else "nothing is verified"
        return f"{head}unknown ({limit})\n"
    return (
        head + "; ".join(f"{term.person_name}, {_show_term(term)}" for term in answer.terms) + "\n"
    )


def _show_person(identity: Identity) -> str:
    person = identity.person
    born = person.born.describe() if person.born else "not established"
    died = f", died {person.died.describe()}" if person.died else ""
    lines = [f"{person.name} ({person.person_id}), born {born}{died}"]
    lines.append(f"on {identity.day.isoformat()}: {_say_held(identity, identity.day)}")
    lines += [f"  {_show_term(term)}" for term in identity.terms]
    return "\n".join(lines) + "\n"


def _say_held(identity: Identity, day: dt.date) -> str:
    if identity.held:
        return "; ".join(f"{term.title} of {term.state_id}" for term in identity.held)
    if identity.is_unknown:
        return f"unknown (verified through {identity.verified or 'no day'})"
    if identity.person.died and identity.person.died.latest < day:
        return "dead"
    return "no office that the almanac follows"
