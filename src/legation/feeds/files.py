"""Files of a feed as they lie on the disk: unpacked, hashed, cut into lines."""

import gzip
import hashlib
import io
import zipfile
import zlib
from pathlib import Path

from attrs import frozen

from legation.errors import InputError


@frozen
class RawFile:
    """One file with its unpacked members.

    Attributes:
        name: file name without folders.
        sha256: over the bytes as they lie on the disk.
        members: name and bytes of each unpacked member, in the order of their names.
    """

    name: str
    sha256: str
    members: tuple[tuple[str, bytes], ...]


def hash_file(path: Path) -> str:
    """The SHA-256 of a file's bytes, as 64 hexadecimal digits.

    Raises:
        InputError: if the file cannot be read.
    """
    return hashlib.sha256(_read_bytes(path)).hexdigest()


def read_raw(path: Path) -> RawFile:
    """Read a plain, `.gz` or `.zip` file.

    Raises:
        InputError: if it cannot be read, is damaged or holds nothing.
    """
    content = _read_bytes(path)
    try:
        members = _unpack(path.name, content)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError) as error:
        raise InputError(f"{path.name} is damaged ({error}): fetch it again") from error
    if not any(member for _, member in members):
        raise InputError(f"{path.name} is empty: fetch it again, or leave it out")
    return RawFile(path.name, hashlib.sha256(content).hexdigest(), members)


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        why = error.strerror or error
        raise InputError(f"cannot read {path}: {why}; give the path of a file") from error


def _unpack(name: str, content: bytes) -> tuple[tuple[str, bytes], ...]:
    if content.startswith(b"\x1f\x8b"):
        return ((name.removesuffix(".gz"), gzip.decompress(content)),)
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = sorted(entry for entry in archive.namelist() if not entry.endswith("/"))
            return tuple((Path(entry).name, archive.read(entry)) for entry in inside)
    return ((name, content),)


def split_lines(content: bytes) -> list[str]:
    r"""Cut text into lines at line feeds only: other breaks may stand inside a field.

    Bytes that are not UTF-8 become U+FFFD, so that their line can be told apart.

    Examples:
        >>> split_lines(b"a\tb\r\n1\xff\t2\n")
        ['a\tb', '1�\t2']
    """
    lines = content.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").split("\n")
    if lines and not lines[-1]:
        lines.pop()
    return lines
