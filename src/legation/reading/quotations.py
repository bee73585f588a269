"""Words in quotation marks, and who is named beside them."""

import re
from bisect import bisect_left

from legation.domain.report import MentionKind, Quotation, Report, Span

_QUOTE = re.compile(r"“([^”\n]{3,1500})”|\"([^\"\n]{3,1500})\"|«([^»\n]{3,1500})»")
_SAYING = re.compile(
    r"\b(?:said|says|told|added|according to|stated|declared|wrote|announced|noted|warned|argued"
    r"|insisted)\b",
    re.I,
)
_MIN_WORDS = 4
_BEHIND_CHARS = 120


def find_quotations(report: Report) -> tuple[Quotation, ...]:
    """All quotations of four words or more, with the first person named around each.

    Args:
        report: with sentences and mentions.
    """
    actors = [m for m in report.mentions if m.kind in {MentionKind.PERSON, MentionKind.OFFICE}]
    starts = [actor.span.start for actor in actors]
    sentences = [sentence.span.start for sentence in report.sentences]
    quotations = []
    for match in _QUOTE.finditer(report.text):
        words = next(group for group in match.groups() if group)
        if len(words.split()) < _MIN_WORDS:
            continue
        index = bisect_left(sentences, match.start() + 1) - 1
        span = report.sentences[index].span if index >= 0 else Span(*match.span())
        end = max(span.end, match.end() + _BEHIND_CHARS)
        around = report.text[span.start : match.start()] + report.text[match.end() : end]
        near = actors[bisect_left(starts, span.start) : bisect_left(starts, end)]
        speakers = [
            actor.text for actor in near if not match.start() <= actor.span.start < match.end()
        ]
        speaker = speakers[0] if speakers and _SAYING.search(around) else ""
        quotations.append(Quotation(Span(*match.span()), words, speaker))
    return tuple(quotations)
