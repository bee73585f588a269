"""The event table's contract: the schema, the plain checks, and the same contract in pandera."""

import datetime as dt
import warnings

import polars as pl
import pytest

from legation.errors import DataError
from legation.tables.events import (
    EVENT_SCHEMA,
    FEED_SCHEMA,
    EventColumn,
    QuadClass,
    check_events,
    check_feed,
    check_schema,
)

ROW = {
    "event_id": "a",
    "origin_id": "1",
    "first_day": dt.date(2018, 10, 4),
    "day": dt.date(2018, 10, 4),
    "known_on": dt.date(2018, 10, 5),
    "source_state": "USA",
    "target_state": "CHN",
    "quad_class": QuadClass.VERBAL_CONFLICT.value,
    "intensity": -2.0,
    "latitude": 38.9,
    "longitude": -77.0,
    "is_mirror": False,
    "is_repeat": False,
}


def build(*changes):
    blank = {name: "" for name, kind in EVENT_SCHEMA.items() if kind == pl.String()}
    rows = [blank | ROW | change for change in changes]
    return pl.DataFrame(rows, schema=EVENT_SCHEMA)


def declare_contract():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pandera.polars as pa

    optional = ("intensity", "latitude", "longitude")
    checks = {
        "intensity": pa.Check.in_range(-10, 10),
        "latitude": pa.Check.in_range(-90, 90),
        "longitude": pa.Check.in_range(-180, 180),
        "quad_class": pa.Check.isin([str(quad) for quad in QuadClass]),
        "source_state": pa.Check.str_matches(r"^([A-Z]{3})?$"),
        "target_state": pa.Check.str_matches(r"^([A-Z]{3})?$"),
    }
    columns = {
        name: pa.Column(
            type(kind),
            nullable=name in optional,
            unique=name == "event_id",
            checks=checks.get(name),
        )
        for name, kind in EVENT_SCHEMA.items()
    }
    return pa.DataFrameSchema(columns, strict=True, ordered=True)


def test_schema_names_every_column_once():
    assert EVENT_SCHEMA.names() == [str(column) for column in EventColumn]


def test_sound_rows_pass_both_contracts():
    frame = build({}, {"event_id": "b", "intensity": None, "latitude": None, "longitude": None})
    check_events(frame)
    declare_contract().validate(frame)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"source_name": None}, "null"),
        ({"known_on": dt.date(2018, 10, 3)}, "known before"),
        ({"origin_id": ""}, "no id"),
        ({"event_id": "b"}, "twice"),
        ({"intensity": 11.0}, "intensity"),
        ({"intensity": float("nan")}, "intensity"),
        ({"latitude": -91.0}, "latitude"),
        ({"longitude": 181.0}, "longitude"),
        ({"quad_class": "war"}, "quad class"),
    ],
)
def test_broken_rows_are_refused(change, message):
    with pytest.raises(DataError, match=message):
        check_events(build({"event_id": "b"}, change))


def test_feeds_are_held_to_the_same_rules():
    frame = build({}).select(FEED_SCHEMA.names())
    check_feed(frame)
    with pytest.raises(DataError, match="latitude"):
        check_feed(frame.with_columns(latitude=pl.lit(-91.0)))


def test_a_frame_with_other_columns_is_refused():
    frame = build({})
    with pytest.raises(DataError, match="column 1 to be event_id"):
        check_schema(frame.drop("event_id"), EVENT_SCHEMA, "events")
    with pytest.raises(DataError, match="beyond"):
        check_schema(frame.with_columns(more=pl.lit(1)), EVENT_SCHEMA, "events")
    with pytest.raises(DataError, match="not nothing"):
        check_schema(frame.drop("first_day"), EVENT_SCHEMA, "events")
