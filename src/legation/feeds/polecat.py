"""POLECAT: weekly, monthly and yearly files of events that NGEC coded from news in PLOVER."""

import functools
from collections.abc import Callable

import polars as pl

from legation.almanac.columns import STATES, Col
from legation.almanac.store import locate_data, read_table
from legation.feeds.columns import (
    Translation,
    add_reasons,
    count_unknown,
    load_pairs,
    read_day_once,
    read_number,
    translate,
)
from legation.feeds.declaration import Coded, Feed, FeedDeclaration
from legation.feeds.polecat_columns import ALIASES, USED, Raw
from legation.ontology import load_event_types
from legation.tables.events import LIST_SEPARATOR, QUAD_CLASSES, EventColumn

DECLARATION = FeedDeclaration(
    name="polecat",
    title="POLECAT Weekly Data",
    publisher="Leidos for the Political Instability Task Force, through Harvard Dataverse",
    address="https://doi.org/10.7910/DVN/AJGVIT",
    terms="not verified; said to be for research and teaching: read the publisher's terms",
    columns=tuple(str(column) for column in Raw),
    used=USED,
    suffixes=(".txt", ".txt.gz", ".txt.zip", ".zip"),
    has_header=True,
    aliases=ALIASES,
    has_loose_ends=True,
    fallback_encoding="iso-8859-1",
)

_BLANKS = ("", "None", "NA", "NULL", "nan")
_JOINT = "|"
_read_day = read_day_once(("%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%m/%d/%Y"))


def judge_polecat(rows: pl.DataFrame) -> pl.DataFrame:
    """Read days, types and modes of POLECAT's rows, and say of each why it cannot be used.

    Args:
        rows: the columns `USED` as text.

    Returns:
        The rows with what was parsed and `reason`.
    """
    mode = pl.concat_str(Raw.EVENT_TYPE, Raw.EVENT_MODE, separator=_JOINT)
    read = translate(
        rows,
        {
            EventColumn.DAY: Translation(pl.col(Raw.EVENT_DATE), _read_day, pl.Date()),
            "published": Translation(pl.col(Raw.PUBLICATION_DATE), _read_day, pl.Date()),
            EventColumn.EVENT_TYPE: Translation(pl.col(Raw.EVENT_TYPE), _find_type, pl.String()),
            EventColumn.MODE: Translation(mode, _find_mode, pl.String()),
        },
    )
    return add_reasons(
        read,
        {
            "Event ID is empty": pl.col(Raw.EVENT_ID).str.strip_chars().is_in(_BLANKS),
            "unreadable Event Date": pl.col(EventColumn.DAY).is_null(),
            "unknown PLOVER type": pl.col(EventColumn.EVENT_TYPE).is_null(),
            "unknown PLOVER mode": pl.col(EventColumn.MODE).is_null(),
        },
    )


