"""Forecasts for two states: from a record, from the rates that ship, or not at all."""

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from legation.brief.dyads import render_dyads_html, render_dyads_text
from legation.errors import InputError
from legation.outlook.dyads.kinds import find_kind, list_kinds
from legation.outlook.dyads.pair import forecast_pair
from legation.outlook.dyads.parameters import load_dyad_parameters
from legation.record.scope import Scope
from legation.record.store import open_record
from legation.record.writing import write_files
from legation.tables.deliveries import FeedBatch, FeedFile
from legation.tables.events import FEED_SCHEMA, QUARANTINE_SCHEMA
from legation.tables.extract import RecordExtract
from legation.workflow.dyad_extraction import extract_dyads
from legation.workflow.forecast_dyad import forecast_states
from legation.workflow.record_choice import RecordChoice

ROOT = Path(__file__).parents[2]
DAY = dt.date(2019, 6, 30)


def write_record(root, late=()):
    """A record of 100 days with 60 events each, most between Japan and France."""
    days = [DAY - dt.timedelta(days=age) for age in range(100)]
    rows = []
    for day in days:
        for number in range(60):
            source, target = ("JPN", "FRA") if number % 20 == 0 and day.day % 3 else ("USA", "CHN")
            rows.append((day, day, source, target, "AGREE", number))
    rows += [(day, known, "FRA", "JPN", "ASSAULT", 100 + n) for n, (day, known) in enumerate(late)]
    columns = {name: [] for name in FEED_SCHEMA}
    for day, known, source, target, kind, number in rows:
        told = {
            "day": day,
            "known_on": known,
            "source_state": source,
            "target_state": target,
            "event_type": kind,
            "cameo": "030" if kind == "AGREE" else "190",
            "quad_class": "verbal_cooperation" if kind == "AGREE" else "material_conflict",
            "origin": "icews",
            "origin_id": f"{day}-{number}",
            "source_name": f"A{number}",
        }
        for name, dtype in FEED_SCHEMA.items():
            blank = "" if dtype == pl.String() else None
            columns[name].append(told.get(name, blank))
    events = pl.DataFrame(columns, schema=FEED_SCHEMA).with_columns(batch=pl.lit("a" * 16))
    batch = FeedBatch(events, pl.DataFrame(schema=QUARANTINE_SCHEMA))
    file = FeedFile("f", "a" * 64, "", 1, "icews", None, lambda: iter([batch]))
    assert write_files(open_record(root), [file])[0].added == events.height
    return RecordChoice(root, "duckdb")


def ask(choice, as_of=DAY, horizon=30, kind=None, pair=("Japan", "FRA")):
    return forecast_states(*pair, as_of, horizon, choice, kind)


@pytest.fixture
def nothing(tmp_path):
    return RecordChoice(tmp_path / "none", "duckdb")


def test_without_a_record_the_rates_that_ship_answer_and_say_so(nothing):
    found = ask(nothing, pair=("RUS", "North Korea"))
    assert found.pair == ("RUS", "PRK") and len(found.forecasts) == len(found.reverse) == 21
    assert found.basis[0].startswith("Rates of 2018-01-01 to 2019-02-15, as they ship")
    assert (found.opens, found.deadline) == (dt.date(2019, 7, 1), dt.date(2019, 7, 30))
    for one in (*found.forecasts, *found.reverse):
        assert 0 < one.low <= one.probability <= one.high < 1
        assert one.score.kind_id == one.kind_id and one.score.horizon_days == 30
        assert one.drivers[-1].probability == pytest.approx(one.probability, abs=1e-9)
        steps = [one.start, *(driver.probability for driver in one.drivers)]
        for before, after, driver in zip(steps, steps[1:], one.drivers, strict=False):
            odds = after / (1 - after) / (before / (1 - before))
            assert driver.factor == pytest.approx(odds, rel=1e-6)


@pytest.mark.parametrize("horizon", [1, 7, 14, 30, 60, 90])
def test_kinds_nest_at_every_horizon(nothing, horizon):
    found = {one.kind_id: one for one in ask(nothing, horizon=horizon).forecasts}
    for kind in list_kinds()[:16]:
        above = list_kinds()[15 + kind.quad_class].kind_id
        assert found[kind.kind_id].probability <= found[above].probability
        assert found[above].probability <= found["any"].probability


def test_longer_horizons_are_never_less_probable(nothing):
    shares = [
        ask(nothing, horizon=horizon, kind="ACCUSE").forecasts[0].probability
        for horizon in (1, 5, 7, 8, 20, 30, 31, 75, 90)
    ]
    assert shares == sorted(shares) and shares[0] < shares[-1]


def test_a_record_that_reaches_to_the_day_is_used(tmp_path, nothing):
    found = ask(write_record(tmp_path / "record"), kind="agree")
    assert found.basis[0].startswith("Record of feed icews: 100 days with events, 2019-03-23 to")
    there, back = found.forecasts[0], found.reverse[0]
    assert there.exposed_days == 100 and there.own_days > 50 and back.own_days == 0
    assert there.probability > 0.8 > 0.5 > back.probability
    assert any("of the last 30 days" in driver.detail for driver in there.drivers)


def test_a_record_that_ended_says_so(tmp_path):
    found = ask(write_record(tmp_path / "record"), DAY + dt.timedelta(days=400), kind="agree")
    assert "It ends 400 days before the day of issue" in found.basis[1]


def test_a_short_record_leaves_the_rates_that_ship(tmp_path):
    found = ask(write_record(tmp_path / "record"), DAY - dt.timedelta(days=70))
    assert found.basis[0].startswith("The record has 30 days with enough events")


