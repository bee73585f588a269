"""Columns of the frames that the record answers with, and of the windows that it is asked about."""

from enum import StrEnum

import polars as pl


class CountColumn(StrEnum):
    """Names of the columns of counts and windows."""

    SOURCE_STATE = "source_state"
    TARGET_STATE = "target_state"
    EVENT_TYPE = "event_type"
    MODE = "mode"
    CONTEXTS = "contexts"
    QUAD_CLASS = "quad_class"
    MONTH = "month"
    EVENTS = "events"
    COOPERATION = "cooperation"
    CONFLICT = "conflict"
    INTENSITY_MEAN = "intensity_mean"
    COVERED_DAYS = "covered_days"
    WINDOW_ID = "window_id"
    START = "start"
    END = "end"
    HAPPENED = "happened"
    STATE = "state"
    DAY = "day"
    KNOWN_ON = "known_on"
    ORIGIN = "origin"
    IS_MIRROR = "is_mirror"
    IS_REPEAT = "is_repeat"
    IS_ECHO = "is_echo"
    RATED = "rated"
    THOUSANDTHS = "thousandths"


_TYPES: dict[CountColumn, pl.DataType] = {
    CountColumn.MONTH: pl.Date(),
    CountColumn.START: pl.Date(),
    CountColumn.END: pl.Date(),
    CountColumn.EVENTS: pl.Int64(),
    CountColumn.COOPERATION: pl.Int64(),
    CountColumn.CONFLICT: pl.Int64(),
    CountColumn.COVERED_DAYS: pl.Int64(),
    CountColumn.INTENSITY_MEAN: pl.Float64(),
    CountColumn.HAPPENED: pl.Boolean(),
    CountColumn.DAY: pl.Date(),
    CountColumn.KNOWN_ON: pl.Date(),
    CountColumn.IS_MIRROR: pl.Boolean(),
    CountColumn.IS_REPEAT: pl.Boolean(),
    CountColumn.IS_ECHO: pl.Boolean(),
    CountColumn.RATED: pl.Int64(),
    CountColumn.THOUSANDTHS: pl.Int64(),
}


def _declare(*columns: CountColumn) -> pl.Schema:
    return pl.Schema({str(column): _TYPES.get(column, pl.String()) for column in columns})


_DYAD = (CountColumn.SOURCE_STATE, CountColumn.TARGET_STATE)
_SUMS = (
    CountColumn.EVENTS,
    CountColumn.COOPERATION,
    CountColumn.CONFLICT,
    CountColumn.INTENSITY_MEAN,
)

# One row for each ordered dyad and month with an event; `month` is its first day.
MONTH_COUNTS_SCHEMA = _declare(*_DYAD, CountColumn.MONTH, *_SUMS)
# One row for each month with an event.
COVERED_DAYS_SCHEMA = _declare(CountColumn.MONTH, CountColumn.COVERED_DAYS)
# One row for each ordered dyad, type, mode and set of contexts.
TYPE_COUNTS_SCHEMA = _declare(
    *_DYAD,
    CountColumn.EVENT_TYPE,
    CountColumn.MODE,
    CountColumn.CONTEXTS,
    CountColumn.EVENTS,
    CountColumn.INTENSITY_MEAN,
)
# One row for each ordered dyad.
PEER_INTENSITIES_SCHEMA = _declare(*_DYAD, *_SUMS)
# Windows of days, `start` and `end` included.
WINDOWS_SCHEMA = _declare(CountColumn.WINDOW_ID, CountColumn.START, CountColumn.END)
# Windows for one ordered dyad each; an empty state stands for any.
PAIR_WINDOWS_SCHEMA = _declare(CountColumn.WINDOW_ID, *_DYAD, CountColumn.START, CountColumn.END)
# One row for each window, ordered dyad and quad class with an event.
TOWARD_COUNTS_SCHEMA = _declare(
    CountColumn.WINDOW_ID,
    *_DYAD,
    CountColumn.QUAD_CLASS,
    CountColumn.EVENTS,
    CountColumn.INTENSITY_MEAN,
)
# One row for each window that was asked about.
WINDOW_HITS_SCHEMA = _declare(CountColumn.WINDOW_ID, CountColumn.EVENTS, CountColumn.HAPPENED)
# Events between two different known states, summed by day; each stands under both of its states, so
# that all that a state did and met lies together. `rated` events have an intensity, `thousandths`
# is its sum on the Goldstein scale times 1,000.
FLOWS_SCHEMA = _declare(
    CountColumn.STATE,
    *_DYAD,
    CountColumn.DAY,
    CountColumn.KNOWN_ON,
    CountColumn.ORIGIN,
    CountColumn.QUAD_CLASS,
    CountColumn.IS_MIRROR,
    CountColumn.IS_REPEAT,
    CountColumn.IS_ECHO,
    CountColumn.EVENTS,
    CountColumn.RATED,
    CountColumn.THOUSANDTHS,
)
# How many events of a day became known on a day, by feed.
DAYS_SCHEMA = _declare(
    CountColumn.DAY, CountColumn.KNOWN_ON, CountColumn.ORIGIN, CountColumn.EVENTS
)
