"""The briefing: typed data first, text later."""

import datetime as dt

from attrs import frozen

from legation.domain.agenda import Agenda
from legation.domain.citation import Source, Statement
from legation.domain.coding import CodedEvent
from legation.domain.engagement import Engagement
from legation.domain.history import History
from legation.domain.outlook import Outlook
from legation.domain.reactions import Reactions
from legation.domain.report import Report
from legation.domain.verdicts import CheckResult


@frozen
class Judgment:
    """One key judgment: what a reader in a hurry should take away."""

    statement: Statement


@frozen
class Brief:
    """A briefing on one report as of one day.

    Attributes:
        title: headline of the briefing.
        dateline: what it is about, as of when, on which knowledge.
        as_of: nothing that became known later is in it.
        report: what was read.
        engagement: what the report is about.
        recognition: how that was read, and what is unsure.
        judgments: three to five.
        events: what the report tells, as coded from its words.
        check: what we checked.
        history: historical context.
        agenda: what is on the table.
        outlook: what may follow.
        reactions: third parties, implications, risks, what to watch.
        changes: what changed since the edition that was given as the last one.
        gaps: what could not be established.
        methods: how the figures were made.
        sources: the publications behind the references, by id.
    """

    title: str
    dateline: tuple[Statement, ...]
    as_of: dt.date
    report: Report
    engagement: Engagement
    recognition: tuple[Statement, ...]
    judgments: tuple[Judgment, ...]
    events: tuple[CodedEvent, ...]
    check: CheckResult
    history: History
    agenda: Agenda
    outlook: Outlook
    reactions: Reactions
    changes: tuple[Statement, ...]
    gaps: tuple[Statement, ...]
    methods: tuple[Statement, ...]
    sources: tuple[Source, ...]
    version: str
