"""`legation record`: what the record holds."""

import sys
from pathlib import Path

from legation.cli.output import choose_as_of
from legation.workflow.record_status import describe_record
from legation.workflow.settings import locate_record


def record_status(*, as_of: str | None = None, record: Path | None = None) -> None:
    """Show what the record holds, and why lines are in quarantine.

    Args:
        as_of: count only what was known on this day (YYYY-MM-DD); today if not given.
        record: folder of the record; else LEGATION_RECORD, else the user's data folder.
    """
    root = locate_record(record)
    sys.stdout.write("\n".join(describe_record(root, choose_as_of(as_of))) + "\n")
