"""Files that are either wholly there or not at all."""

import os
from collections.abc import Callable
from pathlib import Path

PARTIAL_SUFFIX = ".partial"


def write_atomically(path: Path, write: Callable[[Path], object]) -> None:
    """Write a file beside its place and then move it there in one step.

    A process that is killed meanwhile leaves at most a `.partial` file, which nothing reads and
    which the next writer sweeps away.

    Args:
        path: where the file shall be; its folder is made where missing.
        write: writes the whole file to the path that it is given.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + PARTIAL_SUFFIX)
    write(partial)
    with partial.open("rb+") as handle:
        os.fsync(handle.fileno())
    partial.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name last, too, where the system can."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