def code_polecat(rows: pl.DataFrame) -> Coded:
    """Make events of sound POLECAT rows.

    Args:
        rows: from `judge_polecat`, those without a reason.
    """
    actor = pl.concat_str(Raw.PRIMARY_ACTOR_SECTOR, Raw.ACTOR_SECTORS, separator=LIST_SEPARATOR)
    recipient = pl.concat_str(
        Raw.PRIMARY_RECIPIENT_SECTOR, Raw.RECIPIENT_SECTORS, separator=LIST_SEPARATOR
    )
    looked_up: dict[str, tuple[pl.Expr, Callable[[str], str]]] = {
        EventColumn.SOURCE_STATE: (pl.col(Raw.ACTOR_COUNTRY), _name_state),
        EventColumn.TARGET_STATE: (pl.col(Raw.RECIPIENT_COUNTRY), _name_state),
        EventColumn.PLACE_STATE: (pl.col(Raw.COUNTRY), _name_state),
        EventColumn.SOURCE_SECTOR: (actor, _name_sectors),
        EventColumn.TARGET_SECTOR: (recipient, _name_sectors),
        EventColumn.CONTEXTS: (pl.col(Raw.CONTEXTS), _list_contexts),
        EventColumn.QUAD_CLASS: (pl.col(EventColumn.EVENT_TYPE), _find_quad),
    }
    day = pl.col(EventColumn.DAY)
    known_on = pl.max_horizontal("published", day).fill_null(day)
    events = translate(
        rows,
        {name: Translation(text, spell, pl.String()) for name, (text, spell) in looked_up.items()},
    ).select(
        day,
        EventColumn.EVENT_TYPE,
        EventColumn.MODE,
        *looked_up,
        pl.when(pl.col("published").is_null())
        .then(day.dt.offset_by("1d"))
        .otherwise(known_on)
        .alias(EventColumn.KNOWN_ON),
        pl.col(Raw.EVENT_ID).str.strip_chars().alias(EventColumn.ORIGIN_ID),
        _name_one(Raw.ACTOR_NAME, Raw.ACTOR_NAME_RAW).alias(EventColumn.SOURCE_NAME),
        _name_one(Raw.RECIPIENT_NAME, Raw.RECIPIENT_NAME_RAW).alias(EventColumn.TARGET_NAME),
        _name_one(Raw.PLACENAME).alias(EventColumn.PLACE_NAME),
        _name_one(Raw.SOURCE).alias(EventColumn.PUBLISHER),
        read_number(pl.col(Raw.INTENSITY), 10.0).alias(EventColumn.INTENSITY),
        read_number(pl.col(Raw.LATITUDE), 90.0).alias(EventColumn.LATITUDE),
        read_number(pl.col(Raw.LONGITUDE), 180.0).alias(EventColumn.LONGITUDE),
        pl.lit("day").alias(EventColumn.PRECISION),
        pl.lit("").alias(EventColumn.CAMEO),
        pl.lit("polecat").alias(EventColumn.ORIGIN),
        pl.lit("").alias(EventColumn.REPORT_URL),
        pl.lit("").alias(EventColumn.STORY_ID),
        pl.lit("").alias(EventColumn.EVIDENCE),
    )
    countries = [rows[name] for name in (Raw.ACTOR_COUNTRY, Raw.RECIPIENT_COUNTRY, Raw.COUNTRY)]
    return Coded(events, count_unknown(countries, _find_country))


def _name_one(*columns: Raw) -> pl.Expr:
    """The first of the columns that says something."""
    given = (pl.when(~pl.col(column).is_in(_BLANKS)).then(pl.col(column)) for column in columns)
    return pl.coalesce(*given, pl.lit(""))


def _split(text: str) -> list[str]:
    parts = text.replace(_JOINT, LIST_SEPARATOR).replace(",", LIST_SEPARATOR)
    stripped = (part.strip() for part in parts.split(LIST_SEPARATOR))
    return [part for part in stripped if part not in _BLANKS]


@functools.lru_cache(maxsize=1_000)
def _find_type(text: str) -> str | None:
    name = text.strip().upper()
    return name if name in load_event_types() else None


@functools.lru_cache(maxsize=10_000)
def _find_mode(type_and_mode: str) -> str | None:
    """The mode by our ontology's name, the first where several are given, empty where none is."""
    kind, _, text = type_and_mode.partition(_JOINT)
    event_type = load_event_types().get(kind.strip().upper())
    modes = [mode.lower().replace("_", "-").replace(" ", "-") for mode in _split(text)]
    if not event_type or not modes:
        return ""
    bare = modes[0].removeprefix(f"{event_type.name.lower()}-")
    return bare if event_type.find_mode(bare) else None


def _find_quad(event_type: str) -> str:
    return str(QUAD_CLASSES[load_event_types()[event_type].quad_class])


@functools.lru_cache(maxsize=10_000)
def _list_contexts(text: str) -> str:
    contexts = (part.lower().replace(" ", "_").replace("-", "_") for part in _split(text))
    return LIST_SEPARATOR.join(dict.fromkeys(contexts))


@functools.lru_cache(maxsize=100_000)
def _name_sectors(text: str) -> str:
    labels = load_pairs("plover_sectors.csv")
    return LIST_SEPARATOR.join(dict.fromkeys(labels.get(part, part) for part in _split(text)))


def _name_state(text: str) -> str:
    return _find_country(text) or ""


@functools.lru_cache(maxsize=100_000)
def _find_country(text: str) -> str | None:
    """The first state named, empty where only others are, None where a code is unknown."""
    found = [_load_states().get(code) for code in _split(text)]
    named = next(filter(None, found), None)
    return named or (None if None in found else "")


@functools.cache
def _load_states() -> dict[str, str]:
    ids = read_table(locate_data(), STATES)[Col.STATE_ID].to_list()
    return dict(zip(ids, ids, strict=True)) | load_pairs("plover_countries.csv")


POLECAT = Feed("polecat", "polecat", (DECLARATION,), judge_polecat, code_polecat)
