"""`legation sync`: a feed's published files into the record."""

import contextlib
import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from legation.errors import InputError
from legation.feeds.transport_nouns import Limits
from legation.workflow.settings import locate_record, parse_day
from legation.workflow.states import find_states
from legation.workflow.sync_feed import sync_feed
from legation.workflow.sync_nouns import Progress as SyncProgress
from legation.workflow.sync_nouns import Report, SyncRequest, SyncSummary

TOKEN_VARIABLE = "LEGATION_DATAVERSE_TOKEN"
EXIT_LEFT = 3
EXIT_STOPPED = 130
MOST_CONNECTIONS = 16
_SHOWN = 10


def sync(
    feed: str,
    *,
    since: str | None = None,
    until: str | None = None,
    states: str | None = None,
    mentions: bool = False,
    record: Path | None = None,
    mirror: str | None = None,
    connections: int = 4,
) -> None:
    """Bring what a feed has published into the record; run it again to go on or to renew.

    Exits with 3 where files are left for the next run. LEGATION_DATAVERSE_TOKEN may hold your
    token for Dataverse.

    Args:
        feed: gdelt, icews or polecat.
        since: first day (YYYY-MM-DD); gdelt needs one.
        until: last day (YYYY-MM-DD); as far as published if not given.
        states: keep only events of these states, codes or names: RUS,PRK.
        mentions: fetch GDELT's mentions too.
        record: folder of the record; else LEGATION_RECORD, else the user's data folder.
        mirror: address to ask instead of the publisher's.
        connections: requests at once, 1 to 16.
    """
    gc.enable()  # unlike other commands this one runs for hours
    if not 1 <= connections <= MOST_CONNECTIONS:
        raise InputError(f"--connections {connections} is not from 1 to {MOST_CONNECTIONS}")
    request = SyncRequest(
        feed,
        parse_day(since, "--since") if since else None,
        parse_day(until, "--until") if until else None,
        find_states(states),
        mentions,
        mirror,
        os.environ.get(TOKEN_VARIABLE, "") if feed != "gdelt" else "",
    )
    root = locate_record(record)
    try:
        with _show_progress(feed) as report:
            summary = sync_feed(request, root, Limits(connections=connections), report)
    except KeyboardInterrupt:
        sys.stderr.write(
            "legation: stopped; nothing is lost, and the next sync goes on from here\n"
        )
        sys.exit(EXIT_STOPPED)
    sys.stdout.write(_describe(summary, root))
    if summary.left:
        sys.exit(EXIT_LEFT)


@contextlib.contextmanager
def _show_progress(feed: str) -> Iterator[Report]:
    """Two bars on standard error: bytes fetched, files imported; none where no person sits."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[shown]}"))
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True)) as bars:
        fetched = bars.add_task(f"fetching {feed}", total=None, shown="")
        imported = bars.add_task("importing", total=None, shown="")

        def report(now: SyncProgress) -> None:
            sizes = f"{_tell_size(now.size)} of {_tell_size(now.size_in_all)}"
            bars.update(fetched, completed=now.size, total=now.size_in_all or None, shown=sizes)
            files = f"{now.files} of {now.files_in_all} files"
            bars.update(
                imported,
                completed=now.files,
                total=now.files_in_all,
                shown=files,
                description=f"importing {now.chunk}",
            )

        yield report


def _describe(summary: SyncSummary, root: Path) -> str:
    lines = [
        f"published: {summary.wanted} files in the period, {summary.held} of them in the record "
        "already",
        f"imported: {summary.imported} files, {_tell_size(summary.size)}",
        f"lines: {summary.lines} = {summary.added} new + {summary.held_rows} held already + "
        f"{summary.left_out} of other states + {summary.quarantined} in quarantine",
    ]
    if summary.malformed:
        lines.append(f"listing: {summary.malformed} lines could not be read and were passed over")
    if summary.halted:
        lines.append(f"stopped early: {summary.halted}")
    lines.append(f"left for the next run: {len(summary.left)} files")
    # What failed comes before what was only not reached.
    left = sorted(summary.left, key=lambda each: each.reason == summary.halted)
    for each in left[:_SHOWN]:
        reason = "" if each.reason == summary.halted else f": {each.reason}"
        lines.append(f"  {each.file.name}: {each.state}{reason}")
    if len(left) > _SHOWN:
        lines.append(f"  and {len(left) - _SHOWN} more")
    return "\n".join([*lines, f"record: {root}"]) + "\n"


def _tell_size(size: int) -> str:
    """Bytes for readers.

    Examples:
        >>> [_tell_size(size) for size in (12, 1_500, 2_340_000)]
        ['12 bytes', '1.5 kB', '2.3 MB']
    """
    if size < 1_000:
        return f"{size} bytes"
    return f"{size / 1e3:.1f} kB" if size < 1_000_000 else f"{size / 1e6:.1f} MB"
