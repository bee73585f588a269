"""Issues that a report names, and those that the chronicle and the record show for a pair."""

from collections import Counter

import polars as pl

from legation.almanac.chronicle import list_milestones
from legation.almanac.store import Almanac
from legation.domain.agenda import IssueCount
from legation.domain.citation import Reference, ReferenceKind, Statement
from legation.domain.coding import CodedEvent
from legation.domain.report import Report, Span
from legation.domain.wording import join_words
from legation.ontology import find_issue_words, list_event_issues, load_issues
from legation.tables.counts import CountColumn
from legation.tables.extract import RecordExtract

MIN_TOTAL = 5


def count_report_issues(report: Report) -> tuple[IssueCount, ...]:
    """How many sentences of the report name each issue."""
    counts: Counter[str] = Counter()
    first: dict[str, Span] = {}
    for sentence in report.sentences:
        found = find_issue_words(sentence.text)
        start = sentence.span.start
        counts.update(sorted({mention.issue_id for mention in found}))
        for mention in found:
            first.setdefault(mention.issue_id, Span(start + mention.start, start + mention.end))
    total = sum(counts.values())
    labels = load_issues()
    return tuple(
        IssueCount(issue, labels[issue].label, count, total, report.cite(first[issue]))
        for issue, count in counts.most_common()
    )


def count_told_issues(report: Report, events: tuple[CodedEvent, ...]) -> tuple[IssueCount, ...]:
    """How many events that the report tells show each issue by their contexts."""
    counts: Counter[str] = Counter()
    first: dict[str, Span] = {}
    for event in events:
        for issue in list_event_issues(contexts=event.contexts):
            counts[issue] += 1
            first.setdefault(issue, event.span)
    total = sum(counts.values())
    labels = load_issues()
    return tuple(
        IssueCount(issue, labels[issue].label, count, total, report.cite(first[issue]))
        for issue, count in counts.most_common()
    )


def count_chronicle_issues(almanac: Almanac, pair: tuple[str, str]) -> tuple[IssueCount, ...]:
    """How many entries of the pair's chronicle touch each issue."""
    entries = list_milestones(almanac, pair)
    counts = Counter(issue for entry in entries for issue in entry.issues)
    total = sum(counts.values())
    sources = sorted({s for entry in entries for s in entry.reference.source_ids})
    reference = Reference(
        ReferenceKind.ALMANAC,
        f"chronicle/{pair[0]}-{pair[1]}",
        f"{len(entries)} entries of the chronicle in which {pair[0]} and {pair[1]} take part",
        tuple(sources),
    )
    labels = load_issues()
    return tuple(
        IssueCount(issue, labels[issue].label, count, total, reference)
        for issue, count in counts.most_common()
        if issue in labels
    )


def count_record_issues(extract: RecordExtract, pair: tuple[str, str]) -> tuple[IssueCount, ...]:
    """How many coded events of the pair, both ways, show each issue by their contexts."""
    if extract.types.is_empty():
        return ()
    counts: Counter[str] = Counter()
    grouped = extract.types.group_by(CountColumn.CONTEXTS).agg(pl.col(CountColumn.EVENTS).sum())
    for contexts, events in grouped.sort(CountColumn.CONTEXTS).iter_rows():
        parts = contexts if isinstance(contexts, list) else str(contexts or "").split(";")
        for issue in list_event_issues(contexts=tuple(part for part in parts if part)):
            counts[issue] += events
    total = sum(counts.values())
    reference = extract.cite(
        f"issues/{pair[0]}-{pair[1]}",
        f"events of {pair[0]} and {pair[1]} toward each other by context",
    )
    labels = load_issues()
    return tuple(
        IssueCount(issue, labels[issue].label, count, total, reference)
        for issue, count in counts.most_common()
    )


def _say_part(count: IssueCount) -> str:
    part = f"{count.count} of {count.total}"
    return f"{part}, {count.share:.0%}" if count.total >= MIN_TOTAL else part


def describe_shares(
    where: str, counts: tuple[IssueCount, ...], unit: str, most: int = 4
) -> tuple[Statement, ...]:
    """One sentence with the most frequent issues, their counts and shares."""
    if not counts or (counts[0].total < MIN_TOTAL and unit not in {"sentences", "events"}):
        return ()
    listed = join_words([f"{count.label} ({_say_part(count)})" for count in counts[:most]])
    noun = "issue shown most often is" if len(counts) == 1 else "issues shown most often are"
    references = tuple(dict.fromkeys(count.reference for count in counts[:most]))
    return (
        Statement(
            f"{where} the {noun} {listed}; {unit} are counted once for each issue.", references
        ),
    )
