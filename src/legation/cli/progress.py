"""A progress bar on standard error, where a person sits before it."""

import contextlib
import sys
from collections.abc import Callable, Iterator

Report = Callable[[int, int], None]


@contextlib.contextmanager
def show_progress(what: str, *, as_bytes: bool = False) -> Iterator[Report]:
    """Show how far a long job is.

    Args:
        what: what is being done: `importing icews`.
        as_bytes: whether the numbers are bytes, and not a count.

    Yields:
        A function to call with what is done and what there is in all.
    """
    if not sys.stderr.isatty():
        yield lambda _done, _all: None
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
    columns = (TextColumn(what), BarColumn(), count, *times)
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
