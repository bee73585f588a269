"""What an editor asks of a brief: words for days, gaps in one place, no claim said twice."""

import re

from legation.brief.blocks import Bullets, Cell, Table
from legation.brief.layout import lay_out
from legation.brief.opening import MOST_CERTAIN
from legation.brief.render import render_markdown
from legation.domain.verdicts import Finding


def test_running_text_of_the_frame_says_days_in_words(result):
    for statement in (*result.brief.dateline, *result.brief.recognition):
        assert not re.search(r"\d{4}-\d{2}-\d{2}", statement.text), statement.text


def test_certainty_is_never_complete(result):
    text = " ".join(statement.text for statement in result.brief.recognition)
    found = [int(share) for share in re.findall(r"certainty of this reading (\d+)%", text)]
    assert found
    assert max(found) <= 100 * MOST_CERTAIN


def test_gaps_stand_in_one_place_and_once(result):
    brief = result.brief
    assert len(set(brief.gaps)) == len(brief.gaps)
    assert set(brief.history.gaps) | set(brief.agenda.gaps) | set(brief.reactions.gaps) <= set(
        brief.gaps
    )
    body = render_markdown(brief)
    for gap in brief.gaps:
        assert body.count(gap.text) <= 1, gap.text


def test_no_premortem_is_told_twice(result):
    risks = next(one for one in lay_out(result.brief) if one.section_id == "risks")
    told = [
        statement.text.split(": ", 1)[1]
        for block in risks.blocks
        if isinstance(block, Bullets)
        for statement in block.statements
    ]
    assert len(told) == len(set(told))


def test_no_row_of_a_forecast_repeats_its_note(result):
    outlook = next(one for one in lay_out(result.brief) if one.section_id == "outlook")
    for block in outlook.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                notes = [ref for cell in row if isinstance(cell, Cell) for ref in cell.references]
                assert notes
                assert len(notes) == len(set(notes))


def test_contradictions_lead_the_judgments(result):
    found = Finding.CONTRADICTED
    verdicts = [one for one in result.brief.check.verdicts if one.finding is found][:2]
    told = [judgment.statement.text for judgment in result.brief.judgments]
    for verdict, text in zip(verdicts, told, strict=False):
        assert verdict.reason.text in text
