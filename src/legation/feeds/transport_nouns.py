"""What is fetched, and how patiently: the nouns of the transport."""

import datetime as dt

from attrs import field, frozen

from legation.errors import LegationError


class MissingError(LegationError):
    """The publisher does not have what it lists."""


class ForbiddenError(LegationError):
    """The publisher does not give the file to us."""


class UnreachableError(LegationError):
    """No answer, or no whole answer, came."""


class DamagedError(LegationError):
    """What came is not what was listed."""


class OverloadedError(LegationError):
    """The publisher asks us to wait for longer than we do."""


class StoppedError(LegationError):
    """The run was stopped while this was under way."""


class BusyError(UnreachableError):
    """The publisher asks us to come again later.

    Attributes:
        retry_after_s: the seconds it asks for, None where it gives none.
    """

    def __init__(self, message: str, retry_after_s: float | None) -> None:
        """As the publisher answered."""
        super().__init__(message)
        self.retry_after_s = retry_after_s


@frozen
class Limits:
    """How many requests, how often, and how long to wait.

    Attributes:
        connections: requests under way at once, 1 to 16.
        tries: attempts for one file where an answer fails or is damaged.
        first_pause_s: seconds before the second attempt; each later pause is twice as long.
        longest_pause_s: the cap of a pause that we choose ourselves.
        waited_s: seconds in all for one file where the publisher asks us to wait.
        connect_s: seconds for a connection.
        read_s: seconds without a byte.
        patience_s: seconds after which an answer has to be faster than `slowest_bytes_per_s`.
        slowest_bytes_per_s: mean rate below which an answer counts as no answer.
        unreachable_in_row: so many files without an answer one after another end the run.
        chunks_ahead: chunks in the spool at once: one is imported, the next ones are fetched.
    """

    connections: int = 4
    tries: int = 3
    first_pause_s: float = 1.0
    longest_pause_s: float = 30.0
    waited_s: float = 60.0
    connect_s: float = 10.0
    read_s: float = 30.0
    patience_s: float = 60.0
    slowest_bytes_per_s: float = 500.0
    unreachable_in_row: int = 8
    chunks_ahead: int = 2

    def choose_pause(self, failures: int) -> float:
        """Seconds to wait after a number of failures.

        Examples:
            >>> [Limits().choose_pause(failures) for failures in (1, 2, 3, 9)]
            [1.0, 2.0, 4.0, 30.0]
        """
        return float(min(self.longest_pause_s, self.first_pause_s * 2 ** min(failures - 1, 32)))


@frozen
class Checksum:
    """A file's hash as its publisher lists it.

    Attributes:
        kind: `md5`, `sha1`, `sha256` or `sha512`.
        value: hexadecimal digits in lower case.
    """

    kind: str
    value: str


@frozen
class Credentials:
    """A secret for one publisher; it never goes to another host.

    Attributes:
        base: the publisher's address.
        header: the header that carries it.
        value: the secret.
    """

    base: str
    header: str
    value: str = field(repr=False)


@frozen
class RemoteFile:
    """One file as its publisher lists it.

    Attributes:
        feed: the feed that reads it.
        name: its name; not always its only bearer.
        url: where it is.
        size: bytes, None where the listing's number cannot be relied on.
        checksum: None where none is listed.
        first: first day of its period.
        last: last day of its period.
        chunk: files of one feed with the same name here are imported together.
        restricted: whether the publisher gives it only to some.
    """

    feed: str
    name: str
    url: str
    size: int | None
    checksum: Checksum | None
    first: dt.date
    last: dt.date
    chunk: str
    restricted: bool = False

    def overlaps(self, since: dt.date | None, until: dt.date | None) -> bool:
        """Whether the period has a day in common with [since, until]; None is no bound."""
        return (since is None or self.last >= since) and (until is None or self.first <= until)


@frozen
class Listing:
    """What a publisher has in a period.

    Attributes:
        files: in the order of their periods.
        malformed: lines or entries that could not be read.
        sound: lines or entries that could be read, of whatever period.
    """

    files: tuple[RemoteFile, ...]
    malformed: int = 0
    sound: int = 0
