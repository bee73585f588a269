"""Ask the record in a process of its own, which loads the engine while this one reads.

Loading ibis and DuckDB takes as long as reading and indexing a report. Begun first and side by
side, the two together take hardly longer than one.
"""

from typing import Self

from attrs import define, field

from legation.record.place import RemoteRoot, Root
from legation.workflow.aside import Aside

_SERVER = "legation.workflow.record_server"
_MANIFEST = "manifest.json"


@define(eq=False)
class Inquiry:
    """A record that will be asked one question.

    Attributes:
        root: the record's folder or address.
        engine_name: which engine answers; only DuckDB is loaded beside, since Spark has processes
            of its own, and belongs to this one where `spark-submit` started it.
    """

    root: Root
    engine_name: str = "duckdb"
    _aside: Aside | None = field(default=None, init=False)

    def __enter__(self) -> Self:
        """Begin to load the engine where there is a record."""
        if self.engine_name != "duckdb" or isinstance(self.root, RemoteRoot):
            return self
        if (self.root / _MANIFEST).is_file():
            self._aside = Aside(_SERVER, (str(self.root),)).__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        """End the other process, asked or not."""
        if self._aside is not None:
            self._aside.__exit__()

    def ask(self, question: object) -> object | None:
        """Put a question to the other process.

        Returns:
            Its answer, None where there is no such process or it failed.
        """
        return self._aside.ask(question) if self._aside is not None else None
