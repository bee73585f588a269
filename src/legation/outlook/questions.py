"""Pose questions for an engagement: with names, a deadline and a rule that a machine can check."""

import datetime as dt
from collections.abc import Mapping

from legation.domain.engagement import Engagement
from legation.domain.outlook import Question, ResolutionRule
from legation.outlook.templates import TEMPLATES, Template


def pose_questions(
    engagement: Engagement,
    anchor: dt.date,
    names: Mapping[str, str],
    tester: str = "",
) -> tuple[Question, ...]:
    """Pose all questions that apply to an engagement.

    Args:
        engagement: who visits whom.
        anchor: the day from which horizons count.
        names: short names of states by id.
        tester: the side with a history of tests, empty where neither has one; without it the
            questions on tests and denuclearization are not posed.
    """
    return tuple(
        pose_question(template, engagement, anchor, names, tester)
        for template in TEMPLATES
        if tester or template.subject != "tester"
    )


def pose_question(
    template: Template,
    engagement: Engagement,
    anchor: dt.date,
    names: Mapping[str, str],
    tester: str = "",
    opens: dt.date | None = None,
) -> Question:
    """Pose one question.

    Args:
        template: which.
        engagement: who visits whom.
        anchor: the day from which the horizon counts.
        names: short names of states by id.
        tester: the state of a question on tests.
        opens: a later first day, for a window of which a part has passed.
    """
    first = anchor + dt.timedelta(days=template.delay_days)
    deadline = first + dt.timedelta(days=template.horizon_days - 1)
    visitor, host = engagement.visitor.state_id, engagement.host.state_id
    label = {state: names.get(state, state) for state in (visitor, host, tester)}
    subject = label[tester] if template.subject == "tester" else f"{label[visitor]}-{label[host]}"
    ask = template.ask.format(host=label[host])
    by = f"{deadline.day} {deadline:%B %Y}"
    return Question(
        question_id=template.question_id,
        text=f"{subject}: {ask} by {by}?",
        rule=_state_rule(template, visitor, host, tester),
        rule_text=template.rule_text,
        opens=max(first, opens) if opens else first,
        deadline=deadline,
    )


def _state_rule(template: Template, visitor: str, host: str, tester: str) -> ResolutionRule:
    sides = {
        "pair": ((visitor,), (host,), True),
        "return": ((host,), (visitor,), False),
        "others": ((), (visitor, host), False),
        "tester": ((tester,), (), bool(template.issues)),
    }
    sources, targets, either = sides[template.roles]
    return ResolutionRule(
        evidence=template.evidence,
        event_types=template.event_types,
        sources=sources,
        targets=targets,
        cameo_prefixes=template.cameo_prefixes,
        either_direction=either,
        issues=template.issues,
        measure=template.measure,
    )
