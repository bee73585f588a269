"""Where the record lies, and the almanac with its indexes as of a day."""

import datetime as dt
import os
from pathlib import Path

from attrs import frozen
from platformdirs import user_data_path

from legation.almanac.names import NameIndex, build_name_index
from legation.almanac.store import Almanac, open_almanac
from legation.almanac.tenure import Tenure, build_tenure
from legation.errors import InputError

RECORD_VARIABLE = "LEGATION_RECORD"


def locate_record(root: Path | None = None) -> Path:
    """The record's folder: as given, else `LEGATION_RECORD`, else the user's data folder."""
    if root is not None:
        return root
    configured = os.environ.get(RECORD_VARIABLE)
    return Path(configured) if configured else user_data_path("legation") / "record"


def parse_day(text: str, what: str) -> dt.date:
    """A day given by the user as YYYY-MM-DD.

    Raises:
        InputError: if it is none.
    """
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise InputError(f"{what} '{text}' is not a day: write it as 2024-06-18") from None


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
