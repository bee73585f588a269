"""`legation import`: files of a feed into the record."""

import sys
from pathlib import Path

from legation.workflow.import_feed import ImportSummary, import_files
from legation.workflow.settings import locate_record


def import_feed(feed: str, *files: Path, record: Path | None = None) -> None:
    """Import files of a feed; importing twice changes nothing.

    Args:
        feed: icews.
        files: its files (.tab, .tab.gz, .zip) or folders that hold them.
        record: folder of the record; else LEGATION_RECORD, else the user's data folder.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from legation.errors import InputError

    if not files:
        raise InputError(f"no file given: legation import {feed} FILE...")
    root = locate_record(record)
    columns = (
        TextColumn(f"importing {feed}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(feed, total=None)
        summary = import_files(
            feed,
            files,
            root,
            lambda done, total: progress.update(task, completed=done, total=total),
        )
    sys.stdout.write(_describe(summary, root))


def _describe(summary: ImportSummary, root: Path) -> str:
    lines = [
        f"files: {summary.files} ({summary.known} already in the record)",
        f"lines: {summary.rows} = {summary.added} new events + {summary.held} held already + "
        f"{summary.quarantined} in quarantine",
    ]
    lines += [f"refused: {name}: {reason}" for name, reason in summary.refused]
    if summary.unknown_countries:
        listed = ", ".join(f"{name} ({count})" for name, count in summary.unknown_countries[:8])
        lines.append(f"country names without a state: {listed}")
    return "\n".join([*lines, f"record: {root}"]) + "\n"
