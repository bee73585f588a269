"""Every state that a row names is known and exists on the row's day."""

import datetime as dt
from functools import cache

import pytest

from .shipped import STATES, list_bad, pad_first, pad_last, read

# States of which the days of existence are not entered; the row's own days speak for themselves.
ANY_DAY = {"TWN", "PSE", "VAT", "HKG", "MAC", "PRI", "GRL", "FRO"}

# Territories with visits of their own that are no states.
TERRITORIES = {"NCL", "PYF", "ATA"}

DEEDS = {
    "visits": ("visitor_state", "host_state"),
    "chronicle": ("source_states", "target_states"),
    "treaties": ("parties",),
    "terms": ("state_id",),
    "memberships": ("state_id",),
    "capitals": ("state_id",),
}
DAY = {"visits": "start_day", "chronicle": "day", "treaties": "signed"}


@cache
def _lives():
    return {
        row["state_id"]: (row["start_day"], row["end_day"]) for row in read("states").to_dicts()
    }


def _is_alive(state, day):
    start, end = _lives().get(state, ("9999", None))
    if state in ANY_DAY | TERRITORIES or not day:
        return True
    return pad_first(start or "0001") <= pad_last(day) and pad_first(day) <= pad_last(end or "9999")


@pytest.mark.parametrize(
    "name", sorted([*DEEDS, "names", "contiguity", "cities", "leader_coverage"])
)
def test_states_are_known(name):
    columns = DEEDS.get(name) or [c for c in STATES if c in read(name).columns]

    def is_unknown(row):
        cells = ";".join(row[column] or "" for column in columns)
        return set(cells.split(";")) - set(_lives()) - TERRITORIES - {""}

    assert list_bad(name, is_unknown) == []


# Rows of states that did not exist on the day, each with the reason why they stand so.
KNOWN = {
    "visits": {
        *(
            "phl-usa-1946-05-09-envoy",
            "khm-usa-1953-04-17",
            "tza-usa-1961-07-17",
        ),  # before independence
        *(
            "usa-sur-1967-04-14",
            "usa-plw-1986-06-28-fm",
            "usa-nam-1990-03-19-fm",
        ),  # before independence
        *("usa-mar-1945-01-26-fm",),  # French Morocco
        *("zwe-usa-1979-07-09", "usa-zwe-1978-04-17-fm"),  # Rhodesia
        *(
            "vns-usa-1951-09-03",
            "usa-vns-1955-02-28-fm",
        ),  # the State of Vietnam before the republic
        *("usa-deu-1945-07-16", "usa-deu-1945-07-17-fm"),  # Germany under occupation
        *("usa-deu-1947-03-07-fm", "usa-deu-1947-04-25-fm"),  # Germany under occupation
    },
    # The republic of Croatia within Yugoslavia.
    "terms": {"mesic-stjepan/HRV/head_of_government/Prime Minister/1990-05-30"},
    "capitals": {"BLZ/Belize City/capital/"},  # before independence
    "memberships": {
        "un/RUS/member/1991-12-24",  # took the Soviet seat two days before the Soviet Union ended
    },
}
# Yugoslavia of 1992-2003 is Serbia and Montenegro (SCG) in the table of states; rows that still
# call it YUG are counted here until they are renamed.
YUGOSLAV_ROWS = {"visits": 7, "terms": 10}


def _is_yugoslav(key):
    return "yug" in key.lower()


def _check(name, bad):
    rest = [key for key in bad if key not in KNOWN.get(name, ()) and not _is_yugoslav(key)]
    assert rest == []
    assert sum(map(_is_yugoslav, bad)) <= YUGOSLAV_ROWS.get(name, 0)


@pytest.mark.parametrize("name", ["visits", "chronicle"])
def test_states_exist_on_the_day(name):
    def has_dead_state(row):
        states = ";".join(row[column] or "" for column in DEEDS[name]).split(";")
        return [s for s in states if s and not _is_alive(s, row[DAY[name]])]

    _check(name, list_bad(name, has_dead_state))


def test_parties_exist_while_their_treaty_lives():
    """A successor may be a party later, so that one day of overlap is enough."""

    def has_dead_party(row):
        parties = (row["parties"] or "").split(";")
        return [p for p in parties if p and not _overlaps(p, row["signed"], row["ended"])]

    assert list_bad("treaties", has_dead_party) == []


def _overlaps(state, first, last):
    if state in ANY_DAY:
        return True
    start, end = _lives()[state]
    is_before_end = not first or pad_first(first) <= pad_last(end or "9999")
    return is_before_end and pad_first(start or "0001") <= pad_last(last or "9999")


def _next_day(day):
    """Handovers are counted on the last day or on the one after it."""
    return (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()


@pytest.mark.parametrize("name", ["terms", "memberships", "capitals"])
def test_rows_overlap_their_state_and_end_with_it(name):
    """A government may be older than its state's independence; none lives longer than its state."""

    def outlives(row):
        last = row["end_day"] or row["verified_through"] or row["start_day"]
        end = _lives()[row["state_id"]][1]
        is_late = end and pad_first(last) > _next_day(pad_last(end))
        return is_late or not _overlaps(row["state_id"], row["start_day"], last)

    _check(name, list_bad(name, outlives))


@pytest.mark.parametrize("old", ["SUN", "YUG", "SCG", "CSK", "DDR", "YMD", "YAR", "VNS"])
def test_historic_states_end_and_name_their_successors(old):
    row = read("states").filter(read("states")["state_id"] == old).row(0, named=True)
    assert row["end_day"]
    assert set(row["successor_ids"].split(";")) <= set(_lives())


def test_the_soviet_union_ends_the_day_before_russia_begins():
    assert _lives()["SUN"][1] <= "1991-12-26"
    assert _lives()["RUS"][0] >= "1991-12-25"
    assert (
        list_bad(
            "terms",
            lambda row: (
                row["state_id"] == "RUS" and row["end_day"] and row["end_day"] < "1991-12-25"
            ),
        )
        == []
    )
