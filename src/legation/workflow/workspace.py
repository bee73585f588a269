"""The almanac with its indexes as of a day."""

import datetime as dt
from pathlib import Path

from attrs import frozen

from legation.almanac.names import NameIndex, build_name_index
from legation.almanac.store import Almanac, open_almanac
from legation.almanac.tenure import Tenure, build_tenure


@frozen(eq=False)
class Knowledge:
    """The almanac as of a day, with the indexes that reading needs."""

    almanac: Almanac
    index: NameIndex
    tenure: Tenure


def open_knowledge(as_of: dt.date, data_dir: Path | None = None) -> Knowledge:
    """Open the almanac as of a day and index it."""
    almanac = open_almanac(as_of, data_dir)
    return Knowledge(almanac, build_name_index(almanac), build_tenure(almanac))
