"""A visit or meeting as one or two sentences that can be quoted."""

import re

from legation.domain.events import Visit
from legation.domain.wording import begin_sentence, join_words

_LOWERED = frozenset(
    (
        *(
            "met",
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
        ),
        *(
            "came",
            "ended",
            "unannounced",
            "talks",
            "official",
            "state",
            "working",
            "summit",
            "agreed",
        ),
        *(
            "truce",
            "meetings",
            "attended",
            "by",
            "for",
            "discussed",
            "gathering",
            "opening",
            "opened",
        ),
        *(
            "founding",
            "outreach",
            "regular",
            "founded",
            "declared",
            "partnership",
            "visit",
            "signed",
        ),
        *("stopped", "addressed", "received", "held", "last", "trilateral", "private", "ceremony"),
        *("normalized", "spoke", "joint", "funeral", "on", "during", "before", "after", "at", "in"),
    )
)
_KINDS = frozenset(("state visit", "official visit", "working visit"))
_STATE_CODE = re.compile(r" \([A-Z]{3}\)")
_ISO_DAY = re.compile(r" \(\d{4}-\d{2}-\d{2}\)")


def describe_visit(visit: Visit, names: dict[str, str]) -> str:
    """Who visited or met whom where, with what the almanac notes and what was signed.

    Args:
        visit: held, of the pair that `names` is about.
        names: states as they stand in a sentence, by id; ids stand for those that are missing.
    """
    visitor = _name_side(visit.visitor_title, visit.visitor_name, visit.visitor_state, names)
    place = join_words(visit.city.split(", ")) if visit.city else ""
    host = names.get(visit.host_state, visit.host_state)
    if visit.counterpart_state:
        other = _name_side(
            visit.counterpart_title, visit.counterpart_name, visit.counterpart_state, names
        )
        text = f"{visitor} and {other} met in {place or host}"
    else:
        text = f"{visitor} {_say_kind(visit)} {host}"
        text += f" ({place})" if place and place not in host else ""
    about = _lower(_STATE_CODE.sub("", visit.description).rstrip("."))
    if about in _KINDS or about.endswith(" during that stop"):
        about = ""
    text += f"; the almanac notes: {about}." if about else "."
    if visit.signed:
        text += f" What was signed: {_ISO_DAY.sub('', visit.signed).rstrip('.')}."
    return begin_sentence(text)


def _say_kind(visit: Visit) -> str:
    about = visit.description.rstrip(".").lower()
    if about not in _KINDS:
        return "visited"
    return f"paid {'an' if about.startswith('o') else 'a'} {about} to"


def name_visit(visit: Visit, names: dict[str, str]) -> str:
    """A few words for a chart: who, and where."""
    who = visit.visitor_name or names.get(visit.visitor_state, visit.visitor_state)
    if visit.counterpart_name:
        who += f" and {visit.counterpart_name}"
    return f"{who} in {visit.city or names.get(visit.host_state, visit.host_state)}"


def _name_side(title: str, name: str, state: str, names: dict[str, str]) -> str:
    person = " ".join(part for part in (title, name) if part)
    country = names.get(state, state)
    return f"{person} of {country}" if person else country


def _lower(text: str) -> str:
    word = re.split(r"\W", text, maxsplit=1)[0].lower()
    return text[:1].lower() + text[1:] if word in _LOWERED else text
