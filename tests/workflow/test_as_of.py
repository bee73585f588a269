"""The future is shifted: rows that become known later change no byte of any brief."""

import datetime as dt
import shutil
from pathlib import Path

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from legation.almanac.columns import ALL_TABLES, TableSpec
from legation.almanac.store import locate_data
from legation.brief.jsonform import render_json
from legation.brief.render import render_html, render_markdown
from legation.reading.extract import extract_content
from legation.record.store import open_record
from legation.record.writing import write_files
from legation.tables.deliveries import FeedBatch, FeedFile
from legation.tables.events import FEED_SCHEMA, QUARANTINE_SCHEMA, EventColumn
from legation.workflow.brief_report import brief_report

DAYS = st.one_of(
    st.sampled_from([dt.date(2024, 6, 12), dt.date(2024, 7, 1)]),
    st.dates(dt.date(1996, 1, 1), dt.date(2026, 6, 30)),
)


def add_later_rows(data: Path, spec: TableSpec, later: str) -> int:
    """Copy rows of a table so that they become known on a later day, under new keys."""
    if not spec.start:
        return 0
    added = 0
    for path in sorted(data.glob(spec.pattern)):
        frame = pl.read_csv(path, infer_schema=False)
        if frame.is_empty():
            continue
        copies = frame.sample(min(40, frame.height), seed=7)
        changes = {spec.start: later}
        for name in ("known_on", "start_day", "end_day", "day", "signed", "in_force"):
            if name in spec.columns:
                changes[name] = later
        for name in ("entry_id", "visit_id", "treaty_id"):
            if name in spec.columns and spec.name != "announcements":
                copies = copies.with_columns(pl.col(name) + "-later")
        copies = copies.with_columns(pl.lit(value).alias(name) for name, value in changes.items())
        pl.concat([frame, copies]).write_csv(path)
        added += copies.height
    return added


def end_open_rows(data: Path, spec: TableSpec, later: str) -> None:
    """Give open rows an end after the day: who is in office now leaves it later."""
    if "end_day" not in spec.ends:
        return
    for path in sorted(data.glob(spec.pattern)):
        frame = pl.read_csv(path, infer_schema=False)
        has_started = pl.col("start_day").fill_null("1900").str.slice(0, 4) < later[:4]
        still_open = pl.col("end_day").is_null() | (pl.col("end_day") == "")
        frame = frame.with_columns(
            pl.when(still_open & has_started)
            .then(pl.lit(later))
            .otherwise(pl.col("end_day"))
            .alias("end_day")
        )
        frame.write_csv(path)


def build_events(days: list[dt.date], known: dt.date, prefix: str) -> pl.DataFrame:
    rows = [
        {
            EventColumn.ORIGIN_ID: f"{prefix}{index:03d}",
            EventColumn.DAY: day,
            EventColumn.SOURCE_STATE: "RUS" if index % 2 else "PRK",
            EventColumn.TARGET_STATE: "PRK" if index % 2 else "RUS",
            EventColumn.KNOWN_ON: max(day, known),
        }
        for index, day in enumerate(days)
    ]
    defaults = {
        EventColumn.PRECISION: "day",
        EventColumn.EVENT_TYPE: "CONSULT",
        EventColumn.CAMEO: "040",
        EventColumn.ORIGIN: "icews",
        EventColumn.INTENSITY: 1.0,
    }
    columns = {}
    for name, dtype in FEED_SCHEMA.items():
        values = [row.get(name, defaults.get(name)) for row in rows]
        if dtype == pl.String:
            values = ["" if value is None else value for value in values]
        if dtype == pl.Boolean:
            values = [False if value is None else value for value in values]
        columns[name] = pl.Series(name, values, dtype=dtype)
    return pl.DataFrame(columns)


def write_events(root: Path, events: pl.DataFrame, name: str) -> None:
    sha256 = (name.encode().hex() * 64)[:64]
    batch = FeedBatch(
        events.with_columns(batch=pl.lit(sha256[:16])), pl.DataFrame(schema=QUARANTINE_SCHEMA)
    )
    file = FeedFile(name, sha256, "", 1, "icews", None, lambda: iter([batch]))
    assert write_files(open_record(root), [file])[0].added == events.height


@settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(day=DAYS, gap=st.integers(1, 400))
def test_later_knowledge_changes_no_byte(tmp_path_factory, example, day, gap):
    tmp_path = tmp_path_factory.mktemp("as_of")
    after = day + dt.timedelta(days=gap)
    later = after.isoformat()
    content = extract_content(example.read_bytes(), example.name)
    root = tmp_path / "record"
    past = [day - dt.timedelta(days=count) for count in range(20, 120, 3)]
    write_events(root, build_events(past, dt.date(1990, 1, 1), "a"), "before")
    before = brief_report(content, day, root)

    data = tmp_path / "data"
    shutil.copytree(locate_data(), data)
    added = sum(add_later_rows(data, spec, later) for spec in ALL_TABLES)
    for spec in ALL_TABLES:
        end_open_rows(data, spec, later)
    future = [after + dt.timedelta(days=count) for count in range(30)]
    write_events(root, build_events(future + past, after, "b"), "after")
    result = brief_report(content, day, root, data)

    assert added > 200
    assert render_json(before.brief) == render_json(result.brief)
    assert render_markdown(before.brief) == render_markdown(result.brief)
    assert render_html(before.brief, before.names) == render_html(result.brief, result.names)
    shutil.rmtree(tmp_path)


def test_without_the_filter_the_brief_would_change(tmp_path, example):
    """The test above can fail: the same later rows do change a brief of a later day."""
    content = extract_content(example.read_bytes(), example.name)
    data = tmp_path / "data"
    shutil.copytree(locate_data(), data)
    day = dt.date(2024, 7, 1)
    plain = brief_report(content, day, tmp_path / "none", data)
    for spec in ALL_TABLES:
        add_later_rows(data, spec, "2024-06-30")
    from legation.almanac.store import read_table

    read_table.cache_clear()
    changed = brief_report(content, day, tmp_path / "none", data)
    assert render_json(plain.brief) != render_json(changed.brief)