def test_what_becomes_known_later_changes_no_byte(tmp_path):
    late = [(DAY - dt.timedelta(days=2), DAY + dt.timedelta(days=1))] * 5
    late += [(DAY + dt.timedelta(days=n), DAY + dt.timedelta(days=n)) for n in (1, 2, 3)]
    texts = [
        render_dyads_text(ask(write_record(tmp_path / name, rows)))
        for name, rows in (("before", ()), ("after", late))
    ]
    assert texts[0] == texts[1]


def test_before_the_end_of_the_data_nothing_is_established(nothing):
    with pytest.raises(InputError, match="not established as of 2019-02-14"):
        ask(nothing, dt.date(2019, 2, 14))


@pytest.mark.parametrize("horizon", [0, 91])
def test_a_horizon_out_of_reach_is_refused(nothing, horizon):
    with pytest.raises(InputError, match="from 1 to 90 days"):
        ask(nothing, horizon=horizon)


def test_a_pair_that_was_never_seen_is_answered(nothing):
    found = ask(nothing, kind="any", pair=("Tuvalu", "Bhutan"))
    assert 0 < found.forecasts[0].probability < 0.05 and found.forecasts[0].own_days == 0


def test_the_page_and_the_text_show_numbers_beside_base_rates_and_scores(nothing):
    found = ask(nothing, kind="THREATEN", pair=("USA", "IRN"))
    text, page = render_dyads_text(found), render_dyads_html(found)
    for part in ("80 % interval", "Base rates:", "What moves it", "Brier", "Confidence"):
        assert part in text and part in page
    assert "<svg" in page and "<script" not in page and "http" not in page.split("<body>")[0]
    assert page == render_dyads_html(ask(nothing, kind="THREATEN", pair=("USA", "IRN")))


def test_parameters_are_small_and_whole():
    folder = ROOT / "src" / "legation" / "outlook" / "data" / "dyads"
    assert sum(path.stat().st_size for path in folder.iterdir()) < 5_000_000
    parameters = load_dyad_parameters()
    assert set(parameters.scores) == {"fresh", "stale"}
    for kinds in parameters.scores.values():
        assert set(kinds) == {"16 types", *(kind.kind_id for kind in list_kinds())}
    assert parameters.known_on == dt.date(2019, 2, 15)


def test_the_extract_of_a_record_knows_nothing_later(tmp_path):
    choice = write_record(tmp_path / "record")
    record, as_of = open_record(choice.root), DAY - dt.timedelta(days=10)
    found = extract_dyads(record, as_of, ("JPN", "FRA"), Scope("icews"))
    assert max(found.covered) == as_of and found.acts["day"].max() <= as_of
    assert find_kind("agree").kind_id in set(found.acts["event_type"])


def run(*arguments):
    environment = dict(os.environ, LEGATION_RECORD="/nonexistent/record")
    environment.pop("LEGATION_DEBUG", None)
    environment["PYTHONPATH"] = str(ROOT / "src")
    code = "from legation.cli.app import run_cli; run_cli()"
    return subprocess.run(
        [sys.executable, "-c", code, "forecast", *arguments],
        capture_output=True,
        env=environment,
        timeout=60,
        check=False,
        text=True,
    )


def test_the_command_writes_json():
    done = run("RUS", "PRK", "--type", "AGREE", "--as-of", "2024-07-01", "-f", "json")
    found = json.loads(done.stdout)
    assert done.returncode == 0 and found["forecasts"][0]["kind_id"] == "AGREE"
    assert found["issued"] == "2024-07-01"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("RUS", "PRK", "--type", "SMILE"), "is no kind of event"),
        (("RUS", "PRK", "--horizon", "soon"), "write it as 30d"),
    ],
)
def test_bad_input_is_told_in_one_sentence(arguments, told):
    done = run(*arguments)
    assert done.returncode == 2 and told in done.stderr
    assert done.stderr.startswith("legation: ") and done.stderr.count("\n") == 1


def test_the_command_loads_no_learning_library():
    code = (
        "import sys; from legation.cli import forecast; "
        "print([m for m in ('lightgbm', 'scipy', 'sklearn', 'numba', 'ibis') if m in sys.modules])"
    )
    environment = dict(os.environ, PYTHONPATH=str(ROOT / "src"))
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_brief_shows_them_while_the_last_known_events_are_recent(tmp_path):
    record = open_record(write_record(tmp_path).root)
    pair, names = ("JPN", "FRA"), ("Japan", "France")
    held = RecordExtract(DAY, dyads=extract_dyads(record, DAY, pair, Scope("icews")))
    rows, told = forecast_pair(held, pair, names, DAY)
    assert len(rows) == 6
    assert "without what the report tells" in told[0].text
    later = DAY + dt.timedelta(days=366)
    rows, told = forecast_pair(held, pair, names, later)
    assert rows == ()
    assert "366 days old" in told[0].text
    assert len(forecast_pair(held, pair, names, later - dt.timedelta(days=1))[0]) == 6


def test_a_brief_without_a_record_shows_them_for_a_year_after_the_fitted_data():
    until = load_dyad_parameters().known_on
    for days, shown in ((-1, 0), (0, 6), (365, 6), (366, 0)):
        day = until + dt.timedelta(days=days)
        rows, told = forecast_pair(
            RecordExtract(day), ("RUS", "PRK"), ("Russia", "North Korea"), day
        )
        assert len(rows) == shown
        assert len(told) == 1
