"""The order and blocks of a brief: what every format shows, before it is formatted."""

import datetime as dt
from collections.abc import Iterable

from legation.brief.blocks import (
    Block,
    Bullets,
    Cell,
    ChartSlot,
    Paragraph,
    Section,
    Table,
)
from legation.brief.layout_events import lay_events
from legation.brief.layout_others import (
    lay_implications,
    lay_risks,
    lay_third_parties,
    lay_watch,
)
from legation.domain.brief import Brief
from legation.domain.citation import Statement
from legation.domain.dates import PartialDate
from legation.domain.history import History, TimelineEntry
from legation.domain.outlook import Forecast, Outlook
from legation.domain.verdicts import Verdict

_RECENT = 14
_TURNING = 18
_FORECASTS = "Questions and forecasts (the note beside a forecast carries its whole row)"
_DYADS = "What each does toward the other in the 30 days after the day of issue"


def lay_out(brief: Brief) -> tuple[Section, ...]:
    """The sections of a brief in their fixed order; empty blocks are left out."""
    sections = [
        Section(
            "judgments", "Key judgments", (Bullets(tuple(j.statement for j in brief.judgments)),)
        ),
        Section("checked", "What we checked", _lay_checks(brief)),
        Section("history", "Historical context", _lay_history(brief.history)),
        Section("table", "What is on the table", _lay_agenda(brief)),
        Section("outlook", "Outlook", _lay_outlook(brief.outlook)),
        Section("third-parties", "Third parties", lay_third_parties(brief.reactions)),
        Section("implications", "Broader implications", lay_implications(brief.reactions)),
        Section("risks", "Challenges and risks", lay_risks(brief.reactions)),
        Section("watch", "What to watch", lay_watch(brief.reactions)),
        Section("changes", "What changed since the last edition", (Bullets(brief.changes),)),
        Section("gaps", "Gaps", (Bullets(brief.gaps),)),
        Section("methods", "Methods", (Bullets(brief.methods),)),
    ]
    return tuple(
        Section(
            one.section_id, one.title, tuple(block for block in one.blocks if _has_content(block))
        )
        for one in sections
    )


def _has_content(block: Block) -> bool:
    if isinstance(block, Table):
        return bool(block.rows)
    return isinstance(block, ChartSlot) or bool(block.statements)


def _statement_cell(statements: Iterable[Statement]) -> Cell:
    found = tuple(statements)
    references = tuple(dict.fromkeys(ref for one in found for ref in one.references))
    return Cell(" ".join(one.text for one in found), references)


def _verdict_row(verdict: Verdict) -> tuple[Cell, ...]:
    tone = verdict.finding.value.replace(" ", "-")
    correction = verdict.correction
    reading = _statement_cell([correction.statement]) if correction else Cell("")
    return (
        Cell(verdict.claim.summary, (), ""),
        Cell(verdict.finding.value, (), tone),
        _statement_cell((verdict.reason, *verdict.evidence)),
        reading,
        Cell(verdict.confidence.value),
    )


def _lay_checks(brief: Brief) -> tuple[Block, ...]:
    rows = tuple(_verdict_row(verdict) for verdict in brief.check.verdicts)
    header = ("Claim", "Finding", "Evidence", "Probable reading", "Confidence")
    return (
        Paragraph(brief.recognition),
        Table("Claims of the report", header, rows),
        lay_events(brief.report, brief.events),
        Bullets(tuple(lack.statement for lack in brief.check.lacks), "What the report lacks"),
    )


def _choose_entries(timeline: tuple[TimelineEntry, ...]) -> tuple[TimelineEntry, ...]:
    """The last entries in full, and before them the turning points: the first and the latest."""
    earlier, recent = timeline[:-_RECENT], timeline[-_RECENT:]
    turning = tuple(entry for entry in earlier if entry.importance == 1)
    if len(turning) > _TURNING:
        turning = turning[:4] + turning[4 - _TURNING :]
    return turning + recent


