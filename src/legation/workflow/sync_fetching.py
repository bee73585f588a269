"""Fetching in the background: threads take files in order while others are imported."""

import errno
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from enum import StrEnum
from pathlib import Path
from typing import Self

from attrs import frozen

from legation.errors import LegationError
from legation.feeds.transport import Transport
from legation.feeds.transport_files import fetch_file
from legation.feeds.transport_nouns import (
    DamagedError,
    ForbiddenError,
    MissingError,
    OverloadedError,
    RemoteFile,
    StoppedError,
    UnreachableError,
)
from legation.workflow.sync_spool import Spool

_JOIN_S = 2.0


class State(StrEnum):
    """What became of a file that was to be fetched."""

    FETCHED = "fetched"
    MISSING = "missing at the publisher"
    FORBIDDEN = "not given to us"
    UNREACHABLE = "no answer"
    DAMAGED = "damaged"
    REFUSED = "not readable"
    WAITING = "not reached"


_STATES: tuple[tuple[type[LegationError], State], ...] = (
    (MissingError, State.MISSING),
    (ForbiddenError, State.FORBIDDEN),
    (DamagedError, State.DAMAGED),
    (OverloadedError, State.WAITING),
    (StoppedError, State.WAITING),
    (UnreachableError, State.UNREACHABLE),
)


@frozen
class Outcome:
    """One file after fetching.

    Attributes:
        file: as listed.
        state: what became of it.
        reason: why it is not here, empty where it is.
        path: where it lies, None where it is not here.
    """

    file: RemoteFile
    state: State
    reason: str = ""
    path: Path | None = None


class Fetcher:
    """Threads that fetch files in the order in which they were asked for.

    Args:
        transport: the run's.
        spool: where files go.
        report_size: called with a file and the bytes of it that are there.
        may_ask_restricted: whether restricted files are asked for.
    """

    def __init__(
        self,
        transport: Transport,
        spool: Spool,
        report_size: Callable[[RemoteFile, int], None],
        may_ask_restricted: bool = False,
    ) -> None:
        """Start no thread yet."""
        self.halted = ""
        self._transport = transport
        self._spool = spool
        self._report_size = report_size
        self._may_ask_restricted = may_ask_restricted
        self._tasks: queue.SimpleQueue[tuple[RemoteFile, Future[Outcome]] | None] = (
            queue.SimpleQueue()
        )
        self._unreachable_in_row = 0
        self._lock = threading.Lock()
        self._threads = [
            threading.Thread(target=self._work, name=f"fetch-{number}", daemon=True)
            for number in range(transport.limits.connections)
        ]

    def __enter__(self) -> Self:
        """Start the threads."""
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the threads; one that waits for the network goes with the process."""
        self._transport.stopped.set()
        for _thread in self._threads:
            self._tasks.put(None)
        end = time.monotonic() + _JOIN_S
        for thread in self._threads:
            thread.join(max(0.0, end - time.monotonic()))

    def submit(self, file: RemoteFile) -> Future[Outcome]:
        """Have a file fetched."""
        future: Future[Outcome] = Future()
        self._tasks.put((file, future))
        return future

    def halt(self, reason: str) -> None:
        """Begin no further file in this run."""
        with self._lock:
            self.halted = self.halted or reason

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None:
            file, future = task
            try:
                future.set_result(self._fetch(file))
            except BaseException as error:  # met again where the result is asked for
                future.set_exception(error)

    def _fetch(self, file: RemoteFile) -> Outcome:
        if self.halted:
            return Outcome(file, State.WAITING, self.halted)
        if file.restricted and not self._may_ask_restricted:
            reason = f"{file.name} is restricted: set LEGATION_DATAVERSE_TOKEN to ask for it"
            return Outcome(file, State.FORBIDDEN, reason)
        try:
            folder = self._spool.locate(file)
            path = fetch_file(
                self._transport, file, folder, lambda size: self._report_size(file, size)
            )
        except LegationError as error:
            return self._judge(file, error)
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            what = "the disk is full" if full else error.strerror or str(error)
            self.halt(f"{self._spool.root} cannot be written: {what}")
            return Outcome(file, State.WAITING, self.halted)
        self._count(reached=True)
        return Outcome(file, State.FETCHED, path=path)

    def _judge(self, file: RemoteFile, error: LegationError) -> Outcome:
        state = next((state for kind, state in _STATES if isinstance(error, kind)), None)
        if state is None:
            raise error
        if isinstance(error, OverloadedError):
            self.halt(str(error))
        self._count(reached=state is not State.UNREACHABLE)
        return Outcome(file, state, str(error))

    def _count(self, reached: bool) -> None:
        with self._lock:
            self._unreachable_in_row = 0 if reached else self._unreachable_in_row + 1
            many = self._unreachable_in_row >= self._transport.limits.unreachable_in_row
        if many:
            self.halt("the publisher no longer answers")
