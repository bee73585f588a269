"""One file from its publisher to the spool: resumed where it broke off, checked as listed."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import httpx

from legation.feeds.transport import Transport
from legation.feeds.transport_nouns import Checksum, DamagedError, RemoteFile, UnreachableError

PARTIAL_SUFFIX = ".partial"
MARK_SUFFIX = ".partial.etag"
_BLOCK_BYTES = 1 << 16


def fetch_file(
    transport: Transport,
    file: RemoteFile,
    folder: Path,
    report_size: Callable[[int], None] = lambda _: None,
) -> Path:
    """Fetch a file into a folder of its own; one that lies there whole is not fetched again.

    Args:
        transport: the run's.
        file: as listed.
        folder: for this file alone; made where missing.
        report_size: called with the bytes of the file that are there by now.

    Returns:
        The whole file, size and checksum as listed.

    Raises:
        MissingError, ForbiddenError, UnreachableError, DamagedError, OverloadedError: see there.
        OSError: if it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file.name
    if path.is_file():
        if find_fault(path, file) is None:
            return path
        path.unlink()
    return transport.persist(lambda: _Download(transport, file, path, report_size).run())


def find_fault(path: Path, file: RemoteFile) -> str | None:
    """What is wrong with a file's bytes, None where they are as listed."""
    size = path.stat().st_size
    if file.size is not None and size != file.size:
        return f"{size} bytes came instead of {file.size}"
    if file.checksum is not None and hash_content(path, file.checksum) != file.checksum.value:
        return f"its {file.checksum.kind.upper()} is not as listed"
    return None


def hash_content(path: Path, checksum: Checksum) -> str:
    """The hash of a file, of the kind of a checksum."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, lambda: hashlib.new(checksum.kind)).hexdigest()


class _Download:
    """One attempt."""

    def __init__(
        self,
        transport: Transport,
        file: RemoteFile,
        path: Path,
        report_size: Callable[[int], None],
    ) -> None:
        self.transport = transport
        self.file = file
        self.path = path
        self.partial = path.with_name(path.name + PARTIAL_SUFFIX)
        self.mark = path.with_name(path.name + MARK_SUFFIX)
        self.report_size = report_size

    def run(self) -> Path:
        """Fetch what is missing, check all of it, and give it its name."""
        offset, etag = self._find_start()
        if not (offset and offset == self.file.size):
            headers = {"Range": f"bytes={offset}-", "If-Range": etag} if offset else {}
            with self.transport.ask(self.file.url, headers) as response:
                self._receive(response, offset)
        fault = find_fault(self.partial, self.file)
        if fault is not None:
            self._forget()
            raise DamagedError(f"{self.file.name} is damaged: {fault}")
        self.partial.replace(self.path)
        self.mark.unlink(missing_ok=True)
        return self.path

    def _find_start(self) -> tuple[int, str]:
        """Bytes that are there from an earlier attempt, and the version that they belong to."""
        if not (self.partial.is_file() and self.mark.is_file()):
            self._forget()
            return 0, ""
        offset = self.partial.stat().st_size
        if self.file.size is not None and offset > self.file.size:
            self._forget()
            return 0, ""
        return offset, self.mark.read_text(encoding="utf-8")

    def _forget(self) -> None:
        self.partial.unlink(missing_ok=True)
        self.mark.unlink(missing_ok=True)
        self.report_size(0)

    def _receive(self, response: httpx.Response, offset: int) -> None:
        resumed = response.status_code == httpx.codes.PARTIAL_CONTENT and offset > 0
        given = response.headers.get("Content-Range", "")
        if response.status_code != httpx.codes.OK and not (
            resumed and given.startswith(f"bytes {offset}-")
        ):
            self._forget()
            raise UnreachableError(f"{self.file.url} cannot be resumed")
        if not resumed:
            self._remember(response)
        before = offset if resumed else 0
        began = self.transport.clock()
        got = 0
        with self.partial.open("ab" if resumed else "wb") as handle:
            for block in response.iter_raw(_BLOCK_BYTES):
                handle.write(block)
                got += len(block)
                self.report_size(before + got)
                self._watch(before + got, got, self.transport.clock() - began)

    def _remember(self, response: httpx.Response) -> None:
        """Only a strong tag says that the bytes are the same."""
        etag = response.headers.get("ETag", "")
        if etag and not etag.startswith("W/"):
            self.mark.write_text(etag, encoding="utf-8")
        else:
            self.mark.unlink(missing_ok=True)

    def _watch(self, size: int, got: int, elapsed_s: float) -> None:
        """Leave an answer that is too long or trickles, or when the run is stopped."""
        self.transport.check_running()
        if self.file.size is not None and size > self.file.size:
            self._forget()
            raise DamagedError(f"{self.file.name} is longer than the {self.file.size} bytes listed")
        limits = self.transport.limits
        if elapsed_s > limits.patience_s and got < elapsed_s * limits.slowest_bytes_per_s:
            raise UnreachableError(f"{self.file.url} trickles")
