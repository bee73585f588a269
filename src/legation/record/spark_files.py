"""Files at an address, through Hadoop's file systems: what `s3a://`, `hdfs://` and others need.

The one place that speaks to a store. A `file://` address goes the same way, which is how it is
tested.
"""

import io
from collections.abc import Sequence
from pathlib import Path

import polars as pl
from attrs import define, field
from py4j.java_gateway import JavaObject  # type: ignore[import-untyped]
from py4j.protocol import Py4JError, Py4JJavaError  # type: ignore[import-untyped]
from pyspark.sql import SparkSession

from legation.errors import DataError, InputError
from legation.record.manifest import (
    MANIFEST_NAME,
    Manifest,
    parse_manifest,
    render_manifest,
)
from legation.record.spark_session import start_session

_State = tuple[int, int]


@define(eq=False)
class HadoopFolder:
    """A folder at an address; names stand below it.

    Attributes:
        session: the Spark session.
        uri: the address, without a slash at the end.
    """

    session: SparkSession
    uri: str
    _read: dict[_State, Manifest] = field(factory=dict, init=False)

    def read_manifest(self) -> Manifest:
        """The manifest; read again only when the file is another."""
        state = self._find_state(MANIFEST_NAME)
        if state is None:
            return Manifest()
        if state not in self._read:
            content = self.read_bytes(MANIFEST_NAME).decode()
            self._read = {state: parse_manifest(content, f"{self.uri}/{MANIFEST_NAME}")}
        return self._read[state]

    def read_rows(self, names: Sequence[str]) -> pl.DataFrame:
        """All rows of some Parquet files, at least one."""
        return pl.concat(pl.read_parquet(io.BytesIO(self.read_bytes(name))) for name in names)

    def read_bytes(self, name: str) -> bytes:
        """A small file's bytes.

        Raises:
            DataError: if there is no such file.
        """
        try:
            stream = self._system.open(self._path(name))
        except Py4JJavaError as error:
            raise DataError(
                f"{self.uri}/{name} is missing: put it back, or import its files anew"
            ) from error
        try:
            return bytes(stream.readAllBytes())
        finally:
            stream.close()

    def write_bytes(self, name: str, content: bytes) -> None:
        """Write a small file beside its place, then move it there over the one before."""
        partial = f"{name}.partial"
        self._system.mkdirs(self._path(name).getParent())
        stream = self._system.create(self._path(partial), True)
        try:
            stream.write(bytearray(content))
        finally:
            stream.close()
        rename = getattr(self._hadoop, "Options$Rename")
        options = self.session.sparkContext._gateway.new_array(rename, 1)  # type: ignore[union-attr]
        options[0] = rename.OVERWRITE
        context = self._hadoop.FileContext.getFileContext(self._path("").toUri(), self._settings)
        context.rename(self._path(partial), self._path(name), options)

    def write_manifest(self, manifest: Manifest) -> None:
        """Put a manifest in place of the one before."""
        self.write_bytes(MANIFEST_NAME, render_manifest(manifest).encode())

    def move(self, source: str, name: str) -> None:
        """Move a file to a name that no other has."""
        target = self._path(name)
        self._system.mkdirs(target.getParent())
        self._system.delete(target, False)
        if not self._system.rename(self._path(source), target):
            raise DataError(f"{self.uri}/{source} cannot be moved to {name}: see the store's log")

    def list_names(self, folder: str) -> list[str]:
        """Names of the files in a folder, sorted; none where there is no folder."""
        try:
            found = self._system.listStatus(self._path(folder))
        except Py4JJavaError:
            return []
        return sorted(each.getPath().getName() for each in found if each.isFile())

    def find_size(self, name: str) -> int | None:
        """Bytes of a file, None where there is none."""
        state = self._find_state(name)
        return None if state is None else state[1]

    def remove(self, name: str) -> None:
        """Remove a file or folder, if it is there."""
        self._system.delete(self._path(name), True)

    def _find_state(self, name: str) -> _State | None:
        try:
            status = self._system.getFileStatus(self._path(name))
        except Py4JJavaError as error:
            if error.java_exception.getClass().getSimpleName() != "FileNotFoundException":
                raise InputError(
                    f"{self.uri} cannot be read ({_tell(error)}): give Spark access to it"
                ) from None
            return None
        return int(status.getModificationTime()), int(status.getLen())

    def _path(self, name: str) -> JavaObject:
        return self._hadoop.Path(f"{self.uri}/{name}" if name else f"{self.uri}/")

    @property
    def _hadoop(self) -> JavaObject:
        jvm = self.session.sparkContext._jvm
        assert jvm is not None
        return jvm.org.apache.hadoop.fs

    @property
    def _settings(self) -> JavaObject:
        return self.session.sparkContext._jsc.hadoopConfiguration()

    @property
    def _system(self) -> JavaObject:
        """The file system; that of this machine without its checksum files."""
        try:
            system = self._path("").getFileSystem(self._settings)
        except Py4JError as error:
            raise InputError(
                f"{self.uri} cannot be reached ({_tell(error)}): give Spark the store's connector "
                "and access, as docs/spark.md says"
            ) from None
        return system.getRaw() if self.uri.startswith("file:") else system


def _tell(error: Py4JError) -> str:
    """What a Java exception says, in a line."""
    inner = getattr(error, "java_exception", None)
    text = str(inner.getMessage() or inner.toString()) if inner is not None else str(error)
    return text.strip().partition("\n")[0][:200]


def open_folder(uri: str) -> HadoopFolder:
    """Reach for a folder with a session of its own.

    Raises:
        InputError: if Spark cannot be started.
    """
    return HadoopFolder(start_session(), uri.rstrip("/"))


def locate_file(path: Path) -> str:
    """The address of a file of this machine, as Hadoop writes it: nothing is escaped."""
    return f"file://{path.absolute().as_posix()}"


def list_uris(session: SparkSession, uri: str, suffixes: tuple[str, ...]) -> list[str]:
    """A file's address as given; a folder stands for the files in it with some endings.

    Raises:
        InputError: if there is no such file.
    """
    above, _, name = uri.rstrip("/").rpartition("/")
    if HadoopFolder(session, above).find_size(name) is None:
        raise InputError(f"there is no file {uri}: give the feed's files or their folder")
    inside = [n for n in HadoopFolder(session, uri).list_names("") if n.lower().endswith(suffixes)]
    return [f"{uri.rstrip('/')}/{each}" for each in inside] or [uri]


def name_path(session: SparkSession, uri: str) -> str:
    """An address as Spark's readers write it in their answers."""
    jvm = session.sparkContext._jvm
    assert jvm is not None
    path = jvm.org.apache.hadoop.fs.Path(uri)
    system = path.getFileSystem(session.sparkContext._jsc.hadoopConfiguration())
    return str(path.makeQualified(system.getUri(), system.getWorkingDirectory()).toString())
