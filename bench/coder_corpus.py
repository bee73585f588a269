"""Score the coder's way of learning on our own corpus: train on parts of it, code the others.

    python bench/coder_corpus.py [--parts N]

The corpus is cut by blocks of 60 sentences, so that sentences written together stay together. Of
each sentence the event counts that the coder takes for the main one, or none where it is less sure
than 0.35. A side is right where its state is one of those labelled, or none where none is. Between
sides that are labelled, the first event of the two is to be found. Settings were chosen on these
scores, so they flatter a little; nothing of a part is in the models that code it.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from sklearn.metrics import f1_score

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
from corpus import Actor, Event, read_corpus
from legation.domain.coding import CodedActor, CodedEvent
from legation.ontology.event_types import load_event_types
from legation.reading.coder.between import code_between
from legation.reading.coder.coder import Coder
from legation.reading.coder.coding import code_read
from legation.reading.dates import find_dates
from legation.reading.mentions import find_mentions
from legation.workflow.workspace import open_knowledge
from train_coder import READ_AS_OF, ReadSentence, read_sentences, train

LEAST_SURE = 0.35
BLOCK = 60
NONE = "NONE"


def cut_parts(read: Sequence[ReadSentence], parts: int) -> list[list[ReadSentence]]:
    """Parts of the corpus; sentences of one block are in one part."""
    blocks: dict[str, list[ReadSentence]] = {}
    for one in read:
        topic, _, number = one.labelled.sentence_id.rpartition("-")
        blocks.setdefault(f"{topic}-{(int(number) - 1) // BLOCK}", []).append(one)
    names = sorted(blocks)
    return [[one for name in names[k::parts] for one in blocks[name]] for k in range(parts)]


def has_right_states(labelled: Event, event: CodedEvent) -> bool:
    """Whether both sides have the labelled states."""
    sources, targets = _list_states(labelled.sources), _list_states(labelled.targets)
    source, target = _name_state(event.source), _name_state(event.target)
    if not targets and len(sources) > 1:
        return {source, target} <= sources
    return source in (sources or {None}) and target in (targets or {None})


def _list_states(actors: Sequence[Actor]) -> set[str | None]:
    return {actor.state for actor in actors}


def _name_state(actor: CodedActor | None) -> str | None:
    return actor.state if actor is not None else None


def list_pairs(events: Sequence[Event]) -> Iterator[Event]:
    """Of events between the same two spans the first, where both sides are labelled."""
    seen = set()
    for event in events:
        if event.sources and event.targets:
            spans = event.sources[0].span, event.targets[0].span
            if spans not in seen:
                seen.add(spans)
                yield event


def score_types(right: Sequence[str], told: Sequence[str]) -> tuple[float, float]:
    """Macro-F1 of type and of quad class, over those that are labelled."""
    quads = {name: str(kind.quad_class) for name, kind in load_event_types().items()}
    quads[NONE] = NONE
    options = {"average": "macro", "zero_division": 0}
    types = f1_score(right, told, labels=sorted(set(right) - {NONE}), **options)
    classes = [[quads[name] for name in names] for names in (right, told)]
    return types, f1_score(*classes, labels=list("1234"), **options)


def main() -> None:
    """Train and code part by part, and print the means."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parts", type=int, default=3)
    chosen = parser.parse_args()
    knowledge = open_knowledge(READ_AS_OF)
    tools = knowledge.almanac, knowledge.index, knowledge.tenure
    parts = cut_parts(read_sentences(read_corpus()), chosen.parts)
    scores: list[list[float]] = []
    pairs = 0
    for number, part in enumerate(parts):
        others = [one for other in parts if other is not part for one in other]
        coder = Coder(models=train(others))
        right, told, states, given, between, mains = [], [], [], [], [], []
        for one in part:
            text, day = one.labelled.text, one.labelled.day
            found = find_mentions(text, *tools, day), find_dates(text, day)
            events, labelled = code_read(one.parse, *found, coder), one.labelled.events
            main_event = events[0] if events and events[0].score >= LEAST_SURE else None
            right.append(labelled[0].event_type if labelled else NONE)
            told.append(main_event.act if main_event else NONE)
            if labelled and main_event:
                states.append(has_right_states(labelled[0], main_event))
            for pair in list_pairs(labelled):
                spans = pair.sources[0].span, pair.targets[0].span
                event = code_between(one.parse, *spans, *found, coder)
                given.append(pair.event_type)
                between.append(event.act if event else NONE)
                mains.append(events[0].act if events else NONE)
        pairs += len(given)
        rows = (right, told), (given, between), (given, mains)
        scores.append(
            [value for row in rows for value in score_types(*row)] + [sum(states) / len(states)]
        )
        print(f"part {number + 1} of {len(parts)}: {len(part)} sentences", flush=True)
    means = np.mean(scores, axis=0)
    print(f"main event          type {means[0]:.3f}  quad class {means[1]:.3f}")
    print(f"its states right    {means[6]:.3f}")
    print(f"between given sides type {means[2]:.3f}  quad class {means[3]:.3f}  ({pairs} pairs)")
    print(f"main event instead  type {means[4]:.3f}  quad class {means[5]:.3f}")


if __name__ == "__main__":
    main()
