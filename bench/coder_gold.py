"""Score the event coder on PLOVER's gold standard records.

    python bench/coder_gold.py [--part odd|even] [--show] [--json]

Records with an odd number are for development, those with an even one for the test; each look at
the test is to be counted in bench/RESULTS.md. The records use an older PLOVER: INVESTIGATE and
DISAPPROVE are ACCUSE today, DEMAND is REQUEST, FIGHT is ASSAULT. Of each sentence the event that
the coder is surest of counts. A side is right where its state is one of the record's; where the
record gives several sources and no target, the two sides may be any two of them; where it gives
none, none may be found. Organizations and groups without a state count as one state, `INT`.
"""

import argparse
import datetime as dt
import gzip
import json
import re
from collections import Counter
from pathlib import Path

from attrs import frozen
from sklearn.metrics import f1_score

from legation.almanac.columns import STATES, Col
from legation.domain.coding import CodedActor, CodedEvent
from legation.ontology.event_types import load_event_types
from legation.reading.coder.sentences import build_coder, code_sentences
from legation.workflow.workspace import open_knowledge

GOLD = Path(__file__).parents[2] / "shared/data/plover/PLOVER_GSR_CAMEO.txt.gz"
RENAMED = {"INVESTIGATE": "ACCUSE", "DISAPPROVE": "ACCUSE", "DEMAND": "REQUEST", "FIGHT": "ASSAULT"}
RECODED = {"JAP": "JPN", "ROM": "ROU", "PAL": "PSE", "YUG": "SRB", "SCG": "SRB", "SUN": "RUS"}
INTERNATIONAL = "INT"
AS_OF = dt.date(2026, 1, 1)


@frozen
class Gold:
    """One record; states of its sides."""

    name: str
    day: dt.date
    text: str
    event_type: str
    sources: frozenset[str]
    targets: frozenset[str]


def read_gold(part: str, path: Path = GOLD) -> list[Gold]:
    """Read one half of the records: `odd` or `even`."""
    rows = json.loads(gzip.decompress(path.read_bytes()).decode("utf-8"))
    found = []
    for row in rows:
        number = re.search(r"(\d+)$", row["id"])
        if number is None or "text" not in row or int(number[1]) % 2 != (part == "odd"):
            continue
        day = dt.date.fromisoformat(row.get("date") or "2000-01-01")
        kind = RENAMED.get(row["event"], row["event"])
        sides = (_read_side(row.get(side)) for side in ("source", "target"))
        found.append(Gold(row["id"], day, row["text"], kind, *sides))
    return found


def _read_side(side: object) -> frozenset[str]:
    actors = side if isinstance(side, list) else []
    return frozenset(_fold_state(str(actor.get("code", ""))) for actor in actors)


def _fold_state(code: str) -> str:
    folded = RECODED.get(code, code)
    return folded if len(folded) == 3 and folded not in _NO_STATES else INTERNATIONAL


_NO_STATES = frozenset(["IGO", "NGO", "MNC", "IMG", "***", "---", "INT", "UNO"])


def fold_actor(actor: CodedActor | None, states: frozenset[str]) -> str | None:
    """The state of a coded side as the records give it; None for no side."""
    if actor is None:
        return None
    return _fold_state(actor.state) if actor.state in states else INTERNATIONAL


def has_right_states(gold: Gold, event: CodedEvent | None, states: frozenset[str]) -> bool:
    """Whether both sides have the record's states."""
    if event is None:
        return False
    source, target = fold_actor(event.source, states), fold_actor(event.target, states)
    if not gold.targets and len(gold.sources) > 1:
        return {source, target} <= gold.sources
    fits = source in gold.sources if gold.sources else source is None
    return fits and (target in gold.targets if gold.targets else target is None)


def main() -> None:
    """Code one half and print its scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("odd", "even"), default="odd")
    parser.add_argument("--show", action="store_true", help="print each record that is wrong")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    if chosen.show and chosen.part == "even":
        parser.error("the test's records are not to be looked at")
    knowledge = open_knowledge(AS_OF)
    states = frozenset(knowledge.almanac.table(STATES)[Col.STATE_ID])
    coder = build_coder(knowledge.almanac, knowledge.index, knowledge.tenure)
    golds = read_gold(chosen.part)
    pairs = ((gold.text, gold.day) for gold in golds)
    events = [found[0] if found else None for found in code_sentences(pairs, coder)]
    fits = [has_right_states(*pair, states) for pair in zip(golds, events, strict=True)]
    report(golds, events, fits, chosen.json)
    if chosen.show:
        for gold, event, fit in zip(golds, events, fits, strict=True):
            if event is None or event.event_type != gold.event_type or not fit:
                _show(gold, event)


def report(
    golds: list[Gold], events: list[CodedEvent | None], fits: list[bool], as_json: bool
) -> None:
    """Print the scores."""
    kinds = load_event_types()
    right = [gold.event_type for gold in golds]
    told = [event.event_type if event else "NONE" for event in events]
    quads = {name: str(kind.quad_class) for name, kind in kinds.items()} | {"NONE": "NONE"}
    labels = sorted(set(right))
    scores = {
        "records": len(golds),
        "type_macro_f1": f1_score(right, told, labels=labels, average="macro", zero_division=0),
        "type_right": sum(a == b for a, b in zip(right, told, strict=True)) / len(golds),
        "quad_macro_f1": f1_score(
            [quads[name] for name in right],
            [quads[name] for name in told],
            labels=["1", "2", "3", "4"],
            average="macro",
            zero_division=0,
        ),
        "states_right": sum(fits) / len(golds),
        "no_event": told.count("NONE"),
    }
    if as_json:
        print(json.dumps(scores))
        return
    for name, score in scores.items():
        print(f"{name:16} {score:.3f}" if isinstance(score, float) else f"{name:16} {score}")
    singles = f1_score(right, told, labels=labels, average=None, zero_division=0)
    counts = Counter(right)
    print(", ".join(f"{n} {s:.2f} ({counts[n]})" for n, s in zip(labels, singles, strict=True)))


def _show(gold: Gold, event: CodedEvent | None) -> None:
    print(f"\n{gold.text}")
    print(f"  gold {gold.event_type} {sorted(gold.sources)} -> {sorted(gold.targets)}")
    if event is not None:
        words = gold.text[event.span.start : event.span.end]
        sides = [side and f"{side.name}/{side.state}" for side in (event.source, event.target)]
        print(f"  told {event.event_type} {event.score:.2f} '{words}' {sides[0]} -> {sides[1]}")


if __name__ == "__main__":
    main()
