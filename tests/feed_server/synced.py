"""Syncs against a server on the loopback, and what they leave on the disk."""

import datetime as dt

import polars as pl

from legation.feeds.transport_nouns import Limits
from legation.workflow.import_feed import import_files
from legation.workflow.sync_feed import sync_feed
from legation.workflow.sync_nouns import SyncRequest

LIMITS = Limits(connect_s=2, read_s=0.6)


def day(text):
    return dt.date.fromisoformat(text) if text else None


def sync(server, root, feed="gdelt", since="2015-02-18", until=None, limits=LIMITS, **more):
    """Sync from the server; waits are noted and not waited."""
    pauses = more.pop("pauses", [])
    report = more.pop("report", lambda _: None)
    importer = more.pop("importer", import_files)
    request = SyncRequest(feed, day(since), day(until), mirror=server.base, **more)
    return sync_feed(request, root, limits, report, pauses.append, importer)


def read_tree(root):
    """Files of the record, without the spool and the lock."""
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.parts[len(root.parts)] not in ("spool", ".lock")
    }


def list_spool(root):
    """What waits in the spool; listings may stay."""
    found = (path.relative_to(root / "spool") for path in (root / "spool").rglob("*"))
    return sorted(str(path) for path in found if path.parts[0] != "listings")


def read_rows(root, kind):
    """All rows of a kind, however they are cut into parts."""
    frames = [pl.read_parquet(path) for path in sorted((root / kind).glob("*.parquet"))]
    if not frames:
        return []
    rows = pl.concat(frames)
    return sorted(map(repr, rows.iter_rows()))


def read_content(root):
    return {kind: read_rows(root, kind) for kind in ("events", "mentions", "quarantine", "ledger")}
