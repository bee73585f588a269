"""Care of the record: verify, compact, export."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from legation.errors import InputError
from legation.record.export import export_events
from legation.record.merging import compact_record
from legation.record.store import open_record
from legation.record.verify import verify_record
from legation.tables.events import Reading
from legation.workflow.states import find_states

_SHOWN = 20


def verify_all(
    root: Path, report_progress: Callable[[int, int], None] = lambda _done, _all: None
) -> tuple[int, list[str]]:
    """Verify a record.

    Returns:
        The number of faults, and what to show.

    Raises:
        InputError: if there is no record.
    """
    _refuse_absent(root)
    found = verify_record(root, report_progress)
    seen = f"{found.files:,} files, {found.rows:,} events, {found.size / 1e6:,.1f} MB read"
    if not found.faults:
        return 0, [f"{seen}: sound"]
    shown = list(found.faults[:_SHOWN])
    more = len(found.faults) - len(shown)
    end = [f"and {more:,} more"] if more else []
    return len(found.faults), [f"{seen}: {len(found.faults):,} faults", *shown, *end]


def compact_all(root: Path) -> list[str]:
    """Merge a record's parts.

    Raises:
        InputError: if there is no record.
        DataError: if another process is writing.
    """
    _refuse_absent(root)
    before = _measure(root)
    merged = compact_record(root)
    after = _measure(root)
    if not merged:
        return [f"{root}: compact already, {after[0]:,} files, {after[1] / 1e6:,.1f} MB"]
    return [
        f"{root}: {merged:,} parts fewer",
        f"files: {before[0]:,} -> {after[0]:,}",
        f"MB: {before[1] / 1e6:,.1f} -> {after[1] / 1e6:,.1f}",
    ]


def export_part(
    root: Path,
    out: Path,
    as_of: dt.date,
    states: str | None,
    *,
    since: dt.date | None,
    until: dt.date | None,
    reading: str,
) -> int:
    """Export events of some states and days; the number of events.

    Raises:
        InputError: if there is nothing to export, or a state or the file's ending is unknown.
    """
    _refuse_absent(root)
    wanted = find_states(states)
    record = open_record(root)
    return export_events(
        record, out, as_of, wanted, since=since, until=until, reading=Reading(reading)
    )


def _refuse_absent(root: Path) -> None:
    if not open_record(root).read_manifest().parts:
        raise InputError(f"{root} holds no record: import a feed with 'legation import FEED FILE'")


def _measure(root: Path) -> tuple[int, int]:
    files = [file for part in open_record(root).read_manifest().parts for file in part.files]
    return len(files), sum(file.size for file in files)
