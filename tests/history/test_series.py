"""Series, breaks and comparisons over small frames."""

import datetime as dt

import pytest

from legation.history.comparisons import compare_past, compare_peers
from legation.history.series import (
    MIN_COVERED_DAYS,
    build_series,
    describe_series,
    find_series_breaks,
    note_old_record,
    note_short_series,
)

PAIR = ("RUS", "PRK")
NAMES = {"RUS": "Russia", "PRK": "North Korea"}


def test_a_series_has_a_point_for_each_covered_month(make_extract):
    series = build_series(make_extract([(3, 1, 30), (0, 0, 28), (2, 0, 31), (5, 5, 0)]), PAIR)
    assert [one.dyad.source for one in series] == ["RUS", "PRK"]
    assert [(p.cooperation, p.conflict, p.covered_days) for p in series[0].points] == [
        (3, 1, 30),
        (0, 0, 28),
        (2, 0, 31),
    ]
    assert series[0].points[1].intensity_goldstein is None


def test_an_empty_record_has_no_series(make_extract):
    assert build_series(make_extract([(0, 0, 0)]), PAIR) == ()


def test_breaks_are_found_per_covered_day_and_named(make_extract):
    rows = [(3, 0, 30)] * 12 + [(30, 0, 30)] * 12
    breaks = find_series_breaks(build_series(make_extract(rows), PAIR), NAMES)
    assert {(b.dyad.source, b.month, b.measure) for b in breaks} == {
        ("RUS", dt.date(2011, 1, 1), "cooperation"),
        ("PRK", dt.date(2011, 1, 1), "cooperation"),
    }
    assert (
        "From January 2011 on the record shows more cooperation of North Korea toward Russia: "
        "1.00 events a day after 0.10 before." in {b.statement.text for b in breaks}
    )


def test_half_covered_months_are_no_break(make_extract):
    rows = [(30, 0, 30)] * 12 + [(15, 0, 15)] * 12
    assert find_series_breaks(build_series(make_extract(rows), PAIR), NAMES) == ()


def test_months_with_a_stray_day_are_left_out_of_rates(make_extract):
    rows = [(9, 0, MIN_COVERED_DAYS - 1)] + [(3, 0, 30)] * 24
    series = build_series(make_extract(rows), PAIR)
    assert find_series_breaks(series, NAMES) == ()
    assert "about the same as" in compare_past(series, NAMES)[0].text
    assert "21 months" in compare_past(series, NAMES)[0].text


def test_the_series_in_words(make_extract):
    statements = describe_series(build_series(make_extract([(3, 1, 30), (4, 0, 28)]), PAIR), NAMES)
    assert statements[0].text == (
        "From January 2010 to February 2010 the record holds 8 coded events of Russia toward "
        "North Korea, 88% of them cooperation."
    )
    none = describe_series(build_series(make_extract([(0, 0, 30)]), PAIR), NAMES)
    assert none[0].text == "The record holds no event of Russia toward North Korea in January 2010."


@pytest.mark.parametrize(
    ("last", "word"),
    [((40, 0, 30), "higher than"), ((0, 40, 30), "lower than"), ((3, 0, 30), "about")],
)
def test_the_last_months_against_those_before(make_extract, last, word):
    rows = [(3, 0, 30)] * 6 + [last] * 3
    statement = compare_past(build_series(make_extract(rows), PAIR), NAMES)[0]
    assert statement.text.startswith("From July 2010 to September 2010 net cooperation")
    assert f"was {word}" in statement.text


def test_too_few_months_are_not_compared(make_extract):
    series = build_series(make_extract([(3, 0, 30)] * 4), PAIR)
    assert compare_past(series, NAMES) == ()
    short = note_short_series(series)
    assert short is not None
    assert "4 months" in short.text
    assert note_short_series(build_series(make_extract([(3, 0, 30)] * 12), PAIR)) is None


def test_rank_among_partners(make_extract):
    peers = [
        ("RUS", "CHN", 50, 50, 0, 4.0),
        ("RUS", "PRK", 20, 20, 0, 3.0),
        ("RUS", "UKR", 90, 0, 90, -5.0),
        ("RUS", "FJI", 3, 3, 0, 9.0),
        ("PRK", "RUS", 20, 20, 0, 3.0),
    ]
    statements = compare_peers(make_extract([(1, 0, 30)], peers=peers), PAIR, NAMES)
    assert [s.text for s in statements] == [
        "By mean intensity of what Russia did toward each partner in the record, North Korea ranks "
        "2 of 3 (+3.0 on the Goldstein scale of -10 to +10)."
    ]


def test_an_old_record_says_so(make_extract):
    old = note_old_record(make_extract([(1, 0, 30)]))
    assert old is not None
    assert "ends on 31 January 2010" in old.text
    assert note_old_record(make_extract([(1, 0, 30)], as_of=dt.date(2010, 3, 1))) is None
