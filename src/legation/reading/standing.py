"""Whether a report says that an engagement is planned, under way, held, called off or denied."""

import re

from legation.domain.engagement import Standing

_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)\b.{0,100}\b(?:visit|meet|met|trip|travel|plan|summit|report"
    r"|flew|flown|talks)"
    r"|no plans? (?:to|for)|(?:not|n['’]t) (?:currently )?(?:planning|plan|scheduled|going) to"
    r"|rule[sd]? out"
    r"|no such (?:visit|trip|meeting|plan)|such a (?:visit|trip|meeting) is not"
    r"|there (?:is|are|was|were) no plans?"
    r"|(?:dismiss|refut|reject)(?:es|ed)?\b.{0,60}\b(?:reports?|rumou?rs?|claims?|speculation))",
    re.I,
)
_REFUSED = re.compile(r"\b(?:will not|won['’]t) (?:visit|travel|attend|meet|come|go)\b", re.I)
_CANCELLED = re.compile(
    r"\b(?:cancel(?:s|led|ed|ling|ing|lation)?|call(?:s|ed|ing)? off|scrap(?:s|ped|ping)?"
    r"|scotch(?:es|ed)|abandon(?:s|ed)|axe[sd]?|pull(?:s|ed) out of"
    r"|(?:drop(?:s|ped)?|ditch(?:es|ed)) (?:\w+ ){0,3}(?:visit|trip|plans?)"
    r"|told \w+(?: \w+){0,5} not to (?:go|travel|visit))\b",
    re.I,
)
_POSTPONED = re.compile(
    r"\b(?:postpon(?:e|es|ed|ing|ement)|put(?:s|ting)? off|put(?:s|ting)? (?:\w+ ){1,3}off"
    r"|delay(?:s|ed) (?=\w+ (?:visit|trip|\w+ visit))|reschedul(?:e|es|ed))\b",
    re.I,
)
_VERBS = (
    "visit|travel|meet|host|hold|receive|welcome|fly|head|attend|go|arrive|begin|pay|make|tour"
    "|come|talk"
)
_AHEAD = re.compile(
    r"\b(?:will(?! not)|would(?! not)|shall|plan(?:s|ned|ning)?|schedul(?:e|ed)|upcoming"
    r"|expected|set (?:to|for)"
    r"|due (?:to|in|on)"
    r"|next (?:week|month|year)|announc(?:e|es|ed|ement)|tomorrow|prepar(?:e|es|ed|ing|ation)"
    r"|invit(?:e|es|ed|ation)|intends?|coming (?:days|weeks)|ahead of|forthcoming|eyes|mulls?"
    rf"|(?:is|are|was|were|agree[sd]?|hope[sd]?|wants?|accept(?:s|ed)) to (?:{_VERBS}))\b",
    re.I,
)
_HEADLINE = re.compile(rf"\A[^.]{{2,70}}? to (?:{_VERBS}|see)\b", re.I)
_NOW = re.compile(
    r"\b(?:is (?:visiting|in)|are (?:visiting|meeting)|began|begins|opened|opens|kicked off"
    r"|kicks off"
    r"|started|on a (?:\w+[- ]){0,3}(?:visit|trip|tour)|underway|under way)\b",
    re.I,
)
_DONE = re.compile(
    r"\b(?:visited|met|held|arrived|arrives|landed|flew|flown|travell?ed|hosted|hosts|welcomed"
    r"|welcomes"
    r"|received|receives|greeted|signed|signs|wrapped up|concluded|ended|returned|paid|shook hands"
    r"|shake hands|agreed|became|went|toured|meets?|met|visits|ends|left|came|embraced|spoke|spoken"
    r"|stepped|walked|drops in|joins|took (?:place|part|his seat|her seat)"
    r"|(?:tele)?phoned|rings|rang)\b",
    re.I,
)
_FIRST_TO = re.compile(
    r"\b(?:first|second|third|only|last|latest)\b[^.;]{0,60}? to (?:\w+ )?"
    rf"(?:{_VERBS}|see|set)\b",
    re.I,
)


def score_standing(text: str, is_title: bool = False) -> dict[Standing, float]:
    """How strongly a sentence speaks for each standing; empty where it says nothing.

    Examples:
        >>> list(score_standing("The president called off the Denmark trip"))
        [<Standing.CANCELLED: 'cancelled'>]
        >>> list(score_standing("He is the first premier to visit North Korea"))
        []
    """
    scores: dict[Standing, float] = {}
    if _DENIED.search(text) or _REFUSED.search(text):
        scores[Standing.DENIED] = 2.0
    if _CANCELLED.search(text):
        scores[Standing.CANCELLED] = 2.0
    if _POSTPONED.search(text):
        scores[Standing.POSTPONED] = 2.0
    plain = _FIRST_TO.sub(" ", text)
    done = _DONE.search(plain) is not None
    if _AHEAD.search(plain) or (is_title and not done and _HEADLINE.search(plain)):
        scores[Standing.ANNOUNCED] = 1.0
    if _NOW.search(plain):
        scores[Standing.UNDERWAY] = 0.8
    if done:
        scores[Standing.HELD] = 0.9
    if Standing.DENIED in scores or Standing.CANCELLED in scores:
        scores.pop(Standing.HELD, None)
        scores.pop(Standing.UNDERWAY, None)
    return scores


def choose_standing(sentences: list[tuple[str, float, bool]]) -> Standing:
    """The standing that weighted sentences agree on.

    Args:
        sentences: text and weight of each sentence that names the engagement, and whether it is the
            headline.
    """
    totals: dict[Standing, float] = {}
    for text, weight, is_title in sentences:
        for standing, score in score_standing(text, is_title).items():
            totals[standing] = totals.get(standing, 0.0) + score * weight
    if not totals:
        return Standing.UNCLEAR
    happened = totals.get(Standing.HELD, 0.0) + totals.get(Standing.UNDERWAY, 0.0)
    is_denied = any(_DENIED.search(text) for text, _, _ in sentences)
    if totals.get(Standing.CANCELLED, 0.0) and not is_denied:
        # a visit that is called off will not take place: that is no denial
        totals[Standing.CANCELLED] += totals.pop(Standing.DENIED, 0.0)
    limit = max(totals.values()) * 0.75
    stopped = (Standing.CANCELLED, Standing.POSTPONED, Standing.DENIED)
    best = max(stopped, key=lambda standing: totals.get(standing, 0.0))
    if totals.get(best, 0.0) >= limit:
        return best
    if totals.get(Standing.ANNOUNCED, 0.0) > happened:
        return Standing.ANNOUNCED
    if totals.get(Standing.UNDERWAY, 0.0) > totals.get(Standing.HELD, 0.0):
        return Standing.UNDERWAY
    return Standing.HELD
