"""`legation import`: files of a feed into the record."""

import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from legation.cli.progress import show_progress
from legation.record.place import require_folder
from legation.workflow.import_feed import STANDARD_INPUT, ImportSummary, import_files
from legation.workflow.record_choice import choose_record
from legation.workflow.states import find_states

_SHOWN = 8
# A lone hyphen is standard input, not an option.
FeedPath = Annotated[str, Parameter(allow_leading_hyphen=True)]


def import_feed(
    feed: str,
    *files: FeedPath,
    states: str | None = None,
    record: str | None = None,
    engine: Literal["duckdb", "spark"] = "duckdb",
) -> None:
    """Import files of a feed; importing twice changes nothing.

    Args:
        feed: icews, gdelt, gdelt-mentions or polecat.
        files: its files (plain, .gz or .zip), folders that hold them, or - for standard input; on
            Spark also addresses such as s3a://.
        states: keep only events with one of these states: RUS,PRK or names, comma separated.
        record: folder of the record, on Spark also its address; else LEGATION_RECORD, else the
            user's data folder.
        engine: duckdb imports in this process; spark on a cluster, for backfills of years.
    """
    from legation.errors import InputError

    if not files:
        raise InputError(f"no file given: legation import {feed} FILE...")
    if str(STANDARD_INPUT) in files and (len(files) > 1 or engine == "spark"):
        raise InputError("- stands for standard input: give it alone, and not with Spark")
    root = choose_record(record, engine).root
    wanted = find_states(states)
    with show_progress(f"importing {feed}", as_bytes=engine != "spark") as meter:
        if engine == "spark":
            from legation.workflow.spark_import import import_on_spark

            summary = import_on_spark(feed, files, root, wanted, meter.report)
        else:
            folder, paths = require_folder(root), [Path(file) for file in files]
            summary = import_files(feed, paths, folder, wanted, meter.report, meter.count)
    sys.stdout.write("\n".join([*describe_import(summary), f"record: {root}"]) + "\n")


def describe_import(summary: ImportSummary) -> list[str]:
    """An import in lines: files, lines and what became of them, what could not be read."""
    parts = [f"{summary.added:,} new", f"{summary.held:,} held already"]
    if summary.left_out:
        parts.append(f"{summary.left_out:,} of other states left out")
    parts.append(f"{summary.quarantined:,} in quarantine")
    lines = [
        f"files: {summary.files:,} ({summary.known:,} already in the record)",
        f"lines: {summary.lines:,} = {' + '.join(parts)}",
    ]
    lines += [f"refused: {name}: {reason}" for name, reason in summary.refused[:_SHOWN]]
    if len(summary.refused) > _SHOWN:
        lines.append(f"refused: {len(summary.refused) - _SHOWN} more")
    if summary.unknown_countries:
        listed = ", ".join(f"{n} ({count})" for n, count in summary.unknown_countries[:_SHOWN])
        lines.append(f"countries without a state: {listed}")
    return lines
