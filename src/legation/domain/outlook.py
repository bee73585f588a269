"""Questions about what follows, and forecasts that are dated and can be scored."""

import datetime as dt

from attrs import field, frozen

from legation.domain.citation import Reference, Statement
from legation.domain.verdicts import Confidence


@frozen
class ResolutionRule:
    """When a question resolves to yes, so that a machine can check it.

    Attributes:
        evidence: `record` (coded events) or `almanac` (dated facts).
        event_types: PLOVER types of which one event suffices (record); kinds of the chronicle or
            `visit` (almanac).
        cameo_prefixes: CAMEO codes or roots that count, empty for all of the types.
        sources: acting states; empty for any third party.
        targets: states acted toward; empty for any.
        either_direction: whether the reverse counts too.
        issues: issues of which one must be shown, empty for any.
        measure: `any_event`, or `warmer` for a comparison of mean intensity before and after.
    """

    evidence: str
    event_types: tuple[str, ...]
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    cameo_prefixes: tuple[str, ...] = ()
    either_direction: bool = False
    issues: tuple[str, ...] = ()
    measure: str = "any_event"


@frozen
class Question:
    """Something that will have happened, or not, by a deadline.

    Attributes:
        question_id: stable key: `agreement-30`.
        text: the question, as a reader asks it.
        rule_text: the resolution rule in words.
        opens: first day that counts.
        deadline: last day that counts.
    """

    question_id: str
    text: str
    rule: ResolutionRule
    rule_text: str
    opens: dt.date
    deadline: dt.date

    @property
    def horizon_days(self) -> int:
        """Days from opening to deadline, both included."""
        return (self.deadline - self.opens).days + 1


def _check_probability(_instance: object, attribute: object, value: float) -> None:
    if not 0.0 <= value <= 1.0:
        raise ValueError(f"{getattr(attribute, 'name', '')} = {value} is not a probability")


@frozen
class BaseRate:
    """How often the answer was yes in a reference class.

    Attributes:
        reference_class: the class in words: what the cases are, from when to when.
        cases: number of cases.
        yes: how many of them resolved to yes.
        rate: the share, shrunk or not as `method` says, 0 to 1.
        low: lower end of the 80 % interval.
        high: upper end of the 80 % interval.
        method: `Wilson` or `Beta`, in words.
        placebo_cases: the same pairs at other times.
        placebo_yes: how many of those resolved to yes.
        placebo_rate: their share, None where there are none.
    """

    reference_class: str
    cases: int
    yes: int
    rate: float = field(validator=_check_probability)
    low: float = field(validator=_check_probability)
    high: float = field(validator=_check_probability)
    method: str
    placebo_cases: int
    placebo_yes: int
    placebo_rate: float | None
    reference: Reference


@frozen
class Forecast:
    """A probability for a question, never without its base rate.

    Attributes:
        probability: 0 to 1.
        low: lower end of the 80 % interval.
        high: upper end of the 80 % interval.
        wording: the ICD 203 word with its range and the number, and what it rests on.
        confidence: by the printed rule.
        confidence_reason: which part of the rule applied.
    """

    question: Question
    probability: float = field(validator=_check_probability)
    low: float = field(validator=_check_probability)
    high: float = field(validator=_check_probability)
    base_rate: BaseRate
    wording: Statement
    confidence: Confidence
    confidence_reason: str


@frozen
class Outlook:
    """The forecasts made on a day for an engagement.

    Attributes:
        issued: the as-of day on which they were made.
        anchor: the day from which horizons count: the engagement's last day.
        unanswered: questions that could not be given a number, and why.
        method: how the numbers were made.
        dyads: what each of the two does toward the other from the day of issue on, whether they
            meet or not.
    """

    issued: dt.date
    anchor: dt.date
    forecasts: tuple[Forecast, ...]
    unanswered: tuple[Statement, ...]
    method: tuple[Statement, ...]
    dyads: tuple[Forecast, ...] = ()
