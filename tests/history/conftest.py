"""Small frames of a record, and the almanac as of a day."""

import calendar
import datetime as dt
from functools import cache

import polars as pl
import pytest

from legation.almanac.store import open_almanac
from legation.tables.counts import (
    COVERED_DAYS_SCHEMA,
    MONTH_COUNTS_SCHEMA,
    PEER_INTENSITIES_SCHEMA,
)
from legation.tables.extract import RecordExtract


@cache
def _open(day):
    return open_almanac(dt.date.fromisoformat(day))


@pytest.fixture(scope="session")
def almanac_on():
    """The almanac as of an ISO day."""
    return _open


def list_months(count, first=dt.date(2010, 1, 1)):
    months = [first]
    while len(months) < count:
        months.append((months[-1] + dt.timedelta(days=32)).replace(day=1))
    return months


@pytest.fixture
def make_extract():
    """Builds a record of RUS and PRK from monthly (cooperation, conflict, covered days)."""

    def build(rows, as_of=dt.date(2024, 6, 1), peers=()):
        months = list_months(len(rows))
        last = months[-1].replace(day=calendar.monthrange(months[-1].year, months[-1].month)[1])
        monthly = [
            (*dyad, month, coop + conflict, coop, conflict, 2.0)
            for dyad in (("RUS", "PRK"), ("PRK", "RUS"))
            for month, (coop, conflict, _) in zip(months, rows, strict=True)
            if coop + conflict
        ]
        covered = [(month, days) for month, (_, _, days) in zip(months, rows, strict=True) if days]
        return RecordExtract(
            as_of=as_of,
            events=max(sum(row[0] + row[1] for row in rows), 1),
            first_day=months[0],
            last_day=min(last, as_of),
            days=sum(row[2] for row in rows),
            origins=("icews",),
            monthly=pl.DataFrame(monthly, schema=MONTH_COUNTS_SCHEMA, orient="row"),
            covered=pl.DataFrame(covered, schema=COVERED_DAYS_SCHEMA, orient="row"),
            peers=pl.DataFrame(list(peers), schema=PEER_INTENSITIES_SCHEMA, orient="row"),
        )

    return build
