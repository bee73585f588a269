"""What a feed is, as data: who publishes it, under which terms, and how its files look."""

from collections import Counter
from collections.abc import Callable, Mapping

import polars as pl
from attrs import field, frozen

# Column beside those of the file: the file's name and that of its member, with a slash between.
FILE = "_file"


@frozen
class FeedDeclaration:
    """One layout of a feed's tab-separated files.

    Attributes:
        name: short name: `gdelt-2.0`.
        title: the feed's full name.
        publisher: who publishes it.
        address: where it is published, empty where it no longer is.
        terms: what a user may do with the files, as far as known.
        columns: the files' columns, in order.
        used: the columns that are read; the others are skipped.
        suffixes: endings of file names, the unpacked ones first.
        has_header: whether the first line names the columns.
        optional: columns that whole files lack.
        spare: columns at the end that single lines lack.
        aliases: other names under which a header gives a column.
        has_loose_ends: whether files are known whose lines end in extra tabs, or whose header
            names more columns than the lines have.
        fallback_encoding: of lines that are not UTF-8; empty where such lines are faults.
    """

    name: str
    title: str
    publisher: str
    address: str
    terms: str
    columns: tuple[str, ...]
    used: tuple[str, ...]
    suffixes: tuple[str, ...]
    has_header: bool = False
    optional: tuple[str, ...] = ()
    spare: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(factory=dict)
    has_loose_ends: bool = False
    fallback_encoding: str = ""


@frozen(eq=False)
class Coded:
    """Sound rows in the words of the record.

    Attributes:
        rows: the columns of `FEED_SCHEMA` or `MENTION_SCHEMA` but for `batch`.
        unknown_countries: country codes or names without a state, with how often they occur.
    """

    rows: pl.DataFrame
    unknown_countries: Counter[str] = field(factory=Counter)


@frozen(eq=False)
class Feed:
    """A declaration and a short reader.

    Attributes:
        name: what a user types: `icews`.
        origin: the `origin` of its rows: mentions of GDELT's events are of origin `gdelt`.
        declarations: its layouts, told apart by header or number of columns.
        judge: takes the used columns as text, and `FILE`; adds what it parsed of them, and
            `reason`: null where a row is sound, else why it cannot be used.
        code: makes events or mentions of judged rows that are sound.
        gives_mentions: whether the rows are mentions instead of events.
    """

    name: str
    origin: str
    declarations: tuple[FeedDeclaration, ...]
    judge: Callable[[pl.DataFrame], pl.DataFrame]
    code: Callable[[pl.DataFrame], Coded]
    gives_mentions: bool = False

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Endings of file names of all layouts, the unpacked ones first."""
        given = (suffix for one in self.declarations for suffix in one.suffixes)
        return tuple(dict.fromkeys(given))
