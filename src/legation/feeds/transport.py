"""Requests to publishers: polite, patient within limits, and only to where they belong."""

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from typing import Self, TypeVar

import httpx

from legation import __version__
from legation.errors import InputError
from legation.feeds.transport_nouns import (
    BusyError,
    Credentials,
    DamagedError,
    ForbiddenError,
    Limits,
    MissingError,
    OverloadedError,
    StoppedError,
    UnreachableError,
)

AGENT = f"legation/{__version__} (imports public event data; one user, a few connections)"
_REDIRECTS = 5
_PASSED = (200, 206, 304, 416)
_T = TypeVar("_T")


class Transport:
    """The connections of one run, shared by its threads.

    Args:
        limits: connections, attempts and pauses.
        credentials: a secret for one publisher, if the user has one.
        sleep: waits for seconds; by default it wakes when the run is stopped.
        clock: seconds of a steady clock.
        now: the time of day, for answers that name the time at which to come again.
    """

    def __init__(
        self,
        limits: Limits,
        credentials: Credentials | None = None,
        sleep: Callable[[float], object] | None = None,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(tz=dt.UTC),
    ) -> None:
        """Open no connection yet."""
        self.limits = limits
        self.stopped = threading.Event()
        self.clock = clock
        self._now = now
        self._credentials = credentials
        self._sleep = sleep or self.stopped.wait
        self._quiet_until = float("-inf")
        self._lock = threading.Lock()
        self._client = httpx.Client(
            timeout=httpx.Timeout(limits.read_s, connect=limits.connect_s),
            limits=httpx.Limits(
                max_connections=limits.connections, max_keepalive_connections=limits.connections
            ),
            headers={"User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "identity"},
        )

    def __enter__(self) -> Self:
        """The transport itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close all connections."""
        self.stopped.set()
        self._client.close()

    def persist(self, attempt: Callable[[], _T]) -> _T:
        """Try until it works, within the limits.

        Raises:
            OverloadedError: if the publisher asks for a longer wait than the limits allow.
            UnreachableError, DamagedError: as at the last attempt.
            MissingError, ForbiddenError: at once.
            StoppedError: if the run is stopped.
        """
        failures, busy, waited_s = 0, 0, 0.0
        while True:
            self._wait_for_quiet()
            try:
                return attempt()
            except BusyError as error:
                busy += 1
                pause_s = max(error.retry_after_s or 0.0, self.limits.choose_pause(busy))
                waited_s += pause_s
                if waited_s > self.limits.waited_s:
                    raise OverloadedError(f"{error}; it asks for a longer wait") from None
                self._hold_all(pause_s)
            except (UnreachableError, DamagedError):
                failures += 1
                if failures >= self.limits.tries:
                    raise
                self._sleep(self.limits.choose_pause(failures))

    def check_running(self) -> None:
        """Go on only while the run does.

        Raises:
            StoppedError: if it was stopped.
        """
        if self.stopped.is_set():
            raise StoppedError("the run was stopped")

    @contextmanager
    def ask(self, url: str, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        """One request; redirects are followed, the body is still to be read.

        Yields:
            An answer with status 200, 206, 304 or 416.

        Raises:
            MissingError, ForbiddenError, BusyError, UnreachableError: as the answer is.
            InputError: if the address is none.
        """
        try:
            response = self._follow(url, headers)
            try:
                self._check_status(url, response)
                yield response
            finally:
                response.close()
        except httpx.InvalidURL as error:
            raise InputError(f"{url} is no address ({error})") from None
        except httpx.TimeoutException:
            raise UnreachableError(f"{url} did not answer in time") from None
        except httpx.HTTPError as error:
            raise UnreachableError(f"{url} broke off ({error or type(error).__name__})") from None

    def _follow(self, url: str, headers: Mapping[str, str]) -> httpx.Response:
        request = self._client.build_request("GET", url, headers=dict(headers))
        for _ in range(_REDIRECTS + 1):
            self._sign(request)
            response = self._client.send(request, stream=True)
            if response.next_request is None:
                return response
            response.close()
            following = response.next_request
            if request.url.scheme == "https" and following.url.scheme != "https":
                raise UnreachableError(f"{url} leads from https to {following.url.scheme}")
            request = following
        raise UnreachableError(f"{url} leads in a circle")

    def _sign(self, request: httpx.Request) -> None:
        if self._credentials is None:
            return
        request.headers.pop(self._credentials.header, None)
        home = httpx.URL(self._credentials.base)
        if (home.scheme, home.host, home.port) == (
            request.url.scheme,
            request.url.host,
            request.url.port,
        ):
            request.headers[self._credentials.header] = self._credentials.value

    def _check_status(self, url: str, response: httpx.Response) -> None:
        status = response.status_code
        if status in _PASSED:
            return
        answer = f"{url} answered {status}"
        if status in (404, 410):
            raise MissingError(answer)
        if status in (429, 503):
            raise BusyError(answer, self._read_pause(response.headers.get("Retry-After", "")))
        if status == 408 or status >= 500:
            raise UnreachableError(answer)
        raise ForbiddenError(answer)

    def _read_pause(self, text: str) -> float | None:
        """Seconds of a `Retry-After`, which gives seconds or a time."""
        if text.strip().isdecimal():
            return float(text)
        try:
            until = parsedate_to_datetime(text)
        except ValueError:
            return None
        if until.tzinfo is None:
            until = until.replace(tzinfo=dt.UTC)
        return max(0.0, (until - self._now()).total_seconds())

    def _hold_all(self, pause_s: float) -> None:
        with self._lock:
            self._quiet_until = max(self._quiet_until, self.clock() + pause_s)

    def _wait_for_quiet(self) -> None:
        """All threads wait when one of them was asked to."""
        self.check_running()
        with self._lock:
            pause_s = self._quiet_until - self.clock()
        if pause_s > 0:
            self._sleep(pause_s)
            self.check_running()
