"""Forecast what two states do toward each other, from the record or from the rates that ship."""

import datetime as dt
from pathlib import Path

from legation.almanac.resolve import resolve_state
from legation.almanac.states import describe_state
from legation.almanac.store import open_almanac
from legation.domain.dyads import DyadOutlook
from legation.errors import InputError
from legation.outlook.dyads.build import build_dyad_outlook, load_known
from legation.outlook.dyads.kinds import find_kind, list_kinds
from legation.record.scope import Scope
from legation.record.store import open_record
from legation.tables.extract import DyadExtract
from legation.workflow.dyad_extraction import LOOKBACK_DAYS, extract_dyads
from legation.workflow.record_choice import BY_COVERAGE, Counting, RecordChoice
from legation.workflow.scoping import choose_feed, name_heirs


def forecast_states(
    first: str,
    second: str,
    as_of: dt.date,
    horizon_days: int,
    choice: RecordChoice,
    kind: str | None = None,
    counting: Counting = BY_COVERAGE,
    data_dir: Path | None = None,
) -> DyadOutlook:
    """Forecast two states by code or name, in both directions.

    Args:
        first: the acting state's code or name.
        second: the state acted toward.
        as_of: nothing that became known later is used.
        horizon_days: 1 to 90, counted from the day after.
        choice: the record that is asked, and the engine.
        kind: a PLOVER type, a quad class or `any`; all of them where None.
        counting: which of the record's rows count.
        data_dir: another almanac than the package's own.

    Raises:
        InputError: if a state or the kind is unknown, the horizon too long, or the day lies before
            the end of the data that the model was fitted on.
    """
    kinds = list_kinds() if kind is None else (find_kind(kind),)
    parameters = load_known(as_of, horizon_days)
    almanac = open_almanac(as_of, data_dir)
    pair = (resolve_state(almanac, first, as_of), resolve_state(almanac, second, as_of))
    if pair[0] == pair[1]:
        raise InputError(f"'{first}' and '{second}' are the same state: give two")
    record = open_record(choice.root, choice.engine_name)
    feed = choose_feed(record, as_of, pair, counting).counted
    extract = DyadExtract()
    if feed is not None:
        since = as_of - dt.timedelta(days=LOOKBACK_DAYS)
        heirs = name_heirs(almanac, pair, since) if counting.predecessors else ()
        extract = extract_dyads(record, as_of, pair, Scope(feed, heirs))
    names = (
        describe_state(almanac, pair[0], as_of).name,
        describe_state(almanac, pair[1], as_of).name,
    )
    return build_dyad_outlook(parameters, extract, pair, names, as_of, horizon_days, kinds)
