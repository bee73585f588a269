"""Columns of text read as days, numbers and codes, once for each value that occurs in them."""

import datetime as dt
import functools
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from importlib import resources

import polars as pl
from attrs import frozen

from legation.tables.events import QuarantineColumn

REASON = str(QuarantineColumn.REASON)


@frozen
class Translation:
    """A column made from another, value by value.

    Attributes:
        source: text to translate; columns joined where several decide.
        spell: what a value means; None where it means nothing.
        dtype: of the result.
    """

    source: pl.Expr
    spell: Callable[[str], object]
    dtype: pl.DataType


def translate(rows: pl.DataFrame, translations: Mapping[str, Translation]) -> pl.DataFrame:
    """Add columns whose values are looked up once for each distinct text.

    Days, codes and names of states repeat: a million rows hold some hundred of them, so that the
    looking up itself may be plain Python.

    Args:
        rows: any frame.
        translations: by the name of the column to add.

    Examples:
        >>> upper = Translation(pl.col("code"), str.upper, pl.String())
        >>> translate(pl.DataFrame({"code": ["a", "b", "a"]}), {"big": upper})["big"].to_list()
        ['A', 'B', 'A']
    """
    distinct = rows.select(
        one.source.unique().implode().alias(name) for name, one in translations.items()
    )
    return rows.with_columns(
        _replace(one, distinct[name][0]).alias(name) for name, one in translations.items()
    )


def _replace(translation: Translation, texts: pl.Series) -> pl.Expr:
    meanings = pl.Series(
        [translation.spell(text) for text in texts.to_list()], dtype=translation.dtype
    )
    return translation.source.replace_strict(texts, meanings, return_dtype=translation.dtype)


def read_day_once(formats: Sequence[str]) -> Callable[[str], dt.date | None]:
    """Make a reader of days, None where a text is none.

    Args:
        formats: as for `strptime`, tried in order.
    """

    @functools.lru_cache(maxsize=100_000)
    def read_day(text: str) -> dt.date | None:
        for form in formats:
            try:
                return dt.datetime.strptime(text.strip(), form).date()
            except ValueError:
                continue
        return None

    return read_day


@functools.lru_cache(maxsize=100_000)
def read_compact_day(text: str) -> dt.date | None:
    """The day in the first 8 digits of `20190228` or `20190228134500`, None where it is none.

    Examples:
        >>> read_compact_day("20190228134500")
        datetime.date(2019, 2, 28)
        >>> read_compact_day("20190231") is None
        True
    """
    if len(text) not in (8, 14) or not (text.isascii() and text.isdigit()):
        return None
    try:
        return dt.date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return None


def read_number(text: pl.Expr, bound: float) -> pl.Expr:
    """A number from -bound to +bound, null where the text is none or beyond."""
    number = text.cast(pl.Float64, strict=False)
    return pl.when(number.is_between(-bound, bound)).then(number)


def add_reasons(rows: pl.DataFrame, faults: Mapping[str, pl.Expr]) -> pl.DataFrame:
    """Add `reason`: the first fault that a row has, null where it has none.

    Args:
        rows: any frame.
        faults: by reason, whether a row has the fault; null counts as no.
    """
    marks = rows.select(fault.fill_null(False).alias(reason) for reason, fault in faults.items())
    if not marks.select(pl.any_horizontal(pl.all()).any()).item():
        return rows.with_columns(pl.lit(None, dtype=pl.String).alias(REASON))
    reasons = (pl.when(pl.col(reason)).then(pl.lit(reason)) for reason in faults)
    return rows.with_columns(marks.select(pl.coalesce(reasons).alias(REASON)).to_series())


def count_unknown(codes: Sequence[pl.Series], known: Callable[[str], object]) -> Counter[str]:
    """How often values occur that mean nothing to us."""
    counts: Counter[str] = Counter()
    for series in codes:
        unknown = [text for text in series.unique().to_list() if known(text) is None]
        if unknown:
            found = series.filter(series.is_in(unknown)).value_counts()
            counts.update(dict(found.iter_rows()))
    return counts


@functools.cache
def load_pairs(name: str) -> dict[str, str]:
    """The first two columns of a table beside the feeds: `icews_countries.csv`."""
    return dict(read_table(name).iter_rows())


def read_table(name: str) -> pl.DataFrame:
    """A table beside the feeds as text, its first two columns; empty where nothing stands."""
    return read_whole_table(name)[:, :2]


def read_whole_table(name: str) -> pl.DataFrame:
    """A table beside the feeds as text; empty where nothing stands."""
    content = resources.files("legation.feeds").joinpath("data", name).read_bytes()
    return pl.read_csv(content, infer_schema=False).with_columns(pl.all().fill_null(""))
