"""Events: what was reported to happen, and what the almanac knows happened."""

import datetime as dt

from attrs import frozen

from legation.domain.citation import Reference
from legation.domain.dates import PartialDate


@frozen
class Visit:
    """One visit or meeting of the almanac.

    Attributes:
        visit_id: key in the almanac's visits.
        start: first day.
        end: last day.
        status: `held`, `announced`, `in_preparation`, `cancelled` or `postponed`, as of the
            almanac's day.
        level: `leader`, `foreign_minister` or `envoy`.
        kind: `state`, `official`, `working`, `summit`, `meeting`, ...
        multilateral: whether it was a meeting of more than two sides.
        signed: what was signed, empty where nothing is known.
        counterpart_state: for a meeting in a third state, the other side; else empty.
        counterpart_name: who stood for it.
        counterpart_title: that person's office.
    """

    visit_id: str
    start: PartialDate
    end: PartialDate
    status: str
    level: str
    kind: str
    multilateral: bool
    visitor_state: str
    visitor_person: str
    visitor_name: str
    visitor_title: str
    host_state: str
    host_person: str
    host_name: str
    city: str
    description: str
    signed: str
    reference: Reference
    counterpart_state: str = ""
    counterpart_name: str = ""
    counterpart_title: str = ""


@frozen
class Announcement:
    """What was publicly said of a visit before it, on one day."""

    visit_id: str
    known_on: dt.date
    status: str
    said_by: str
    stated_start: PartialDate | None
    stated_end: PartialDate | None
    sentence: str
    reference: Reference


@frozen
class Milestone:
    """One entry of the almanac's chronicle."""

    entry_id: str
    day: PartialDate
    end: PartialDate
    kind: str
    event_type: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    issues: tuple[str, ...]
    title: str
    sentence: str
    importance: int
    reference: Reference


@frozen
class Treaty:
    """One treaty or alliance of the almanac."""

    treaty_id: str
    name: str
    kind: str
    parties: tuple[str, ...]
    signed: PartialDate | None
    in_force: PartialDate | None
    ended: PartialDate | None
    sentence: str
    reference: Reference


@frozen
class Event:
    """One coded event, as the record holds it.

    Attributes:
        event_id: stable hash of origin and origin id.
        source_state: ISO 3166 alpha-3 of the acting side, empty where unknown.
        event_type: PLOVER type.
        cameo: CAMEO code with leading zeros, empty where not coded in CAMEO.
        intensity_goldstein: -10 to +10, None where unknown.
        origin: `icews`, `gdelt`, `polecat` or `text`.
    """

    event_id: str
    day: PartialDate
    source_name: str
    source_state: str
    source_sector: str
    target_name: str
    target_state: str
    target_sector: str
    event_type: str
    mode: str
    contexts: tuple[str, ...]
    cameo: str
    intensity_goldstein: float | None
    origin: str
    origin_id: str
    known_on: dt.date
