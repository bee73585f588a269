"""Rank who acts toward whom next on the benchmark splits, and write the tables.

Usage: python bench/forecast/ranking.py DATA [--only ICEWS14] [--seeds 0 1 2] [--parts valid,test]
       python bench/forecast/ranking.py DATA --growth      # how cost grows with the record

DATA holds `tkg/`. Each run is a process of its own, so that its time and memory are its own. Tables
go to standard output.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from legation.outlook.ranking.quadruples import Quadruples, read_quadruples

RUN = "from legation.cli.app import run_cli; run_cli()"
SETS = ("ICEWS14", "ICEWS18", "ICEWS05-15")
NAMES = ("mrr", "hits_1", "hits_3", "hits_10", "recall")
SHARES = (0.25, 0.5, 1.0)


def run_once(folder: Path, parts: str, seed: int) -> dict[str, Any]:
    command = [sys.executable, "-c", RUN, "backtest", "ranking", str(folder), "--json"]
    command += ["--parts", parts, "--seed", str(seed)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def write_scores(name: str, runs: list[dict[str, Any]]) -> str:
    first = runs[0]
    counts = first["counts"]
    lines = [
        f"### {name}",
        "",
        f"{counts['train']:,} / {counts['valid']:,} / {counts['test']:,} events, "
        f"{counts['actors']:,} actors, {counts['relations']} relations, {counts['days']:,} days. "
        f"Seeds {', '.join(str(run['seed']) for run in runs)}: means"
        + (", MRR also from least to most." if len(runs) > 1 else "."),
        "",
        "| questions | share | MRR | Hits@1 | Hits@3 | Hits@10 | among candidates |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for part in first["scores"]:
        for kind in first["scores"][part]:
            rows = [run["scores"][part][kind] for run in runs]
            if rows[0]["answers"]:
                share = first["shares"][part].get(kind, 1.0)
                label = f"**{part}**" if kind == "all" else f"{part}: {kind.replace('_', ' ')}"
                lines.append(write_row(label, share, rows))
        lines.append(
            write_row(f"{part}: mixture alone", 1.0, [run["blends"][part] for run in runs])
        )
    return "\n".join([*lines, "", write_cost(runs), ""])


def write_row(label: str, share: float, rows: list[dict[str, float]]) -> str:
    cells = [f"{statistics.mean(row[name] for row in rows):.4f}" for name in NAMES]
    if len(rows) > 1 and label.startswith("**"):
        ends = sorted(row["mrr"] for row in rows)
        cells[0] += f" ({ends[0]:.4f}-{ends[-1]:.4f})"
    return f"| {label} | {share:.3f} | {' | '.join(cells)} |"


def write_cost(runs: list[dict[str, Any]]) -> str:
    seconds = runs[0]["seconds"]
    each = ", ".join(
        f"{phase} {statistics.median(run['seconds'][phase] for run in runs):.0f}"
        for phase in seconds
    )
    whole = statistics.median(sum(run["seconds"].values()) for run in runs)
    question = statistics.median(run["milliseconds_per_question"] for run in runs)
    peak = max(run["peak_mb"] for run in runs)
    trees = ", ".join("+".join(map(str, run["rounds"])) for run in runs)
    return (
        f"Seconds: {each}; whole run {whole:.0f}. {question:.2f} ms a question. "
        f"Peak {peak:,} MB. Trees: {trees}."
    )


def cut_early(events: Quadruples, share: float) -> np.ndarray[Any, Any]:
    """The events of the last days of each part: the same mixture, less of it."""
    kept = np.zeros(len(events.day), dtype=bool)
    for part in range(3):
        days = np.unique(events.day[events.part == part])
        first = days[len(days) - max(10, int(len(days) * share))]
        kept |= (events.part == part) & (events.day >= first)
    return kept


def write_part(events: Quadruples, kept: np.ndarray[Any, Any], folder: Path) -> Path:
    table = np.stack([events.source, events.relation, events.target, events.day], axis=1)
    for part, name in enumerate(("train", "valid", "test")):
        rows = table[kept & (events.part == part)]
        np.savetxt(folder / f"{name}.txt", rows, fmt="%d", delimiter="\t")
    for name, labels in (("entity2id", events.actors), ("relation2id", events.relations)):
        lines = [f"{label}\t{number}\n" for number, label in enumerate(labels)]
        (folder / f"{name}.txt").write_text("".join(lines), encoding="utf-8")
    return folder


def show_growth(folder: Path) -> None:
    events = read_quadruples(folder)
    print("| share of days | training events | prepare s | one question ms | train s | peak MB |")
    print("|---:|---:|---:|---:|---:|---:|")
    for share in SHARES:
        with tempfile.TemporaryDirectory() as place:
            part = write_part(events, cut_early(events, share), Path(place))
            found = run_once(part, "valid", 0)
        seconds = found["seconds"]
        print(
            f"| {share:.2f} | {found['counts']['train']:,} | {seconds['prepare']:.1f} | "
            f"{found['milliseconds_per_question']:.2f} | {seconds['train']:.0f} | "
            f"{found['peak_mb']:,} |",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--only", choices=SETS)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0])
    parser.add_argument("--parts", default="valid,test")
    parser.add_argument("--growth", action="store_true")
    given = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    for name in SETS:
        if given.only not in {None, name}:
            continue
        folder = given.data / "tkg" / name
        if given.growth:
            show_growth(folder)
            continue
        runs = [run_once(folder, given.parts, seed) for seed in given.seeds]
        print(write_scores(name, runs), flush=True)


if __name__ == "__main__":
    main()
