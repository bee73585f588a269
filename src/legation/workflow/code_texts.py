"""Code the events of reports, and of sentences one to a line."""

import datetime as dt
import itertools
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache

from attrs import frozen

from legation.domain.coding import CodedActor, CodedEvent
from legation.domain.report import Report, Span
from legation.errors import InputError
from legation.reading.coder.between import code_between
from legation.reading.coder.coding import code_events
from legation.reading.coder.parsing import load_pipeline, parse_pairs
from legation.reading.coder.sentences import SentenceCoder, build_coder, code_parse
from legation.reading.dates import find_dates
from legation.reading.extract import PageContent
from legation.reading.mentions import find_mentions
from legation.reading.report import build_report
from legation.workflow.workspace import open_knowledge

_FEWEST_COLUMNS = 3
_MOST_COLUMNS = 5
_CHUNK = 1_000
_CHUNKS_AHEAD = 3


@frozen
class SentenceLine:
    """One line of a file of sentences.

    Attributes:
        sentence_id: the first column.
        day: of the sentence's report.
        text: the sentence.
        sides: where source and target stand; None where they are to be found.
    """

    sentence_id: str
    day: dt.date
    text: str
    sides: tuple[Span, Span] | None = None


@frozen
class CodedReport:
    """A report with its events."""

    report: Report
    events: tuple[CodedEvent, ...]


@cache
def open_coder(as_of: dt.date, pipeline_name: str = "") -> SentenceCoder:
    """The coder with the almanac as of a day."""
    knowledge = open_knowledge(as_of)
    return build_coder(knowledge.almanac, knowledge.index, knowledge.tenure, pipeline_name)


def code_content(content: PageContent, as_of: dt.date, pipeline_name: str = "") -> CodedReport:
    """Read a page's text as of a day and code its events.

    Raises:
        InputError: if the text cannot be read, or there is no such pipeline.
    """
    coder = open_coder(as_of, pipeline_name)
    report, _ = build_report(content, coder.almanac, coder.index, coder.tenure)
    return CodedReport(report, code_events(report, coder))


def parse_line(line: str, place: str) -> SentenceLine:
    """Read a line `id, date, sentence` with tabs, and after it `start:end` of two sides.

    Args:
        line: with or without its line feed.
        place: file and number, for what is said of a bad line.

    Raises:
        InputError: if it has another form.
    """
    cells = line.rstrip("\r\n").split("\t")
    if not _FEWEST_COLUMNS <= len(cells) <= _MOST_COLUMNS or len(cells) == _MOST_COLUMNS - 1:
        raise InputError(
            f"{place}: {len(cells)} columns: give id, date (YYYY-MM-DD) and sentence with tabs "
            "between, and the start:end of source and target after them where they are known"
        )
    try:
        day = dt.date.fromisoformat(cells[1])
    except ValueError:
        raise InputError(f"{place}: '{cells[1][:40]}' is no date: write YYYY-MM-DD") from None
    if len(cells) == _FEWEST_COLUMNS:
        return SentenceLine(cells[0], day, cells[2])
    sides = [_parse_span(cell, cells[2], place) for cell in cells[3:]]
    return SentenceLine(cells[0], day, cells[2], (sides[0], sides[1]))


def _parse_span(cell: str, text: str, place: str) -> Span:
    start, colon, end = cell.partition(":")
    if not (colon and start.isdecimal() and end.isdecimal() and int(start) < int(end) <= len(text)):
        raise InputError(
            f"{place}: '{cell[:40]}' is no start:end in a sentence of {len(text)} characters: "
            "count characters from 0, the end not included"
        )
    return Span(int(start), int(end))


def code_lines(
    lines: Iterable[SentenceLine], as_of: dt.date, processes: int = 1, pipeline_name: str = ""
) -> Iterator[tuple[SentenceLine, tuple[CodedEvent, ...]]]:
    """Code sentences in their order; memory does not grow with their number.

    Args:
        lines: any number of them.
        as_of: the almanac's day.
        processes: how many work side by side.
        pipeline_name: a spaCy pipeline other than the package's own.

    Yields:
        Each line with its events in order of certainty; for given sides one event at most.
    """
    source = iter(lines)
    chunks = iter(lambda: list(itertools.islice(source, _CHUNK)), [])
    if processes < 2:
        for chunk in chunks:
            yield from zip(chunk, _code_chunk(chunk, as_of, pipeline_name), strict=True)
        return
    with ProcessPoolExecutor(processes, initializer=_use_one_thread) as pool:
        begun: deque[tuple[list[SentenceLine], Future[list[tuple[CodedEvent, ...]]]]] = deque()
        for chunk in chunks:
            begun.append((chunk, pool.submit(_code_chunk, chunk, as_of, pipeline_name)))
            if len(begun) >= processes + _CHUNKS_AHEAD:
                oldest, future = begun.popleft()
                yield from zip(oldest, future.result(), strict=True)
        for chunk, future in begun:
            yield from zip(chunk, future.result(), strict=True)


def _use_one_thread() -> None:
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
        os.environ[name] = "1"


def _code_chunk(
    chunk: list[SentenceLine], as_of: dt.date, pipeline_name: str
) -> list[tuple[CodedEvent, ...]]:
    coder = open_coder(as_of, pipeline_name)
    pairs = ((line.text, line) for line in chunk)
    found = []
    for parse, line in parse_pairs(pairs, load_pipeline(pipeline_name)):
        if line.sides is None:
            found.append(code_parse(parse, line.day, coder))
            continue
        text = parse.text
        mentions = find_mentions(text, coder.almanac, coder.index, coder.tenure, line.day)
        event = code_between(parse, *line.sides, mentions, find_dates(text, line.day), coder)
        found.append(() if event is None else (event,))
    return found


def unfold_event(event: CodedEvent, sentence_id: str) -> dict[str, object]:
    """An event as plain data, in the order in which it is written."""
    day = event.day
    return {
        "id": sentence_id,
        "type": event.event_type,
        "act": event.act,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "quad_class": event.quad_class,
        "source": _unfold_actor(event.source),
        "target": _unfold_actor(event.target),
        "modality": event.modality.value,
        "negated": event.negated,
        "day": None if day is None else day.isoformat(),
        "precision": None if day is None else day.precision.name.lower(),
        "place": event.place,
        "quantity": event.quantity,
        "span": [event.span.start, event.span.end],
        "score": round(event.score, 4),
        "salience": round(event.salience, 4),
    }


def _unfold_actor(actor: CodedActor | None) -> dict[str, object] | None:
    if actor is None:
        return None
    return {
        "name": actor.name,
        "state": actor.state,
        "sector": actor.sector,
        "entity": actor.entity_id,
        "span": [actor.span.start, actor.span.end],
    }
