"""The report of a ranking backtest, as text and as data."""

from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from legation.outlook.ranking.backtest import RankingReport
    from legation.outlook.ranking.ranks import RankingScore

PROTOCOL = (
    "Single step: a question sees only events of days before its own. Time-aware filter; "
    "tail and head together; among equal scores the mean rank."
)
_HEAD = "| part | questions | share | MRR | Hits@1 | Hits@3 | Hits@10 | among candidates |"


def report_as_data(report: "RankingReport", peak_mb: int) -> dict[str, Any]:
    """The report as JSON can hold it.

    Args:
        report: of the backtest.
        peak_mb: most memory that was held.
    """
    data: dict[str, Any] = attrs.asdict(report)
    return {**data, "peak_mb": peak_mb, "protocol": PROTOCOL}


def write_ranking_table(title: str, report: "RankingReport", peak_mb: int) -> str:
    """The report as Markdown.

    Args:
        title: what the data are.
        report: of the backtest.
        peak_mb: most memory that was held.
    """
    counts = report.counts
    lines = [
        f"### {title}",
        "",
        f"{counts['train']:,} / {counts['valid']:,} / {counts['test']:,} events, "
        f"{counts['actors']:,} actors, {counts['relations']} relations, {counts['days']:,} days; "
        f"seed {report.seed}. {PROTOCOL}",
        "",
        _HEAD,
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for part, scores in report.scores.items():
        lines += [
            _write_row(part, name, report.shares[part].get(name, 1.0), score)
            for name, score in scores.items()
            if score.answers
        ]
        lines.append(_write_row(part, "mixture alone", 1.0, report.blends[part]))
    spent = ", ".join(f"{phase} {seconds:.0f} s" for phase, seconds in report.seconds.items())
    return "\n".join(
        [
            *lines,
            "",
            f"Time: {spent}; whole run {sum(report.seconds.values()):.0f} s, "
            f"{report.milliseconds_per_question:.2f} ms a question, peak {peak_mb:,} MB, "
            f"{' and '.join(map(str, report.rounds))} trees.",
            "",
        ]
    )


def _write_row(part: str, name: str, share: float, score: "RankingScore") -> str:
    label = f"**{part}**" if name == "all" else f"{part}, {name.replace('_', ' ')}"
    values = (score.mrr, score.hits_1, score.hits_3, score.hits_10, score.recall)
    cells = " | ".join(f"{value:.4f}" for value in values)
    return f"| {label} | {score.answers:,} | {share:.3f} | {cells} |"
