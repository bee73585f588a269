"""`legation record`: what the record holds, whether it is sound, and how to take it out."""

import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from legation.cli.output import choose_as_of
from legation.cli.progress import show_progress
from legation.workflow.settings import locate_record, parse_day

EXIT_FAULTS = 1

record_app = App(name="record", help="Show, verify, export or compact the record.")


@record_app.default
@record_app.command
def status(*, as_of: str | None = None, record: Path | None = None, files: bool = False) -> None:
    """Show what the record holds, and why lines are in quarantine.

    Args:
        as_of: count only what was known on this day (YYYY-MM-DD); today if not given.
        record: folder of the record; else LEGATION_RECORD, else the user's data folder.
        files: list every imported file with its hash and what became of its lines.
    """
    from legation.workflow.record_status import describe_record, list_imports

    root, day = locate_record(record), choose_as_of(as_of)
    lines = describe_record(root, day)
    _print([*lines, *list_imports(root)] if files else lines)


@record_app.command
def verify(*, record: Path | None = None) -> None:
    """Read the whole record again and hold it against its manifest; exits with 1 on a fault.

    Args:
        record: folder of the record; else LEGATION_RECORD, else the user's data folder.
    """
    from legation.workflow.record_care import verify_all

    root = locate_record(record)
    with show_progress("verifying") as meter:
        faults, lines = verify_all(root, meter.report)
    _print(lines)
    if faults:
        sys.exit(EXIT_FAULTS)


@record_app.command
def compact(*, record: Path | None = None) -> None:
    """Merge the record's parts, so that questions open fewer files; no answer changes.

    Args:
        record: folder of the record; else LEGATION_RECORD, else the user's data folder.
    """
    from legation.workflow.record_care import compact_all

    _print(compact_all(locate_record(record)))


@record_app.command
def export(
    out: Path,
    *,
    states: str | None = None,
    since: str | None = None,
    until: str | None = None,
    reading: Annotated[
        Literal["rows", "reports", "acts", "episodes"], Parameter(name="--reading")
    ] = "rows",
    as_of: str | None = None,
    record: Path | None = None,
) -> None:
    """Write events to a file for other tools.

    Args:
        out: the file, by its ending Parquet (.parquet), CSV (.csv) or JSON lines (.jsonl).
        states: only events with one of these states on either side: RUS,PRK or names.
        since: first day (YYYY-MM-DD).
        until: last day.
        reading: every row; reports (no mirrors); acts (nor repeats); episodes (nor echoes).
        as_of: only what was known on this day; today if not given.
        record: folder of the record; else LEGATION_RECORD, else the user's data folder.
    """
    from legation.workflow.record_care import export_part

    day = choose_as_of(as_of)
    rows = export_part(
        locate_record(record),
        out,
        day,
        states,
        since=parse_day(since, "--since") if since else None,
        until=parse_day(until, "--until") if until else None,
        reading=reading,
    )
    _print([f"{rows:,} events written to {out}"])


def _print(lines: list[str]) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
