"""Bring a feed's published files into the record: listed, fetched, checked, imported, deleted."""

from collections.abc import Callable
from pathlib import Path

from attrs import evolve

from legation.errors import InputError
from legation.feeds.dataverse import DATAVERSE_HEADER, list_dataverse
from legation.feeds.gdelt_lists import list_gdelt
from legation.feeds.transport import Transport
from legation.feeds.transport_nouns import Credentials, Limits, Listing
from legation.record.ledger import read_ledger
from legation.workflow.import_feed import import_files
from legation.workflow.sync_fetching import Fetcher
from legation.workflow.sync_nouns import Report, SyncRequest, SyncSummary, check_request
from legation.workflow.sync_plan import plan_sync
from legation.workflow.sync_run import Importer, Run
from legation.workflow.sync_spool import Spool, open_spool


def sync_feed(
    request: SyncRequest,
    root: Path,
    limits: Limits | None = None,
    report: Report = lambda _: None,
    sleep: Callable[[float], object] | None = None,
    importer: Importer = import_files,
) -> SyncSummary:
    """Fetch what the record lacks of a feed, and import it; what is done stays done.

    Args:
        request: feed, period, states.
        root: the record's folder.
        limits: connections, attempts and pauses.
        report: called whenever something came or was imported, from any thread.
        sleep: waits for seconds.
        importer: imports the files of a chunk.

    Returns:
        What was imported, and what is left for the next run.

    Raises:
        InputError: if the request is none, or the listing cannot be had.
        DataError: if the record is damaged, or another process writes to it.
    """
    check_request(request)
    try:
        return _sync(request, root, limits or Limits(), report, sleep, importer)
    except OSError as error:
        raise InputError(
            f"{root} cannot be used ({error.strerror or error}): make room, or choose another "
            "--record"
        ) from None


def _sync(
    request: SyncRequest,
    root: Path,
    limits: Limits,
    report: Report,
    sleep: Callable[[float], object] | None,
    importer: Importer,
) -> SyncSummary:
    credentials = (
        Credentials(request.base, DATAVERSE_HEADER, request.token) if request.token else None
    )
    with (
        open_spool(root, request.feed) as spool,
        Transport(limits, credentials, sleep) as transport,
    ):
        listing = list_files(request, transport, spool)
        plan = plan_sync(listing.files, read_ledger(root), request.states)
        spool.sweep(plan.files)
        run = Run(request, root, spool, plan, limits.chunks_ahead, report, importer)
        with Fetcher(transport, spool, run.note_size, bool(request.token)) as fetcher:
            run.work(fetcher)
        spool.remove_empty()
    return evolve(run.summary, malformed=listing.malformed, halted=fetcher.halted)


def list_files(request: SyncRequest, transport: Transport, spool: Spool) -> Listing:
    """What the publisher has of the wanted period.

    Raises:
        InputError: if the listing cannot be had, or is none.
    """
    if request.feed == "gdelt" and request.since is not None:
        return list_gdelt(
            transport,
            spool.listings,
            request.since,
            request.until,
            request.mentions,
            request.base,
        )
    return list_dataverse(
        transport, spool.listings, request.feed, request.since, request.until, request.base
    )
