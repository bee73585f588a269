"""The sections on others: third parties, implications, risks, the watch-list."""

from legation.brief.blocks import Block, Bullets, Cell, ChartSlot, Table
from legation.domain.citation import Reference, Statement
from legation.domain.dates import PartialDate
from legation.domain.reactions import Indicator, Reactions, Risk


def lay_third_parties(reactions: Reactions) -> tuple[Block, ...]:
    """Each third state with its ties and its record."""
    blocks: list[Block] = []
    if reactions.third_parties:
        references = tuple(
            dict.fromkeys(
                ref
                for party in reactions.third_parties
                for tie in party.ties
                for ref in tie.statement.references
            )
        )
        blocks.append(ChartSlot("network", "Ties of third parties to both sides", references[:0]))
    for party in reactions.third_parties:
        statements = (
            *(tie.statement for tie in party.ties),
            *(response.statement for response in party.responses),
        )
        blocks.append(Bullets(statements, party.name))
    return tuple(blocks)


def _describe_course(indicator: Indicator) -> str:
    points = indicator.course[-6:]
    if indicator.unit == "share":
        return ", ".join(f"{p.year}: {p.value:.0%} (n={p.count})" for p in points)
    return ", ".join(f"{p.year}: {p.value:g} (n={p.count})" for p in points)


def lay_implications(reactions: Reactions) -> tuple[Block, ...]:
    """Indicators with their course."""
    rows = tuple(
        (
            Cell(one.theme),
            Cell(one.label),
            Cell(one.statement.text, one.statement.references),
            Cell(_describe_course(one), _without(one.reference, one.statement)),
        )
        for one in reactions.implications
    )
    return (Table("Indicators, never opinion", ("Theme", "Indicator", "Now", "Course"), rows),)


def lay_risks(reactions: Reactions) -> tuple[Block, ...]:
    """Risks with their thresholds, and the premortem."""
    rows = tuple(
        (
            Cell(risk.label),
            Cell(risk.indicator.statement.text, risk.indicator.statement.references),
            Cell(risk.threshold.text, risk.threshold.references),
            Cell(risk.status, (), risk.status.replace(" ", "-")),
        )
        for risk in reactions.risks
    )
    premortem = tuple(
        Statement(f"{theme}: {text}") for text, theme in _group_premortems(reactions.risks)
    )
    return (
        Table("Risks with observable indicators", ("Risk", "Now", "Threshold", "Status"), rows),
        Bullets(premortem, "Premortem: if it went wrong, how it would have looked"),
    )


def lay_watch(reactions: Reactions) -> tuple[Block, ...]:
    """The watch-list."""
    rows = tuple(
        (
            Cell(item.what),
            Cell(_say_deadline(item.until), item.statement.references),
            Cell(item.statement.text),
        )
        for item in reactions.watch
    )
    return (Table("Watch-list", ("What", "Until", "What it would mean"), rows),)


def _group_premortems(risks: tuple[Risk, ...]) -> list[tuple[str, str]]:
    """Each sentence once, under the words before the colon of its first risk's label."""
    found: dict[str, str] = {}
    for risk in risks:
        found.setdefault(risk.premortem, risk.label.split(":", 1)[0])
    return list(found.items())


def _say_deadline(text: str) -> str:
    try:
        return PartialDate.parse(text).describe()
    except ValueError:
        return text


def _without(reference: Reference, statement: Statement) -> tuple[Reference, ...]:
    """A reference, unless the sentence beside it carries it already."""
    return () if reference in statement.references else (reference,)
