"""GDELT's events, versions 1.0 and 2.0: one line for each event found in the world's news."""

import functools
from collections import Counter

import polars as pl
from attrs import evolve

from legation.feeds.cameo import load_plover
from legation.feeds.columns import (
    Translation,
    add_reasons,
    count_unknown,
    load_pairs,
    read_compact_day,
    read_number,
    translate,
)
from legation.feeds.declaration import Coded, Feed, FeedDeclaration
from legation.feeds.gdelt_columns import GDELT_1_COLUMNS, GDELT_2_COLUMNS, ROLES, USED, Raw
from legation.tables.events import LIST_SEPARATOR, EventColumn

DECLARATION_2 = FeedDeclaration(
    name="gdelt-2.0",
    title="GDELT 2.0 Event Database",
    publisher="The GDELT Project",
    address="https://www.gdeltproject.org/data.html",
    terms="free for any use with a citation and a link to gdeltproject.org, as the project states",
    columns=GDELT_2_COLUMNS,
    used=USED,
    suffixes=(".export.CSV", ".csv", ".export.CSV.zip", ".zip", ".gz"),
)
DECLARATION_1 = evolve(
    DECLARATION_2,
    name="gdelt-1.0",
    title="GDELT 1.0 Event Database",
    columns=GDELT_1_COLUMNS,
    optional=(Raw.SOURCE_URL,),
)

_JOINT = "|"
_SPOT = "spot"
_PLOVER_COLUMNS = (
    EventColumn.CAMEO,
    EventColumn.EVENT_TYPE,
    EventColumn.MODE,
    EventColumn.CONTEXTS,
    EventColumn.QUAD_CLASS,
)
# What stands in the place of an address where GDELT 1.0 knows none.
_NO_ADDRESS = ("unspecified", "NULL")


def judge_gdelt(rows: pl.DataFrame) -> pl.DataFrame:
    """Read ids, days and codes of GDELT's rows, and say of each why it cannot be used.

    Args:
        rows: the columns `USED` as text.

    Returns:
        The rows with days, codes and `reason`.
    """
    code = pl.concat_str(Raw.EVENT_CODE, Raw.EVENT_ROOT_CODE, separator=_JOINT)
    read = translate(
        rows,
        {
            EventColumn.DAY: Translation(pl.col(Raw.DAY), read_compact_day, pl.Date()),
            EventColumn.KNOWN_ON: Translation(pl.col(Raw.ADDED), read_compact_day, pl.Date()),
            _SPOT: Translation(code, _find_spot, pl.UInt32()),
        },
    )
    return add_reasons(
        read,
        {
            "GLOBALEVENTID is not a number": pl.col(Raw.ID).cast(pl.UInt64, strict=False).is_null(),
            "unreadable SQLDATE": pl.col(EventColumn.DAY).is_null(),
            "unreadable DATEADDED": pl.col(EventColumn.KNOWN_ON).is_null(),
            "unknown CAMEO code in EventCode": pl.col(_SPOT).is_null(),
        },
    )


@functools.lru_cache(maxsize=10_000)
def _find_spot(code_and_root: str) -> int | None:
    """Where a code stands in the crosswalk.

    A lost zero at the beginning is put back only where the root shows that one is missing: 10
    with the root 01 is 010, with the root 10 it is 10.
    """
    code, root = code_and_root.split(_JOINT)[:2]
    root = root.zfill(2)
    if not code.startswith(root) and f"0{code}".startswith(root):
        code = f"0{code}"
    return _index_codes().get(code)


@functools.cache
def _index_codes() -> dict[str, int]:
    codes = load_plover()[EventColumn.CAMEO].to_list()
    return {code: spot for spot, code in enumerate(codes)}


