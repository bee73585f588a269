"""One writer at a time: the lock goes with the process, however it ends."""

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path

from legation.errors import DataError

_LOCK_NAME = ".lock"


@contextlib.contextmanager
def lock_record(root: Path) -> Iterator[None]:
    """Hold a record for writing.

    Args:
        root: the record's folder; made where missing.

    Raises:
        DataError: if another process is writing to it.
    """
    root.mkdir(parents=True, exist_ok=True)
    with (root / _LOCK_NAME).open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DataError(
                f"another process is writing to {root}: wait for it, or stop it, and run this again"
            ) from None
        yield
