"""The spool: where files wait between the network and the record, and nothing stays."""

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from attrs import frozen

from legation.errors import DataError
from legation.feeds.transport_listings import ListingCache
from legation.feeds.transport_nouns import RemoteFile


@frozen
class Spool:
    """The spool of one feed in one record.

    Attributes:
        root: `<record root>/spool`.
        feed: the feed that is synced.
    """

    root: Path
    feed: str

    @property
    def listings(self) -> ListingCache:
        """Listings as last seen; they are all that stays after a run that is complete."""
        return ListingCache(self.root / "listings")

    def locate(self, file: RemoteFile) -> Path:
        """The folder of one file: a name may have several bearers, an address has not."""
        return self.root / self.feed / sha256(file.url.encode()).hexdigest()[:16]

    def sweep(self, wanted: Iterable[RemoteFile]) -> None:
        """Delete what an earlier run left and this one does not want."""
        folder = self.root / self.feed
        kept = {self.locate(file).name for file in wanted}
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.name not in kept:
                shutil.rmtree(path, ignore_errors=True)
        self.remove_empty()

    def discard(self, files: Iterable[RemoteFile]) -> None:
        """Delete files that are in the record, or of no use."""
        for file in files:
            shutil.rmtree(self.locate(file), ignore_errors=True)

    def remove_empty(self) -> None:
        """Remove folders in which nothing waits; only while nothing is fetched."""
        folder = self.root / self.feed
        for path in (*(folder.iterdir() if folder.is_dir() else ()), folder):
            with contextlib.suppress(OSError):
                path.rmdir()


@contextlib.contextmanager
def open_spool(root: Path, feed: str) -> Iterator[Spool]:
    """Hold a record's spool; the lock goes with the process, however it ends.

    Args:
        root: the record's folder.
        feed: the feed that is synced.

    Raises:
        DataError: if another process syncs into this record.
    """
    folder = root / "spool"
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DataError(
                f"another process syncs into {root}: wait for it, or stop it, and run this again"
            ) from None
        yield Spool(folder, feed)
    finally:
        os.close(handle)
