"""Count outcomes after engagements and at other times, by question and group."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from attrs import frozen
from base_rates.backtest import TEST_FROM, Answered, choose_strength, cut_thirds, score_later
from base_rates.outcomes import EventIndex, QuestionDays

from legation.outlook.parameters import GROUPS, classify_value
from legation.outlook.questions import TEMPLATES, Template
from legation.outlook.windows import (
    QUARTERS,
    Case,
    Window,
    follow_cases,
    order_pair,
    place_placebos,
)

SHIFT_FACTORS = (-4, -3, -2, -1, 1, 2, 3, 4)


@frozen
class Design:
    """How one set is fitted.

    Attributes:
        set_id: key of the set.
        lookback_days: days before a window over which the measure is counted.
        min_events: events that a pair needs in that time for its windows to count.
        covers_all: whether the events cover all pairs.
        total_activity: whether the measure counts all events instead of the question's own.
    """

    set_id: str
    lookback_days: int
    min_events: int
    covers_all: bool
    total_activity: bool = False


def fit_questions(
    index: EventIndex, cases: Sequence[Case], design: Design
) -> tuple[dict[str, Any], float]:
    """Fit all questions of a set; returns their parameters and the strength."""
    templates = [one for one in TEMPLATES if one.parameter_set == design.set_id]
    sheets = {one.question_id: _build_sheet(index, cases, design, one) for one in templates}
    strength = choose_strength([sheet.after for sheet in sheets.values()])
    fitted = {
        template.question_id: _fit_question(index, design, template, sheets, strength)
        for template in templates
    }
    return fitted, strength


@frozen
class Sheet:
    """All windows of one question, with answers from each quarter on."""

    days: QuestionDays
    after: list[Answered]
    after_quarters: list[tuple[bool, ...]]
    placebo: list[Answered]
    placebo_quarters: list[tuple[bool, ...]]


def _build_sheet(
    index: EventIndex, cases: Sequence[Case], design: Design, template: Template
) -> Sheet:
    days = index.select(template)
    measured = index.count_all() if _is_total(design, template) else days
    length, delay = template.horizon_days, template.delay_days
    first = index.first + design.lookback_days
    windows = follow_cases(cases, length, delay, first, index.last)
    taken = follow_cases(cases, length, delay, 0, index.last + 10 * length)
    shifts = [length * factor for factor in SHIFT_FACTORS]
    placebos = place_placebos(windows, taken, shifts, first, index.last)
    everything = index.count_all()
    parts = []
    for group in (windows, placebos):
        rows, quarters = [], []
        for window in sorted(group):
            if everything.count_before(window, design.lookback_days) < design.min_events:
                continue
            answer = _answer(index, days, template, window)
            if answer is not None:
                value = measured.count_before(window, design.lookback_days)
                rows.append(Answered(window.opens, window.deadline, value, answer[0]))
                quarters.append(answer)
        parts += [rows, quarters]
    return Sheet(measured, *parts)


def _is_total(design: Design, template: Template) -> bool:
    return template.measure == "warmer" or (design.total_activity and template.roles == "pair")


def _answer(
    index: EventIndex, days: QuestionDays, template: Template, window: Window
) -> tuple[bool, ...] | None:
    if template.measure == "warmer":
        warmer = index.compare_warmth(window)
        return None if warmer is None else (warmer,) * QUARTERS
    return days.answer_quarters(window)


def _fit_question(
    index: EventIndex,
    design: Design,
    template: Template,
    sheets: dict[str, Sheet],
    strength: float,
) -> dict[str, Any]:
    sheet = sheets[template.question_id]
    cuts = cut_thirds([row.value for row in sheet.after])
    scores = score_later(sheet.after, TEST_FROM, 1.0, strength)
    return {
        "after": _count(sheet.after_quarters),
        "placebo": _count(sheet.placebo_quarters),
        "grouping": {
            "measure": _name_measure(design, template),
            "cuts": list(cuts),
            "covers_all": design.covers_all,
            **_measure_now(index, sheet.days, design, template, cuts),
        },
        "groups_after": _count_groups(sheet.after, sheet.after_quarters, cuts),
        "groups_placebo": _count_groups(sheet.placebo, sheet.placebo_quarters, cuts),
        "strength": strength,
        "beats_base_rate": scores.cases > 0 and scores.brier_groups < scores.brier_class,
        "backtest": {
            "cases": scores.cases,
            "brier_groups": round(scores.brier_groups, 4),
            "brier_class": round(scores.brier_class, 4),
            "log_groups": round(scores.log_groups, 4),
            "log_class": round(scores.log_class, 4),
        },
    }


def _name_measure(design: Design, template: Template) -> str:
    if _is_total(design, template):
        return "activity (days with any event between the two)"
    if template.roles == "others":
        return "exposure (days with such events by third states)"
    return "frequency (days with such events between the two)"


def _count(quarters: Sequence[tuple[bool, ...]]) -> dict[str, Any]:
    yes = [sum(row[quarter] for row in quarters) for quarter in range(QUARTERS)]
    return {"cases": len(quarters), "yes": yes}


def _count_groups(
    rows: Sequence[Answered], quarters: Sequence[tuple[bool, ...]], cuts: tuple[float, float]
) -> dict[str, Any]:
    parts: dict[str, list[tuple[bool, ...]]] = defaultdict(list)
    for row, answer in zip(rows, quarters, strict=True):
        parts[classify_value(row.value, cuts)].append(answer)
    return {group: _count(parts[group]) for group in GROUPS}


def _measure_now(
    index: EventIndex,
    days: QuestionDays,
    design: Design,
    template: Template,
    cuts: tuple[float, float],
) -> dict[str, dict[str, float]]:
    """Each pair's, or state's, measure over the last part of the data, per lookback time."""
    span = min(index.last - index.first + 1, 3 * 365)
    scale = design.lookback_days / span
    since = index.last - span + 1
    if template.roles == "others":
        states = {
            state: round(len({day for day, _ in rows if day >= since}) * scale, 2)
            for state, rows in sorted(days.targets.items())
        }
        return {"by_state": {state: value for state, value in states.items() if value}}
    pairs = {
        "-".join(pair): _count_since(rows, since) * scale for pair, rows in sorted(days.pairs.items())
    }
    floor = cuts[0] if design.covers_all else 0.0
    return {"by_pair": {pair: round(value, 2) for pair, value in pairs.items() if value > floor}}


def _count_since(days: Iterable[int], since: int) -> int:
    return len({day for day in days if day >= since})


def list_pairs(cases: Iterable[Case]) -> int:
    """How many different pairs are among the cases."""
    return len({order_pair(case.pair) for case in cases})
