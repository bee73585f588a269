"""Claims of a report and what was found of them."""

from enum import StrEnum

from attrs import frozen

from legation.domain.citation import Reference, Statement
from legation.domain.dates import PartialDate
from legation.domain.report import Span


class Confidence(StrEnum):
    """How sure the analysis is of itself, by a printed rule; not how likely the thing is."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class Finding(StrEnum):
    """What can be said of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_ESTABLISHED = "not established"
    NOT_CHECKABLE = "not checkable"


class ClaimKind(StrEnum):
    """What a claim is about."""

    DATE = "date"
    OFFICE = "office"
    PERSON = "person"
    PLACE = "place"
    MEMBERSHIP = "membership"
    EVENT = "event"


@frozen
class Claim:
    """One checkable claim of a report.

    Attributes:
        kind: what it is about.
        span: where it stands.
        text: the words as written.
        summary: the claim in our words, one clause.
    """

    kind: ClaimKind
    span: Span
    text: str
    summary: str


@frozen
class Correction:
    """What the report probably means.

    Attributes:
        text: the corrected words.
        start: the corrected first day, None where no day is corrected.
        end: the corrected last day.
        statement: why, with the rows behind it.
    """

    text: str
    statement: Statement
    start: PartialDate | None = None
    end: PartialDate | None = None


@frozen
class Verdict:
    """One claim with its finding.

    Attributes:
        rule: short name of the rule that fired: `date.beyond-lifetime`.
        reason: why, one sentence.
        evidence: further statements for and against.
    """

    claim: Claim
    finding: Finding
    reason: Statement
    rule: str
    confidence: Confidence
    evidence: tuple[Statement, ...] = ()
    correction: Correction | None = None


@frozen
class Lack:
    """Something that a report of this kind should hold and does not: `date`, `named source`, ..."""

    what: str
    statement: Statement


@frozen
class CheckResult:
    """All verdicts on a report, in the order of its text, and what it lacks."""

    verdicts: tuple[Verdict, ...]
    lacks: tuple[Lack, ...]
    scope: Reference
