"""What a report expects: sentences about what may come, which nothing can check yet."""

import re

from legation.checks.periods import LEAD_SENTENCES
from legation.domain.citation import Statement
from legation.domain.engagement import Engagement
from legation.domain.report import MentionKind, Report, Sentence
from legation.domain.verdicts import Claim, ClaimKind, Confidence, Finding, Verdict

MAX_SHOWN = 3
_MODAL = re.compile(
    r"\b(?:may|might|could|would|can|likely|expected to|set to|poised to|potential(?:ly)?|hopes?|"
    r"prospects?|is bound to|should)\b",
    re.I,
)
_OUTCOME = re.compile(
    r"\b(?:lead|result|pave|boost|strengthen|reshape|influence|contribute|bring|improve|deepen|"
    r"escalate|worsen|ease|open the way|mark|impact|affect|prompt|complicate|provide|serve|change|"
    r"outcome|progress)\w*\b",
    re.I,
)


def check_expectations(report: Report, engagement: Engagement) -> list[Verdict]:
    """Verdicts on the first sentences about what may come, and on how many there are.

    Such sentences are not checkable: nothing in them is said to be so. Those that announce the
    engagement itself are left out: they are checked as such.

    Args:
        report: read.
        engagement: what the report is about.
    """
    own = [span.start for span in engagement.spans]
    found = [
        sentence
        for sentence in report.sentences
        if _is_expectation(report, sentence)
        and not (
            sentence.index < LEAD_SENTENCES
            and any(sentence.span.start <= start < sentence.span.end for start in own)
        )
    ]
    verdicts = []
    for number, sentence in enumerate(found[:MAX_SHOWN], start=1):
        words = " ".join(sentence.text.split())
        quoted = words if len(words) <= 110 else words[:107].rsplit(" ", 1)[0] + "..."
        text = "It says what may come, not what is; the outlook gives probabilities where it can."
        rest = len(found) - MAX_SHOWN
        if number == MAX_SHOWN and rest > 0:
            text += f" The report holds {rest} more sentences of this kind."
        reason = Statement(text, (report.cite(sentence.span),))
        claim = Claim(ClaimKind.EVENT, sentence.span, sentence.text, f"'{quoted}'")
        rule = "event.expectation"
        verdicts.append(Verdict(claim, Finding.NOT_CHECKABLE, reason, rule, Confidence.HIGH))
    return verdicts


def _is_expectation(report: Report, sentence: Sentence) -> bool:
    if not (_MODAL.search(sentence.text) and _OUTCOME.search(sentence.text)):
        return False
    if any(
        q.span.start < sentence.span.end and sentence.span.start < q.span.end
        for q in report.quotations
    ):
        return False
    return any(
        mention.kind in {MentionKind.STATE, MentionKind.PERSON}
        and sentence.span.start <= mention.span.start < sentence.span.end
        for mention in report.mentions
    )
