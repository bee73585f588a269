"""Choose how strongly a pair's own visits are drawn toward the class, and score that later."""

import datetime as dt
import math
from collections.abc import Sequence
from typing import Any

from attrs import frozen

from legation.almanac.store import Almanac
from legation.outlook.almanac_rates import rate_visits
from legation.outlook.evidence import Evidence
from legation.outlook.templates import TEMPLATES, Template
from legation.outlook.visit_book import build_visit_book, is_followed
from legation.outlook.windows import Case, has_day, order_pair

VALID_YEARS, TEST_YEARS = range(1996, 2008), range(2008, 2019)
STRENGTHS = (5.0, 10.0, 20.0, 40.0, 80.0)
LAST_DAY = dt.date(2019, 12, 31)
_FLOOR = 0.01


@frozen
class Judged:
    """One case with the evidence that was there before its year, and its answer."""

    year: int
    evidence: Evidence
    yes: bool


def weigh_visits(almanac: Almanac) -> dict[str, dict[str, Any]]:
    """Strength, and scores on the later years, of each question that visits answer."""
    return {
        template.question_id: _weigh(_judge_years(almanac, template))
        for template in TEMPLATES
        if template.event_types == ("visit",)
    }


def _weigh(rows: Sequence[Judged]) -> dict[str, Any]:
    valid = [row for row in rows if row.year in VALID_YEARS]
    test = [row for row in rows if row.year in TEST_YEARS]
    strength = min(STRENGTHS, key=lambda one: (round(_score(valid, one)[0], 9), one))
    log_pair, brier_pair = _score(test, strength)
    log_class, brier_class = _score(test, None)
    return {
        "strength": strength,
        "beats_base_rate": brier_pair < brier_class,
        "backtest": {
            "cases": len(test),
            "brier_pair": round(brier_pair, 4),
            "brier_class": round(brier_class, 4),
            "log_pair": round(log_pair, 4),
            "log_class": round(log_class, 4),
        },
    }


def _score(rows: Sequence[Judged], strength: float | None) -> tuple[float, float]:
    """Mean log loss and Brier score of the pair's forecast, or of the class rate for None."""
    given = [(_predict(row.evidence, strength), row.yes) for row in rows]
    losses = [-math.log(share if yes else 1 - share) for share, yes in given]
    return sum(losses) / len(given), sum((share - yes) ** 2 for share, yes in given) / len(given)


def _predict(evidence: Evidence, strength: float | None) -> float:
    if strength is None:
        share = evidence.base.rate
    else:
        worth = min(strength, evidence.strength) if evidence.near.cases else evidence.strength
        near, prior = evidence.near, evidence.prior
        share = (near.yes + worth * prior) / (near.cases + worth)
    return min(max(share, _FLOOR), 1 - _FLOOR)


def _judge_years(almanac: Almanac, template: Template) -> list[Judged]:
    whole = build_visit_book(almanac, LAST_DAY)
    rows = []
    for year in (*VALID_YEARS, *TEST_YEARS):
        issued = dt.date(year, 1, 1)
        book = build_visit_book(almanac, issued)
        first, last = issued.toordinal(), dt.date(year, 12, 31).toordinal()
        known: dict[tuple[str, str], Evidence] = {}
        for case in whole.cases:
            if not (first <= case.end <= last and is_followed(case.pair)):
                continue
            if case.pair not in known:
                known[case.pair] = rate_visits(
                    book, template, case.pair, 0, (math.inf, False), any_time=False
                )
            answer = _answer(whole.trips, whole.contacts, template, case)
            rows.append(Judged(year, known[case.pair], answer))
    return rows


def _answer(
    trips: dict[tuple[str, str], list[int]],
    contacts: dict[tuple[str, str], list[int]],
    template: Template,
    case: Case,
) -> bool:
    visitor, host = case.pair
    is_return = template.roles == "return"
    days = trips.get((host, visitor), []) if is_return else contacts.get(order_pair(case.pair), [])
    return has_day(days, case.end + 1, case.end + template.horizon_days)
