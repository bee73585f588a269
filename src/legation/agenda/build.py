"""The agenda of an engagement."""

from legation.agenda.issues import (
    count_chronicle_issues,
    count_record_issues,
    count_report_issues,
    count_told_issues,
    describe_shares,
)
from legation.agenda.leverage import list_leverage
from legation.almanac.states import describe_state
from legation.almanac.store import Almanac
from legation.domain.agenda import Agenda, IssueCount
from legation.domain.citation import Statement
from legation.domain.coding import CodedEvent
from legation.domain.report import Report
from legation.domain.wording import name_state
from legation.tables.extract import RecordExtract


def build_agenda(
    report: Report,
    almanac: Almanac,
    pair: tuple[str, str],
    extract: RecordExtract,
    events: tuple[CodedEvent, ...] = (),
) -> Agenda:
    """Set out the issues and who holds what.

    Args:
        report: read.
        almanac: as of a day.
        pair: state ids, visitor first.
        extract: the record's frames for this pair as of the same day.
        events: what the report tells, as coded.
    """
    names = {
        state: name_state(describe_state(almanac, state, almanac.as_of).name) for state in pair
    }
    in_report = count_report_issues(report)
    in_events = count_told_issues(report, events)
    in_chronicle = count_chronicle_issues(almanac, pair)
    in_record = count_record_issues(extract, pair)
    summary = (
        *describe_shares("In the report", in_report, "sentences"),
        *describe_shares("In the events that the report tells", in_events, "events"),
        *describe_shares("In the chronicle of the two states", in_chronicle, "entries"),
        *describe_shares("In the record of the two states", in_record, "coded events"),
    )
    return Agenda(
        in_report,
        in_events,
        in_chronicle,
        in_record,
        summary,
        list_leverage(almanac, pair, names),
        _list_gaps(in_report, in_chronicle),
    )


def _list_gaps(
    in_report: tuple[IssueCount, ...], in_chronicle: tuple[IssueCount, ...]
) -> tuple[Statement, ...]:
    gaps = []
    if not in_report:
        gaps.append("The report names no issue that the ontology knows.")
    if not in_chronicle:
        gaps.append("The chronicle shows no issue for these two states.")
    gaps.append(
        "Trade and aid volumes are not in the almanac; leverage by them is not established."
    )
    return tuple(Statement(text) for text in gaps)
