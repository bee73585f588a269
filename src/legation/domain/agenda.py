"""What is on the table between two states, and who holds what."""

from attrs import frozen

from legation.domain.citation import Reference, Statement


@frozen
class IssueCount:
    """How often an issue shows in one kind of evidence.

    Attributes:
        issue_id: key in the ontology's issues.
        label: as a reader says it.
        count: sentences, events or entries that show it.
        total: all that show any issue; `count / total` is the share.
    """

    issue_id: str
    label: str
    count: int
    total: int
    reference: Reference

    @property
    def share(self) -> float:
        """Share of this issue, 0 to 1."""
        return self.count / self.total if self.total else 0.0


@frozen
class Leverage:
    """A fact that gives one state weight with another."""

    holder: str
    over: str
    kind: str
    statement: Statement


@frozen
class Agenda:
    """Issues in the report, its events, the chronicle and the record, most frequent first."""

    in_report: tuple[IssueCount, ...]
    in_events: tuple[IssueCount, ...]
    in_chronicle: tuple[IssueCount, ...]
    in_record: tuple[IssueCount, ...]
    summary: tuple[Statement, ...]
    leverage: tuple[Leverage, ...]
    gaps: tuple[Statement, ...]
