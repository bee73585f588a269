"""Where a record lies: a folder of this machine, or an address that only Spark reaches."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from attrs import frozen

from legation.errors import InputError

_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]+:/")


@frozen
class RemoteRoot:
    """A record's address in a store: `s3a://bucket/record` or `hdfs://host:8020/record`.

    Attributes:
        uri: with its scheme, without a slash at the end.
    """

    uri: str

    def __str__(self) -> str:
        """The address."""
        return self.uri


Root = Path | RemoteRoot


def parse_root(text: str) -> Root:
    """Where a record lies, as a user writes it.

    Args:
        text: a folder, a `file://` address, or an address of another scheme.

    Raises:
        InputError: if an address names no place.

    Examples:
        >>> parse_root("s3a://bucket/record/")
        RemoteRoot(uri='s3a://bucket/record')
        >>> parse_root("file:///data/my%20record").as_posix()
        '/data/my record'
        >>> parse_root("data/record").as_posix()
        'data/record'
    """
    if not _SCHEME.match(text):
        return Path(text)
    parts = urlsplit(text)
    if parts.scheme.lower() == "file":
        return Path(unquote(parts.path))
    if not text.startswith(f"{parts.scheme}://") or not (parts.netloc or parts.path.strip("/")):
        raise InputError(f"'{text}' names no place: write it as s3a://bucket/folder")
    return RemoteRoot(text.rstrip("/"))


def require_folder(root: Root) -> Path:
    """The folder of a record on this machine.

    Raises:
        InputError: if it lies elsewhere.
    """
    if isinstance(root, RemoteRoot):
        raise InputError(
            f"{root} can only be reached with Spark: give --engine spark, or copy the record to a "
            "folder of this machine"
        )
    return root
