"""What a door reads of the user's settings: days and the record's folder."""

import datetime as dt
import os
from pathlib import Path

from platformdirs import user_data_path

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
