"""Dates in figures and words, relative to a day, impossible ones, and any text at all."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.domain.report import DateKind
from legation.reading.dates import complete_years, find_dates

ANCHOR = dt.date(2024, 6, 20)  # a Thursday


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("on 18 June 2024", "2024-06-18", "2024-06-18"),
        ("on June 18, 2024", "2024-06-18", "2024-06-18"),
        ("on the 18th of June, 2024", "2024-06-18", "2024-06-18"),
        ("on the eighteenth of June 2024", "2024-06-18", "2024-06-18"),
        ("2024-06-18", "2024-06-18", "2024-06-18"),
        ("on 18.06.2024", "2024-06-18", "2024-06-18"),
        ("on 18/06/2024", "2024-06-18", "2024-06-18"),
        ("on 03/04/2024", "2024", "2024"),
        ("March 3-5, 2024", "2024-03-03", "2024-03-05"),
        ("2 and 3 March 2024", "2024-03-02", "2024-03-03"),
        ("from 30 December 2023 to 2 January 2024", "2023-12-30", "2024-01-02"),
        ("from December 30 to January 2, 2024", "2023-12-30", "2024-01-02"),
        ("between 3 and 5 March 2024", "2024-03-03", "2024-03-05"),
        ("in June 2024", "2024-06", "2024-06"),
        ("in nineteen ninety-one", "1991", "1991"),
        ("the years 1991-95", "1991", "1995"),
        ("in 2424", "2424", "2424"),
        ("today", "2024-06-20", "2024-06-20"),
        ("yesterday", "2024-06-19", "2024-06-19"),
        ("arrived on Tuesday", "2024-06-18", "2024-06-18"),
        ("arrived on Friday", "2024-06-14", "2024-06-14"),
        ("will arrive on Friday", "2024-06-21", "2024-06-21"),
        ("will go, he said on Wednesday", "2024-06-19", "2024-06-19"),
        ("next Tuesday", "2024-06-25", "2024-06-25"),
        ("last Thursday", "2024-06-13", "2024-06-13"),
        ("next week", "2024-06-24", "2024-06-30"),
        ("next month", "2024-07", "2024-07"),
        ("last year", "2023", "2023"),
        ("two weeks ago", "2024-06-06", "2024-06-06"),
        ("on 3 May", "2024-05-03", "2024-05-03"),
        ("on January 5", "2024-01-05", "2024-01-05"),
        ("on January 5 next year", "2025-01-05", "2025-01-05"),
        ("from March 5 to 8 next year", "2025-03-05", "2025-03-08"),
    ],
)
def test_written_and_relative_dates(text, start, end):
    found = find_dates(text, ANCHOR)
    assert [(date.start.isoformat(), date.end.isoformat()) for date in found] == [(start, end)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("on 31 June 2024", "June has 30 days"),
        ("on February 30", "February 2024 has 29 days"),
        ("on 29 February 2023", "February 2023 has 28 days"),
        ("on 45.13.2024", "no calendar has this date"),
        ("2024-13-01", "there is no month 13"),
        ("from 9 to 5 May 2024", "the period ends before it starts"),
    ],
)
def test_impossible_dates_say_why(text, problem):
    (date,) = find_dates(text, None)
    assert (date.kind, date.problem) == (DateKind.IMPOSSIBLE, problem)


@pytest.mark.parametrize(
    "text", ["1,000 soldiers", "He may go", "a March through the town", "10 to 12 missiles", "24/7"]
)
def test_what_is_no_date(text):
    assert find_dates(text, ANCHOR) == ()


def test_a_weekday_beside_a_date_is_kept():
    (date,) = find_dates("on Tuesday, 18 June 2024", None)
    assert date.weekday == 1


def test_without_an_anchor_relative_dates_stay_open():
    assert [date.start for date in find_dates("yesterday and on Monday", None)] == [None, None]


def test_years_are_completed_from_the_mention_before():
    dates = complete_years(find_dates("In June 2000 they met; on 19 July he came", None))
    assert dates[-1].start.isoformat() == "2000-07-19"


@given(st.text(max_size=300), st.none() | st.dates())
def test_any_text_is_read(text, anchor):
    for date in find_dates(text, anchor):
        assert 0 <= date.span.start < date.span.end <= len(text)
        assert text[date.span.start : date.span.end] == date.text


_PIECES = st.sampled_from(
    [
        "31",
        "2",
        "June",
        "February",
        "May",
        "next",
        "last",
        "year",
        "in",
        "on",
        "from",
        "to",
        "2024",
        "9999",
        "0000",
        "two",
        "days",
        "ago",
        "Monday",
        "the",
        "18th",
        "of",
        ",",
        "-",
        "–",
        "and",
        "twenty-first",
        "nineteen",
        "hundred",
        "century",
        "١٢",
        "²",
        "week",
        "a",
        "few",
    ]
)


@given(st.lists(_PIECES, max_size=14), st.none() | st.dates())
def test_any_medley_of_date_words_is_read(words, anchor):
    text = " ".join(words)
    dates = find_dates(text, anchor)
    assert all(text[date.span.start : date.span.end] == date.text for date in dates)
    ends = [0, *(date.span.end for date in dates)]
    assert all(end <= date.span.start for end, date in zip(ends, dates, strict=False))
    assert all(date.start is None or not date.problem or date.end for date in dates)
