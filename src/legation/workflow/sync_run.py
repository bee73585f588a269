"""One run of a sync: chunks in order, the next ones fetched while one is imported."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from pathlib import Path

from attrs import define, evolve, field
from polars.exceptions import PolarsError

from legation.errors import InputError
from legation.feeds.transport_nouns import RemoteFile
from legation.tables.deliveries import States
from legation.workflow.import_feed import ImportSummary, import_files
from legation.workflow.sync_fetching import Fetcher, Outcome, State
from legation.workflow.sync_nouns import Progress, Report, SyncRequest, SyncSummary
from legation.workflow.sync_plan import Chunk, Plan, choose_states
from legation.workflow.sync_spool import Spool

_LOOK_UP_S = 0.2
Importer = Callable[[str, Sequence[Path], Path, States], ImportSummary]


@define(eq=False)
class Run:
    """The work of one run.

    Attributes:
        request: what is wanted.
        root: the record's folder.
        spool: where fetched files wait.
        plan: what there is to do.
        chunks_ahead: chunks in the spool at once.
        report: called whenever something came or was imported.
        importer: imports the files of a chunk.
        summary: what became of the chunks so far.
    """

    request: SyncRequest
    root: Path
    spool: Spool
    plan: Plan
    chunks_ahead: int
    report: Report
    importer: Importer = import_files
    summary: SyncSummary = field(init=False)
    _progress: Progress = field(init=False)
    _sizes: dict[str, int] = field(factory=dict, init=False)
    _lock: threading.Lock = field(factory=threading.Lock, init=False)

    def __attrs_post_init__(self) -> None:
        self.summary = SyncSummary(self.plan.wanted, self.plan.held, 0)
        files = self.plan.files
        self._progress = Progress(0, len(files), 0, sum(file.size or 0 for file in files))

    def note_size(self, file: RemoteFile, size: int) -> None:
        """Bytes of a file that are there by now."""
        with self._lock:
            more = size - self._sizes.get(file.url, 0)
            self._sizes[file.url] = size
            self._progress = evolve(self._progress, size=self._progress.size + more)
        self.report(self._progress)

    def _note_chunk(self, chunk: str, files: int = 0) -> None:
        with self._lock:
            done = self._progress.files + files
            self._progress = evolve(self._progress, files=done, chunk=chunk)
        self.report(self._progress)

    def work(self, fetcher: Fetcher) -> None:
        """Fetch and import all chunks."""
        waiting: list[tuple[Chunk, list[Future[Outcome]]]] = []
        chunks = iter(self.plan.chunks)
        while True:
            while len(waiting) < self.chunks_ahead and (chunk := next(chunks, None)):
                waiting.append((chunk, [fetcher.submit(file) for file in chunk.files]))
            if not waiting:
                return
            chunk, futures = waiting.pop(0)
            self._note_chunk(chunk.name)
            self._take(chunk, _await(futures), fetcher)
            self._note_chunk(chunk.name, len(chunk.files))

    def _take(self, chunk: Chunk, outcomes: Sequence[Outcome], fetcher: Fetcher) -> None:
        """Import what came of a chunk; one that a halt cut short waits for the next run."""
        fetched = [each for each in outcomes if each.path is not None]
        left = [each for each in outcomes if each.path is None]
        if any(each.state is State.WAITING for each in left):
            left += _postpone(fetched, fetcher)
        elif fetched:
            try:
                left += self._import(chunk, fetched)
            except OSError as error:
                fetcher.halt(f"{self.root} cannot be written: {error.strerror or error}")
                left += _postpone(fetched, fetcher)
            except PolarsError as error:  # how a full disk shows while Parquet is written
                what = f"{chunk.name} cannot be imported ({error})"
                fetcher.halt(f"{what}: make room on the disk, or report it")
                left += _postpone(fetched, fetcher)
        self.summary = evolve(self.summary, left=(*self.summary.left, *left))

    def _import(self, chunk: Chunk, fetched: Sequence[Outcome]) -> list[Outcome]:
        """Import files, delete them, and say which of them could not be read."""
        paths = [each.path for each in fetched if each.path is not None]
        sizes = {path: path.stat().st_size for path in paths}
        try:
            states = choose_states(chunk.feed, self.request.states)
            done = self.importer(chunk.feed, paths, self.root, states)
            refused = dict(done.refused)
        except InputError as error:  # not one file could be read
            done = ImportSummary()
            refused = {each.file.name: str(error) for each in fetched}
        self.spool.discard(each.file for each in fetched)
        read = [each for each in fetched if each.file.name not in refused]
        self._add(done, len(read), sum(sizes[each.path] for each in read if each.path))
        return [
            evolve(each, state=State.REFUSED, reason=refused[each.file.name], path=None)
            for each in fetched
            if each.file.name in refused
        ]

    def _add(self, done: ImportSummary, files: int, size: int) -> None:
        before = self.summary
        self.summary = evolve(
            before,
            imported=before.imported + files,
            size=before.size + size,
            lines=before.lines + done.lines,
            added=before.added + done.added,
            held_rows=before.held_rows + done.held,
            left_out=before.left_out + done.left_out,
            quarantined=before.quarantined + done.quarantined,
        )


def _await(futures: Sequence[Future[Outcome]]) -> list[Outcome]:
    """Outcomes in order; looks up now and then, since a signal may wake another thread."""
    while wait(futures, timeout=_LOOK_UP_S).not_done:
        pass
    return [future.result() for future in futures]


def _postpone(fetched: Sequence[Outcome], fetcher: Fetcher) -> list[Outcome]:
    """Files that wait in the spool for the next run."""
    return [evolve(each, state=State.WAITING, reason=fetcher.halted) for each in fetched]
