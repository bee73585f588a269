"""Risks: mistrust, regional complexity, domestic constraints, international reaction."""

from legation.domain.citation import Statement
from legation.domain.reactions import Indicator, Risk
from legation.reactions.complexity import measure_complexity
from legation.reactions.constraints import measure_changes
from legation.reactions.course import NOT_ESTABLISHED, Threshold, judge_value
from legation.reactions.international import measure_reaction, measure_responses
from legation.reactions.measure import Measured
from legation.reactions.mistrust import measure_conflict, measure_mistrust
from legation.reactions.phrases import open_sentence
from legation.reactions.setting import Setting

_PREMORTEM = {
    "mistrust": (
        "The engagement was followed by a protest, a broken commitment or a suspended channel"
        " between the two sides, and nothing that was announced came into force."
    ),
    "regional-complexity": (
        "A state in dispute with the host or the visitor acted in the same weeks, by an exercise, a"
        " measure or an incident, and the agenda of the engagement was left behind."
    ),
    "domestic-constraints": (
        "One side changed its leader, its government or its budget before what was agreed could be "
        "ratified or carried out."
    ),
    "reaction": (
        "Third states or the Security Council answered with a measure against one of the sides, and"
        " the cost of it outweighed what was agreed."
    ),
}
_LABELS = {
    "mistrust": "Mistrust between the two sides",
    "regional-complexity": "Regional complexity",
    "domestic-constraints": "Domestic constraints",
    "reaction": "International reaction",
}


def list_risks(setting: Setting) -> tuple[Risk, ...]:
    """Each risk with its indicator, its threshold and where the value stands."""
    measured = (
        ("mistrust", measure_mistrust(setting)),
        ("mistrust", measure_conflict(setting)),
        ("regional-complexity", measure_complexity(setting)),
        ("domestic-constraints", measure_changes(setting)),
        ("reaction", measure_reaction(setting)),
        ("reaction", measure_responses(setting)),
    )
    return tuple(_build_risk(risk_id, one) for risk_id, one in measured if one is not None)


def _build_risk(risk_id: str, measured: Measured) -> Risk:
    indicator = Indicator(
        indicator_id=f"risk-{risk_id}-{measured.measure_id}",
        theme=risk_id,
        label=measured.label,
        value=measured.value,
        unit=measured.unit,
        course=measured.course,
        statement=measured.statement,
        reference=measured.reference,
    )
    threshold: Threshold = measured.threshold
    return Risk(
        risk_id=risk_id,
        label=f"{_LABELS[risk_id]}: {measured.short}",
        indicator=indicator,
        threshold=threshold.statement,
        status=judge_value(measured.value, threshold.value),
        premortem=_PREMORTEM[risk_id],
    )


def note_risks(risks: tuple[Risk, ...]) -> tuple[Statement, ...]:
    """Risks whose status could not be established, and risks without any measure."""
    notes = []
    for risk_id, label in _LABELS.items():
        own = [risk for risk in risks if risk.risk_id == risk_id]
        if not own:
            notes.append(f"{label}: no measure could be computed.")
        elif all(risk.status == NOT_ESTABLISHED for risk in own):
            notes.append(f"{label}: the status against a threshold is not established.")
    return tuple(Statement(open_sentence(note)) for note in notes)
