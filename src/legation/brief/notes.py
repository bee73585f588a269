"""Footnotes: what each number points to, with the publications behind it."""

from attrs import frozen

from legation.domain.citation import Reference, Source


@frozen
class Note:
    """One numbered footnote.

    Attributes:
        number: from 1.
        text: what the reference says.
        kind: which kind of knowledge.
        key: where it is found again.
        sources: the publications behind it.
    """

    number: int
    text: str
    kind: str
    key: str
    sources: tuple[Source, ...]


def build_notes(numbers: dict[Reference, int], sources: tuple[Source, ...]) -> tuple[Note, ...]:
    """The footnotes of a brief in order."""
    by_id = {source.source_id: source for source in sources}
    return tuple(
        Note(
            number,
            reference.note,
            reference.kind.value,
            reference.key,
            tuple(by_id[key] for key in reference.source_ids if key in by_id),
        )
        for reference, number in numbers.items()
    )


def describe_source(source: Source) -> str:
    """A publication in one line: publisher, title, date."""
    parts = [source.publisher, source.title]
    return ", ".join(part for part in parts if part) + (f" ({source.date})" if source.date else "")
