"""The words that differ between a sentence and its twin."""

from __future__ import annotations

import re

WORD = re.compile(r"\S+")
TAIL = ".,;:)('\""


def spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each word."""
    return [match.span() for match in WORD.finditer(text)]


def difference(clean: str, twin: str) -> tuple[str, str] | None:
    """The wrong words, which stand once in the twin, and the right ones to restore the clean text.

    The words are the fewest that do so; nothing is returned when there is no such pair.
    """
    if clean == twin:
        return None
    right, wrong = spans(clean), spans(twin)
    words_right = [clean[a:b] for a, b in right]
    words_wrong = [twin[a:b] for a, b in wrong]
    head = 0
    while head < min(len(right), len(wrong)) and words_right[head] == words_wrong[head]:
        head += 1
    tail = 0
    most = min(len(right), len(wrong)) - head
    while tail < most and words_right[-1 - tail] == words_wrong[-1 - tail]:
        tail += 1
    for more in range(8):
        for left, after in (
            ((0, 0),) if more == 0 else ((more // 2, more - more // 2), (more, 0), (0, more))
        ):
            first, last = head - left, len(wrong) - tail + after
            final = len(right) - tail + after
            if first < 0 or last > len(wrong) or first >= last or first >= final:
                continue
            span = twin[wrong[first][0] : wrong[last - 1][1]]
            good = clean[right[first][0] : right[final - 1][1]]
            while span and good and span[-1] == good[-1] and span[-1] in TAIL:
                span, good = span[:-1], good[:-1]
            while span and good and span[0] == good[0] and span[0] in TAIL:
                span, good = span[1:], good[1:]
            if span and good and twin.count(span) == 1 and twin.replace(span, good) == clean:
                return span, good
    return None
