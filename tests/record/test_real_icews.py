"""The real daily files, where they lie at hand: figures that were counted by other means."""

import datetime as dt
from pathlib import Path

import pytest

from legation.domain.actors import Dyad
from legation.record.counts import count_by_month
from legation.record.ledger import read_ledger
from legation.record.selection import select_events
from legation.record.store import open_record
from legation.record.summary import summarize_record
from legation.tables.events import Reading
from legation.workflow.import_feed import import_files

REAL = Path(__file__).parents[3] / "shared" / "data" / "icews_raw"
LATER = dt.date(2030, 1, 1)
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="../shared/data/icews_raw is not at hand")


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    root = tmp_path_factory.mktemp("record")
    import_files("icews", sorted(REAL.glob("201810*-icews-events.tab.gz")), root)
    return open_record(root)


def test_every_row_is_held(record):
    rows = select_events(record, LATER, reading=Reading.ROWS)
    summary = summarize_record(record, LATER)
    assert rows.height == summary.rows == read_ledger(record.root)["added"].sum()
    assert summary.files == 27
    assert rows["known_on"].max() == dt.date(2018, 11, 1)
    assert (rows["known_on"] >= rows["day"]).all()


def test_almost_every_hosted_visit_is_a_mirror(record):
    rows = select_events(record, LATER, reading=Reading.ROWS)
    hosted = rows.filter(rows["cameo"] == "043")
    assert hosted["is_mirror"].mean() > 0.99
    assert rows["is_mirror"].sum() == hosted["is_mirror"].sum()


def test_months_agree_with_the_rows(record):
    dyad = Dyad("RUS", "PRK")
    rows = select_events(record, LATER, [dyad])
    counts = count_by_month(record, LATER, [dyad])
    assert counts["events"].sum() == rows.height > 0
    kinds = rows["quad_class"]
    assert counts["cooperation"].sum() == kinds.str.ends_with("cooperation").sum()
    assert counts["conflict"].sum() == kinds.str.ends_with("conflict").sum()


def test_a_file_at_a_time_gives_the_same_record(record, tmp_path):
    single = open_record(tmp_path / "single")
    for path in sorted(REAL.glob("2018100*-icews-events.tab.gz")):
        import_files("icews", [path], single.root)
    until = dt.date(2018, 10, 9)
    asked = {"reading": Reading.ROWS}
    left = select_events(single, until, **asked)
    # Of two reports of one act known on one day, the file that came first has the first.
    same = [name for name in left.columns if name != "is_repeat"]
    right = select_events(record, until, **asked)
    assert left.select(same).equals(right.select(same))
    assert left["is_repeat"].sum() == right["is_repeat"].sum()
    assert left.height > 0
