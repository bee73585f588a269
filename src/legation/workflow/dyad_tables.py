"""The tables of a dyadic backtest, as Markdown."""

import datetime as dt
from collections.abc import Iterable

from legation.outlook.dyads.evaluation import POOLED, ScoreRow
from legation.outlook.dyads.scores import Interval
from legation.workflow.backtest_dyads import DyadBacktest

_HEAD = (
    "| {what} | days | forecasts | came true | expected | Brier | skill over own rate (95 %) | "
    "over shrunk rate | over own windows | over persistence | over climatology | log | "
    "log of shrunk rate | "
    "slope (95 %) |"
)


def write_dyad_tables(found: DyadBacktest) -> str:
    """All tables of a backtest: pooled, by kind, by group of dyads, reliability, seconds."""
    lines = [f"### {found.title}", "", _describe(found), ""]
    pooled = [row for rows in found.kinds.values() for row in rows if row.name == POOLED]
    lines += ["The 16 types together:", "", *_list_rows("types", pooled), ""]
    groups = [row for rows in found.groups.values() for row in rows]
    lines += ["By activity of the dyad, the 16 types together:", "", *_list_rows("dyads", groups)]
    kinds = [row for rows in found.kinds.values() for row in rows if row.name != POOLED]
    lines += ["", "By kind:", "", *_list_rows("kind", kinds), ""]
    lines += ["Reliability of the 16 types:", "", *_list_bins(pooled), ""]
    spent = ", ".join(f"{name} {seconds:.0f} s" for name, seconds in found.seconds.items())
    return "\n".join([*lines, f"Time: {spent}.", ""])


def _describe(found: DyadBacktest) -> str:
    plan = found.plan
    train, score = (
        f"{len(days)} origins from {_tell(days[0])} to {_tell(days[-1])}"
        for days in (plan.train, plan.score)
    )
    return (
        f"{found.dyads:,} directed dyads, {found.events:,} dyad-days by kind. Training: {train}, "
        f"outcomes up to {_tell(plan.last_train_day)}. Test: {score}, outcomes up to "
        f"{_tell(plan.last_score_day)}."
    )


def _tell(day: int) -> str:
    return dt.date.fromordinal(day).isoformat()


def _list_rows(what: str, rows: Iterable[ScoreRow]) -> list[str]:
    lines = [_HEAD.format(what=what), "|---" * _HEAD.count(" | ") + "|---|"]
    for row in rows:
        skill = row.skill_of
        others = ("own_shrunk", "own_windows", "persistence", "climatology")
        cells = [
            row.name.replace("_", " "),
            f"{row.horizon_days}",
            f"{row.cases:,}",
            f"{row.yes:,}",
            f"{row.expected:,.0f}",
            f"{row.brier:.5f}",
            _tell_interval(skill["own"]),
            *(f"{skill[name].value:.3f}" for name in others),
            f"{row.log:.5f}",
            f"{row.log_of['own_shrunk']:.5f}",
            "too few" if row.slope is None else _tell_interval(row.slope),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _tell_interval(found: Interval) -> str:
    return f"{found.value:.3f} ({found.low:.3f} to {found.high:.3f})"


def _list_bins(rows: Iterable[ScoreRow]) -> list[str]:
    lines = ["| days | forecast | forecasts | mean forecast | came true |", "|---|---|---|---|---|"]
    for row in rows:
        for one in row.bins:
            lines.append(
                f"| {row.horizon_days} | {100 * one.low:.0f}-{100 * one.high:.0f} % | "
                f"{one.cases:,} | {100 * one.mean:.2f} % | {100 * one.share:.2f} % |"
            )
    return lines