def code_gdelt(rows: pl.DataFrame) -> Coded:
    """Make events of sound GDELT rows.

    Args:
        rows: from `judge_gdelt`, those without a reason.
    """
    translated = translate(
        rows,
        {
            EventColumn.SOURCE_STATE: Translation(
                pl.col(Raw.SOURCE_COUNTRY), _name_state, pl.String()
            ),
            EventColumn.TARGET_STATE: Translation(
                pl.col(Raw.TARGET_COUNTRY), _name_state, pl.String()
            ),
            EventColumn.PLACE_STATE: Translation(
                pl.col(Raw.PLACE_COUNTRY), _name_place_state, pl.String()
            ),
            EventColumn.SOURCE_SECTOR: Translation(
                _join_roles("Actor1"), _name_sectors, pl.String()
            ),
            EventColumn.TARGET_SECTOR: Translation(
                _join_roles("Actor2"), _name_sectors, pl.String()
            ),
            EventColumn.EVIDENCE: Translation(pl.col(Raw.IS_ROOT), _name_position, pl.String()),
        },
    )
    known_on = pl.max_horizontal(EventColumn.KNOWN_ON, EventColumn.DAY)
    events = translated.select(
        EventColumn.DAY,
        *(translated[column] for column in _TRANSLATED),
        *load_plover()[rows[_SPOT]].select(_PLOVER_COLUMNS).get_columns(),
        known_on.alias(EventColumn.KNOWN_ON),
        pl.col(Raw.ID).alias(EventColumn.ORIGIN_ID),
        pl.col(Raw.SOURCE_NAME).alias(EventColumn.SOURCE_NAME),
        pl.col(Raw.TARGET_NAME).alias(EventColumn.TARGET_NAME),
        pl.col(Raw.PLACE_NAME).alias(EventColumn.PLACE_NAME),
        read_number(pl.col(Raw.INTENSITY), 10.0).alias(EventColumn.INTENSITY),
        read_number(pl.col(Raw.LATITUDE), 90.0).alias(EventColumn.LATITUDE),
        read_number(pl.col(Raw.LONGITUDE), 180.0).alias(EventColumn.LONGITUDE),
        _read_address().alias(EventColumn.REPORT_URL),
        _find_story().alias(EventColumn.STORY_ID),
        pl.lit("day").alias(EventColumn.PRECISION),
        pl.lit("gdelt").alias(EventColumn.ORIGIN),
        pl.lit("").alias(EventColumn.PUBLISHER),
    )
    return Coded(events, _count_unknown(rows))


_TRANSLATED = (
    EventColumn.SOURCE_STATE,
    EventColumn.TARGET_STATE,
    EventColumn.PLACE_STATE,
    EventColumn.SOURCE_SECTOR,
    EventColumn.TARGET_SECTOR,
    EventColumn.EVIDENCE,
)


def _read_address() -> pl.Expr:
    address = pl.col(Raw.SOURCE_URL)
    return pl.when(address.is_in(_NO_ADDRESS)).then(pl.lit("")).otherwise(address)


def _find_story() -> pl.Expr:
    """The id of the first event of the same address among these rows."""
    address = _read_address()
    first = pl.col(Raw.ID).first().over(address)
    return pl.when(address == "").then(pl.lit("")).otherwise(first)


def _join_roles(actor: str) -> pl.Expr:
    return pl.concat_str([f"{actor}{part}" for part in ROLES], separator=_JOINT)


@functools.lru_cache(maxsize=100_000)
def _name_sectors(roles: str) -> str:
    group, *types = roles.split(_JOINT)
    labels = load_pairs("cameo_sectors.csv")
    groups = load_pairs("cameo_groups.csv")
    named = [labels.get(role, "") for role in types] + [groups.get(group, "")]
    return LIST_SEPARATOR.join(dict.fromkeys(filter(None, named)))


def _name_state(code: str) -> str:
    return _find_country(code) or ""


def _name_place_state(code: str) -> str:
    return _find_place_country(code) or ""


def _find_country(code: str) -> str | None:
    return load_pairs("cameo_countries.csv").get(code) if code else ""


def _find_place_country(code: str) -> str | None:
    return load_pairs("fips_countries.csv").get(code) if code else ""


def _name_position(is_root: str) -> str:
    return "lead" if is_root == "1" else ""


def _count_unknown(rows: pl.DataFrame) -> Counter[str]:
    sides = count_unknown([rows[Raw.SOURCE_COUNTRY], rows[Raw.TARGET_COUNTRY]], _find_country)
    sides.update(count_unknown([rows[Raw.PLACE_COUNTRY]], _find_place_country))
    return sides


GDELT = Feed("gdelt", "gdelt", (DECLARATION_2, DECLARATION_1), judge_gdelt, code_gdelt)
