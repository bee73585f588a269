"""Count outcomes after engagements and at other times, by question and group."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from attrs import frozen

from base_rates.backtest import (
    TEST_FROM,
    VALID_FROM,
    Answered,
    Answers,
    choose_strength,
    cut_thirds,
    prefers_groups,
    score_later,
    total_loss,
)
from base_rates.outcomes import EventIndex, QuestionDays
from legation.outlook.parameters import GROUPS, classify_value
from legation.outlook.templates import TEMPLATES, Template
from legation.outlook.windows import (
    QUARTERS,
    Case,
    Window,
    follow_cases,
    order_pair,
    place_placebos,
)

SHIFT_FACTORS = (*range(-12, 0), *range(1, 13))
STEP_DAYS = 30
LONGEST_CLEAR_DAYS = 90


@frozen
class Design:
    """How one set is fitted.

    Attributes:
        set_id: key of the set.
        lookback_days: days before a window over which the measure is counted.
        min_events: events that a pair needs in that time for its windows to count.
        run_up_days: days without engagement before a placebo window of more than 90 days.
        covers_all: whether the events cover all pairs.
    """

    set_id: str
    lookback_days: int
    min_events: int
    run_up_days: int
    covers_all: bool


MEASURE_STRENGTH = 40.0


@frozen
class Outcome:
    """Answers for one window, from each of its quarters on."""

    pair: tuple[str, str]
    quarters: tuple[bool, ...]


@frozen
class Sheet:
    """All windows of one question, with answers from each quarter on.

    Attributes:
        is_total: whether pairs are grouped by all their events, not by the question's own.
        days: days of the events that group pairs.
    """

    is_total: bool
    days: QuestionDays
    answers: Answers
    after_outcomes: list[Outcome]
    placebo_outcomes: list[Outcome]


def fit_questions(
    index: EventIndex, cases: Sequence[Case], design: Design
) -> tuple[dict[str, Any], float]:
    """Fit all questions of a set; returns their parameters and the strength."""
    templates = [one for one in TEMPLATES if one.parameter_set == design.set_id]
    sheets = [_choose_sheet(index, cases, design, one) for one in templates]
    answers = [sheet.answers for sheet in sheets]
    strength = choose_strength(answers)
    default = prefers_groups(answers, strength)
    fitted = {
        template.question_id: _fit_question(index, design, template, sheet, strength, default)
        for template, sheet in zip(templates, sheets, strict=True)
    }
    return fitted, strength


def _choose_sheet(
    index: EventIndex, cases: Sequence[Case], design: Design, template: Template
) -> Sheet:
    """Group pairs by the question's own events or by all, whichever validates better."""
    if template.measure == "warmer":
        return _build_sheet(index, cases, design, template, is_total=True)
    own = _build_sheet(index, cases, design, template, is_total=False)
    if template.roles == "others":
        return own
    total = _build_sheet(index, cases, design, template, is_total=True)
    return min(own, total, key=lambda sheet: total_loss([sheet.answers], MEASURE_STRENGTH))


def _build_sheet(
    index: EventIndex, cases: Sequence[Case], design: Design, template: Template, *, is_total: bool
) -> Sheet:
    days, everything = index.select(template), index.count_all()
    measured = everything if is_total else days
    windows, placebos = _lay_windows(index, cases, design, template)
    parts: list[tuple[list[Answered], list[Outcome]]] = []
    for group in (windows, placebos):
        rows, outcomes = [], []
        for window in sorted(group):
            answer = _answer(index, days, template, window)
            active = everything.count_before(window, design.lookback_days) >= design.min_events
            if answer is not None and active:
                value = measured.count_before(window, design.lookback_days)
                rows.append(Answered(window.opens, window.deadline, value, answer[0]))
                outcomes.append(Outcome(window.pair, answer))
        parts.append((rows, outcomes))
    (after, after_outcomes), (other, other_outcomes) = parts
    return Sheet(is_total, measured, Answers(after, other), after_outcomes, other_outcomes)


