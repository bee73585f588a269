"""Key judgments: three to five sentences for a reader in a hurry."""

from legation.brief.findings import Findings
from legation.domain.brief import Judgment
from legation.domain.citation import Statement
from legation.domain.history import History
from legation.domain.outlook import Forecast, Outlook
from legation.domain.reactions import Reactions
from legation.domain.verdicts import CheckResult, ClaimKind, Confidence, Finding
from legation.domain.wording import begin_sentence, join_words, plural

MIN_JUDGMENTS = 3
MAX_JUDGMENTS = 5
_OTHER_EVENTS = frozenset(
    ("event.in-almanac", "event.not-in-almanac", "event.end-of-state", "event.expectation")
)


def choose_judgments(findings: Findings) -> tuple[Judgment, ...]:
    """Contradictions, what is known of the engagement, contacts, a forecast, a risk, the agenda."""
    above = _judge_reactions(findings.reactions)
    forecasts = _judge_outlook(findings.outlook)
    chosen = [
        *_judge_contradictions(findings.check)[:2],
        *_judge_engagement(findings.check)[:1],
        *_judge_history(findings.history),
        *forecasts[:1],
        *above,
        *forecasts[1:],
        *findings.agenda.summary[:1],
    ]
    unique = list(dict.fromkeys(chosen))
    if len(unique) < MIN_JUDGMENTS:
        unique += [s for s in findings.history.summary if s not in unique]
    return tuple(Judgment(statement) for statement in unique[:MAX_JUDGMENTS])


def _judge_contradictions(check: CheckResult) -> list[Statement]:
    found = []
    for verdict in check.verdicts:
        if verdict.finding is Finding.CONTRADICTED:
            text, references = f"Contradicted: {verdict.reason.text}", verdict.reason.references
            if verdict.correction is not None:
                text += f" {verdict.correction.statement.text}"
                references += verdict.correction.statement.references
            found.append(Statement(text, tuple(dict.fromkeys(references))))
    return found


def _judge_engagement(check: CheckResult) -> list[Statement]:
    """What is known of the engagement itself; where nothing of it is a claim, the tally."""
    for verdict in check.verdicts:
        if verdict.claim.kind is ClaimKind.EVENT and verdict.rule not in _OTHER_EVENTS:
            if verdict.finding is Finding.CONTRADICTED:
                return []
            finding = begin_sentence(verdict.finding.value)
            text = f"{finding}: {verdict.claim.summary}. {verdict.reason.text}"
            references = verdict.reason.references or (check.scope,)
            return [Statement(text, references)]
    if any(verdict.finding is Finding.CONTRADICTED for verdict in check.verdicts):
        return []
    return [_count_findings(check)]


def _count_findings(check: CheckResult) -> Statement:
    total = len(check.verdicts)
    if not total:
        return Statement("The report holds no claim that can be checked.")
    counts = [
        f"{number} {finding.value}"
        for finding in Finding
        if (number := sum(verdict.finding is finding for verdict in check.verdicts))
    ]
    return Statement(f"Of {plural(total, 'claim')} read: {join_words(counts)}.", (check.scope,))


def _judge_history(history: History) -> list[Statement]:
    contacts = [
        s for s in history.summary if any(r.key.startswith("visits/") for r in s.references)
    ]
    return contacts[:1] or list(history.summary[:1])


def _judge_outlook(outlook: Outlook) -> list[Statement]:
    ranked = sorted(outlook.forecasts, key=_weigh_forecast, reverse=True)
    return [_say_forecast(forecast) for forecast in ranked[:2]]


def _weigh_forecast(forecast: Forecast) -> tuple[bool, float, str]:
    """Evidence first, then how far it is from the rate at other times, or else of its class."""
    rate = forecast.base_rate
    usual = rate.rate if rate.placebo_rate is None else rate.placebo_rate
    is_firm = forecast.confidence is not Confidence.LOW
    return is_firm, abs(forecast.probability - usual), forecast.question.question_id


def _say_forecast(forecast: Forecast) -> Statement:
    rate = forecast.base_rate
    likelihood = forecast.wording.text.split(", from ", 1)[0]
    if rate.placebo_rate is None:
        usual = f"the rate of the reference class is {rate.rate:.0%} ({rate.yes} of {rate.cases})"
    else:
        usual = (
            f"at other times the rate of the pairs in the class is {rate.placebo_rate:.0%} "
            f"({rate.placebo_yes} of {rate.placebo_cases})"
        )
    return Statement(
        f"{forecast.question.text} {likelihood}; {usual}; confidence {forecast.confidence.value}.",
        forecast.wording.references,
    )


def _judge_reactions(reactions: Reactions) -> list[Statement]:
    above = [risk for risk in reactions.risks if risk.status == "above threshold"]
    if above:
        return [above[0].indicator.statement]
    return []
