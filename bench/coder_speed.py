"""Sentences a second that the event coder codes on one core, the parse included.

    python bench/coder_speed.py [--runs 3]

The sentences are those of our own corpus, three times; processor time counts, after a warm-up.
"""

import argparse
import os
import sys
import time
from pathlib import Path

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[_name] = "1"
sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))

import datetime as dt  # noqa: E402

from corpus import read_corpus  # noqa: E402
from legation.workflow.code_texts import SentenceLine, code_lines  # noqa: E402

AS_OF = dt.date(2026, 1, 1)


def main() -> None:
    """Code the corpus some times and print the rates."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    chosen = parser.parse_args()
    lines = [SentenceLine(one.sentence_id, one.day, one.text) for one in read_corpus()] * 3
    words = sum(len(line.text.split()) for line in lines) / len(lines)
    list(code_lines(lines[:200], AS_OF))
    for _ in range(chosen.runs):
        started = time.process_time()
        coded = sum(1 for _ in code_lines(lines, AS_OF))
        rate = coded / (time.process_time() - started)
        print(f"{rate:.0f} sentences a second, {words:.1f} words each")


if __name__ == "__main__":
    main()
