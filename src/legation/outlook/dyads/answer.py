"""Answer for one dyad: probabilities with intervals, base rates, drivers and scores."""

import itertools
import math

import numpy as np
from attrs import frozen

from legation.domain.dyads import DyadForecast, ForecastScore
from legation.domain.verdicts import Confidence
from legation.ontology import describe_likelihood, rate_confidence
from legation.outlook.dyads.arrays import Floats, Singles
from legation.outlook.dyads.counts import DyadDays
from legation.outlook.dyads.drivers import View, trace_drivers
from legation.outlook.dyads.features import build_features
from legation.outlook.dyads.hazard import EDGES_DAYS, HIGHEST, HORIZONS_DAYS, LOWEST
from legation.outlook.dyads.kinds import Kind, get_place
from legation.outlook.dyads.parameters import FRESH, DyadParameters
from legation.outlook.dyads.sums import Sums
from legation.outlook.intervals import Z_80

FAR_DAYS = 365  # rates that are older were not tested, so that confidence in them is low


@frozen(eq=False)
class Ground:
    """What an answer stands on.

    Attributes:
        parameters: the fitted model.
        mode: `fresh` where the last weeks are known, `stale` where they are not.
        days: counts that hold both directions of the pair.
        sums: what was known of them.
        silent_days: days from the last known ones to the day of issue.
    """

    parameters: DyadParameters
    mode: str
    days: DyadDays
    sums: Sums
    silent_days: int = 0


def answer_dyad(
    ground: Ground,
    pair: tuple[str, str],
    names: tuple[str, str],
    kinds: tuple[Kind, ...],
    horizon_days: int,
) -> tuple[DyadForecast, ...]:
    """Forecast some kinds of events from one state toward another.

    Args:
        ground: the model and what was known.
        pair: state ids, the acting one first.
        names: their names.
        kinds: which.
        horizon_days: 1 to 90.

    Raises:
        InputError: if the horizon is not between 1 and 90 days.
    """
    dyad = ground.days.find_dyad(*pair)
    features = build_features(ground.days, ground.sums, np.array([dyad]))
    view = View(ground.days, ground.sums, dyad, names, ground.mode == FRESH)
    return tuple(_answer_kind(ground, view, features, pair, kind, horizon_days) for kind in kinds)


def _answer_kind(
    ground: Ground,
    view: View,
    features: Singles,
    pair: tuple[str, str],
    kind: Kind,
    horizon_days: int,
) -> DyadForecast:
    fitted, sums, place = ground.parameters, ground.sums, get_place(kind.kind_id)
    model = fitted.models[ground.mode]
    share = float(model.predict(features, horizon_days)[0, place])
    low, high = _spread_share(share, interpolate(fitted.spread[ground.mode], horizon_days))
    start, drivers = trace_drivers(model, features, place, horizon_days, view)
    score = find_score(fitted, ground.mode, kind.kind_id, horizon_days)
    level = rate_confidence(score.yes, high - low, beats_base_rate=score.beats_own_rate)
    is_old = ground.silent_days > FAR_DAYS
    band = describe_likelihood(_round_share(share))
    own = min(float(sums.days[view.dyad, place]) / max(sums.exposed_days, 1), 1.0)
    return DyadForecast(
        kind_id=kind.kind_id,
        label=kind.label,
        level=kind.level,
        source=pair[0],
        target=pair[1],
        probability=share,
        low=low,
        high=high,
        base_rate=_rate_climate(fitted.climate[ground.mode], place, horizon_days),
        own_rate=1 - (1 - own) ** horizon_days,
        own_days=int(sums.days[view.dyad, place]),
        exposed_days=sums.exposed_days,
        word=band.word,
        range_text=band.range_text,
        confidence=Confidence.LOW if is_old else Confidence(level.level_id),
        confidence_reason=_explain(score, high - low, ground.silent_days if is_old else 0),
        start=start,
        drivers=drivers,
        score=score,
    )


def find_score(
    parameters: DyadParameters, mode: str, kind_id: str, horizon_days: int
) -> ForecastScore:
    """The backtest of the kind at the nearest horizon that was scored."""
    nearest = min(HORIZONS_DAYS, key=lambda horizon: (abs(horizon - horizon_days), horizon))
    return parameters.scores[mode][kind_id][nearest]


def interpolate(values: dict[int, float], horizon_days: int) -> float:
    """A value between the horizons for which it was found, straight; flat beyond them."""
    return float(np.interp(horizon_days, sorted(values), [values[h] for h in sorted(values)]))


def _spread_share(share: float, spread: float) -> tuple[float, float]:
    """The 80 % interval of a probability, from how much dyads differ from their forecasts."""
    odds = math.log(share / (1 - share))
    low, high = (1 / (1 + math.exp(-odds - way * Z_80 * spread)) for way in (-1, 1))
    return max(low, LOWEST), min(high, HIGHEST)


def _round_share(share: float) -> float:
    """A probability as it is printed, so that its word fits the number beside it."""
    return round(share, 2 if 0.01 <= share <= 0.99 else 3)


def _rate_climate(climate: dict[int, Floats], place: int, horizon_days: int) -> float:
    """The share of dyads with such an event, at a constant chance between the known horizons."""
    none, before = 0.0, 0.0
    for opens, ends in itertools.pairwise(EDGES_DAYS):
        until = math.log1p(-min(float(climate[ends][place]), HIGHEST))
        part = min(max(horizon_days - opens, 0), ends - opens) / (ends - opens)
        none += part * min(until - before, 0.0)
        before = until
    return -math.expm1(none)


def _explain(score: ForecastScore, width: float, silent_days: int) -> str:
    if silent_days:
        return (
            f"the last events known are {silent_days:,} days old, and forecasts from rates older "
            f"than {FAR_DAYS} days were not tested"
        )
    beats = "beat" if score.beats_own_rate else "not shown to beat"
    return (
        f"{score.yes:,} such events in the backtest; interval of {100 * width:.0f} points; "
        f"{beats} the dyad's own rate"
    )
