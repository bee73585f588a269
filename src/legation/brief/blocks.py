"""The blocks of which a brief is laid out, whatever its format."""

from attrs import frozen

from legation.domain.citation import Reference, Statement


@frozen
class Paragraph:
    """Statements that run on as one paragraph."""

    statements: tuple[Statement, ...]


@frozen
class Bullets:
    """Statements, one a line, under an optional heading."""

    statements: tuple[Statement, ...]
    heading: str = ""


@frozen
class Cell:
    """One cell of a table: text, its references, and a class that colours it."""

    text: str
    references: tuple[Reference, ...] = ()
    tone: str = ""


@frozen
class Table:
    """A table with a caption."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@frozen
class ChartSlot:
    """The place of a chart: `timeline`, `contacts`, `series`, `outlook`, `network`."""

    chart: str
    caption: str
    references: tuple[Reference, ...]


Block = Paragraph | Bullets | Table | ChartSlot


@frozen
class Section:
    """One section of a brief."""

    section_id: str
    title: str
    blocks: tuple[Block, ...]
