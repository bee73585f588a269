"""Past events that a report dates: visits, treaties, tests, ends of states."""

import re

import polars as pl

from legation.almanac.chronicle import list_milestones, list_treaties
from legation.almanac.columns import STATES
from legation.almanac.store import Almanac, cite_row
from legation.almanac.visits import list_visits, overlaps_day
from legation.checks.visit_words import describe_visit
from legation.domain.citation import Statement
from legation.domain.coding import CodedEvent, Modality
from legation.domain.dates import PartialDate
from legation.domain.engagement import Engagement
from legation.domain.report import DateMention, MentionKind, Report, Sentence
from legation.domain.verdicts import Claim, ClaimKind, Confidence, Finding, Verdict

_DISSOLVED = re.compile(
    r"\b(?:dissol\w+|collaps\w+|break-?up|disintegrat\w+|ceased to exist|fall of)\b", re.I
)
_KINDS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (
        re.compile(r"\bnuclear test|\btested? (?:a )?nuclear|nuclear device", re.I),
        ("nuclear_test",),
    ),
    (
        re.compile(r"\b(?:missile|ICBM|satellite|rocket)\b", re.I),
        ("missile_test", "satellite_launch"),
    ),
    (re.compile(r"\bresolution\b", re.I), ("resolution",)),
    (re.compile(r"\b(?:treaty|pact|accord|agreement)\b", re.I), ("treaty", "declaration")),
    (re.compile(r"\b(?:summit|visit\w*|met|meeting|travell?ed|trip)\b", re.I), ("summit",)),
    (re.compile(r"\b(?:war|invaded|invasion|armistice)\b", re.I), ("war", "treaty")),
    (
        re.compile(r"\b(?:diplomatic relations|recogni[sz]ed|normali[sz]ed)\b", re.I),
        ("recognition", "treaty", "declaration"),
    ),
)
_VISIT = re.compile(r"\b(?:summit|visit\w*|met|meeting|travell?ed|trip|hosted|received)\b", re.I)


def check_past_events(
    report: Report,
    almanac: Almanac,
    engagement: Engagement,
    events: tuple[CodedEvent, ...] = (),
) -> list[Verdict]:
    """One verdict for each dated sentence about the past that is not the engagement itself.

    Where the coder read only plans and wishes in a sentence, it counts only if the almanac has it;
    a meeting that it read is looked up between its two sides, whatever words tell it.
    """
    verdicts = []
    for sentence in report.sentences:
        told = [event for event in events if event.sentence == sentence.index]
        is_past = not told or any(event.modality is Modality.DONE for event in told)
        dates = [
            date
            for date in report.dates
            if sentence.span.start <= date.span.start < sentence.span.end
            and date.start is not None
            and date.start.latest <= almanac.as_of
            and date.text != engagement.date_text
            and date.start not in {report.published, engagement.start}
        ]
        states = list(
            dict.fromkeys(
                m.state_id
                for m in report.mentions
                if m.state_id
                and sentence.span.start <= m.span.start < sentence.span.end
                and m.kind is not MentionKind.PLACE
            )
        )
        meetings = [event for event in told if event.act == "CONSULT"]
        if dates and states:
            sides = _put_first(states, meetings)
            verdict = _judge(report, almanac, sentence, dates, sides, meetings)
            if is_past or verdict.finding is not Finding.NOT_ESTABLISHED:
                verdicts.append(verdict)
    return verdicts


def _judge(
    report: Report,
    almanac: Almanac,
    sentence: Sentence,
    dates: list[DateMention],
    states: list[str],
    meetings: list[CodedEvent],
) -> Verdict:
    for date in dates:
        claim = _claim(sentence, date)
        ended = _find_end_of_state(almanac, sentence.text, date, states)
        if ended is not None:
            return Verdict(claim, Finding.SUPPORTED, ended, "event.end-of-state", Confidence.HIGH)
        evidence = _find_evidence(almanac, sentence.text, date, states, bool(meetings))
        if evidence:
            rule = "event.in-almanac"
            confidence = Confidence.MODERATE
            return Verdict(claim, Finding.SUPPORTED, evidence[0], rule, confidence, evidence[1:3])
    reason = Statement(
        "The almanac has no entry of that kind for these states and that time; it does not list "
        "everything.",
        (report.cite(sentence.span),),
    )
    claim = _claim(sentence, dates[0])
    rule = "event.not-in-almanac"
    return Verdict(claim, Finding.NOT_ESTABLISHED, reason, rule, Confidence.LOW)


def _put_first(states: list[str], meetings: list[CodedEvent]) -> list[str]:
    """At most three states; the sides of a meeting go before others."""
    sides = [side.state for event in meetings for side in (event.source, event.target) if side]
    known = [state for state in dict.fromkeys(sides) if state in states]
    return list(dict.fromkeys([*known, *states]))[:3]


def _claim(sentence: Sentence, date: DateMention) -> Claim:
    words = " ".join(sentence.text.split())
    quoted = words if len(words) <= 110 else words[:107].rsplit(" ", 1)[0] + "..."
    return Claim(ClaimKind.EVENT, sentence.span, sentence.text, f"'{quoted}' (dated {date.text})")


def _find_end_of_state(
    almanac: Almanac, text: str, date: DateMention, states: list[str]
) -> Statement | None:
    if not _DISSOLVED.search(text) or date.start is None or date.end is None:
        return None
    rows = almanac.table(STATES).filter(
        pl.col("state_id").is_in(states) & (pl.col("end_day").str.len_chars() == 10)
    )
    for row in rows.iter_rows(named=True):
        end = PartialDate.parse(row["end_day"])
        if end.overlaps(date.start.earliest, date.end.latest):
            note = f"{row['name']} ended on {row['end_day']}"
            reference = cite_row(STATES, row["state_id"], note, row["source"])
            return Statement(f"{row['name']} ended on {end.describe()}.", (reference,))
    return None


def _find_evidence(
    almanac: Almanac, text: str, date: DateMention, states: list[str], is_meeting: bool
) -> tuple[Statement, ...]:
    assert date.start is not None and date.end is not None
    found: list[Statement] = []
    pair = tuple(states[:2])
    if len(pair) == 2 and (is_meeting or _VISIT.search(text)):
        for visit in list_visits(almanac, *pair, date.start.earliest, date.end.latest):
            if overlaps_day(visit, date.start, date.end):
                found.append(describe_visit(almanac, visit))
    kinds = tuple(kind for pattern, names in _KINDS if pattern.search(text) for kind in names)
    if kinds:
        for entry in list_milestones(almanac, pair if len(pair) == 2 else (states[0],), kinds):
            if entry.day.overlaps(date.start.earliest, date.end.latest):
                found.append(
                    Statement(f"{entry.day.describe()}: {entry.sentence}", (entry.reference,))
                )
        for treaty in list_treaties(almanac, pair):
            signed = treaty.signed
            if (
                signed
                and signed.overlaps(date.start.earliest, date.end.latest)
                and "treaty" in kinds
            ):
                text_signed = f"{treaty.name} was signed on {signed.describe()}."
                found.append(Statement(text_signed, (treaty.reference,)))
    return tuple(found)
