"""Marks on rows that say again what another row says: they are kept, and queries choose.

Three rules, each over rows of one feed; no row is marked for what became known after it.

- **Mirror**: the host's row (CAMEO 043) of a visit whose visitor has a row (042) from the same
  sentence.
- **Repeat**: a further row on the same day with the same actors, states, type, mode, contexts and
  code, where an earlier one became known on the same day or in the seven days before. Where the
  two states are not known to differ, the place must be the same, too: the police of a state arrest
  people in several towns on one day.
- **Echo**: a contact (CONSULT) between two actors who are named one by one that was told with the
  same code of one of the three days before, in a row known one to seven days earlier; `first_day`
  is the earliest of these days. Not for GDELT, whose names do not tell a person from an office.
"""

import polars as pl

from legation.record.layout import STORED_SCHEMA
from legation.tables.events import EventColumn

MAKE_VISIT = "042"
HOST_VISIT = "043"
CONTACT = "CONSULT"
ECHO_DAYS = 3
KNOWN_DAYS = 7

_ACTORS = (
    EventColumn.ORIGIN,
    EventColumn.SOURCE_NAME,
    EventColumn.SOURCE_STATE,
    EventColumn.TARGET_NAME,
    EventColumn.TARGET_STATE,
    EventColumn.EVENT_TYPE,
    EventColumn.MODE,
    EventColumn.CONTEXTS,
    EventColumn.CAMEO,
)
# What marking needs of rows that the record holds.
HELD_COLUMNS = (
    *_ACTORS,
    EventColumn.DAY,
    EventColumn.KNOWN_ON,
    EventColumn.ORIGIN_ID,
    EventColumn.STORY_ID,
    EventColumn.SOURCE_SECTOR,
    EventColumn.TARGET_SECTOR,
    EventColumn.PLACE_NAME,
)
HELD_SCHEMA = pl.Schema({str(name): STORED_SCHEMA[name] for name in HELD_COLUMNS})
_ROW = "_row"
_ACT = "_act"
_KIN = "_kin"
_KNOWN = pl.col(EventColumn.KNOWN_ON)
_DAY = pl.col(EventColumn.DAY)
_TIES = (EventColumn.STORY_ID, EventColumn.ORIGIN_ID)


