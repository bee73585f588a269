"""The real daily files, where they lie at hand: figures that were counted by other means."""

import datetime as dt
from pathlib import Path

import pytest

from legation.domain.actors import Dyad
from legation.feeds.icews import deliver_icews
from legation.record.counts import count_by_month
from legation.record.selection import select_events
from legation.record.store import open_record
from legation.record.summary import summarize_record
from legation.record.writing import write_delivery

REAL = Path(__file__).parents[3] / "shared" / "data" / "icews_raw"
LATER = dt.date(2030, 1, 1)
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="../shared/data/icews_raw is not at hand")


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    record = open_record(tmp_path_factory.mktemp("record"))
    write_delivery(record, deliver_icews(sorted(REAL.glob("201810*-icews-events.tab.gz"))))
    return record


def test_every_row_is_held(record):
    rows = select_events(record, LATER, mirrors=True, repeats=True)
    summary = summarize_record(record, LATER)
    assert rows.height == summary.rows == sum(file.rows for file in record.read_manifest().files)
    assert summary.files == 27
    assert rows["known_on"].max() == dt.date(2018, 11, 1)
    assert (rows["known_on"] >= rows["day"]).all()


def test_almost_every_hosted_visit_is_a_mirror(record):
    rows = select_events(record, LATER, mirrors=True, repeats=True)
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
        write_delivery(single, deliver_icews([path]))
    until = dt.date(2018, 10, 9)
    asked = {"mirrors": True, "repeats": True}
    left = select_events(single, until, **asked)
    assert left.equals(select_events(record, until, **asked))
    assert left.height > 0
