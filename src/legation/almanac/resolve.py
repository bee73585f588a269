"""A state by whatever a user calls it."""

import datetime as dt

import polars as pl

from legation.almanac.columns import STATE_NAMES, STATES, Col
from legation.almanac.names import fold_name
from legation.almanac.states import holds_on
from legation.almanac.store import Almanac
from legation.errors import InputError

_CODES = ("state_id", "iso2", "iso3", "cow_abbr", "cameo")
MIN_SIMILARITY = 80.0


def resolve_state(almanac: Almanac, text: str, day: dt.date) -> str:
    """The state that a code or name means on a day.

    Args:
        almanac: as of a day.
        text: an ISO, COW or CAMEO code, or a name in any of the almanac's languages.
        day: names and states count as they were on it.

    Returns:
        A state id.

    Raises:
        InputError: if there is none, or more than one; near spellings are offered, never taken.
    """
    wanted = text.strip()
    states = almanac.table(STATES).filter(holds_on(Col.START, Col.END, day))
    if wanted.isascii() and 2 <= len(wanted) <= 3:
        for column in _CODES:
            found = states.filter(pl.col(column) == wanted.upper())[Col.STATE_ID].to_list()
            if len(found) == 1:
                return str(found[0])
    known = _list_names(almanac)
    folded = fold_name(wanted)
    alive = set(states[Col.STATE_ID].to_list())
    hits = {state for name, state in known if fold_name(name) == folded}
    living = hits & alive or hits
    if len(living) == 1:
        return str(living.pop())
    if living:
        raise InputError(f"'{text}' may mean {', '.join(sorted(living))}: give the code")
    raise InputError(f"no state is called '{text}'{_offer(folded, known)}")


def _list_names(almanac: Almanac) -> list[tuple[str, str]]:
    names = almanac.table(STATE_NAMES).filter(
        pl.col(Col.KIND).is_in(["short", "official", "former", "alias"])
    )
    columns = (Col.NAME, Col.STATE_ID)
    return [*almanac.table(STATES).select(columns).rows(), *names.select(columns).rows()]


def _offer(folded: str, known: list[tuple[str, str]]) -> str:
    from rapidfuzz import fuzz, process

    near = process.extract(
        folded,
        [fold_name(name) for name, _ in known],
        scorer=fuzz.ratio,
        limit=3,
        score_cutoff=MIN_SIMILARITY,
    )
    if not near:
        return ": give a name or an ISO 3166 code such as PRK"
    offered = {known[place][1]: known[place][0] for _, _, place in reversed(near)}
    listed = ", ".join(f"{name} ({state})" for state, name in reversed(offered.items()))
    return f": did you mean {listed}?"
