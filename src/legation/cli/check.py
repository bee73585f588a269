"""`legation check`: the verdicts alone."""

import sys

from legation.cli.output import Source, choose_as_of
from legation.domain.verdicts import Finding
from legation.workflow.aside import CODER, Aside


def check(source: Source, *, as_of: str | None = None) -> None:
    """Check a report's claims.

    Exits with 1 where a claim is contradicted, so that a pipeline can stop.

    Args:
        source: a file (HTML, PDF, text), an http(s) address, `-` for standard input, or a sentence.
        as_of: use nothing that became known after this day (YYYY-MM-DD); today if not given.
    """
    day = choose_as_of(as_of)
    with Aside(CODER) as coding:
        # Loaded only now, so that the parser loads beside it.
        from legation.workflow.check_report import check_content
        from legation.workflow.inputs import read_input

        checked = check_content(read_input(source), day, coding=coding)
    lines = []
    for verdict in checked.result.verdicts:
        lines.append(f"{verdict.finding.value:16} {verdict.claim.summary}: {verdict.reason.text}")
        if verdict.correction is not None:
            lines.append(f"{'':16} probable reading: {verdict.correction.statement.text}")
    lines += [f"{'lacks':16} {lack.what}: {lack.statement.text}" for lack in checked.result.lacks]
    sys.stdout.write("\n".join(lines) + "\n" if lines else "no checkable claim was found\n")
    if any(verdict.finding is Finding.CONTRADICTED for verdict in checked.result.verdicts):
        sys.exit(1)
