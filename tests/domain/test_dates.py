"""Dates keep their precision, whatever is asked of them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.domain.dates import PartialDate, Precision, parse_partial


@st.composite
def partial_dates(draw):
    day = draw(st.dates(dt.date(1600, 1, 1), dt.date(2500, 12, 31)))
    parts = draw(st.integers(1, 3))
    return PartialDate(*(day.year, day.month, day.day)[:parts])


@given(partial_dates())
def test_a_date_reads_back_what_it_wrote(date):
    assert PartialDate.parse(date.isoformat()) == date
    assert date.earliest <= date.latest
    assert date.overlaps(date.earliest, date.earliest)
    assert not date.overlaps(date.latest + dt.timedelta(days=1), dt.date(2600, 1, 1))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24",
        "2024-6-1",
        "2024-13",
        "2024-00",
        "2024-06-00",
        "2023-02-29",
        "2024-06-31",
        "18 June 2024",
        "2024-06-18x",
    ],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r"\w"):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("text", "precision", "words", "when", "last"),
    [
        ("2024-06-18", Precision.DAY, "18 June 2024", "on 18 June 2024", dt.date(2024, 6, 18)),
        ("2024-02", Precision.MONTH, "February 2024", "in February 2024", dt.date(2024, 2, 29)),
        ("2023", Precision.YEAR, "2023", "in 2023", dt.date(2023, 12, 31)),
    ],
)
def test_precision_and_words(text, precision, words, when, last):
    date = PartialDate.parse(text)
    assert (date.precision, date.describe(), date.describe_when(), date.latest) == (
        precision,
        words,
        when,
        last,
    )


def test_a_day_needs_its_month():
    with pytest.raises(ValueError, match="month"):
        PartialDate(2024, None, 3)


def test_cells():
    assert parse_partial("") is None
    assert parse_partial(None) is None
    assert parse_partial("2024") == PartialDate(2024)
