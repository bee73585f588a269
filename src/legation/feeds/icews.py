"""ICEWS: daily, weekly and yearly files of events that were coded from news in CAMEO."""

import datetime as dt
import functools
import re

import polars as pl

from legation.feeds.cameo import code_events
from legation.feeds.columns import (
    Translation,
    add_reasons,
    count_unknown,
    load_pairs,
    read_compact_day,
    read_day_once,
    read_whole_table,
    translate,
)
from legation.feeds.declaration import FILE, Coded, Feed, FeedDeclaration
from legation.feeds.icews_rows import ACTOR_SEPARATOR, BLANKS, Raw, build_events, list_faults
from legation.tables.events import EventColumn

DECLARATION = FeedDeclaration(
    name="icews",
    title="ICEWS Coded Event Data",
    publisher="Lockheed Martin, through Harvard Dataverse",
    address="https://doi.org/10.7910/DVN/28075",
    terms="not verified: keep the files to yourself until you have read the publisher's terms",
    columns=tuple(str(column) for column in Raw),
    used=tuple(str(column) for column in Raw),
    suffixes=(".tab", ".tab.gz", ".tab.zip", ".zip"),
    has_header=True,
    optional=(Raw.CAMEO_CODE,),
)

_FILE_DAY = re.compile(r"(?<!\d)(\d{8})-icews-events")
# ISO days, and the American ones of the 2017 file.
_read_day = read_day_once(("%Y-%m-%d", "%m/%d/%Y"))


def judge_icews(rows: pl.DataFrame) -> pl.DataFrame:
    """Read days, codes and numbers of ICEWS's rows, and say of each why it cannot be used.

    Args:
        rows: ICEWS's columns as text.

    Returns:
        The rows with the parsed event columns and `reason`.
    """
    read = translate(
        rows,
        {
            EventColumn.DAY: Translation(pl.col(Raw.EVENT_DATE), _read_day, pl.Date()),
            EventColumn.KNOWN_ON: Translation(pl.col(FILE), _find_file_day, pl.Date()),
            "code_of_text": Translation(pl.col(Raw.EVENT_TEXT), _find_code, pl.String()),
        },
    ).with_columns(_read_code().alias(EventColumn.CAMEO))
    return add_reasons(*list_faults(code_events(read)))


def code_icews(rows: pl.DataFrame) -> Coded:
    """Make events of sound ICEWS rows.

    Args:
        rows: from `judge_icews`, those without a reason.
    """
    events = build_events(rows, DECLARATION.name, load_actors())
    countries = [rows[name] for name in (Raw.SOURCE_COUNTRY, Raw.TARGET_COUNTRY, Raw.COUNTRY)]
    return Coded(events, count_unknown(countries, _find_country))


def _find_country(name: str) -> str | None:
    return "" if name in BLANKS else load_countries().get(name)


def _find_code(text: str) -> str:
    return load_texts().get(text.lower().replace("-", " ").strip(), "")


def _read_code() -> pl.Expr:
    """The CAMEO code; the text decides where the code is missing or lost its leading zeros."""
    by_text = pl.col("code_of_text")
    code = pl.col(Raw.CAMEO_CODE).str.strip_chars()
    same_number = code.str.strip_chars_start("0") == by_text.str.strip_chars_start("0")
    return pl.when(code.is_in(BLANKS) | same_number).then(by_text).otherwise(code)


def _find_file_day(names: str) -> dt.date | None:
    """The day in the name of a daily or weekly file or of its member."""
    found = _FILE_DAY.search(names)
    return read_compact_day(found[1]) if found else None


def load_countries() -> dict[str, str]:
    """State ids by ICEWS's country names."""
    return load_pairs("icews_countries.csv")


def load_texts() -> dict[str, str]:
    """CAMEO codes by ICEWS's event texts in lower case, hyphens read as spaces."""
    return load_pairs("icews_texts.csv")


@functools.cache
def load_actors() -> dict[str, str]:
    """State ids of actors whom ICEWS files under a wrong country, by `name|country`."""
    table = read_whole_table("icews_actors.csv")
    keys = pl.concat_str("name", "country", separator=ACTOR_SEPARATOR)
    return dict(table.select(keys, "state_id").iter_rows())


ICEWS = Feed("icews", "icews", (DECLARATION,), judge_icews, code_icews)
