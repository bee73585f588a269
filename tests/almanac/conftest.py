"""The almanac as of a day, opened once."""

import datetime as dt
from functools import cache

import pytest

from legation.almanac.names import build_name_index
from legation.almanac.store import open_almanac


@cache
def _open(day):
    return open_almanac(dt.date.fromisoformat(day))


@cache
def _index(day):
    return build_name_index(_open(day))


@pytest.fixture(scope="session")
def almanac_on():
    """The almanac as of an ISO day."""
    return _open


@pytest.fixture(scope="session")
def index_on():
    """The index of names as of an ISO day."""
    return _index
