"""What a user wants of a sync, how far it is, and what became of it."""

import datetime as dt
from collections.abc import Callable
from urllib.parse import urlsplit

from attrs import field, frozen

from legation.errors import InputError
from legation.feeds.dataverse import DATASETS, DATAVERSE_BASE
from legation.feeds.gdelt_lists import GDELT_BASE
from legation.tables.deliveries import States
from legation.workflow.sync_fetching import Outcome

SYNCED = ("gdelt", *DATASETS)
Report = Callable[["Progress"], None]


@frozen
class SyncRequest:
    """What a user wants to have.

    Attributes:
        feed: `gdelt`, `icews` or `polecat`.
        since: first day; None for as early as published, which GDELT does not allow.
        until: last day, None for as far as published.
        states: ids of states whose events are wanted, None for all.
        mentions: whether GDELT's mentions are wanted too.
        mirror: address that stands for the publisher's, None for the publisher.
        token: the user's secret for Dataverse, empty for none.
    """

    feed: str
    since: dt.date | None = None
    until: dt.date | None = None
    states: States = None
    mentions: bool = False
    mirror: str | None = None
    token: str = field(default="", repr=False)

    @property
    def base(self) -> str:
        """Where to ask: the mirror, else the publisher."""
        publisher = GDELT_BASE if self.feed == "gdelt" else DATAVERSE_BASE
        return (self.mirror or publisher).rstrip("/")


@frozen
class Progress:
    """How far a run is.

    Attributes:
        files: files imported or given up.
        files_in_all: files to fetch.
        size: bytes that are there or were imported.
        size_in_all: bytes to fetch, as far as listed.
        chunk: what is imported next.
    """

    files: int
    files_in_all: int
    size: int
    size_in_all: int
    chunk: str = ""


@frozen
class SyncSummary:
    """What became of a sync.

    Attributes:
        wanted: files that the publisher lists in the period.
        held: those that the record held before.
        malformed: lines of the listing that could not be read.
        imported: files that were fetched and imported.
        size: their bytes.
        lines: their lines.
        added: events, or mentions, that are new in the record.
        held_rows: lines that the record held already.
        left_out: lines that concern none of the wanted states.
        quarantined: lines that became no event.
        left: files that are left for the next run, with reasons.
        halted: why the run ended early, empty if it did not.
    """

    wanted: int
    held: int
    malformed: int
    imported: int = 0
    size: int = 0
    lines: int = 0
    added: int = 0
    held_rows: int = 0
    left_out: int = 0
    quarantined: int = 0
    left: tuple[Outcome, ...] = ()
    halted: str = ""


def check_request(request: SyncRequest) -> None:
    """Tell the user what is wrong before anything is asked for.

    Raises:
        InputError: if the request is none.
    """
    if request.feed not in SYNCED:
        raise InputError(f"'{request.feed}' cannot be synced: use one of {', '.join(SYNCED)}")
    if request.feed == "gdelt" and request.since is None:
        raise InputError("GDELT is large: say from which day, such as --since 2024-01-01")
    if request.mentions and request.feed != "gdelt":
        raise InputError("only gdelt has mentions: leave --mentions out")
    if request.since and request.until and request.since > request.until:
        raise InputError(f"--since {request.since} is after --until {request.until}: swap them")
    address = urlsplit(request.base)
    if address.scheme not in ("http", "https") or not address.netloc:
        raise InputError(f"--mirror {request.base} is no address: write http://host/path")
    if not (request.token.isascii() and request.token.isprintable()):
        raise InputError("LEGATION_DATAVERSE_TOKEN is no token: copy it anew from your account")
