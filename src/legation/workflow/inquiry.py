"""Ask the record in a process of its own, which loads the engine while this one reads.

Loading ibis and DuckDB takes as long as reading and indexing a report. Begun first and side by
side, the two together take hardly longer than one. Where the other process cannot be had or
fails, the record is asked here, with the same answer. This module loads nothing heavy itself, so
that a door can begin the inquiry before it loads anything else.
"""

import contextlib
import pickle
import subprocess
import sys
from typing import Self

from attrs import define

from legation.record.place import RemoteRoot, Root

_SERVER = "legation.workflow.record_server"
_MANIFEST = "manifest.json"


@define(eq=False)
class Inquiry:
    """A record that will be asked one question.

    Attributes:
        root: the record's folder or address.
        engine_name: which engine answers; only DuckDB is loaded beside, since Spark has processes
            of its own, and belongs to this one where `spark-submit` started it.
        process: where the engine is being loaded, None where there is nothing to load.
    """

    root: Root
    engine_name: str = "duckdb"
    process: "subprocess.Popen[bytes] | None" = None

    def __enter__(self) -> Self:
        """Begin to load the engine where there is a record."""
        if self.engine_name != "duckdb" or isinstance(self.root, RemoteRoot):
            return self
        if (self.root / _MANIFEST).is_file():
            with contextlib.suppress(OSError):
                self.process = subprocess.Popen(
                    [sys.executable, "-m", _SERVER, str(self.root)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
        return self

    def __exit__(self, *_: object) -> None:
        """End the other process, asked or not."""
        if self.process is None:
            return
        self.process.kill()
        self.process.communicate()

    def ask(self, question: object) -> object | None:
        """Put a question to the other process.

        Returns:
            Its answer, None where there is no such process or it failed.
        """
        if self.process is None:
            return None
        try:
            output, _ = self.process.communicate(pickle.dumps(question))
            return pickle.loads(output) if self.process.returncode == 0 else None
        except (OSError, ValueError, EOFError, pickle.UnpicklingError):
            return None