def mark_events(events: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    """Mark mirrors, repeats and echoes.

    Args:
        events: new rows by `FEED_SCHEMA`.
        held: rows of the record, by `HELD_SCHEMA`, that became known in the seven days before the
            new rows or on the same days.

    Returns:
        The rows in their order, with `is_mirror`, `is_repeat` and `first_day`.
    """
    numbered = events.with_row_index(_ROW)
    new = hash_acts(numbered)
    before = hash_acts(held.with_row_index(_ROW))
    mirrors = _find_mirrors(numbered)
    repeats = _find_repeats(new, before)
    echoes = _find_echoes(new, before)
    flags = [pl.col(_ROW).is_in(rows.implode()) for rows in (mirrors, repeats)]
    marked = numbered.with_columns(
        flags[0].alias(EventColumn.IS_MIRROR), flags[1].alias(EventColumn.IS_REPEAT)
    )
    if echoes.is_empty():
        return marked.drop(_ROW).with_columns(_DAY.alias(EventColumn.FIRST_DAY))
    first = pl.coalesce(EventColumn.FIRST_DAY, EventColumn.DAY).alias(EventColumn.FIRST_DAY)
    joined = marked.join(echoes, on=_ROW, how="left", maintain_order="left")
    return joined.with_columns(first).drop(_ROW)


def hash_acts(rows: pl.DataFrame) -> pl.DataFrame:
    """Hashes of who did what to whom, with and without the day; only rows with both names."""
    named = (pl.col(EventColumn.SOURCE_NAME) != "") & (pl.col(EventColumn.TARGET_NAME) != "")
    source, target = pl.col(EventColumn.SOURCE_STATE), pl.col(EventColumn.TARGET_STATE)
    between = (source != target) & (source != "") & (target != "")
    place = pl.when(between).then(pl.lit("")).otherwise(EventColumn.PLACE_NAME)
    kin = pl.struct(_ACTORS).hash()
    return (
        rows.lazy()
        .filter(named)
        .with_columns(kin.alias(_KIN))
        .with_columns(pl.struct(_KIN, EventColumn.DAY, place.alias("place")).hash().alias(_ACT))
        .select(
            _ROW,
            _ACT,
            _KIN,
            EventColumn.DAY,
            EventColumn.KNOWN_ON,
            *_TIES,
            _may_echo().alias("_may_echo"),
        )
        .collect()
    )


def _find_mirrors(events: pl.DataFrame) -> pl.Series:
    """Row numbers of host's rows beside a visitor's row from the same sentence."""
    same = (EventColumn.ORIGIN, EventColumn.DAY, EventColumn.STORY_ID, EventColumn.EVIDENCE)
    ends = (EventColumn.SOURCE_NAME, EventColumn.TARGET_NAME)
    visits = events.filter(
        pl.col(EventColumn.CAMEO).is_in([MAKE_VISIT, HOST_VISIT])
        & (pl.col(EventColumn.STORY_ID) != "")
    ).select(_ROW, EventColumn.CAMEO, *same, *ends)
    made = visits.filter(pl.col(EventColumn.CAMEO) == MAKE_VISIT)
    hosted = visits.filter(pl.col(EventColumn.CAMEO) == HOST_VISIT)
    mirrors = hosted.join(
        made, left_on=[*same, *ends], right_on=[*same, *reversed(ends)], how="semi"
    )
    return mirrors[_ROW]


def _find_repeats(new: pl.DataFrame, held: pl.DataFrame) -> pl.Series:
    """Row numbers of acts that were known before, or stand earlier among those of one day."""
    twice = new.filter(pl.col(_ACT).is_duplicated() | pl.col(_ACT).is_in(held[_ACT].implode()))
    is_new = pl.lit(True).alias("_new")
    known = held.join(twice, on=_ACT, how="semi").with_columns(~is_new)
    ordered = pl.concat([known, twice.with_columns(is_new)]).sort(
        _ACT, EventColumn.KNOWN_ON, "_new", *_TIES
    )
    before = _KNOWN.shift(1)
    again = (pl.col(_ACT) == pl.col(_ACT).shift(1)) & (
        _KNOWN - before <= pl.duration(days=KNOWN_DAYS)
    )
    return ordered.filter(pl.col("_new") & again.fill_null(False))[_ROW]


def _may_echo() -> pl.Expr:
    """Whether a row tells of a contact between two actors who are named one by one.

    ICEWS writes classes of people as `Police (Turkey)`, and a bare state has no sector.
    """
    sides = (
        (EventColumn.SOURCE_NAME, EventColumn.SOURCE_SECTOR),
        (EventColumn.TARGET_NAME, EventColumn.TARGET_SECTOR),
    )
    single = [
        ~pl.col(name).str.contains("(", literal=True) & (pl.col(sector) != "")
        for name, sector in sides
    ]
    return pl.all_horizontal(
        pl.col(EventColumn.EVENT_TYPE) == CONTACT, pl.col(EventColumn.ORIGIN) != "gdelt", *single
    )


def _find_echoes(new: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    """Row numbers and `first_day` of contacts that were told of a day before."""
    wanted = new.filter("_may_echo")
    told = pl.concat([held.filter("_may_echo"), wanted]).select(
        _KIN, EventColumn.DAY, EventColumn.KNOWN_ON
    )
    told = told.unique().sort(EventColumn.KNOWN_ON)
    rows = wanted.select(_ROW, _KIN, EventColumn.DAY, EventColumn.KNOWN_ON)
    rows = rows.sort(EventColumn.KNOWN_ON)
    found = []
    for days in range(1, ECHO_DAYS + 1):
        shifted = told.with_columns(
            _DAY.alias(EventColumn.FIRST_DAY), _DAY.dt.offset_by(f"{days}d").alias(EventColumn.DAY)
        )
        found.append(
            rows.join_asof(
                shifted,
                on=EventColumn.KNOWN_ON,
                by=[_KIN, EventColumn.DAY],
                strategy="backward",
                tolerance=f"{KNOWN_DAYS}d",
                check_sortedness=False,
                allow_exact_matches=False,
            )
            .filter(pl.col(EventColumn.FIRST_DAY).is_not_null())
            .select(_ROW, EventColumn.FIRST_DAY)
        )
    return pl.concat(found).group_by(_ROW).agg(pl.col(EventColumn.FIRST_DAY).min())
