"""Numbers of footnotes, in the order in which a reader meets them."""

from collections.abc import Iterable

from legation.brief.blocks import ChartSlot, Section, Table
from legation.domain.brief import Brief
from legation.domain.citation import Reference


def collect_references(brief: Brief, sections: tuple[Section, ...]) -> dict[Reference, int]:
    """Number every reference in the order in which a reader meets it, from 1."""
    numbers: dict[Reference, int] = {}

    def add(references: Iterable[Reference]) -> None:
        for reference in references:
            numbers.setdefault(reference, len(numbers) + 1)

    for statement in brief.dateline:
        add(statement.references)
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Table):
                for row in block.rows:
                    for cell in row:
                        add(cell.references)
            elif isinstance(block, ChartSlot):
                add(block.references)
            else:
                for statement in block.statements:
                    add(statement.references)
    return numbers
