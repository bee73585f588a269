"""Where results go: a file, or standard output."""

import datetime as dt
import os
import sys
import tempfile
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from legation.errors import InputError
from legation.workflow.settings import parse_day

# A report as the user names it; a lone hyphen is standard input, not an option.
Source = Annotated[str, Parameter(allow_leading_hyphen=True)]


def choose_as_of(text: str | None) -> dt.date:
    """The as-of day: as given, else today."""
    return parse_day(text, "--as-of") if text else dt.datetime.now(tz=dt.UTC).date()


def write_output(text: str, out: Path | None) -> None:
    """Write to a file, whole or not at all, or to standard output.

    Raises:
        InputError: if the file cannot be written.
    """
    if out is None:
        sys.stdout.write(text)
        return
    try:
        descriptor, name = tempfile.mkstemp(dir=out.parent or Path(), prefix=f".{out.name}.")
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(out)
    except OSError as error:
        raise InputError(
            f"{out} cannot be written ({error.strerror}): choose another --out"
        ) from None
