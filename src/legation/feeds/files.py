"""Files of a feed as they lie on the disk: hashed, and unpacked as a stream."""

import gzip
import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from attrs import frozen

from legation.errors import InputError

_CHUNK = 1 << 20
_GZIP, _ZIP = b"\x1f\x8b", b"PK"
_DAMAGE = (
    OSError,
    EOFError,
    zlib.error,
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
# What repositories and operating systems add to an archive.
_NOT_DATA = ("MANIFEST.TXT",)


@frozen
class Digest:
    """A file's fingerprints.

    Attributes:
        sha256: 64 hexadecimal digits over the bytes as they lie on the disk.
        md5: 32 hexadecimal digits over the same bytes, as publishers list them.
        size: bytes.
    """

    sha256: str
    md5: str
    size: int


def digest_file(path: Path) -> Digest:
    """Hash a file in one pass, a megabyte at a time.

    Raises:
        InputError: if it cannot be read.
    """
    sha256, md5 = hashlib.sha256(), hashlib.md5(usedforsecurity=False)
    size = 0
    with _open_file(path) as stream, _name_damage(path.name):
        while chunk := stream.read(_CHUNK):
            sha256.update(chunk)
            md5.update(chunk)
            size += len(chunk)
    return Digest(sha256.hexdigest(), md5.hexdigest(), size)


def hash_file(path: Path) -> str:
    """The SHA-256 of a file's bytes, as 64 hexadecimal digits.

    Raises:
        InputError: if the file cannot be read.
    """
    return digest_file(path).sha256


def list_members(path: Path) -> tuple[str, ...]:
    """Names of what a file holds unpacked: its own, or those in a zip archive, sorted.

    Raises:
        InputError: if it cannot be read or is a damaged archive.
    """
    with _open_file(path) as stream:
        start = stream.read(len(_GZIP))
        if start == _ZIP:
            with _name_damage(path.name), zipfile.ZipFile(stream) as archive:
                return tuple(sorted(filter(_is_data, archive.namelist())))
    return (path.name.removesuffix(".gz") if start == _GZIP else path.name,)


def _is_data(entry: str) -> bool:
    parts = entry.split("/")
    hidden = any(part == "__MACOSX" or part.startswith(".") for part in parts)
    return bool(parts[-1]) and not hidden and parts[-1] not in _NOT_DATA


@contextmanager
def open_member(path: Path, member: str) -> Iterator[IO[bytes]]:
    """Open one member, unpacked while it is read.

    Args:
        path: a plain, `.gz` or `.zip` file; what it is shows in its first bytes.
        member: one of `list_members`.

    Raises:
        InputError: if it cannot be read or proves damaged while it is read.
    """
    with _open_file(path) as stream:
        start = stream.read(len(_GZIP))
        stream.seek(0)
        with _name_damage(path.name):
            if start == _GZIP:
                with gzip.GzipFile(fileobj=stream, mode="rb") as unpacked:
                    yield unpacked  # type: ignore[misc]  # GzipFile reads as IO[bytes] does
            elif start == _ZIP:
                with zipfile.ZipFile(stream) as archive, archive.open(member) as unpacked_member:
                    yield unpacked_member
            else:
                yield stream


@contextmanager
def _open_file(path: Path) -> Iterator[IO[bytes]]:
    try:
        stream = path.open("rb")
    except OSError as error:
        why = error.strerror or error
        raise InputError(f"cannot read {path}: {why}; give the path of a file") from error
    with stream:
        yield stream


@contextmanager
def _name_damage(name: str) -> Iterator[None]:
    try:
        yield
    except _DAMAGE as error:
        why = str(error) or type(error).__name__
        raise InputError(f"{name} is damaged ({why}): fetch it again") from error
