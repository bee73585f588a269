"""The events that the report tells, as our coder read them: words, type, sides, standing."""

from legation.brief.blocks import Cell, Table
from legation.domain.coding import CodedActor, CodedEvent, Modality
from legation.domain.report import Report

_MOST = 12
_MOST_NOTES = 3
_STANDING = {
    Modality.DONE: "told as done",
    Modality.PLANNED: "planned",
    Modality.CALLED_FOR: "called for",
    Modality.DENIED: "denied",
    Modality.HYPOTHETICAL: "supposed",
}
_CAPTION = (
    "Events that the report tells, coded by machine from its words (PLOVER); a reading, not a fact"
)


def lay_events(report: Report, events: tuple[CodedEvent, ...]) -> Table:
    """A table of events in the order of the text.

    An event that is told more than once stands once, as it was told first; one of which neither
    side is known is left out.
    """
    groups = _group_events(report, events)
    told = sorted(groups, key=lambda group: -max(one.score for one in group))[:_MOST]
    told.sort(key=lambda group: group[0].span)
    header = ("Event", "Who", "To whom", "Standing", "When", "Words")
    return Table(_CAPTION, header, tuple(_build_row(report, group) for group in told))


def _group_events(report: Report, events: tuple[CodedEvent, ...]) -> list[list[CodedEvent]]:
    """Events of one act between the same sides that the same word tells, unless their days differ.

    A welcome today and a treaty signed years ago are both support, and two events.
    """
    groups: dict[tuple[str, frozenset[str], str], list[list[CodedEvent]]] = {}
    for event in events:
        sides = frozenset([_identify(event.source), _identify(event.target)])
        if sides == {""}:
            continue
        alike = groups.setdefault((event.act, sides, report.quote(event.span).lower()), [])
        group = next((one for one in alike if _may_be_one(one, event)), None)
        if group is None:
            alike.append([event])
        else:
            group.append(event)
    return [group for alike in groups.values() for group in alike]


def _may_be_one(group: list[CodedEvent], event: CodedEvent) -> bool:
    return event.day is None or all(one.day in {None, event.day} for one in group)


def _build_row(report: Report, group: list[CodedEvent]) -> tuple[Cell, ...]:
    event, dated = group[0], next((one for one in group if one.day is not None), None)
    quoted = f"'{report.quote(event.span).lower()}'"
    return (
        Cell(_name_type(event)),
        Cell(_name_actor(event.source)),
        Cell(_name_actor(event.target)),
        Cell(_say_standing(event)),
        _say_day(report, dated),
        Cell(quoted, tuple(report.cite(one.span) for one in group[:_MOST_NOTES])),
    )


def _say_day(report: Report, event: CodedEvent | None) -> Cell:
    if event is None or event.day is None:
        return Cell("")
    return Cell(event.day.describe(), (report.cite(event.span),))


def _identify(actor: CodedActor | None) -> str:
    return "" if actor is None else actor.state or actor.entity_id


def _name_type(event: CodedEvent) -> str:
    name = event.event_type.lower()
    if event.act != event.event_type:
        act = event.act.lower()
        name += f" to {act}" if event.event_type == "AGREE" else f" ({act})"
    return f"{name}, {event.mode}" if event.mode else name


def _name_actor(actor: CodedActor | None) -> str:
    if actor is None:
        return "not told"
    name = " ".join(actor.name.split())
    return f"{name} ({actor.state})" if actor.state else name


def _say_standing(event: CodedEvent) -> str:
    words = _STANDING[event.modality]
    return f"{words}, negated" if event.negated else words
