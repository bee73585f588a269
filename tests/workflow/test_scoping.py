"""Which feed a brief counts, and what becomes of states that are no more, as a user sees it."""

import json

import pytest
from attrs import evolve
from written import build_events, build_file

from legation.cli.brief import brief
from legation.cli.history import history
from legation.errors import InputError
from legation.record.store import open_record
from legation.record.writing import write_files

REPORT = "Putin visits Kim Jong Un in North Korea, 2019-04-25"
OTHERS = [{"source_state": "USA", "target_state": "CHN"}] * 60


def add(root, origin, rows, states=None):
    events = build_events(*({"origin": origin} | row for row in rows))
    file = evolve(build_file(events, origin, states=states), origin=origin)
    write_files(open_record(root), [file])


def fill(day, *rows):
    """A day of which a feed holds enough to count as covered."""
    return [{"day": day} | row for row in (*OTHERS, *rows)]


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("both")
    soviet = {"source_state": "SUN", "target_state": "PRK"}
    russian = {"source_state": "RUS", "target_state": "PRK"}
    days = [day for number in range(1, 12) for day in fill(f"1991-03-{number:02d}", soviet)]
    add(root, "gdelt", days + fill("1992-03-01", russian))
    add(root, "icews", fill("2018-10-01", russian, russian, russian))
    return root


def tell(capsys, root, **more):
    history("RUS", "PRK", as_of="2020-01-01", record=str(root), **more)
    return capsys.readouterr().out


def test_the_feed_with_most_days_is_counted_and_the_other_named(capsys, root):
    text = tell(capsys, root)
    assert "12 coded events of Russia toward North Korea" in text
    assert "Only events of gdelt are counted. The record also holds icews" in text
    assert "Events of states that are no more are counted with their heirs'" in text
    assert "those of the Soviet Union as Russia's" in text


def test_old_states_can_stand_apart(capsys, root):
    text = tell(capsys, root, predecessors=False)
    assert "1 coded event of Russia toward North Korea" in text
    assert "no more" not in text


def test_another_feed_can_be_asked_for(capsys, root):
    text = tell(capsys, root, feed="icews")
    assert "3 coded events of Russia toward North Korea" in text
    assert "The record also holds gdelt" in text
    assert "no more" not in text


def test_a_feed_that_is_not_there_is_one_sentence(root):
    with pytest.raises(InputError, match=r"--feed polecat: .* use --feed gdelt or icews"):
        history("RUS", "PRK", as_of="2020-01-01", record=str(root), feed="polecat")


def test_a_record_of_other_states_says_so(capsys, tmp_path):
    add(tmp_path, "icews", fill("2018-10-01"), states=frozenset({"USA", "CHN"}))
    text = tell(capsys, tmp_path)
    assert "The record holds events of icews, but of files that were imported for other" in text
    assert "coded events of" not in text


def test_a_brief_counts_the_same(root, tmp_path):
    out = tmp_path / "a.json"
    told = {}
    for feed in (None, "icews"):
        brief(REPORT, as_of="2019-05-01", out=out, record=str(root), feed=feed)
        told[feed] = json.dumps(json.loads(out.read_text(encoding="utf-8")))
    assert "12 coded events of Russia" in told[None]
    assert "3 coded events of Russia" in told["icews"]
    assert "Only events of icews are counted" in told["icews"]
