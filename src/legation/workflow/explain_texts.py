"""Why the events of a text were coded so, and each sentence as a block of the corpus to correct."""

import datetime as dt

from attrs import frozen

from legation.domain.coding import CodedActor, CodedEvent
from legation.reading.coder.coding import SURE_SCORE, code_read
from legation.reading.coder.explaining import Explanation, explain_event
from legation.reading.coder.parsing import load_pipeline, parse_sentences
from legation.reading.dates import find_dates
from legation.reading.extract import PageContent
from legation.reading.mentions import find_mentions
from legation.reading.report import build_report
from legation.workflow.code_texts import open_coder


@frozen
class ExplainedSentence:
    """A sentence with its events, each with what weighed for it; spans count in the sentence."""

    text: str
    day: dt.date
    events: tuple[tuple[CodedEvent, Explanation], ...]


def explain_content(
    content: PageContent, as_of: dt.date, pipeline_name: str = ""
) -> list[ExplainedSentence]:
    """Code each sentence of a report on its own and say why."""
    coder = open_coder(as_of, pipeline_name)
    report, day = build_report(content, coder.almanac, coder.index, coder.tenure)
    texts = [" ".join(sentence.text.split()) for sentence in report.sentences]
    found = []
    for parse in parse_sentences(texts, load_pipeline(pipeline_name)):
        mentions = find_mentions(parse.text, coder.almanac, coder.index, coder.tenure, day)
        events = code_read(parse, mentions, find_dates(parse.text, day), coder)
        sure = [event for event in events if event.score >= SURE_SCORE]
        explained = tuple((event, explain_event(parse, event, mentions, coder)) for event in sure)
        found.append(ExplainedSentence(parse.text, day, explained))
    return found


def write_block(sentence: ExplainedSentence, number: int) -> str:
    """A sentence in the form of the corpus, to be corrected and kept as a training sentence.

    Source: docs/coder/codebook.md.
    """
    lines = [f"# new-{number:04d} {sentence.day.isoformat()}", sentence.text]
    lines += [_write_event(event, sentence.text) for event, _ in sentence.events] or ["NONE"]
    return "\n".join(lines) + "\n"


def _write_event(event: CodedEvent, text: str) -> str:
    fields = [f"{event.act} {event.mode}".rstrip()]
    for name, actor in (("src", event.source), ("tgt", event.target)):
        if actor is not None:
            fields.append(f"{name}={_write_actor(actor, text)}")
    words = text[event.span.start : event.span.end]
    fields.append(f"trig={_count(words, event.span.start, text)}")
    fields.append(f"mod={event.modality.value}")
    if event.day is not None:
        fields.append(f"day={event.day.isoformat()}")
    if event.contexts:
        fields.append(f"ctx={','.join(event.contexts[:3])}")
    if event.negated and event.modality != "done":
        fields.append("neg")
    return " | ".join(fields)


def _write_actor(actor: CodedActor, text: str) -> str:
    return f"{_count(actor.name, actor.span.start, text)}:{actor.state}:{actor.sector}"


def _count(words: str, start: int, text: str) -> str:
    """Words with the number of their occurrence where they stand in the sentence before too."""
    before = sum(text.startswith(words, place) for place in range(start))
    return words if before == 0 else f"{words}@{before + 1}"
