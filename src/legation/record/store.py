"""A record on the disk: where it lies and what its manifest says."""

from pathlib import Path

from attrs import field, frozen

from legation.errors import DataError, InputError
from legation.record.duckdb import DuckdbEngine
from legation.record.manifest import Manifest, read_manifest


@frozen
class Record:
    """The events that were imported under one folder.

    Attributes:
        root: the folder; need not exist yet.
    """

    root: Path
    _engines: dict[tuple[Path, ...], DuckdbEngine] = field(
        factory=dict, init=False, eq=False, repr=False
    )

    def read_manifest(self) -> Manifest:
        """What the record holds now."""
        return read_manifest(self.root)

    def list_events(self) -> tuple[Path, ...]:
        """The Parquet files with events, sorted.

        Raises:
            DataError: if one that the manifest names is missing.
        """
        parts = [part for part in self.read_manifest().parts if part.rows]
        paths = tuple(part.locate_events(self.root) for part in parts)
        for path in paths:
            if not path.is_file():
                raise DataError(f"{path} is missing: put it back, or import its files anew")
        return paths

    def list_quarantine(self) -> tuple[Path, ...]:
        """The Parquet files with quarantined rows, sorted."""
        parts = [part for part in self.read_manifest().parts if part.quarantined]
        return tuple(part.locate_quarantine(self.root) for part in parts)

    def start_engine(self) -> DuckdbEngine | None:
        """The engine over the present rows, None where there are none; started on first use."""
        paths = self.list_events()
        if not paths:
            return None
        if paths not in self._engines:
            for engine in self._engines.values():
                engine.close()
            self._engines.clear()
            self._engines[paths] = DuckdbEngine(paths)
        return self._engines[paths]


def open_record(root: Path) -> Record:
    """Open the record under a folder; one that does not exist is an empty record.

    Raises:
        InputError: if the path is a file.
        DataError: if the manifest is damaged.
    """
    if root.is_file():
        raise InputError(f"{root} is a file: a record is a folder")
    record = Record(root)
    record.read_manifest()
    return record
