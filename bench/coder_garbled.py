"""Code garbled sentences: cut, shuffled, doubled, with remains of HTML, emoji, right-to-left text.

    python bench/coder_garbled.py [--sentences 100000] [--processes 2]

Prints how many were coded, the seconds, and the peak memory of a working process. The sentences are
garbled as the tests garble them (`tests/reading/test_coder.py`).
"""

import argparse
import datetime as dt
import random
import resource
import runpy
import time
from collections.abc import Iterator
from pathlib import Path

from legation.workflow.code_texts import SentenceLine, code_lines

TESTS = Path(__file__).parents[1] / "tests" / "reading" / "test_coder.py"
DAY = dt.date(2016, 5, 20)
SEED = 11


def make_lines(count: int) -> Iterator[SentenceLine]:
    """Garbled sentences, the same ones each time."""
    tests, chance = runpy.run_path(str(TESTS)), random.Random(SEED)
    for number in range(count):
        text = tests["garble"](chance, chance.choice(tests["CASES"])[0])
        yield SentenceLine(str(number), DAY, text)


def main() -> None:
    """Code them and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=100_000)
    parser.add_argument("--processes", type=int, default=2)
    chosen = parser.parse_args()
    started = time.perf_counter()
    lines = make_lines(chosen.sentences)
    coded = sum(1 for _ in code_lines(lines, dt.date(2026, 1, 1), chosen.processes))
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{coded:,} sentences, {seconds:.0f} s, {peak:,.0f} MB")


if __name__ == "__main__":
    main()
