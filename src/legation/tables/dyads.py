"""Columns of the frames from which dyadic forecasts count."""

import polars as pl

from legation.tables.counts import CountColumn

_DATED: dict[str, pl.DataType] = {
    str(CountColumn.DAY): pl.Date(),
    str(CountColumn.KNOWN_ON): pl.Date(),
    str(CountColumn.SOURCE_STATE): pl.String(),
    str(CountColumn.TARGET_STATE): pl.String(),
}
# One row for each day, day of knowledge, ordered dyad and PLOVER type with an event.
DYAD_ACTS_SCHEMA = pl.Schema({**_DATED, str(CountColumn.EVENT_TYPE): pl.String()})
# One row for each day, day of knowledge, ordered dyad and quad class with an event.
DYAD_FLOWS_SCHEMA = pl.Schema({**_DATED, str(CountColumn.QUAD_CLASS): pl.String()})
