"""Backtests of dyadic forecasts on a made folder of quadruples."""

import datetime as dt
import gzip

import numpy as np
import pytest

from legation.errors import InputError
from legation.workflow.backtest_dyads import plan_origins, run_dyad_backtest
from legation.workflow.dyad_sources import count_events, read_state_events
from legation.workflow.dyad_tables import write_dyad_tables

NAMES = ("Russia", "China", "Japan", "France", "Police (India)", "Citizen (Iran)", "Nobody")
RELATIONS = ("Consult", "Criticize_or_denounce", "Provide_aid", "Make_statement")


def write_folder(folder, span=360, unit=24, zipped=False):
    folder.mkdir(exist_ok=True)
    draw = np.random.default_rng(1)
    lines = []
    for day in range(span):
        for source in range(len(NAMES)):
            for target in range(len(NAMES)):
                busy = 0.3 / (1 + source + target)
                for relation in range(len(RELATIONS)):
                    if draw.random() < busy / (1 + relation):
                        lines.append(f"{source}\t{relation}\t{target}\t{day * unit}\t0")
    files = {
        "train.txt": lines[: len(lines) // 2],
        "valid.txt": lines[len(lines) // 2 : -5],
        "test.txt": lines[-5:],
        "entity2id.txt": [f"{name}\t{place}" for place, name in enumerate(NAMES)],
        "relation2id.txt": [f"{name}\t{place}" for place, name in enumerate(RELATIONS)],
    }
    for name, rows in files.items():
        data = ("\n".join(rows) + "\n").encode()
        if zipped:
            (folder / f"{name}.gz").write_bytes(gzip.compress(data))
        else:
            (folder / name).write_bytes(data)
    return folder


@pytest.mark.parametrize(("unit", "zipped"), [(24, False), (1, True)])
def test_a_folder_of_quadruples_is_read(tmp_path, unit, zipped):
    events = read_state_events(write_folder(tmp_path / "q", 30, unit, zipped), dt.date(2020, 1, 1))
    assert set(events["source_state"]) == {"RUS", "CHN", "JPN", "FRA", "IND", "IRN"}
    assert (events["day"].min(), events["day"].max()) == (dt.date(2020, 1, 1), dt.date(2020, 1, 30))
    assert set(events["cameo"]) == {"040", "111", "070", "010"}
    days = count_events(events)
    assert days.find_dyad("RUS", "CHN") >= 0 and len(days.covered) >= 28


def test_a_backtest_gives_all_tables_and_the_same_twice(tmp_path):
    folder = write_folder(tmp_path / "q")
    found, again = run_dyad_backtest(folder), run_dyad_backtest(folder)
    assert found.kinds == again.kinds and found.groups == again.groups
    assert set(found.kinds) == {7, 30, 90} and len(found.kinds[7]) == 22
    assert max(found.plan.train) + 6 <= found.plan.last_train_day < min(found.plan.score)
    text = write_dyad_tables(found)
    assert "| 16 types | 90 |" in text and "| CONSULT | 7 |" in text
    tables = [line for line in text.splitlines() if line.startswith("| days | forecast ")]
    widths = {line.count("|") for line in text.splitlines() if line.startswith(("| AID", "| 16"))}
    assert len(tables) == 1 and len(widths) == 1


def test_too_short_data_and_missing_files_are_refused_in_one_sentence(tmp_path):
    short = write_folder(tmp_path / "short", 40)
    with pytest.raises(InputError, match="40 days of events are too few"):
        plan_origins(count_events(read_state_events(short)))
    (short / "entity2id.txt").unlink()
    with pytest.raises(InputError, match=r"neither entity2id\.txt"):
        run_dyad_backtest(short)


def test_relations_that_are_no_cameo_are_refused(tmp_path):
    folder = write_folder(tmp_path / "q", 40)
    (folder / "relation2id.txt").write_text("likes\t0\nhates\t1\nknows\t2\nmeets\t3\n")
    with pytest.raises(InputError, match="no relation is a text of a CAMEO code"):
        read_state_events(folder)
