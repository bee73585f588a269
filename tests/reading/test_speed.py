"""Reading takes time in proportion to the text, and little of it."""

import time

import pytest

from legation.reading.extract import extract_text
from legation.reading.recognize import recognize_engagements
from legation.reading.report import build_report

_PARAGRAPH = (
    "Russian President Vladimir Putin flew to Beijing on 16 May 2024, and met Xi Jinping, who had "
    "received the French president, Emmanuel Macron, in April 2023. “We will go on,” Putin said on "
    "Thursday. The United Nations and the European Union were told two weeks ago; the foreign "
    "minister Wang Yi will visit Washington next month.\n\n"
)


def _read_seconds(knowledge, text):
    began = time.process_time()
    report, day = build_report(
        extract_text(text), knowledge.almanac, knowledge.index, knowledge.tenure
    )
    recognize_engagements(report, knowledge.tenure, day)
    return time.process_time() - began


@pytest.mark.parametrize(("size", "limit_s"), [(10_000, 0.3), (300_000, 4.0)])
def test_time_of_an_article(knowledge, size, limit_s):
    # twice to five times what an idle machine needs: the limits must hold on a busy one
    text = "Putin in Beijing\n\n" + _PARAGRAPH * (size // len(_PARAGRAPH))
    assert min(_read_seconds(knowledge, text) for _ in range(2)) < limit_s


@pytest.mark.parametrize(
    "unit", ["a", "A ", "1 ", "\n", "President ", "Kim ", '"', "May ", "in ", "-", "A."]
)
def test_monotonous_text_takes_no_longer(knowledge, unit):
    assert _read_seconds(knowledge, unit * (100_000 // len(unit))) < 4.0
