"""Whether a report says that an engagement is planned, under way, held, called off or denied."""

import re

from legation.domain.engagement import Standing

_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)\b.{0,80}\b(?:visit|meet|trip|travel|plan|summit|report)|no plans? (?:to|for)"
    r"|(?:not|n['’]t) (?:currently )?(?:planning|plan|scheduled|going) to|rule[sd]? out|no such (?:visit|trip|meeting|plan)"
    r"|there (?:is|are|was|were) no plans?|(?:dismiss|refut|reject)(?:es|ed)?\b.{0,60}\b(?:reports?|rumou?rs?|claims?|speculation)"
    r"|will not (?:visit|travel|attend|meet)|won['’]t (?:visit|travel|attend|meet))",
    re.I,
)
_CANCELLED = re.compile(
    r"\b(?:cancel(?:s|led|ed|ling|ing|lation)?|call(?:s|ed|ing)? off|scrap(?:s|ped|ping)?|scotch(?:es|ed)|abandon(?:s|ed)"
    r"|axe[sd]?|pull(?:s|ed) out of)\b",
    re.I,
)
_POSTPONED = re.compile(r"\b(?:postpon(?:e|es|ed|ing|ement)|put(?:s)? off|delay(?:s|ed)?|reschedul(?:e|es|ed))\b", re.I)
_AHEAD = re.compile(
    r"\b(?:to (?:visit|travel|meet|host|hold|receive|welcome|fly|head|attend|go|arrive|begin|pay|make)|will|would|shall|plan(?:s|ned|ning)?|"
    r"schedul(?:e|ed)|upcoming|expected|set to|due (?:to|in)|next (?:week|month|year)|announc(?:e|es|ed|ement)|"
    r"tomorrow|prepar(?:e|es|ed|ing|ation)|invit(?:e|es|ed|ation)|intends?|coming (?:days|weeks)|ahead of|forthcoming|eyes|mulls?)\b",
    re.I,
)
_NOW = re.compile(
    r"\b(?:is (?:visiting|in)|are (?:visiting|meeting)|began|begins|opened|kicked off|kicks off|started|on a (?:\w+[- ]){0,3}(?:visit|trip|tour)|underway|under way)\b",
    re.I,
)
_DONE = re.compile(
    r"\b(?:visited|met|held|arrived|arrives|landed|flew|travell?ed|hosted|hosts|welcomed|welcomes|received|receives|greeted|"
    r"signed|signs|wrapped up|concluded|ended|returned|paid|shook hands|agreed|became|went|toured|meets?|met|visits|ends|left)\b",
    re.I,
)


def score_standing(text: str) -> dict[Standing, float]:
    """How strongly a sentence speaks for each standing; empty where it says nothing.

    Examples:
        >>> list(score_standing("The president called off the Denmark trip"))
        [<Standing.CANCELLED: 'cancelled'>]
    """
    scores: dict[Standing, float] = {}
    if _DENIED.search(text):
        scores[Standing.DENIED] = 2.0
    if _CANCELLED.search(text):
        scores[Standing.CANCELLED] = 2.0
    if _POSTPONED.search(text):
        scores[Standing.POSTPONED] = 2.0
    if _AHEAD.search(text):
        scores[Standing.ANNOUNCED] = 1.0
    if _NOW.search(text):
        scores[Standing.UNDERWAY] = 0.8
    if _DONE.search(text):
        scores[Standing.HELD] = 0.9
    return scores


def choose_standing(sentences: list[tuple[str, float]]) -> Standing:
    """The standing that weighted sentences agree on.

    Args:
        sentences: text and weight of each sentence that names the engagement.
    """
    totals: dict[Standing, float] = {}
    for text, weight in sentences:
        for standing, score in score_standing(text).items():
            totals[standing] = totals.get(standing, 0.0) + score * weight
    if not totals:
        return Standing.UNCLEAR
    happened = totals.get(Standing.HELD, 0.0) + totals.get(Standing.UNDERWAY, 0.0)
    for stopped in (Standing.CANCELLED, Standing.POSTPONED, Standing.DENIED):
        if totals.get(stopped, 0.0) >= max(totals.values()) * 0.75:
            return stopped
    if totals.get(Standing.ANNOUNCED, 0.0) > happened:
        return Standing.ANNOUNCED
    if totals.get(Standing.UNDERWAY, 0.0) > totals.get(Standing.HELD, 0.0):
        return Standing.UNDERWAY
    return Standing.HELD
