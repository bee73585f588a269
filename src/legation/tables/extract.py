"""What a brief takes out of the record, once, before any step sees it."""

import datetime as dt

import polars as pl
from attrs import field, frozen

from legation.domain.citation import Reference, ReferenceKind
from legation.tables.counts import (
    COVERED_DAYS_SCHEMA,
    MONTH_COUNTS_SCHEMA,
    PEER_INTENSITIES_SCHEMA,
    TOWARD_COUNTS_SCHEMA,
    TYPE_COUNTS_SCHEMA,
    WINDOWS_SCHEMA,
)
from legation.tables.dyads import DYAD_ACTS_SCHEMA, DYAD_FLOWS_SCHEMA


@frozen(eq=False)
class DyadExtract:
    """Days of events of two states, from which what they do next is forecast.

    Attributes:
        feed: of which feed; None where the record tells nothing.
        acts: both directions of the pair, by `DYAD_ACTS_SCHEMA`.
        flows: each of the two with all states, by `DYAD_FLOWS_SCHEMA`.
        covered: days with a feed, oldest first.
    """

    feed: str | None = None
    acts: pl.DataFrame = field(factory=lambda: pl.DataFrame(schema=DYAD_ACTS_SCHEMA))
    flows: pl.DataFrame = field(factory=lambda: pl.DataFrame(schema=DYAD_FLOWS_SCHEMA))
    covered: tuple[dt.date, ...] = ()


@frozen(eq=False)
class RecordExtract:
    """Frames of the record as of a day, for one pair of states.

    Attributes:
        as_of: events that became known later are in none of the frames.
        events: events of the feed that is counted.
        first_day: its first day, None where it is empty.
        last_day: its last day.
        days: days with any event.
        origins: the feed that is counted.
        other_origins: feeds that the record holds besides; nothing of them is counted.
        heirs: pairs of a state that is no more and the state of the pair under which its events
            are counted; only those of which there are events.
        monthly: both directions of the pair, by `MONTH_COUNTS_SCHEMA`.
        covered: by `COVERED_DAYS_SCHEMA`.
        types: both directions of the pair, by `TYPE_COUNTS_SCHEMA`.
        peers: each state of the pair with every other state, by `PEER_INTENSITIES_SCHEMA`.
        windows: windows around earlier engagements and placebo windows, by `WINDOWS_SCHEMA`; ids
            begin with `after:` or `placebo:`.
        toward: what others did toward the pair in these windows, by `TOWARD_COUNTS_SCHEMA`.
        dyads: days of events of the pair and of each side, for forecasts.
    """

    as_of: dt.date
    events: int = 0
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    days: int = 0
    origins: tuple[str, ...] = ()
    other_origins: tuple[str, ...] = ()
    heirs: tuple[tuple[str, str], ...] = ()
    monthly: pl.DataFrame = field(factory=lambda: pl.DataFrame(schema=MONTH_COUNTS_SCHEMA))
    covered: pl.DataFrame = field(factory=lambda: pl.DataFrame(schema=COVERED_DAYS_SCHEMA))
    types: pl.DataFrame = field(factory=lambda: pl.DataFrame(schema=TYPE_COUNTS_SCHEMA))
    peers: pl.DataFrame = field(factory=lambda: pl.DataFrame(schema=PEER_INTENSITIES_SCHEMA))
    windows: pl.DataFrame = field(factory=lambda: pl.DataFrame(schema=WINDOWS_SCHEMA))
    toward: pl.DataFrame = field(factory=lambda: pl.DataFrame(schema=TOWARD_COUNTS_SCHEMA))
    dyads: DyadExtract = field(factory=DyadExtract)

    def cite(self, key: str, note: str) -> Reference:
        """The reference to a computation over the record.

        Args:
            key: unique name of the computation: `monthly/PRK-RUS`.
            note: what was counted, one clause.
        """
        period = f"{self.first_day} to {self.last_day}"
        held = f"record of {self.events} coded events ({', '.join(self.origins)})"
        return Reference(
            ReferenceKind.RECORD,
            f"record/{key}",
            f"{note}; {held}, {period}, as of {self.as_of}",
            tuple(f"feed-{origin}" for origin in self.origins),
        )
