"""Import a feed's files into the record on Spark: for backfills of years."""

import functools
from collections.abc import Callable, Sequence
from pathlib import Path

from legation.errors import InputError
from legation.feeds.stream import open_feed_file
from legation.record.engines import expect_spark
from legation.record.place import RemoteRoot, Root, parse_root
from legation.record.store import open_record
from legation.tables.deliveries import States
from legation.workflow.import_feed import (
    STANDARD_INPUT,
    ImportSummary,
    add_files,
    find_feed,
    list_files,
)


def import_on_spark(
    feed_name: str,
    paths: Sequence[Path | str],
    root: Root | str,
    states: States = None,
    report_progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> ImportSummary:
    """Read files of a feed into the record on Spark, as one commit.

    Args:
        feed_name: `icews`, `gdelt`, `gdelt-mentions` or `polecat`.
        paths: files or folders, or addresses of them; the executors must reach them.
        root: the record's folder or address.
        states: keep only events with one of these states; None for all.
        report_progress: called with files done and files in all.

    Raises:
        InputError: if the feed or a file is unknown, no file could be read, or Spark is missing.
        DataError: if another process of this machine is writing to the record.
    """
    feed = find_feed(feed_name)
    if STANDARD_INPUT in paths:
        raise InputError("Spark reads files, not standard input: give files or folders")
    record = open_record(parse_root(root) if isinstance(root, str) else root, "spark")
    with expect_spark():
        from legation.record.spark_files import list_uris, locate_file
        from legation.record.spark_session import start_session
        from legation.record.spark_writing import write_on_spark
    uris: list[str] = []
    for path in paths:
        place = parse_root(path) if isinstance(path, str) else path
        if isinstance(place, RemoteRoot):
            uris += list_uris(start_session(), place.uri, feed.suffixes)
        else:
            uris += map(locate_file, list_files(feed, [place]))
    report_progress(0, len(uris))
    open_file = functools.partial(open_feed_file, feed, states=states)
    found = write_on_spark(record, uris, open_file, states)
    report_progress(len(uris), len(uris))
    summary = add_files(ImportSummary(files=len(uris)), found)
    if len(summary.refused) == len(uris):
        raise InputError(summary.refused[0][1])
    return summary
