"""From CAMEO codes to PLOVER types, modes and contexts."""

from functools import cache

from attrs import frozen

from legation.errors import InputError
from legation.ontology.datafiles import read_csv

_COLUMNS = ("cameo", "event_type", "mode", "contexts", "basis", "note")


@frozen
class Crossing:
    """What one CAMEO code is in PLOVER.

    Attributes:
        cameo: the code.
        event_type: PLOVER type; empty where PLOVER has none, as for bare statements.
        mode: PLOVER mode, empty where none is told.
        contexts: PLOVER contexts that the code implies.
        basis: `published` as in the table of 2021; `adapted` where that names a mode or context
            that the manual lacks or words otherwise; `manual` where the manual settles it;
            `parent` and `root` where it follows from a shorter code or its root; `dropped` where
            PLOVER leaves the code out.
        note: why, empty for most.
    """

    cameo: str
    event_type: str
    mode: str
    contexts: tuple[str, ...]
    basis: str
    note: str


@cache
def load_crosswalk() -> dict[str, Crossing]:
    """Load the crosswalk, keyed by CAMEO code; every code of `load_cameo` has one row.

    Source:
        CAMEO2PLOVER, 17 September 2021, and the PLOVER manual, Open Event Data Alliance,
        CC BY-SA 4.0.

    Examples:
        >>> crossing = load_crosswalk()["1033"]
        >>> crossing.event_type, crossing.mode, crossing.contexts
        ('REQUEST', 'assist', ('human_security',))
        >>> load_crosswalk()["010"].basis
        'dropped'
    """
    return {row["cameo"]: _build_crossing(row) for row in read_csv("crosswalk.csv", _COLUMNS)}


def cross_code(cameo: str) -> Crossing:
    """Cross one CAMEO code to PLOVER.

    Raises:
        InputError: if no list has the code.

    Examples:
        >>> cross_code("042").event_type
        'CONSULT'
    """
    try:
        return load_crosswalk()[cameo]
    except KeyError:
        raise InputError(
            f"no CAMEO code {cameo!r} to cross to PLOVER: codes keep their leading zeros, as 042"
        ) from None


def _build_crossing(row: dict[str, str]) -> Crossing:
    return Crossing(
        cameo=row["cameo"],
        event_type=row["event_type"],
        mode=row["mode"],
        contexts=tuple(context for context in row["contexts"].split(";") if context),
        basis=row["basis"],
        note=row["note"],
    )
