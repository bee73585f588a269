"""Take out of the record what a brief needs, as of its day."""

import datetime as dt

import polars as pl
from attrs import frozen

from legation.almanac.store import Almanac
from legation.almanac.visits import list_visits
from legation.domain.actors import Dyad
from legation.record.counts import count_by_month, count_by_type, peer_intensities
from legation.record.place import Root
from legation.record.store import Record, open_record
from legation.record.summary import covered_days, summarize_record
from legation.record.windows import count_toward
from legation.tables.counts import WINDOWS_SCHEMA
from legation.tables.extract import RecordExtract
from legation.workflow.inquiry import Inquiry

AFTER_DAYS = 14
_PLACEBO_SHIFTS = (-84, -56, -28, 28, 56)
_FEW_EVENTS = 50


@frozen(eq=False)
class RecordQuestion:
    """What a brief asks of the record.

    Attributes:
        as_of: events that became known later do not count.
        pair: state ids, visitor first.
        windows: by `WINDOWS_SCHEMA`.
    """

    as_of: dt.date
    pair: tuple[str, str]
    windows: pl.DataFrame


def pose_question(record: Record, almanac: Almanac, pair: tuple[str, str]) -> RecordQuestion | None:
    """What a brief on a pair of states asks; None where the record knows nothing by that day."""
    summary = summarize_record(record, almanac.as_of)
    if summary.first_day is None or summary.last_day is None:
        return None
    windows = build_windows(almanac, pair, summary.first_day, summary.last_day)
    return RecordQuestion(almanac.as_of, pair, windows)


def answer_question(record: Record, question: RecordQuestion) -> RecordExtract:
    """Ask the record everything at once.

    Args:
        record: the record.
        question: of a record that knows something by that day.
    """
    as_of, pair = question.as_of, question.pair
    summary = summarize_record(record, as_of)
    dyads = [Dyad(*pair), Dyad(*pair).reverse()]
    return RecordExtract(
        as_of=as_of,
        events=summary.rows,
        first_day=summary.first_day,
        last_day=summary.last_day,
        days=summary.days_covered,
        origins=summary.origins,
        monthly=count_by_month(record, as_of, dyads),
        covered=covered_days(record, as_of, _FEW_EVENTS),
        types=count_by_type(record, as_of, dyads),
        peers=pl.concat([peer_intensities(record, as_of, state) for state in pair]),
        windows=question.windows,
        toward=count_toward(record, as_of, None, pair, question.windows),
    )


def extract_record(
    root: Root,
    almanac: Almanac,
    pair: tuple[str, str],
    inquiry: Inquiry | None = None,
    engine_name: str = "duckdb",
) -> RecordExtract:
    """Pose a brief's question and have it answered; an empty record gives an empty extract.

    Args:
        root: the record's folder or address; one that does not exist is an empty record.
        almanac: as of the brief's day.
        pair: state ids, visitor first.
        inquiry: one that was begun before; the record is asked here where there is none.
        engine_name: which engine answers: `duckdb` or `spark`.
    """
    record = open_record(root, engine_name)
    question = pose_question(record, almanac, pair)
    if question is None:
        return RecordExtract(almanac.as_of)
    answer = inquiry.ask(question) if inquiry is not None else None
    return answer if isinstance(answer, RecordExtract) else answer_question(record, question)


def build_windows(
    almanac: Almanac, pair: tuple[str, str], first_day: dt.date, last_day: dt.date
) -> pl.DataFrame:
    """Windows of 14 days after each known engagement of the pair, and placebo windows.

    A placebo window is shifted by whole weeks and overlaps no window after an engagement.
    """
    length = dt.timedelta(days=AFTER_DAYS - 1)
    visits = list_visits(almanac, *pair, first_day, last_day)
    after = {visit.start.earliest for visit in visits}
    rows = [(f"after:{day.isoformat()}", day, day + length) for day in sorted(after)]
    for day in sorted(after):
        for shift in _PLACEBO_SHIFTS:
            start = day + dt.timedelta(days=shift)
            free = all(abs((start - other).days) >= AFTER_DAYS for other in after)
            if free and first_day <= start and start + length <= last_day:
                rows.append((f"placebo:{day.isoformat()}:{shift:+d}", start, start + length))
    kept = [row for row in rows if row[2] <= last_day]
    return pl.DataFrame(kept, schema=WINDOWS_SCHEMA, orient="row")
