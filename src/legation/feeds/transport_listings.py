"""Listings: asked for only where they changed, and of a growing one only what was added."""

import gzip
import json
import shutil
import zlib
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import httpx
from attrs import evolve, frozen

from legation.errors import InputError, LegationError
from legation.feeds.transport import Transport
from legation.feeds.transport_files import PARTIAL_SUFFIX
from legation.feeds.transport_nouns import UnreachableError

_TAIL_BYTES = 4096
_GZIP_LEVEL = 1


@frozen
class _Head:
    """The first line of a cached listing: which version of what it holds.

    Attributes:
        etag: the publisher's, empty where there is none.
        modified: its `Last-Modified`, likewise.
        length: bytes up to the last line feed, before lines were left out.
        tail: the last of these bytes, to see that a longer listing begins with them.
        rest: the last line where no line feed ends it.
    """

    etag: str = ""
    modified: str = ""
    length: int = 0
    tail: str = ""
    rest: str = ""


@frozen
class ListingCache:
    """Where listings are kept between runs.

    Attributes:
        folder: need not exist yet.
    """

    folder: Path

    def locate(self, url: str) -> Path:
        """The file for one listing."""
        return self.folder / f"{sha256(url.encode()).hexdigest()[:16]}.gz"

    def forget(self, url: str) -> None:
        """Have it fetched whole the next time."""
        self.locate(url).unlink(missing_ok=True)


def fetch_lines(
    transport: Transport,
    url: str,
    cache: ListingCache,
    keep: Callable[[str], bool] = lambda _: True,
    growing: bool = False,
) -> Iterator[str]:
    """Lines of a listing as the publisher has it now.

    Args:
        transport: the run's.
        url: of the listing.
        cache: where it is kept; lines that are not wanted are not.
        keep: says which lines are wanted.
        growing: whether new lines are only added to its end; then only these are asked for.

    Raises:
        InputError: if it cannot be had.
    """
    path = cache.locate(url)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        transport.persist(lambda: _refresh(transport, url, path, keep, growing))
    except LegationError as error:
        raise InputError(f"the listing cannot be had: {error}; try again later") from None
    return _read_lines(path)


def _refresh(
    transport: Transport, url: str, path: Path, keep: Callable[[str], bool], growing: bool
) -> None:
    head = _read_head(path)
    headers = {} if head is None else _ask_for_news(head, growing)
    with transport.ask(url, headers) as response:
        status = response.status_code
        if status == httpx.codes.NOT_MODIFIED and head is not None:
            return
        if status == httpx.codes.OK:
            _write(transport, response, path, keep, None)
            return
        if status == httpx.codes.PARTIAL_CONTENT and head is not None:
            start = head.length - len(head.tail.encode("latin-1"))
            given = response.headers.get("Content-Range", "")
            if given.startswith(f"bytes {start}-") and _write(
                transport, response, path, keep, head
            ):
                return
    path.unlink(missing_ok=True)
    if head is None:
        raise UnreachableError(f"{url} answered {status} to a plain request")
    _refresh(transport, url, path, keep, growing)


def _ask_for_news(head: _Head, growing: bool) -> dict[str, str]:
    headers = {}
    if head.etag:
        headers["If-None-Match"] = head.etag
    elif head.modified:
        headers["If-Modified-Since"] = head.modified
    if growing and head.tail:
        headers["Range"] = f"bytes={head.length - len(head.tail.encode('latin-1'))}-"
    return headers


def _write(
    transport: Transport,
    response: httpx.Response,
    path: Path,
    keep: Callable[[str], bool],
    head: _Head | None,
) -> bool:
    """Write a listing beside its place and move it there.

    Args:
        transport: the run's.
        response: the whole listing, or its end where `head` is given.
        path: the cached one.
        keep: says which lines are wanted.
        head: of the cached one, whose tail the answer has to begin with.

    Returns:
        False if the answer does not follow on what is cached.
    """
    blocks = _watch_blocks(transport, response)
    known = head.tail.encode("latin-1") if head is not None else b""
    seen = b""
    while len(seen) < len(known):
        block = next(blocks, b"")
        if not block:
            return False
        seen += block
    if not seen.startswith(known):
        return False
    lines = _Lines(keep, head or _Head())
    body, done = path.with_name(path.name + ".lines"), path.with_name(path.name + PARTIAL_SUFFIX)
    with gzip.open(body, "wt", _GZIP_LEVEL, encoding="utf-8") as handle:
        if head is not None:
            handle.writelines(f"{line}\n" for line in _read_body(path))
        handle.writelines(lines.cut(seen[len(known) :]))
        for block in blocks:
            handle.writelines(lines.cut(block))
    found = evolve(
        lines.head,
        etag=response.headers.get("ETag", ""),
        modified=response.headers.get("Last-Modified", ""),
        rest=lines.rest.decode("utf-8", errors="replace"),
    )
    _join(done, found, body)
    done.replace(path)
    return True


def _join(place: Path, head: _Head, body: Path) -> None:
    """Members of a gzip file stand one after another: the head is packed by itself."""
    with place.open("wb") as out, body.open("rb") as packed:
        out.write(gzip.compress((json.dumps(_pack(head)) + "\n").encode()))
        shutil.copyfileobj(packed, out)
    body.unlink()


def _watch_blocks(transport: Transport, response: httpx.Response) -> Iterator[bytes]:
    began, got, limits = transport.clock(), 0, transport.limits
    for block in response.iter_bytes():
        transport.check_running()
        got += len(block)
        elapsed_s = transport.clock() - began
        if elapsed_s > limits.patience_s and got < elapsed_s * limits.slowest_bytes_per_s:
            raise UnreachableError(f"{response.url} trickles")
        yield block


class _Lines:
    """Cuts blocks into lines, counts bytes, remembers the last ones."""

    def __init__(self, keep: Callable[[str], bool], head: _Head) -> None:
        self.keep = keep
        self.rest = b""
        self.head = head

    def cut(self, block: bytes) -> list[str]:
        """The wanted ones among the lines that the block completes."""
        whole, feed, rest = (self.rest + block).rpartition(b"\n")
        self.rest = rest
        if not feed:
            return []
        raw = whole + feed
        tail = (self.head.tail.encode("latin-1") + raw)[-_TAIL_BYTES:]
        self.head = evolve(
            self.head, length=self.head.length + len(raw), tail=tail.decode("latin-1")
        )
        lines = whole.decode("utf-8", errors="replace").split("\n")
        return [f"{line}\n" for line in lines if self.keep(line)]


def _pack(head: _Head) -> dict[str, str | int]:
    return {
        "etag": head.etag,
        "modified": head.modified,
        "length": head.length,
        "tail": head.tail,
        "rest": head.rest,
    }


def _read_head(path: Path) -> _Head | None:
    """The head of a cached listing, None where there is none or it is damaged."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") as handle:
            head = _Head(**json.loads(handle.readline()))
            for _ in handle:  # damage is met here rather than by those who read the lines
                pass
    except (OSError, EOFError, zlib.error, ValueError, TypeError):
        path.unlink(missing_ok=True)
        return None
    return head


def _read_body(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as handle:
        handle.readline()
        for line in handle:
            yield line.removesuffix("\n")


def _read_lines(path: Path) -> Iterator[str]:
    yield from _read_body(path)
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        rest = _Head(**json.loads(handle.readline())).rest
    if rest:
        yield rest