def _lay_history(history: History) -> tuple[Block, ...]:
    timeline_refs = tuple(
        dict.fromkeys(ref for entry in history.timeline for ref in entry.statement.references)
    )
    blocks: list[Block] = [Paragraph(history.summary)]
    if history.timeline:
        blocks.append(
            ChartSlot("timeline", "Turning points and high-level contacts", timeline_refs[:0])
        )
        shown = _choose_entries(history.timeline)
        blocks.append(Bullets(tuple(entry.statement for entry in shown), "Timeline"))
    if history.contacts_reference and any(
        c.leader_visits + c.minister_visits for c in history.contacts
    ):
        blocks.append(
            ChartSlot("contacts", "High-level contacts by year", (history.contacts_reference,))
        )
    if history.series:
        references = tuple(series.reference for series in history.series)
        blocks.append(ChartSlot("series", "Cooperation and conflict by month", references))
    blocks += [
        Bullets(tuple(found.statement for found in history.breaks), "Breaks in the series"),
        Bullets(history.comparisons, "Against their own past and their peers"),
        Bullets(history.alliances, "Treaties and memberships"),
        Bullets(history.alignment, "Voting alignment"),
    ]
    return tuple(blocks)


def _lay_agenda(brief: Brief) -> tuple[Block, ...]:
    agenda = brief.agenda
    return (
        Bullets(agenda.summary, "Issues"),
        Bullets(tuple(lever.statement for lever in agenda.leverage), "Who holds what"),
    )


def _say_day(day: dt.date) -> str:
    return PartialDate.from_date(day).describe()


def _forecast_row(forecast: Forecast) -> tuple[Cell, ...]:
    rate = forecast.base_rate
    placebo = "the base rate is already one of other times"
    if rate.placebo_rate is not None:
        placebo = f"{rate.placebo_rate:.0%} ({rate.placebo_yes} of {rate.placebo_cases})"
    return (
        Cell(forecast.question.text, ()),
        Cell(forecast.wording.text, forecast.wording.references),
        Cell(
            f"{rate.rate:.0%} ({rate.yes} of {rate.cases}; 80 % {rate.low:.0%}-{rate.high:.0%})",
            () if rate.reference in forecast.wording.references else (rate.reference,),
        ),
        Cell(placebo),
        Cell(f"{forecast.confidence.value}: {forecast.confidence_reason}"),
    )


def _dyad_row(forecast: Forecast) -> tuple[Cell, ...]:
    question, wording, rate, _, confidence = _forecast_row(forecast)
    return question, wording, rate, confidence


def _lay_outlook(outlook: Outlook) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if outlook.forecasts:
        references = tuple(dict.fromkeys(f.base_rate.reference for f in outlook.forecasts))
        blocks.append(
            ChartSlot(
                "outlook", "Probabilities with 80 % intervals, base rates and placebo", references
            )
        )
    header = ("Question", "Forecast", "Base rate", "Same pairs at other times", "Confidence")
    blocks.append(Table(_FORECASTS, header, tuple(_forecast_row(f) for f in outlook.forecasts)))
    rules = tuple(
        Statement(
            f"{f.question.text} Resolves yes if {f.question.rule_text} Counted from "
            f"{_say_day(f.question.opens)} to {_say_day(f.question.deadline)}. "
            f"Reference class: {f.base_rate.reference_class}; {f.base_rate.method}.",
            (f.base_rate.reference,),
        )
        for f in (*outlook.forecasts, *outlook.dyads)
    )
    if outlook.dyads:
        columns = ("Question", "Forecast", "Base rate", "Confidence")
        rows = tuple(_dyad_row(f) for f in outlook.dyads)
        blocks.append(Table(_DYADS, columns, rows))
    blocks += [
        Bullets(rules, "How each question is resolved"),
        Bullets(outlook.unanswered, "Not answered"),
    ]
    return tuple(blocks)
