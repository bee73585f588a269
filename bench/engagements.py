"""How often the main engagement of an article is read rightly.

    python bench/engagements.py            the twelve articles that measure
    python bench/engagements.py control    eight more, written when the rules stood
    python bench/engagements.py blind      sixteen by another hand, looked at once for each release
    python bench/engagements.py dev        the short articles that the rules were written with

Right means: kind, visitor, host, level, first day and standing all as in `expected.csv`. Persons
and place are counted beside it.
"""

import argparse
import csv
import datetime as dt
import time
from dataclasses import dataclass
from pathlib import Path

from legation.domain.engagement import Engagement
from legation.reading.recognize import recognize_engagements
from legation.reading.report import build_report
from legation.workflow.inputs import read_input
from legation.workflow.workspace import Knowledge, open_knowledge

ARTICLES = Path(__file__).resolve().parent.parent / "tests" / "articles"
AS_OF = dt.date(2025, 6, 30)
FIRST_LOOK = (
    "First look at the twelve, before any rule was changed after them: 6 of 12. Second, after "
    "five more development articles: 10; third, after two more: 12. First look at the control: "
    "6 of 8; its misses were then repaired too."
)
CORE = ("kind", "visitor_state", "host_state", "level", "start", "standing")
BESIDE = ("visitor_person", "host_person", "end", "place_state", "place")


@dataclass(frozen=True)
class Outcome:
    """One article: what was read, and which fields are not as expected."""

    article: str
    read: dict[str, str]
    expected: dict[str, str]
    doubts: tuple[str, ...]
    seconds: float

    def missed(self, fields: tuple[str, ...]) -> list[str]:
        """Fields whose reading is none of those that a careful reader accepts."""
        return [name for name in fields if self.read[name] not in self.expected[name].split(";")]


def describe_engagement(engagement: Engagement) -> dict[str, str]:
    """An engagement in the words of `expected.csv`."""
    return {
        "kind": engagement.kind.value,
        "visitor_state": engagement.visitor.state_id,
        "visitor_person": engagement.visitor.person_id,
        "host_state": engagement.host.state_id,
        "host_person": engagement.host.person_id,
        "level": engagement.level.value,
        "place": engagement.place,
        "place_state": engagement.place_state,
        "start": engagement.start.isoformat() if engagement.start else "",
        "end": engagement.end.isoformat() if engagement.end else "",
        "standing": engagement.standing.value,
    }


def read_articles(folder: Path, knowledge: Knowledge) -> list[Outcome]:
    """Read every article of a folder's `expected.csv`."""
    outcomes = []
    with (folder / "expected.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            began = time.perf_counter()
            content = read_input(str(folder / row["article"]))
            report, day = build_report(
                content, knowledge.almanac, knowledge.index, knowledge.tenure
            )
            main = recognize_engagements(report, knowledge.tenure, day)[0]
            took = time.perf_counter() - began
            outcomes.append(
                Outcome(row["article"], describe_engagement(main), row, main.doubts, took)
            )
    return outcomes


def print_table(outcomes: list[Outcome]) -> None:
    """One line for each article, then the counts."""
    print(f"{'article':34} {'core':5} missed (read / expected)")
    for outcome in outcomes:
        missed = outcome.missed(CORE)
        notes = [
            f"{name}: {outcome.read[name] or '-'} / {outcome.expected[name] or '-'}"
            for name in (*missed, *outcome.missed(BESIDE))
        ]
        print(f"{outcome.article:34} {'no' if missed else 'right':5} {'; '.join(notes)}")
        if missed and outcome.doubts:
            print(f"{'':41}doubts: {', '.join(outcome.doubts)}")
    right = sum(1 for outcome in outcomes if not outcome.missed(CORE))
    print(f"\ncore right: {right} of {len(outcomes)} ({', '.join(CORE)})")
    for name in (*CORE, *BESIDE):
        good = sum(1 for outcome in outcomes if not outcome.missed((name,)))
        print(f"  {name:15} {good} of {len(outcomes)}")
    slowest = max(outcome.seconds for outcome in outcomes)
    print(f"slowest article: {1000 * slowest:.0f} ms")


def main() -> None:
    """Print the table of one set."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument(
        "which", nargs="?", choices=("measure", "control", "dev", "blind"), default="measure"
    )
    which = parser.parse_args().which
    folder = ARTICLES if which == "measure" else ARTICLES / which
    print_table(read_articles(folder, open_knowledge(AS_OF)))
    if which != "dev":
        print(FIRST_LOOK)


if __name__ == "__main__":
    main()
