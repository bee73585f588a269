import datetime as dt

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from legation.tables.identity import hash_event_ids, hash_texts

TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30)


def hash_slowly(text):
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = ((value ^ byte) * 0x100000001B3) % 2**64
    return f"{value:016x}"


@given(st.lists(TEXTS, max_size=8))
def test_hashes_are_fnv_1a_whatever_else_is_in_the_column(texts):
    column = pl.Series(texts, dtype=pl.String)
    assert hash_texts(column).to_list() == [hash_slowly(text) for text in texts]


def test_one_id_for_each_origin_id_and_day():
    frame = pl.DataFrame(
        {
            "origin": ["icews", "icews", "gdelt", "icews"],
            "id": ["1", "1", "1", "11"],
            "day": [dt.date(2018, 1, day) for day in (1, 2, 1, 1)],
        }
    )
    ids = hash_event_ids(frame, "origin", "id", "day")
    assert ids.n_unique() == 4
    assert ids[0] == hash_slowly("icews|1|2018-01-01")
