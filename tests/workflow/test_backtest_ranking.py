"""`legation backtest ranking` as a user meets it: folders, records, faults."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from legation.errors import InputError
from legation.workflow.backtest_ranking import check_parts, load_events, run_ranking_backtest
from legation.workflow.import_feed import import_files

REAL = Path(__file__).parents[3] / "shared" / "data" / "icews_raw"
RUN = "from legation.cli.app import run_cli; run_cli()"


def write_folder(folder, days=60):
    random = np.random.default_rng(2)
    names = [f"Police ({country})" for country in ("Alfa", "Bravo")] + ["Alfa", "Bravo", "Ann"]
    lines = {"train": [], "valid": [], "test": []}
    for day in range(days):
        part = "train" if day < days * 0.7 else "valid" if day < days * 0.85 else "test"
        for _ in range(8):
            source = int(random.integers(0, 5))
            target = (source + int(random.integers(1, 3))) % 5
            lines[part].append(f"{source}\t{random.integers(0, 2)}\t{target}\t{day * 24}")
    for part, rows in lines.items():
        (folder / f"{part}.txt").write_text("\n".join(rows) + "\n")
    (folder / "entity2id.txt").write_text("".join(f"{n}\t{i}\n" for i, n in enumerate(names)))
    (folder / "relation2id.txt").write_text("Consult\t0\nAccuse\t1\n")
    return folder


def call(*arguments):
    command = [sys.executable, "-c", RUN, "backtest", "ranking", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_command_prints_json(tmp_path):
    done = call(write_folder(tmp_path), "--json", "--seed", "4")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["counts"]["actors"] == 5
    assert set(found["scores"]) == {"valid", "test"}
    test = found["scores"]["test"]
    assert test["all"]["answers"] == 2 * found["counts"]["test"]
    assert 0.3 < test["all"]["mrr"] <= 1.0
    assert {"tail", "head", "triple_seen", "pair_new"} <= set(test)
    assert {"prepare", "features", "train", "valid", "test"} <= set(found["seconds"])
    assert found["peak_mb"] > 50
    assert found["seed"] == 4


def test_the_command_prints_a_table(tmp_path):
    done = call(write_folder(tmp_path), "--parts", "test")
    assert done.returncode == 0, done.stderr
    assert "| **test** |" in done.stdout
    assert "| **valid** |" not in done.stdout
    assert "ms a question" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("nowhere",), "nowhere is not a folder"),
        ((".", "--parts", "train"), "'train' names no parts that can be scored"),
        ((".",), "neither train.txt nor train.txt.gz"),
    ],
)
def test_a_fault_is_one_sentence(tmp_path, arguments, what):
    done = subprocess.run(
        [sys.executable, "-c", RUN, "backtest", "ranking", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 2
    assert what in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_what_is_not_installed_is_named(tmp_path, monkeypatch):
    real = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "lightgbm" else real(name)
    )
    with pytest.raises(InputError, match=r"needs lightgbm: install it with pip install"):
        run_ranking_backtest(write_folder(tmp_path))


def test_parts_are_put_in_order():
    assert check_parts("test, valid") == ("valid", "test")


@pytest.mark.skipif(not REAL.is_dir(), reason="../shared/data/icews_raw is not at hand")
def test_a_record_is_read_as_quadruples(tmp_path):
    files = sorted(REAL.glob("201810*-icews-events.tab.gz"))
    import_files("icews", files, tmp_path)
    events = load_events(tmp_path)
    assert len(set(events.actors)) == len(events.actors) > 1000
    assert {"010", "040"} <= set(events.relations)
    counts = np.bincount(events.part, minlength=3)
    assert (counts > 0).all()
    assert counts[0] > 2 * counts[1]
    bounds = [(events.day[events.part == part].min(), events.day[events.part == part].max())
              for part in range(3)]  # fmt: skip
    assert bounds[0][1] < bounds[1][0] <= bounds[1][1] < bounds[2][0], "no day is in two parts"
    assert any(name.endswith("(RUS)") for name in events.actors)


@pytest.mark.skipif(not REAL.is_dir(), reason="../shared/data/icews_raw is not at hand")
def test_a_record_of_few_days_is_told(tmp_path):
    import_files("icews", sorted(REAL.glob("2018100*-icews-events.tab.gz")), tmp_path)
    with pytest.raises(InputError, match="a backtest needs 20 or more"):
        load_events(tmp_path)
