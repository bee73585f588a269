"""The few dyadic forecasts of a brief: what each of two states does toward the other."""

import datetime as dt

from legation.domain.citation import Reference, ReferenceKind, Statement
from legation.domain.dates import PartialDate
from legation.domain.dyads import Driver, DyadForecast
from legation.domain.outlook import BaseRate, Forecast, Question, ResolutionRule
from legation.domain.wording import begin_sentence, format_share, name_state
from legation.ontology import load_event_types
from legation.outlook.dyads.answer import FAR_DAYS
from legation.outlook.dyads.build import build_dyad_outlook
from legation.outlook.dyads.kinds import find_kind
from legation.outlook.dyads.parameters import DyadParameters, load_dyad_parameters
from legation.outlook.intervals import wilson_interval
from legation.tables.extract import RecordExtract

HORIZON_DAYS = 30
# One type that engagements are about, and the two classes that go beyond words.
KINDS = ("AGREE", "material_cooperation", "material_conflict")
ASKED = {
    "AGREE": "{source} agrees to cooperate with {target}",
    "material_cooperation": "{source} cooperates with or aids {target} in deeds",
    "material_conflict": "{source} acts against {target} in deeds",
}


def forecast_pair(
    extract: RecordExtract, pair: tuple[str, str], names: tuple[str, str], issued: dt.date
) -> tuple[tuple[Forecast, ...], tuple[Statement, ...]]:
    """Forecasts both ways from the day of issue, and how they were made.

    Args:
        extract: what the record holds on the pair.
        pair: state ids.
        names: their names.
        issued: the as-of day.

    Returns:
        Forecasts and how they were made; where the day lies before the end of the fitted data, or
        more than a year after the last known events, no forecasts and the reason.
    """
    parameters = load_dyad_parameters()
    fitted = _cite_fit(parameters)
    if issued < parameters.known_on:
        until = PartialDate.from_date(parameters.known_on).describe()
        text = "What each does toward the other is not forecast: the model was fitted on data to"
        return (), (Statement(f"{text} {until}.", (fitted,)),)
    age = (issued - max([parameters.known_on, *extract.dyads.covered[-1:]])).days
    if age > FAR_DAYS:
        text = (
            "What each does toward the other is not forecast: the last events known are "
            f"{age:,} days old, and forecasts from rates older than {FAR_DAYS} days were not tested"
        )
        return (), (Statement(f"{text}. Import a feed, or ask legation forecast.", (fitted,)),)
    kinds = tuple(find_kind(kind) for kind in KINDS)
    found = build_dyad_outlook(parameters, extract.dyads, pair, names, issued, HORIZON_DAYS, kinds)
    note = "days with events of the pair, by kind"
    held = (extract.cite("dyads", note),) if extract.dyads.covered else ()
    references = (fitted, *held)
    called = dict(zip(pair, names, strict=True))
    rows = tuple(
        _word(one, called, (found.opens, found.deadline), references)
        for each in zip(found.forecasts, found.reverse, strict=True)
        for one in each
    )
    told = (
        "What each does toward the other is forecast from days of events, without what the report "
        f"tells. {found.basis[0]}"
    )
    return rows, (Statement(told, references),)


def _cite_fit(parameters: DyadParameters) -> Reference:
    return Reference(
        ReferenceKind.PARAMETERS,
        "parameters/dyads-icews-2018",
        f"Model of dyads fitted on {parameters.provenance}",
        known_on=parameters.known_on,
    )


def _word(
    one: DyadForecast,
    called: dict[str, str],
    window: tuple[dt.date, dt.date],
    references: tuple[Reference, ...],
) -> Forecast:
    score = one.score
    low, high = wilson_interval(score.yes, score.cases)
    base = BaseRate(
        reference_class=(
            f"windows of {score.horizon_days} days of directed pairs of states with coded events "
            "before, in the backtest"
        ),
        cases=score.cases,
        yes=score.yes,
        rate=score.yes / score.cases,
        low=low,
        high=high,
        method="plain share with Wilson's 80 % interval",
        placebo_cases=0,
        placebo_yes=0,
        placebo_rate=None,
        reference=references[0],
    )
    return Forecast(
        question=_pose(one, called, window),
        probability=one.probability,
        low=one.low,
        high=one.high,
        base_rate=base,
        wording=Statement(_tell(one), references),
        confidence=one.confidence,
        confidence_reason=one.confidence_reason,
    )


def _pose(one: DyadForecast, called: dict[str, str], window: tuple[dt.date, dt.date]) -> Question:
    source, target = (name_state(called[state]) for state in (one.source, one.target))
    by = f"{window[1].day} {window[1]:%B %Y}"
    quad, types = find_kind(one.kind_id).quad_class, load_event_types()
    whole = tuple(name for name, kind in types.items() if kind.quad_class == quad)
    mine = (one.kind_id,) if one.level == "type" else whole
    plural = "type " if len(mine) == 1 else "types "
    asked = ASKED[one.kind_id].format(source=source, target=target)
    return Question(
        question_id=f"{one.kind_id.lower()}-{one.source}-{one.target}-{HORIZON_DAYS}",
        text=f"{begin_sentence(asked)} by {by}?",
        rule=ResolutionRule("record", mine, (one.source,), (one.target,)),
        rule_text=(
            f"the record holds an event of PLOVER's {plural}{', '.join(mine)} from {source} toward "
            f"{target}."
        ),
        opens=window[0],
        deadline=window[1],
    )


def _tell(one: DyadForecast) -> str:
    """Likelihood, the dyad's own rate, what moves it most, and the score of such forecasts."""
    span = f"{format_share(one.low)} to {format_share(one.high)}"
    moved = max(one.drivers[1:], key=_weigh)
    return (
        f"{begin_sentence(one.word)} ({one.range_text}; model {format_share(one.probability)}, "
        f"80 % interval {span}), from the pair's own {one.own_days} of {one.exposed_days:,} days; "
        f"beside its whole time most moved by {moved.label} (odds x {moved.factor:.2f}: "
        f"{moved.detail}); such forecasts in the backtest: Brier skill {one.score.skill:.2f} over "
        "the pair's own rate."
    )


def _weigh(driver: Driver) -> float:
    return max(driver.factor, 1 / driver.factor)
