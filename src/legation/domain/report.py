"""A report as read: its text, its sentences, and what is mentioned where."""

from enum import StrEnum

from attrs import frozen

from legation.domain.citation import Reference, ReferenceKind
from legation.domain.dates import PartialDate


@frozen(order=True)
class Span:
    """A stretch of a report's text: characters start..end, end excluded."""

    start: int
    end: int


@frozen
class Sentence:
    """One sentence or heading of a report, numbered from 0."""

    index: int
    span: Span
    text: str


class DateKind(StrEnum):
    """How a date was written."""

    ABSOLUTE = "absolute"
    RELATIVE = "relative"
    RANGE = "range"
    IMPOSSIBLE = "impossible"


@frozen
class DateMention:
    """A date in a report.

    Attributes:
        span: where it stands.
        text: as written.
        kind: how it was written.
        start: first day meant, None where impossible or not resolvable.
        end: last day meant (equal to start for a single date).
        weekday: the weekday written beside it, 0 Monday to 6 Sunday, None where none is.
        problem: why the date cannot be (`June has 30 days`), empty where it can.
    """

    span: Span
    text: str
    kind: DateKind
    start: PartialDate | None
    end: PartialDate | None
    weekday: int | None = None
    problem: str = ""


class MentionKind(StrEnum):
    """What a name in a report stands for."""

    STATE = "state"
    PERSON = "person"
    OFFICE = "office"
    ORGANIZATION = "organization"
    PLACE = "place"


@frozen
class Mention:
    """A name in a report, resolved on the report's day.

    Attributes:
        span: where it stands.
        text: as written.
        kind: what it stands for.
        entity_id: `state_id`, `person_id`, `org_id`, or `city|state_id`; empty where the name is
            not in the almanac.
        state_id: the state that it belongs to, empty where none or unknown.
        title: the office written with it (`President`, `Foreign Minister`), empty where none.
        candidates: other entities that the name may mean.
    """

    span: Span
    text: str
    kind: MentionKind
    entity_id: str = ""
    state_id: str = ""
    title: str = ""
    candidates: tuple[str, ...] = ()


@frozen
class Quotation:
    """Words in quotation marks, and who is named beside them (empty where nobody is)."""

    span: Span
    text: str
    speaker: str = ""


@frozen
class Report:
    """A report, as extracted from a page, a PDF, a text file or one line.

    Attributes:
        title: its headline, empty where none.
        text: headline and body; all spans count in this text.
        byline: who wrote it, empty where not stated.
        publisher: who published it, empty where not stated.
        published: the day of publication, None where not stated.
        url: where it was read, empty for files.
        language: ISO 639-1 code.
        content_format: `html`, `pdf`, `text` or `line`.
        sentences: in order.
        dates: in order.
        mentions: in order.
        quotations: in order.
        links: addresses that the report links to.
    """

    title: str
    text: str
    byline: str = ""
    publisher: str = ""
    published: PartialDate | None = None
    url: str = ""
    language: str = "en"
    content_format: str = "text"
    sentences: tuple[Sentence, ...] = ()
    dates: tuple[DateMention, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    links: tuple[str, ...] = ()

    def quote(self, span: Span) -> str:
        """The words at a span."""
        return self.text[span.start : span.end]

    def cite(self, span: Span) -> Reference:
        """The reference to a stretch of this report."""
        words = " ".join(self.quote(span).split())
        quoted = words if len(words) <= 120 else words[:117] + "..."
        place = f"characters {span.start}-{span.end}"
        return Reference(
            ReferenceKind.REPORT,
            f"report/{span.start}-{span.end}",
            f"the report, {place}: '{quoted}'",
        )

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence around a character position."""
        for sentence in self.sentences:
            if sentence.span.start <= position < sentence.span.end:
                return sentence
        return None
