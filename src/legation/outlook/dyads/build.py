"""Forecast two states from what a record knows, or from the rates that ship."""

import datetime as dt

from legation.domain.dyads import DyadOutlook
from legation.errors import InputError
from legation.outlook.dyads.answer import Ground, answer_dyad
from legation.outlook.dyads.counts import count_dyads
from legation.outlook.dyads.hazard import EDGES_DAYS
from legation.outlook.dyads.kinds import Kind
from legation.outlook.dyads.parameters import FRESH, STALE, DyadParameters, load_dyad_parameters
from legation.outlook.dyads.recall import recall_sums
from legation.outlook.dyads.sums import sum_before
from legation.tables.extract import DyadExtract

ENOUGH_DAYS = 60  # with a feed: fewer say less than the rates that ship
FITTED_FEED = "icews"
FRESH_DAYS = 14  # a record that ended longer ago tells nothing of the last weeks


def load_known(as_of: dt.date, horizon_days: int) -> DyadParameters:
    """The fitted model, where it may be used.

    Raises:
        InputError: if the horizon is not 1 to 90 days, or the day lies before the end of its data.
    """
    if not 1 <= horizon_days <= EDGES_DAYS[-1]:
        raise InputError(
            f"{horizon_days} days are no horizon: forecasts reach from 1 to {EDGES_DAYS[-1]} days"
        )
    parameters = load_dyad_parameters()
    if as_of < parameters.known_on:
        raise InputError(
            f"not established as of {as_of}: the forecaster was fitted on events up to "
            f"{parameters.known_on}, so give --as-of {parameters.known_on} or later"
        )
    return parameters


def build_dyad_outlook(
    parameters: DyadParameters,
    extract: DyadExtract,
    pair: tuple[str, str],
    names: tuple[str, str],
    as_of: dt.date,
    horizon_days: int,
    kinds: tuple[Kind, ...],
) -> DyadOutlook:
    """Forecast two states from what a record knows, or from the rates where that is too little."""
    ground, told = _choose_basis(parameters, extract, pair, as_of)
    ways = ((pair, names), (pair[::-1], names[::-1]))
    there, back = (answer_dyad(ground, each, named, kinds, horizon_days) for each, named in ways)
    basis = (*told, f"Model and scores: {parameters.provenance}.")
    deadline = as_of + dt.timedelta(days=horizon_days)
    opens = as_of + dt.timedelta(days=1)
    return DyadOutlook(pair, names, as_of, opens, deadline, basis, there, back)


def _choose_basis(
    parameters: DyadParameters, extract: DyadExtract, pair: tuple[str, str], as_of: dt.date
) -> tuple[Ground, tuple[str, ...]]:
    """What is known, and what that is in words."""
    covered = extract.covered
    if len(covered) < ENOUGH_DAYS:
        told = [
            f"Rates of {parameters.period[0]} to {parameters.known_on}, as they ship; of what "
            f"happened since then up to {as_of} nothing is known."
        ]
        if covered:
            told.insert(
                0,
                f"The record has {len(covered)} days with enough events as of {as_of}, fewer than "
                f"the {ENOUGH_DAYS} that a forecast needs.",
            )
        old = (as_of - parameters.known_on).days
        return Ground(parameters, STALE, *recall_sums(parameters, pair), old), tuple(told)
    days = count_dyads(extract.acts, extract.flows, list(covered), (pair, pair[::-1]))
    age = (as_of - covered[-1]).days
    elsewhere = f" How the model does on it was not measured: it was fitted on {FITTED_FEED}."
    elsewhere = "" if extract.feed == FITTED_FEED else elsewhere
    told = [
        f"Record of feed {extract.feed}: {len(covered):,} days with events, {covered[0]} to "
        f"{covered[-1]}.{elsewhere}"
    ]
    if age <= FRESH_DAYS:
        sums = sum_before(days, as_of.toordinal() + 1, parameters.world)
        return Ground(parameters, FRESH, days, sums), tuple(told)
    told.append(
        f"It ends {age:,} days before the day of issue: only its rates are used, nothing is known "
        "of the last weeks."
    )
    sums = sum_before(days, covered[-1].toordinal() + 1, parameters.world)
    return Ground(parameters, STALE, days, sums, age), tuple(told)
