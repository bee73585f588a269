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
    names = almanac.table(STATE_NAMES).filter(
        pl.col(Col.KIND).is_in(["short", "official", "former", "alias"])
    )
    folded = [
        (fold_name(name), state) for name, state in names.select(Col.NAME, Col.STATE_ID).iter_rows()
    ]
    folded += [
        (fold_name(n), s)
        for n, s in almanac.table(STATES).select(Col.NAME, Col.STATE_ID).iter_rows()
    ]
    alive = set(states[Col.STATE_ID].to_list())
    hits = {state for name, state in folded if name == fold_name(wanted)}
    living = hits & alive or hits
    if len(living) == 1:
        return str(living.pop())
    if living:
        raise InputError(f"'{text}' may mean {', '.join(sorted(living))}: give the code")
    raise InputError(f"no state is called '{text}'{_offer(wanted, folded)}")


def _offer(wanted: str, folded: list[tuple[str, str]]) -> str:
    from rapidfuzz import fuzz, process

    near = process.extract(
        fold_name(wanted),
        [name for name, _ in folded],
        scorer=fuzz.ratio,
        limit=3,
        score_cutoff=MIN_SIMILARITY,
    )
    if not near:
        return ": give a name or an ISO 3166 code such as PRK"
    offered = ", ".join(
        dict.fromkeys(f"{folded[place][0]} ({folded[place][1]})" for _, _, place in near)
    )
    return f": did you mean {offered}?"
