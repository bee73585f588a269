"""Base rates fitted on coded events: the files that ship, and how one is chosen for a pair."""

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen

from legation.domain.citation import Reference, ReferenceKind
from legation.errors import DataError
from legation.outlook.evidence import PLACEBO_STRENGTH, Evidence, Tally, transfer_prior, weigh_prior
from legation.outlook.templates import Template
from legation.outlook.windows import list_quarter_starts, order_pair

DATA_FOLDER = Path(__file__).parent / "data"
GROUPS = ("low", "middle", "high")


@frozen
class QuarterCounts:
    """Cases, and how many had a yes from each quarter of the window on.

    Attributes:
        without_usa: cases of pairs without the United States.
    """

    cases: int
    yes: tuple[int, ...]
    without_usa: int = 0

    def tally(self, quarter: int) -> Tally:
        """The counts from a quarter on."""
        return Tally(self.cases, self.yes[min(quarter, len(self.yes) - 1)])


@frozen
class FittedQuestion:
    """What was counted for one question.

    Attributes:
        after: windows after engagements.
        placebo: windows of the same pairs at other times.
        measure: what groups the pairs, in words.
        cuts: pairs up to the first are low, beyond the second high.
        by_pair: the measure of pairs above the first cut, keyed `CHN-USA`.
        by_state: the same for states, where the measure is a sum over the two sides.
        covers_all: whether a pair that is not listed is low; else it belongs to no group.
        groups_after: windows after engagements by group.
        groups_placebo: placebo windows by group.
        strength: cases that the class weighs as many as.
        beats_base_rate: whether groups beat the class rate in the backtest.
    """

    after: QuarterCounts
    placebo: QuarterCounts
    measure: str
    cuts: tuple[float, float]
    by_pair: dict[str, float]
    by_state: dict[str, float]
    covers_all: bool
    groups_after: dict[str, QuarterCounts]
    groups_placebo: dict[str, QuarterCounts]
    strength: float
    beats_base_rate: bool


@frozen
class ParameterSet:
    """One file of parameters.

    Attributes:
        set_id: `icews-2018`.
        known_on: last day of its data; not used for forecasts issued before.
        title: what the data are.
        reference_class: what the cases are.
        provenance: data, period and counts in one clause.
        weights: strength and backtest of rates that the almanac gives, by question.
    """

    set_id: str
    known_on: dt.date
    title: str
    reference_class: str
    provenance: str
    questions: dict[str, FittedQuestion]
    weights: dict[str, tuple[float, bool]]


@cache
def load_parameters(folder: Path = DATA_FOLDER) -> dict[str, ParameterSet]:
    """Load all files of parameters, keyed by set.

    Raises:
        DataError: if a file is damaged.
    """
    sets = {}
    for path in sorted(folder.glob("*.json")):
        try:
            one = _build_set(json.loads(path.read_text(encoding="utf-8")))
        except (ValueError, KeyError, TypeError) as error:
            raise DataError(f"{path} is damaged ({error}): reinstall Legation") from error
        sets[one.set_id] = one
    return sets


def select_known(sets: dict[str, ParameterSet], issued: dt.date) -> dict[str, ParameterSet]:
    """The sets whose data end on or before a day."""
    return {key: one for key, one in sets.items() if one.known_on <= issued}


def find_group(fitted: FittedQuestion, pair: tuple[str, str]) -> str:
    """The group of a pair: `low`, `middle`, `high`; empty where it belongs to none.

    The measure is a mean over the data's whole time; it is rounded to the whole days in which the
    groups were cut, so that a single event in a year does not count as one in each lookback time.
    """
    if not fitted.groups_after:
        return ""
    if fitted.by_state:
        value = sum(fitted.by_state.get(state, 0.0) for state in pair)
    else:
        key = "-".join(order_pair(pair))
        if key not in fitted.by_pair and not fitted.covers_all:
            return ""
        value = fitted.by_pair.get(key, 0.0)
    return classify_value(round(value), fitted.cuts)


def classify_value(value: float, cuts: tuple[float, float]) -> str:
    """The group of a measured value.

    Examples:
        >>> [classify_value(value, (1.0, 5.0)) for value in (0.0, 1.0, 3.0, 9.0)]
        ['low', 'low', 'middle', 'high']
    """
    return GROUPS[(value > cuts[0]) + (value > cuts[1])]


