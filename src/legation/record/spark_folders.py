"""Where Spark writes a record: a folder of this machine, or an address."""

import shutil
from pathlib import Path
from typing import Protocol

from attrs import frozen
from pyspark.sql import SparkSession

from legation.record.atomic import write_atomically
from legation.record.layout import Kind
from legation.record.manifest import Manifest, read_manifest, write_manifest
from legation.record.place import RemoteRoot, Root
from legation.record.spark_files import HadoopFolder, locate_file

STAGING = "staging"


class Folder(Protocol):
    """Where a record is written to."""

    @property
    def uri(self) -> str:
        """Its address, as Spark writes to it."""
        ...

    def read_manifest(self) -> Manifest:
        """The manifest that stands there."""
        ...

    def write_manifest(self, manifest: Manifest) -> None:
        """Put a manifest in place of the one before."""
        ...

    def write_bytes(self, name: str, content: bytes) -> None:
        """Write a small file, whole or not at all."""
        ...

    def move(self, source: str, name: str) -> None:
        """Move a file to its name."""
        ...

    def list_names(self, folder: str) -> list[str]:
        """Names of the files in a folder below, sorted; none where there is no folder."""
        ...

    def remove(self, name: str) -> None:
        """Remove a file or folder, if it is there."""
        ...


@frozen
class LocalFolder:
    """A folder of this machine, written without Hadoop, which would leave checksum files."""

    root: Path

    @property
    def uri(self) -> str:
        """Its address, as Spark writes to it."""
        return locate_file(self.root)

    def read_manifest(self) -> Manifest:
        """The manifest that stands there."""
        return read_manifest(self.root)

    def write_manifest(self, manifest: Manifest) -> None:
        """Put a manifest in place of the one before."""
        write_manifest(self.root, manifest)

    def write_bytes(self, name: str, content: bytes) -> None:
        """Write a small file, whole or not at all."""
        write_atomically(self.root / name, lambda path: path.write_bytes(content))

    def move(self, source: str, name: str) -> None:
        """Move a file to its name."""
        write_atomically(self.root / name, (self.root / source).replace)

    def list_names(self, folder: str) -> list[str]:
        """Names of the files in a folder below, sorted; none where there is no folder."""
        place = self.root / folder
        return sorted(p.name for p in place.iterdir() if p.is_file()) if place.is_dir() else []

    def remove(self, name: str) -> None:
        """Remove a file or folder, if it is there."""
        path = self.root / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def open_target(session: SparkSession, root: Root) -> Folder:
    """The folder to write to: of this machine, or at an address."""
    return HadoopFolder(session, root.uri) if isinstance(root, RemoteRoot) else LocalFolder(root)


def sweep_folder(folder: Folder, manifest: Manifest) -> None:
    """Remove what a killed writer left behind: files that no part names."""
    named = {file.name for part in manifest.parts for file in part.files}
    folder.remove(STAGING)
    for kind in Kind:
        for name in folder.list_names(kind):
            if f"{kind}/{name}" not in named:
                folder.remove(f"{kind}/{name}")
