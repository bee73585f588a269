"""Files of a part, written by Spark: cut by key ranges, sorted, named and described."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import polars as pl
from attrs import frozen
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from legation.record.atomic import write_atomically
from legation.record.layout import LAYOUTS, Kind
from legation.record.manifest import DataFile, Manifest, read_manifest, write_manifest
from legation.record.merging import RANGE_ROWS
from legation.record.parts import sort_rows, write_file
from legation.record.place import RemoteRoot, Root
from legation.record.spark_files import HadoopFolder, locate_file
from legation.record.spark_frames import collect_rows, escape_globs, read_files

_STAGING = "staging"
_COMPRESSION_LEVEL = 3


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


@frozen(eq=False)
class PartWriter:
    """Writes the files of one part.

    Attributes:
        session: one of ours.
        folder: the record's.
        name: the part's, from `name_part`.
    """

    session: SparkSession
    folder: Folder
    name: str

    def write_rows(self, kind: Kind, rows: DataFrame, count: int) -> tuple[DataFile, ...]:
        """Write many rows.

        Args:
            kind: whose layout they get.
            rows: with the layout's columns.
            count: about how many they are; decides into how many files they are cut.
        """
        layout = LAYOUTS[kind]
        pieces = -(-count // RANGE_ROWS)
        cut = rows.select(*layout.schema.names())
        cut = cut.repartitionByRange(pieces, *layout.keys) if pieces > 1 else cut.coalesce(1)
        staged = f"{_STAGING}/{self.name}-{kind}"
        self.folder.remove(staged)
        (
            cut.sortWithinPartitions(*layout.order)
            .write.option("compression", "zstd")
            .option("parquet.compression.codec.zstd.level", _COMPRESSION_LEVEL)
            .option("parquet.block.row.count.limit", layout.group_rows)
            .parquet(f"{self.folder.uri}/{staged}")
        )
        written = [n for n in self.folder.list_names(staged) if n.startswith("part-")]
        names = [f"{kind}/{self.name}-{number:04d}.parquet" for number in range(len(written))]
        for source, name in zip(written, names, strict=True):
            self.folder.move(f"{staged}/{source}", name)
        return self._describe(kind, names)

    def write_frame(self, kind: Kind, frame: pl.DataFrame) -> tuple[DataFile, ...]:
        """Write few rows as one file, as an import on one machine does."""
        if frame.is_empty():
            return ()
        with tempfile.TemporaryDirectory() as folder:
            file = write_file(Path(folder), kind, self.name, 0, sort_rows(kind, frame))
            self.folder.write_bytes(file.name, (Path(folder) / file.name).read_bytes())
        return (file,)

    def clean(self) -> None:
        """Remove what Spark left behind."""
        self.folder.remove(_STAGING)

    def _describe(self, kind: Kind, names: Sequence[str]) -> tuple[DataFile, ...]:
        """Count, hash and look into written files on the executors; empty ones are removed."""
        uris = [f"{self.folder.uri}/{name}" for name in names]
        digests = self._digest(uris)
        layout = LAYOUTS[kind]
        keys = F.struct(*layout.keys)
        rows = read_files(self.session, uris, layout.schema)
        place = F.element_at(F.split(F.input_file_name(), "/"), -1).alias("file")
        ends = [F.min(keys).alias("first"), F.max(keys).alias("last")]
        found = rows.withColumn("file", place).groupBy("file").agg(F.count("*").alias("rows"), *ends)
        held = {row["file"]: row for row in collect_rows(found).iter_rows(named=True)}
        files = []
        for name in names:
            base = name.rpartition("/")[2]
            if base not in held:
                self.folder.remove(name)
                continue
            size, digest = digests[base]
            first, last = (tuple(map(str, held[base][end].values())) for end in ("first", "last"))
            files.append(DataFile(kind, name, held[base]["rows"], size, digest, first, last))
        return tuple(files)

    def _digest(self, uris: Sequence[str]) -> dict[str, tuple[int, str]]:
        """Size and SHA-256 of files by their names."""
        files = self.session.read.format("binaryFile").load([escape_globs(uri) for uri in uris])
        told = files.select("path", "length", F.sha2("content", 256)).collect()
        return {path.rpartition("/")[2]: (size, digest) for path, size, digest in told}


def open_target(session: SparkSession, root: Root) -> Folder:
    """The folder to write to: of this machine, or at an address."""
    return HadoopFolder(session, root.uri) if isinstance(root, RemoteRoot) else LocalFolder(root)


def sweep_folder(folder: Folder, manifest: Manifest) -> None:
    """Remove what a killed writer left behind: files that no part names."""
    named = {file.name for part in manifest.parts for file in part.files}
    folder.remove(_STAGING)
    for kind in Kind:
        for name in folder.list_names(kind):
            if f"{kind}/{name}" not in named:
                folder.remove(f"{kind}/{name}")
