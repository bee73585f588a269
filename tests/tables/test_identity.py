import hashlib

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from written import build_events, write

from legation.record.selection import select_events
from legation.record.store import open_record
from legation.tables.events import Reading
from legation.tables.identity import hash_event_id

TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30)


@given(TEXTS, TEXTS)
def test_an_id_is_a_public_hash(origin, origin_id):
    text = f"{origin}|{origin_id}|2018-10-04"
    assert (
        hash_event_id(origin, origin_id, "2018-10-04")
        == hashlib.md5(text.encode()).hexdigest()[:16]
    )


def test_engines_and_python_give_the_same_ids(tmp_path):
    record = open_record(tmp_path)
    rows = [{"day": "2018-10-04", "origin_id": "é"}, {"day": "2018-10-05", "origin": "gdelt"}]
    write(record, build_events(*rows))
    events = select_events(record, pl.Series(["2030-01-01"]).str.to_date()[0], reading=Reading.ROWS)
    keys = events.select("event_id", "origin", "origin_id", pl.col("day").cast(pl.String)).rows()
    assert all(given == hash_event_id(*key) for given, *key in keys)
    assert len({given for given, *_ in keys}) == 2
