"""Events out of the record: every form holds the same rows as the questions give."""

import datetime as dt

import polars as pl
import pytest
from written import build_events, write

from legation.errors import InputError
from legation.record.export import export_events
from legation.record.selection import select_events
from legation.record.store import open_record
from legation.tables.events import EVENT_SCHEMA, EventColumn, Reading

LATER = dt.date(2030, 1, 1)
ROWS = [
    {
        "day": f"2018-10-{1 + number % 9:02}",
        "source_state": ("USA", "RUS", "")[number % 3],
        "source_name": ("A", 'B "quoted", é')[number % 2],
        "origin_id": str(number),
        "report_url": "https://example.org/x" if number % 4 else "",
        "story_id": "s" if number % 4 else "",
        "intensity": None if number == 3 else number / 7,
    }
    for number in range(20)
]


@pytest.fixture
def record(tmp_path):
    record = open_record(tmp_path / "record")
    write(record, build_events(*ROWS[:9]))
    write(record, build_events(*ROWS[9:]), "two")
    return record


def read(path):
    if path.suffix == ".parquet":
        return pl.read_parquet(path)
    texts = {
        ".csv": lambda: pl.read_csv(path, schema=EVENT_SCHEMA).with_columns(
            pl.col(pl.String).fill_null("")
        ),
        ".jsonl": lambda: pl.read_ndjson(
            path, schema={n: pl.String if k == pl.Date else k for n, k in EVENT_SCHEMA.items()}
        ).with_columns(pl.col("day", "known_on", "first_day").str.to_date()),
    }
    return texts[path.suffix]().select(EVENT_SCHEMA.names())


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".jsonl"])
@pytest.mark.parametrize("reading", list(Reading))
def test_every_form_has_all_rows_and_columns(record, tmp_path, suffix, reading):
    out = tmp_path / f"out{suffix}"
    expected = select_events(record, LATER, reading=reading)
    assert export_events(record, out, LATER, reading=reading) == expected.height
    found = read(out)
    assert found["day"].is_sorted()
    key = EventColumn.EVENT_ID
    assert found.sort(key).equals(expected.sort(key))


def test_states_and_days_are_chosen(record, tmp_path):
    out = tmp_path / "out.csv"
    since, until = dt.date(2018, 10, 2), dt.date(2018, 10, 5)
    rows = export_events(record, out, LATER, ["RUS"], since=since, until=until)
    found = read(out)
    assert rows == found.height > 0
    assert set(found["source_state"]) == {"RUS"}
    assert found["day"].min() >= since and found["day"].max() <= until
    assert export_events(record, out, dt.date(2018, 10, 1)) == 3


def test_what_cannot_be_exported_is_told(record, tmp_path):
    with pytest.raises(InputError, match="ends in none"):
        export_events(record, tmp_path / "out.xlsx", LATER)
    with pytest.raises(InputError, match="no events known"):
        export_events(record, tmp_path / "out.csv", dt.date(1990, 1, 1))
