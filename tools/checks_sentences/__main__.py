"""Commands: `python -m checks_sentences build --seed 1 --out ../corpus/checks`, and `check`."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from . import build, dates, hand, verify


def report(path: Path) -> int:
    """Prints counts and problems of a file of sentences; the number of problems."""
    records = verify.read(path)
    kinds = Counter(record["error"]["kind"] for record in records if record["error"])
    splits = Counter((record["split"], record["clean"]) for record in records)
    found = verify.problems(records)
    print(f"{path.name}: {len(records)} records, {len({r['form'] for r in records})} forms")
    print("  " + ", ".join(f"{kind} {number}" for kind, number in sorted(kinds.items())))
    print(
        "  "
        + ", ".join(
            f"{side} {'clean' if clean else 'twin'} {n}"
            for (side, clean), n in sorted(splits.items())
        )
    )
    for problem in found[:40]:
        print(f"  ! {problem}")
    return len(found)


def keep_confirmed(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out pairs whose fact was looked up nowhere: written votes, and what says so itself."""
    return [
        record
        for record in records
        if "not-looked-up" not in record["sources"]
        and not all(source.startswith("votes/") for source in record["sources"])
    ]


def main() -> int:
    """Builds or checks the files."""
    parser = argparse.ArgumentParser(prog="checks_sentences", description=__doc__)
    parser.add_argument("command", choices=("build", "check"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("../corpus/checks"))
    arguments = parser.parse_args()
    out: Path = arguments.out
    made, written, days = (
        out / "sentences-made.jsonl",
        out / "sentences-hand.jsonl",
        out / "dates.jsonl",
    )
    if arguments.command == "build":
        out.mkdir(parents=True, exist_ok=True)
        build.write(keep_confirmed(build.Builder(arguments.seed).build()), made)
        build.write(keep_confirmed(hand.records()), written)
        build.write(dates.records(), days)
    count = report(made) + report(written) + dates.report(days)
    both = {r["fact_group"]: r["split"] for r in verify.read(made)}
    for record in verify.read(written):
        if both.get(record["fact_group"], record["split"]) != record["split"]:
            print(f"  ! {record['id']}: fact in two splits")
            count += 1
    return 1 if count else 0


if __name__ == "__main__":
    raise SystemExit(main())
