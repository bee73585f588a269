"""Key judgments: three to five sentences for a reader in a hurry."""

from legation.brief.findings import Findings
from legation.brief.wording import plural
from legation.domain.brief import Judgment
from legation.domain.citation import Statement
from legation.domain.history import History
from legation.domain.outlook import Forecast, Outlook
from legation.domain.reactions import Reactions
from legation.domain.verdicts import CheckResult, Finding

MAX_JUDGMENTS = 5


def choose_judgments(findings: Findings) -> tuple[Judgment, ...]:
    chosen = [
        *_judge_claims(findings.check)[:2],
        *_judge_history(findings.history),
        *_judge_outlook(findings.outlook),
        *_judge_reactions(findings.reactions),
    ]
    unique = list(dict.fromkeys([*chosen, *findings.agenda.summary[:1]]))
    if len(unique) < 3:
        unique += [s for s in findings.history.summary if s not in unique][: 3 - len(unique)]
    return tuple(Judgment(statement) for statement in unique[:MAX_JUDGMENTS])


def _judge_claims(check: CheckResult) -> list[Statement]:
    found = []
    for verdict in check.verdicts:
        if verdict.finding is Finding.CONTRADICTED:
            text, references = f"Contradicted: {verdict.reason.text}", verdict.reason.references
            if verdict.correction is not None:
                text += f" {verdict.correction.statement.text}"
                references += verdict.correction.statement.references
            found.append(Statement(text, tuple(dict.fromkeys(references))))
    if found:
        return found
    counts = {
        finding: sum(verdict.finding is finding for verdict in check.verdicts)
        for finding in Finding
    }
    return [
        Statement(
            f"Of {plural(len(check.verdicts), 'checked claim')} none was contradicted, "
            f"{counts[Finding.SUPPORTED]} supported and {counts[Finding.NOT_ESTABLISHED]} not "
            "established.",
            (check.scope,),
        )
    ]


def _judge_history(history: History) -> list[Statement]:
    contacts = [
        s for s in history.summary if any(r.key.startswith("visits/") for r in s.references)
    ]
    return contacts[:1] or list(history.summary[:1])


def _judge_outlook(outlook: Outlook) -> list[Statement]:
    ranked = sorted(outlook.forecasts, key=_weigh_forecast, reverse=True)
    return [
        Statement(f"{forecast.question.text} {forecast.wording.text}", forecast.wording.references)
        for forecast in ranked[:2]
    ]


def _weigh_forecast(forecast: Forecast) -> tuple[float, str]:
    placebo = forecast.base_rate.placebo_rate
    contrast = abs(forecast.probability - placebo) if placebo is not None else 0.0
    return contrast, forecast.question.question_id


def _judge_reactions(reactions: Reactions) -> list[Statement]:
    above = [risk for risk in reactions.risks if risk.status == "above threshold"]
    if above:
        return [above[0].indicator.statement]
    return []
