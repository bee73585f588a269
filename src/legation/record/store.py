"""A record: where it lies, what its manifest says, and which files a question needs."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import polars as pl
from attrs import field, frozen

from legation.errors import DataError, InputError
from legation.record.engines import Engine, RemoteFiles, open_remote, start_engine
from legation.record.layout import LAYOUTS, Kind
from legation.record.manifest import Manifest, read_manifest
from legation.record.place import RemoteRoot, Root, require_folder


@frozen
class Record:
    """The events that were imported under one folder or address.

    Attributes:
        place: the folder or address; need not exist yet.
        engine_name: which engine answers: `duckdb` or `spark`.
    """

    place: Root
    engine_name: str = "duckdb"
    _engines: dict[str, Engine] = field(factory=dict, init=False, eq=False, repr=False)
    _remotes: dict[str, RemoteFiles] = field(factory=dict, init=False, eq=False, repr=False)

    @property
    def root(self) -> Path:
        """The folder.

        Raises:
            InputError: if the record does not lie in a folder of this machine.
        """
        return require_folder(self.place)

    def read_manifest(self) -> Manifest:
        """What the record holds now."""
        if isinstance(self.place, RemoteRoot):
            return self._reach(self.place).read_manifest()
        return read_manifest(self.place)

    def find_files(
        self,
        kind: Kind,
        as_of: dt.date = dt.date.max,
        keys: Iterable[tuple[str, ...]] | None = None,
    ) -> tuple[Path, ...]:
        """The files of a kind that a question has to read.

        Args:
            kind: which.
            as_of: parts of which nothing was known by then are passed over.
            keys: beginnings of the kind's keys, of which a row must have one; None for all rows.

        Returns:
            Their paths; of a record at an address they begin below that address.

        Raises:
            DataError: if one that the manifest names is missing.
        """
        wanted = None if keys is None else list(keys)
        names = [
            file.name
            for part in self.read_manifest().parts
            if part.known_first is None or part.known_first <= as_of
            for file in part.files
            if file.kind is kind and (wanted is None or any(map(file.may_hold, wanted)))
        ]
        if isinstance(self.place, RemoteRoot):
            return tuple(map(Path, names))
        paths = tuple(self.place / name for name in names)
        for path in paths:
            if not path.is_file():
                raise DataError(f"{path} is missing: put it back, or import its files anew")
        return paths

    def read_rows(self, kind: Kind, as_of: dt.date = dt.date.max) -> pl.DataFrame:
        """All rows of a kind of small files, in no order.

        Args:
            kind: days, ledger or quarantine.
            as_of: as for `find_files`.
        """
        schema = LAYOUTS[kind].schema
        paths = self.find_files(kind, as_of)
        if not paths:
            return pl.DataFrame(schema=schema)
        if isinstance(self.place, RemoteRoot):
            return self._reach(self.place).read_rows(list(map(str, paths))).select(schema.names())
        return pl.read_parquet(list(paths)).select(schema.names())

    def start_engine(self) -> Engine:
        """The engine, started on first use."""
        if self.engine_name not in self._engines:
            uri = self.place.uri if isinstance(self.place, RemoteRoot) else ""
            self._engines[self.engine_name] = start_engine(self.engine_name, uri)
        return self._engines[self.engine_name]

    def _reach(self, place: RemoteRoot) -> RemoteFiles:
        """The small files of a record at an address, reached for once."""
        if place.uri not in self._remotes:
            self._remotes[place.uri] = open_remote(place.uri)
        return self._remotes[place.uri]


def open_record(root: Root, engine_name: str = "duckdb") -> Record:
    """Open the record under a folder or address; one that does not exist is an empty record.

    Args:
        root: where it lies.
        engine_name: which engine answers: `duckdb` or `spark`.

    Raises:
        InputError: if the path is a file, or only Spark reaches the address.
        DataError: if the manifest is damaged.
    """
    if engine_name != "spark" and require_folder(root).is_file():
        raise InputError(f"{root} is a file: a record is a folder")
    record = Record(root, engine_name)
    record.read_manifest()
    return record
