"""A progress bar on standard error, where a person sits before it."""

import contextlib
import sys
from collections.abc import Callable, Iterator

from attrs import frozen

Report = Callable[[int, int], None]


@frozen
class Meter:
    """What a long job calls while it runs.

    Attributes:
        report: with what is done and what there is in all.
        count: with the number of lines read since the last call.
    """

    report: Report = lambda _done, _all: None
    count: Callable[[int], None] = lambda _: None


@contextlib.contextmanager
def show_progress(what: str, *, as_bytes: bool = False) -> Iterator[Meter]:
    """Show how far a long job is.

    Args:
        what: what is being done: `importing icews`.
        as_bytes: whether the numbers are bytes, and not a count.

    Yields:
        What the job shall call.
    """
    if not sys.stderr.isatty():
        yield Meter()
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    count = DownloadColumn() if as_bytes else MofNCompleteColumn()
    times = (TimeElapsedColumn(), TimeRemainingColumn())
    lines = TextColumn("{task.fields[lines]}")
    columns = (TextColumn(what), BarColumn(), count, lines, *times)
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(what, total=None, lines="")
        read = 0

        def count_lines(number: int) -> None:
            nonlocal read
            read += number
            progress.update(task, lines=f"{read:,} lines")

        yield Meter(
            lambda done, total: progress.update(task, completed=done, total=total), count_lines
        )
