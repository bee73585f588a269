"""What is forecast: PLOVER's 16 event types, the four quad classes, and any event at all."""

import re
from functools import cache

import numpy as np
from attrs import frozen

from legation.errors import InputError
from legation.ontology import load_event_types, load_quad_classes
from legation.outlook.dyads.arrays import Ints

ANY = "any"


@frozen
class Kind:
    """One kind of event.

    Attributes:
        kind_id: `AGREE`, `verbal_cooperation` or `any`.
        label: in words: `agrees to cooperate`.
        level: `type`, `class` or `any`.
        quad_class: 1 to 4; 0 for any event.
    """

    kind_id: str
    label: str
    level: str
    quad_class: int


@cache
def list_kinds() -> tuple[Kind, ...]:
    """All kinds: the types, then the classes, then any event.

    A type belongs to PLOVER's class for it. So each type lies in one class and each class in any
    event, which the classes of CAMEO codes do not give: `REQUEST` is an appeal or a demand there.

    Examples:
        >>> [kind.kind_id for kind in list_kinds()][15:]
        ['ASSAULT', 'verbal_cooperation', 'material_cooperation', 'verbal_conflict', \
'material_conflict', 'any']
    """
    types = [
        Kind(name, each.label, "type", each.quad_class) for name, each in load_event_types().items()
    ]
    classes = [
        Kind(each.quad_id, each.label, "class", number)
        for number, each in sorted(load_quad_classes().items())
    ]
    return (*types, *classes, Kind(ANY, "any event", ANY, 0))


@cache
def count_types() -> int:
    """How many of the kinds are types; they come first."""
    return sum(kind.level == "type" for kind in list_kinds())


@cache
def list_parents() -> Ints:
    """For each kind the place of the kind just above it; any event is above itself."""
    first, last = count_types(), len(list_kinds()) - 1
    places = [first + kind.quad_class - 1 for kind in list_kinds()[:first]]
    return np.array([*places, *([last] * (last - first + 1))], dtype=np.int64)


@cache
def list_classes() -> Ints:
    """For each kind the place of its quad class among the kinds; any event is its own."""
    first, last = count_types(), len(list_kinds()) - 1
    return np.array([*list_parents()[:first], *range(first, last + 1)], dtype=np.int64)


def find_kind(text: str) -> Kind:
    """The kind that a user names by its id or label, in any case.

    Raises:
        InputError: if there is none.

    Examples:
        >>> find_kind("agree").kind_id, find_kind("Verbal conflict").kind_id
        ('AGREE', 'verbal_conflict')
    """
    wanted = _simplify(text)
    for kind in list_kinds():
        if wanted in {_simplify(kind.kind_id), _simplify(kind.label)}:
            return kind
    types = ", ".join(kind.kind_id for kind in list_kinds()[: count_types()])
    classes = ", ".join(kind.kind_id for kind in list_kinds()[count_types() :])
    raise InputError(
        f"--type '{text}' is no kind of event: use a PLOVER type ({types}) or {classes}"
    )


def get_place(kind_id: str) -> int:
    """The place of a kind among all, by its id."""
    return _list_places()[kind_id]


@cache
def _list_places() -> dict[str, int]:
    return {kind.kind_id: place for place, kind in enumerate(list_kinds())}


def _simplify(text: str) -> str:
    return re.sub(r"[\s_-]+", " ", text).strip().casefold()