def _lay_windows(
    index: EventIndex, cases: Sequence[Case], design: Design, template: Template
) -> tuple[tuple[Window, ...], tuple[Window, ...]]:
    """Windows after engagements, and placebo windows.

    A placebo window of up to 90 days has no engagement in it nor in as many days before; a longer
    one has none in the `run_up_days` before it.
    """
    length, delay = template.counted_days, template.delay_days
    first = index.first + design.lookback_days
    windows = follow_cases(cases, length, delay, first, index.last)
    shifts = [STEP_DAYS * factor for factor in SHIFT_FACTORS]
    period = (first, index.last)
    is_clear = length <= LONGEST_CLEAR_DAYS
    run_up = length if is_clear else design.run_up_days
    placebos = place_placebos(windows, cases, shifts, period, run_up, is_clear=is_clear)
    return windows, placebos


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
    sheet: Sheet,
    strength: float,
    default: bool,
) -> dict[str, Any]:
    """One question's parameters; `default` says whether to group where validation has too few."""
    after, placebo = sheet.answers.after, sheet.answers.placebo
    cuts = cut_thirds([row.value for row in after])
    valid = score_later(sheet.answers, VALID_FROM, TEST_FROM, strength)
    scores = score_later(sheet.answers, TEST_FROM, 1.0, strength)
    uses_groups = valid.log_groups < valid.log_class if valid.cases else default
    beats = uses_groups and scores.cases > 0 and scores.brier_groups < scores.brier_class
    return {
        "after": _count(sheet.after_outcomes),
        "placebo": _count(sheet.placebo_outcomes),
        "grouping": {
            "measure": _name_measure(template, sheet),
            "cuts": list(cuts),
            "covers_all": design.covers_all,
            **(_measure_now(index, sheet, design, template, cuts) if uses_groups else {}),
        },
        "groups_after": _count_groups(after, sheet.after_outcomes, cuts) if uses_groups else {},
        "groups_placebo": _count_groups(placebo, sheet.placebo_outcomes, cuts)
        if uses_groups
        else {},
        "strength": strength,
        "beats_base_rate": beats,
        "backtest": {
            "valid_cases": valid.cases,
            "valid_log_groups": round(valid.log_groups, 4),
            "valid_log_class": round(valid.log_class, 4),
            "cases": scores.cases,
            "brier_groups": round(scores.brier_groups, 4),
            "brier_class": round(scores.brier_class, 4),
            "log_groups": round(scores.log_groups, 4),
            "log_class": round(scores.log_class, 4),
        },
    }


def _name_measure(template: Template, sheet: Sheet) -> str:
    if sheet.is_total:
        return "activity (days with any event between the two)"
    if template.roles == "others":
        return "exposure (days with such events by third states)"
    return "frequency (days with such events between the two)"


def _count(answered: Sequence[Outcome]) -> dict[str, Any]:
    yes = [sum(row.quarters[quarter] for row in answered) for quarter in range(QUARTERS)]
    without = sum("USA" not in row.pair for row in answered)
    return {"cases": len(answered), "yes": yes, "without_usa": without}


def _count_groups(
    rows: Sequence[Answered], outcomes: Sequence[Outcome], cuts: tuple[float, float]
) -> dict[str, Any]:
    parts: dict[str, list[Outcome]] = defaultdict(list)
    for row, outcome in zip(rows, outcomes, strict=True):
        parts[classify_value(row.value, cuts)].append(outcome)
    return {group: _count(parts[group]) for group in GROUPS}


def _measure_now(
    index: EventIndex,
    sheet: Sheet,
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
            for state, rows in sorted(sheet.days.targets.items())
        }
        return {"by_state": {state: value for state, value in states.items() if value}}
    pairs = {
        "-".join(pair): _count_since(rows, since) * scale
        for pair, rows in sorted(sheet.days.pairs.items())
    }
    floor = cuts[0] if design.covers_all else -1.0
    return {
        "by_pair": {
            pair: round(value, 2)
            for pair, value in pairs.items()
            if round(value, 2) and round(value) > floor
        }
    }


def _count_since(days: Iterable[int], since: int) -> int:
    return len({day for day in days if day >= since})


def list_pairs(cases: Iterable[Case]) -> int:
    """How many different pairs are among the cases."""
    return len({order_pair(case.pair) for case in cases})
