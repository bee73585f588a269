"""PLOVER 0.8: event types, their modes, and contexts."""

from functools import cache
from typing import Any

from attrs import frozen

from legation.errors import InputError
from legation.ontology.datafiles import read_yaml


@frozen
class Mode:
    """How an event of a type is done.

    Attributes:
        intensity: PLOVER's score, -10 (conflict) to +10 (cooperation); None where it has none.
        sentence: what it covers, in our words.
    """

    name: str
    intensity: float | None
    sentence: str


@frozen
class EventType:
    """One of PLOVER's 16 event types.

    Attributes:
        name: `AGREE`, `CONSULT`, ...
        label: as a verb phrase: `agrees to cooperate`.
        quad_class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict,
            4 material conflict.
        definition: one sentence in our words.
        needs_recipient: whether PLOVER asks for a recipient.
        intensity: PLOVER's score, -10 to +10, mended where the manual's sign is wrong.
        intensity_printed: the score as the manual prints it.
        intensity_note: why the two differ, empty where they do not.
    """

    name: str
    label: str
    quad_class: int
    definition: str
    needs_recipient: bool
    intensity: float
    intensity_printed: float
    intensity_note: str
    modes: tuple[Mode, ...]

    def find_mode(self, name: str) -> Mode | None:
        """Find a mode by its name, None where the type has no such mode."""
        return next((mode for mode in self.modes if mode.name == name), None)


@frozen
class Context:
    """What an event is about; any context goes with any type."""

    name: str
    sentence: str


@cache
def load_event_types() -> dict[str, EventType]:
    """Load PLOVER's event types, keyed by name, from cooperation to conflict.

    Source:
        PLOVER manual and conversion table 0.8, Open Event Data Alliance, CC BY-SA 4.0.

    Examples:
        >>> load_event_types()["CONSULT"].find_mode("visit").intensity
        4.0
        >>> load_event_types()["ACCUSE"].intensity_printed
        3.0
    """
    rows = _read_plover()["event_types"]
    return {name: _build_event_type(name, row) for name, row in rows.items()}


@cache
def load_contexts() -> dict[str, Context]:
    """Load PLOVER's contexts, keyed by name.

    Examples:
        >>> load_contexts()["cbrn"].sentence
        'Chemical, biological, radiological and nuclear weapons.'
    """
    return {name: Context(name, text) for name, text in _read_plover()["contexts"].items()}


def get_event_type(name: str) -> EventType:
    """Get one event type by its name, in any case.

    Raises:
        InputError: if PLOVER 0.8 has no such type.

    Examples:
        >>> get_event_type("aid").quad_class
        2
    """
    types = load_event_types()
    try:
        return types[name.upper()]
    except KeyError:
        known = ", ".join(types)
        raise InputError(f"PLOVER 0.8 has no event type {name!r}: use one of {known}") from None


def score_plover_event(event_type: str, mode: str = "") -> float:
    """Score an event by PLOVER's scale: the mode's score, or the type's where it has none.

    Args:
        event_type: a PLOVER type.
        mode: one of its modes, or empty.

    Returns:
        The intensity, -10 (conflict) to +10 (cooperation). PLOVER's scale is not CAMEO's: never
        mix the two in one mean.

    Raises:
        InputError: if the type or the mode is unknown.

    Examples:
        >>> score_plover_event("RETREAT", "disarm")
        10.0
        >>> score_plover_event("ACCUSE")
        -3.0
    """
    kind = get_event_type(event_type)
    if not mode:
        return kind.intensity
    found = kind.find_mode(mode)
    if found is None:
        known = ", ".join(each.name for each in kind.modes) or "none"
        raise InputError(f"{kind.name} has no mode {mode!r}: its modes are {known}")
    return kind.intensity if found.intensity is None else found.intensity


@cache
def _read_plover() -> dict[str, Any]:
    return read_yaml("plover.yaml")


def _build_event_type(name: str, row: dict[str, Any]) -> EventType:
    printed = float(row["intensity"])
    return EventType(
        name=name,
        label=row["label"],
        quad_class=row["quad_class"],
        definition=row["definition"],
        needs_recipient=row["needs_recipient"],
        intensity=float(row.get("intensity_corrected", printed)),
        intensity_printed=printed,
        intensity_note=row.get("intensity_note", ""),
        modes=tuple(
            Mode(mode, None if score is None else float(score), sentence)
            for mode, (score, sentence) in row.get("modes", {}).items()
        ),
    )
