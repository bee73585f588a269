"""`legation code`: the events that texts tell."""

import contextlib
import datetime as dt
import io
import itertools
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Annotated, Literal

from cyclopts import Parameter

from legation.cli.output import Source, choose_as_of
from legation.domain.coding import CodedActor, CodedEvent
from legation.domain.wording import plural
from legation.errors import InputError
from legation.record.store import open_record
from legation.workflow.code_texts import (
    CodedReport,
    SentenceLine,
    code_content,
    code_lines,
    parse_line,
    unfold_event,
)
from legation.workflow.explain_texts import explain_content, write_block
from legation.workflow.inputs import read_input
from legation.workflow.keep_events import keep_events
from legation.workflow.settings import locate_record

_FEW_LINES = 3_000


def code(
    *sources: Source,
    sentences: Annotated[str | None, Parameter(allow_leading_hyphen=True)] = None,
    as_of: str | None = None,
    format: Annotated[
        Literal["text", "jsonl", "corpus"], Parameter(name=["--format", "-f"])
    ] = "text",
    pipeline: str | None = None,
    processes: int | None = None,
    explain: Annotated[bool, Parameter(negative="")] = False,
    add: Annotated[bool, Parameter(negative="")] = False,
    record: Path | None = None,
) -> None:
    """Code who did what to whom: PLOVER events with their actors, day, modality and words.

    Args:
        sources: reports: files (HTML, PDF, text), http(s) addresses, `-`, or a sentence.
        sentences: a file of lines `id, date, sentence` with tabs between (`-` for standard input);
            two more columns `start:end` give source and target, and the event between is typed.
        as_of: use an almanac without what became known after this day; today if not given.
        format: text; jsonl: one event to a line, those of a sentence in order of certainty; or
            corpus: each sentence of a report with its labels, to be corrected and trained on.
        pipeline: an installed spaCy pipeline; else LEGATION_PIPELINE, else the package's own.
        processes: how many work on sentences side by side; all cores if not given.
        explain: show what weighed for and against each type, side and modality.
        add: put what the reports say has happened into the record, as feed `text`.
        record: folder of the record; else LEGATION_RECORD, else the user's data folder.
    """
    day = choose_as_of(as_of)
    if sentences is not None:
        if sources or add or explain or format == "corpus":
            raise InputError(
                "--sentences goes without reports, --add, --explain and --format corpus: give the "
                "sentence itself instead of a file for these"
            )
        _code_sentences(sentences, day, format, pipeline or "", processes)
        return
    if not sources:
        raise InputError("give a report, or --sentences with a file of lines id, date, sentence")
    if explain or format == "corpus":
        _explain_reports(sources, day, pipeline or "", explain)
        return
    for source in sources:
        coded = code_content(read_input(source), day, pipeline or "")
        if add:
            _add_events(coded, source, day, locate_record(record))
        for event in coded.events:
            if format == "jsonl":
                _write_json(event, source)
            else:
                sentence = coded.report.sentences[event.sentence].text
                sys.stdout.write(f"{describe_event(event)}\n    {' '.join(sentence.split())}\n")


def _explain_reports(sources: tuple[str, ...], day: dt.date, pipeline: str, explain: bool) -> None:
    number = 0
    for source in sources:
        for sentence in explain_content(read_input(source), day, pipeline):
            number += 1
            if not explain:
                sys.stdout.write(write_block(sentence, number) + "\n")
                continue
            sys.stdout.write(f"{sentence.text}\n")
            for event, why in sentence.events:
                sys.stdout.write(f"  {describe_event(event)}\n")
                for part in ("event_type", "source", "target", "modality"):
                    weights = getattr(why, part)
                    told = ", ".join(f"{name} {weight:+.2f}" for name, weight in weights)
                    sys.stdout.write(f"      {part}: {told}\n" if told else "")


def _add_events(coded: CodedReport, source: str, day: dt.date, root: Path) -> None:
    published = coded.report.published
    known_on = published.earliest if published is not None else day
    summary = keep_events(coded, source[:200], min(known_on, day), open_record(root))
    sys.stderr.write(f"{plural(summary.added, 'event')} of {source[:60]} added to the record\n")


def _code_sentences(
    name: str, day: dt.date, format: str, pipeline: str, processes: int | None
) -> None:
    """Code a file of sentences; a line in another form is named on standard error and left out."""
    bad = 0

    def read(lines: IO[str], first: list[str]) -> Iterator[SentenceLine]:
        nonlocal bad
        for number, line in enumerate(itertools.chain(first, lines), start=1):
            if not line.strip():
                continue
            try:
                yield parse_line(line, f"{name} line {number}")
            except InputError as error:
                bad += 1
                sys.stderr.write(f"legation: {error}\n")

    with _open_lines(name) as lines:
        first = list(itertools.islice(lines, _FEW_LINES))
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
        wanted = processes or (cores if len(first) == _FEW_LINES else 1)
        for line, events in code_lines(read(lines, first), day, wanted, pipeline):
            if format == "text":
                sys.stdout.write(f"{line.sentence_id}\t{line.text}\n")
            for event in events:
                if format == "jsonl":
                    _write_json(event, line.sentence_id)
                else:
                    sys.stdout.write(f"    {describe_event(event)}\n")
    if bad:
        raise InputError(f"{plural(bad, 'line')} of {name} left out: mend them and run this again")


@contextlib.contextmanager
def _open_lines(name: str) -> Iterator[IO[str]]:
    if name == "-":
        yield io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace", newline="\n")
        return
    path = Path(name)
    if not path.is_file():
        raise InputError(f"there is no file '{name}': give lines id, date, sentence with tabs")
    with path.open(encoding="utf-8", errors="replace", newline="\n") as lines:
        yield lines


def describe_event(event: CodedEvent) -> str:
    """An event in one line of text."""
    kind = f"{event.event_type}/{event.mode}" if event.mode else event.event_type
    standing = f"not {event.modality.value}" if event.negated else event.modality.value
    day = f" on {event.day.isoformat()}" if event.day is not None else ""
    sides = f"{_describe_actor(event.source)} -> {_describe_actor(event.target)}"
    return f"{event.score:.2f} {kind:22} {standing:12} {sides}{day}"


def _describe_actor(actor: CodedActor | None) -> str:
    if actor is None:
        return "-"
    known = "/".join(part for part in (actor.state, actor.sector) if part)
    return f"{actor.name} [{known}]" if known else actor.name


def _write_json(event: CodedEvent, name: str) -> None:
    sys.stdout.write(json.dumps(unfold_event(event, name), ensure_ascii=False) + "\n")
