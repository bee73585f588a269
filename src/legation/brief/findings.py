"""What the steps found, before it is a brief."""

from attrs import frozen

from legation.domain.agenda import Agenda
from legation.domain.coding import CodedEvent
from legation.domain.engagement import Engagement
from legation.domain.history import History
from legation.domain.outlook import Outlook
from legation.domain.reactions import Reactions
from legation.domain.report import Report
from legation.domain.verdicts import CheckResult
from legation.tables.extract import RecordExtract


@frozen
class Findings:
    """What the steps found, before it is a brief."""

    report: Report
    engagement: Engagement
    others: tuple[Engagement, ...]
    events: tuple[CodedEvent, ...]
    check: CheckResult
    history: History
    agenda: Agenda
    outlook: Outlook
    reactions: Reactions
    extract: RecordExtract
