"""Score modality and polarity on 500 sentences written for it, apart from the training ones.

    python bench/coder_modality.py [--json]

Of each line of `bench/modality.tsv` the event counts whose word stands nearest to the trigger that
the line names; the coder is not told where the trigger is. A line is right where modality and
negation are. Each look is to be counted in bench/RESULTS.md; wrong lines are not printed.
"""

import argparse
import csv
import datetime as dt
import json
from collections import Counter
from pathlib import Path

from legation.domain.coding import CodedEvent
from legation.domain.report import Span
from legation.reading.coder.sentences import build_coder, code_sentences
from legation.workflow.workspace import open_knowledge

LINES = Path(__file__).with_name("modality.tsv")
AS_OF = dt.date(2026, 1, 1)


def find_event(events: tuple[CodedEvent, ...], trigger: Span) -> CodedEvent | None:
    """The event whose word overlaps the trigger; None where there is none."""
    inside = [e for e in events if e.span.start < trigger.end and trigger.start < e.span.end]
    return max(inside, key=lambda event: event.score, default=None)


def main() -> None:
    """Code the sentences and print shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    with LINES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    knowledge = open_knowledge(AS_OF)
    coder = build_coder(knowledge.almanac, knowledge.index, knowledge.tenure)
    pairs = ((row["sentence"], dt.date.fromisoformat(row["day"])) for row in rows)
    found, right, whole = Counter[str](), Counter[str](), 0
    kinds = Counter(row["modality"] for row in rows)
    for row, events in zip(rows, code_sentences(pairs, coder), strict=True):
        start = row["sentence"].index(row["trigger"])
        event = find_event(events, Span(start, start + len(row["trigger"])))
        if event is None:
            continue
        wanted = row["modality"], row["negated"] == "yes"
        found[row["modality"]] += 1
        right[row["modality"]] += event.modality == row["modality"]
        whole += (event.modality, event.negated) == wanted
    total = sum(found.values())
    scores = {
        "sentences": len(rows),
        "event_found": total / len(rows),
        "modality_right": sum(right.values()) / total,
        "modality_and_negation_right": whole / total,
        "of_all_sentences": whole / len(rows),
    } | {name: right[name] / found[name] for name in kinds}
    if chosen.json:
        print(json.dumps(scores))
        return
    for name, score in scores.items():
        print(f"{name:28} {score:.3f}" if isinstance(score, float) else f"{name:28} {score}")


if __name__ == "__main__":
    main()
