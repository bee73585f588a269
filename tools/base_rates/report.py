"""The table of counts and scores in docs/outlook.md, from the parameter files."""

import json
from pathlib import Path
from typing import Any

HEADER = (
    "| question | after engagements | at other times | scored | Brier, forecast | Brier, class |",
    "|---|---|---|---|---|---|",
)


def list_rows(folder: Path) -> list[str]:
    """One line of the table for each question."""
    rows = []
    for path in sorted(folder.glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        for key, row in sorted(content.get("almanac_weights", {}).items()):
            rows.append(
                f"| `{key}` | counted anew | counted anew | {_tell(row['backtest'], 'pair')} |"
            )
        for key, row in sorted(content.get("questions", {}).items()):
            after, placebo = (
                f"{row[part]['yes'][0]} of {row[part]['cases']}" for part in ("after", "placebo")
            )
            rows.append(f"| `{key}` | {after} | {placebo} | {_tell(row['backtest'], 'groups')} |")
    return rows


def _tell(scores: dict[str, Any], method: str) -> str:
    if not scores["cases"]:
        return "too few | - | -"
    return f"{scores['cases']} | {scores[f'brier_{method}']:.3f} | {scores['brier_class']:.3f}"


def write_table(folder: Path, document: Path) -> None:
    """Replace the table in the document."""
    text = document.read_text(encoding="utf-8")
    start = text.index("## Backtest")
    head, rest = text[:start], text[start:]
    lines = [line for line in rest.splitlines() if not line.startswith("|")]
    place = next(number for number, line in enumerate(lines) if line.startswith("better;")) + 2
    lines[place:place] = [*HEADER, *list_rows(folder)]
    document.write_text(head + "\n".join(lines).rstrip() + "\n", encoding="utf-8")
