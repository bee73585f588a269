"""Take out of the record what a brief needs, as of its day."""

import datetime as dt

import polars as pl
from attrs import frozen

from legation.almanac.store import Almanac
from legation.almanac.visits import list_visits
from legation.domain.actors import Dyad
from legation.record.counts import count_by_month, count_by_type, peer_intensities
from legation.record.place import Root
from legation.record.scope import WHOLE, Scope
from legation.record.store import Record, open_record
from legation.record.summary import covered_days, summarize_record
from legation.record.windows import count_toward
from legation.tables.counts import WINDOWS_SCHEMA, CountColumn
from legation.tables.extract import RecordExtract
from legation.workflow.dyad_extraction import extract_dyads
from legation.workflow.inquiry import Inquiry
from legation.workflow.record_choice import BY_COVERAGE, Counting
from legation.workflow.scoping import FEW_EVENTS, choose_feed, name_heirs

AFTER_DAYS = 14
_PLACEBO_SHIFTS = (-84, -56, -28, 28, 56)


@frozen(eq=False)
class RecordQuestion:
    """What a brief asks of the record.

    Attributes:
        as_of: events that became known later do not count.
        pair: state ids, visitor first.
        windows: by `WINDOWS_SCHEMA`.
        scope: from which feed, and which old states count under their heirs.
        other_origins: feeds that the record holds besides and that do not count.
    """

    as_of: dt.date
    pair: tuple[str, str]
    windows: pl.DataFrame
    scope: Scope = WHOLE
    other_origins: tuple[str, ...] = ()


def pose_question(
    record: Record, almanac: Almanac, pair: tuple[str, str], counting: Counting = BY_COVERAGE
) -> RecordQuestion | None:
    """What a brief on a pair of states asks; None where no feed tells of them by that day.

    Args:
        record: the record.
        almanac: as of the brief's day.
        pair: state ids, visitor first.
        counting: which of its rows are to count.

    Raises:
        InputError: if a feed is asked for that tells nothing of the pair by that day.
    """
    as_of = almanac.as_of
    feeds = choose_feed(record, as_of, pair, counting)
    summary = summarize_record(record, as_of, feeds.counted)
    if feeds.counted is None or summary.first_day is None or summary.last_day is None:
        return None
    windows = build_windows(almanac, pair, summary.first_day, summary.last_day)
    heirs = name_heirs(almanac, pair, summary.first_day) if counting.predecessors else ()
    return RecordQuestion(as_of, pair, windows, Scope(feeds.counted, heirs), feeds.others)


def answer_question(record: Record, question: RecordQuestion) -> RecordExtract:
    """Ask the record everything at once.

    Args:
        record: the record.
        question: of a record that knows something by that day.
    """
    as_of, pair, scope = question.as_of, question.pair, question.scope
    summary = summarize_record(record, as_of, scope.origin)
    dyads = [Dyad(*pair), Dyad(*pair).reverse()]
    return RecordExtract(
        as_of=as_of,
        events=summary.rows,
        first_day=summary.first_day,
        last_day=summary.last_day,
        days=summary.days_covered,
        origins=summary.origins,
        other_origins=question.other_origins,
        heirs=_find_heirs(record, question),
        monthly=count_by_month(record, as_of, dyads, scope=scope),
        covered=covered_days(record, as_of, FEW_EVENTS, scope.origin),
        types=count_by_type(record, as_of, dyads, scope=scope),
        peers=pl.concat([peer_intensities(record, as_of, state, scope=scope) for state in pair]),
        windows=question.windows,
        toward=count_toward(record, as_of, None, pair, question.windows, scope=scope),
        dyads=extract_dyads(record, as_of, pair, scope),
    )


def _find_heirs(record: Record, question: RecordQuestion) -> tuple[tuple[str, str], ...]:
    """Of the old states that count under one of the pair, those of which there are events."""
    scope, pair = question.scope, question.pair
    mine = tuple((old, heir) for old, heir in scope.heirs if heir in pair)
    if not mine:
        return ()
    dyads = [Dyad(*pair), Dyad(*pair).reverse()]
    apart = set(Scope(scope.origin, mine).list_dyads(dyads)) - set(dyads)
    counts = count_by_month(record, question.as_of, sorted(apart), scope=Scope(scope.origin))
    sides = {*counts[CountColumn.SOURCE_STATE], *counts[CountColumn.TARGET_STATE]}
    return tuple((old, heir) for old, heir in mine if old in sides)


def extract_record(
    root: Root,
    almanac: Almanac,
    pair: tuple[str, str],
    inquiry: Inquiry | None = None,
    engine_name: str = "duckdb",
    counting: Counting = BY_COVERAGE,
) -> RecordExtract:
    """Pose a brief's question and have it answered; an empty record gives an empty extract.

    Args:
        root: the record's folder or address; one that does not exist is an empty record.
        almanac: as of the brief's day.
        pair: state ids, visitor first.
        inquiry: one that was begun before; the record is asked here where there is none.
        engine_name: which engine answers: `duckdb` or `spark`.
        counting: which of its rows count.

    Raises:
        InputError: if a feed is asked for that tells nothing of the pair by that day.
    """
    record = open_record(root, engine_name)
    question = pose_question(record, almanac, pair, counting)
    if question is None:
        held = summarize_record(record, almanac.as_of).origins
        return RecordExtract(almanac.as_of, other_origins=held)
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
