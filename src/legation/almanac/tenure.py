"""When each person held office: a small index for telling namesakes apart by day."""

import datetime as dt

import polars as pl
from attrs import frozen

from legation.almanac.columns import TERMS, Col
from legation.almanac.store import Almanac, count_days

_FAR = 100_000


@frozen(eq=False)
class Tenure:
    """Terms of every person as (start ordinal, end ordinal, state, effective, office)."""

    spans: dict[str, tuple[tuple[int, int, str, bool, str], ...]]

    def distance_days(self, person_id: str, day: dt.date) -> int:
        """Days between a day and the person's nearest term, 0 within one."""
        ordinal = day.toordinal()
        gaps = [
            max(start - ordinal, ordinal - end, 0)
            for start, end, *_ in self.spans.get(person_id, ())
        ]
        return min(gaps, default=_FAR)

    def rank(self, person_ids: list[str], day: dt.date) -> list[str]:
        """Persons ordered by how near to office they were on a day, effective leaders first."""

        def weigh(person_id: str) -> tuple[int, bool, str]:
            is_effective = any(span[3] for span in self.spans.get(person_id, ()))
            return self.distance_days(person_id, day), not is_effective, person_id

        return sorted(dict.fromkeys(person_ids), key=weigh)

    def offices_near(self, person_id: str, day: dt.date) -> frozenset[str]:
        """Offices of the person's term or terms nearest to a day."""
        ordinal = day.toordinal()
        gaps = [
            (max(start - ordinal, ordinal - end, 0), office)
            for start, end, _, _, office in self.spans.get(person_id, ())
        ]
        nearest = min((gap for gap, _ in gaps), default=_FAR)
        return frozenset(office for gap, office in gaps if gap == nearest)

    def state_on(self, person_id: str, day: dt.date) -> str:
        """The state of the person's nearest term; the one where power was effective comes first."""
        ordinal = day.toordinal()
        spans = self.spans.get(person_id, ())
        if not spans:
            return ""
        return min(
            spans, key=lambda span: (max(span[0] - ordinal, ordinal - span[1], 0), not span[3])
        )[2]


def build_tenure(almanac: Almanac) -> Tenure:
    """Index all terms of the almanac."""
    gathered: dict[str, list[tuple[int, int, str, bool, str]]] = {}
    frame = almanac.table(TERMS).select(
        "person_id",
        count_days(pl.col(Col.START)),
        count_days(pl.coalesce(Col.END, Col.VERIFIED, Col.START), latest=True),
        Col.STATE_ID,
        pl.col("effective") == "true",
        "office",
    )
    for person, *span in frame.drop_nulls(Col.START).iter_rows():
        gathered.setdefault(person, []).append(tuple(span))
    return Tenure({person: tuple(spans) for person, spans in gathered.items()})