def read_evidence(
    one: ParameterSet, template: Template, pair: tuple[str, str], elapsed: int, any_time: bool
) -> Evidence:
    """The counts of a fitted question for a pair.

    Args:
        one: the set.
        template: a question of that set.
        pair: visitor first.
        elapsed: days of the window that have passed.
        any_time: whether the question follows no engagement.
    """
    fitted = one.questions[template.question_id]
    quarter, remaining, scaled = _locate_quarter(template, elapsed)
    group = find_group(fitted, pair)
    after, other = fitted.after.tally(quarter), fitted.placebo.tally(quarter)
    none = QuarterCounts(0, (0,))
    near_after = fitted.groups_after.get(group, none).tally(quarter)
    near_other = fitted.groups_placebo.get(group, none).tally(quarter)
    base, near = (other, near_other) if any_time else (after, near_after)
    prior, worth = (
        (other.rate, PLACEBO_STRENGTH) if any_time else transfer_prior(after, other, near_other)
    )
    when = "at other times than after" if any_time else "after"
    reference_class = f"windows of {template.counted_days} days {when} {one.reference_class}"
    return Evidence(
        reference_class=reference_class,
        base=base,
        placebo=None if any_time else other,
        near=near,
        near_text=f"among pairs with {group} {fitted.measure}" if near.cases else "",
        prior=prior,
        strength=weigh_prior(near, fitted.strength, worth),
        beats_base_rate=fitted.beats_base_rate and near.cases > 0 and not any_time,
        reference=cite_parameters(one, template.question_id, fitted),
        comparable=base.cases
        if "USA" in pair
        else (fitted.placebo if any_time else fitted.after).without_usa,
        remaining=remaining,
        scaled=scaled,
    )


def cite_parameters(
    one: ParameterSet, question_id: str, fitted: FittedQuestion | None = None
) -> Reference:
    """The reference to a set's numbers for a question."""
    counts = ""
    if fitted is not None:
        counts = (
            f"; {fitted.after.yes[0]} of {fitted.after.cases} after engagements, "
            f"{fitted.placebo.yes[0]} of {fitted.placebo.cases} at other times"
        )
    return Reference(
        ReferenceKind.PARAMETERS,
        f"parameters/{one.set_id}/{question_id}",
        f"Base rate fitted on {one.provenance}{counts}",
        known_on=one.known_on,
    )


def _locate_quarter(template: Template, elapsed: int) -> tuple[int, float, str]:
    """The last quarter that began by now, what is to come after its start, and both in words."""
    left, counted = template.horizon_days - elapsed, template.counted_days
    if template.measure == "warmer" or (not elapsed and left == counted):
        return 0, 1.0, ""
    if counted != template.horizon_days:
        scaled = f", scaled from {counted} to {left} days at a constant rate"
        return 0, left / counted, scaled
    starts = list_quarter_starts(counted)
    quarter = max(number for number, start in enumerate(starts) if start <= elapsed)
    stretch = counted - starts[quarter]
    scaled = f" (their last {stretch} days), scaled to {left} days" if stretch != left else ""
    return quarter, left / stretch, scaled


def _build_set(content: dict[str, Any]) -> ParameterSet:
    return ParameterSet(
        set_id=content["set"],
        known_on=dt.date.fromisoformat(content["known_on"]),
        title=content["title"],
        reference_class=content["reference_class"],
        provenance=content["provenance"],
        questions={key: _build_question(row) for key, row in content.get("questions", {}).items()},
        weights={
            key: (float(row["strength"]), bool(row["beats_base_rate"]))
            for key, row in content.get("almanac_weights", {}).items()
        },
    )


def _build_question(row: dict[str, Any]) -> FittedQuestion:
    grouping = row["grouping"]
    return FittedQuestion(
        after=_build_counts(row["after"]),
        placebo=_build_counts(row["placebo"]),
        measure=grouping["measure"],
        cuts=(float(grouping["cuts"][0]), float(grouping["cuts"][1])),
        by_pair=grouping.get("by_pair", {}),
        by_state=grouping.get("by_state", {}),
        covers_all=bool(grouping["covers_all"]),
        groups_after={key: _build_counts(part) for key, part in row["groups_after"].items()},
        groups_placebo={key: _build_counts(part) for key, part in row["groups_placebo"].items()},
        strength=float(row["strength"]),
        beats_base_rate=bool(row["beats_base_rate"]),
    )


def _build_counts(row: dict[str, Any]) -> QuarterCounts:
    yes = tuple(int(number) for number in row["yes"])
    return QuarterCounts(int(row["cases"]), yes, int(row["without_usa"]))
