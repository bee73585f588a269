"""Work in a process of its own, beside this one: begun first, asked later.

What loads slowly loads there while this process reads. Where the other process cannot be had or
fails, the asker does the work itself, with the same answer. This module loads nothing heavy, so
that a door can begin the work before it loads anything else.
"""

import contextlib
import os
import pickle
import subprocess
import sys
from typing import Self

from attrs import define, field

CODER = "legation.workflow.coding_server"


@define(eq=False)
class Aside:
    """A module that answers one question in a process of its own.

    Attributes:
        module: run with `python -m`; reads a pickled question from standard input to its end and
            writes a pickled answer to standard output.
        arguments: of the module.
    """

    module: str
    arguments: tuple[str, ...] = ()
    _process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)

    def __enter__(self) -> Self:
        """Begin."""
        with contextlib.suppress(OSError):
            self._process = subprocess.Popen(
                [sys.executable, "-m", self.module, *self.arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},  # the cores are busy already
            )
        return self

    def __exit__(self, *_: object) -> None:
        """End the other process, asked or not."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        process.wait()

    def put(self, question: object) -> None:
        """Send the question, without waiting for the answer."""
        if self._process is None or self._process.stdin is None:
            return
        try:
            self._process.stdin.write(pickle.dumps(question))
            self._process.stdin.close()
        except OSError:
            self.__exit__()

    def take(self) -> object | None:
        """Wait for the answer; None where there is no such process or it failed."""
        if self._process is None or self._process.stdout is None:
            return None
        try:
            output = self._process.stdout.read()
            return pickle.loads(output) if self._process.wait() == 0 else None
        except (OSError, ValueError, EOFError, pickle.UnpicklingError):
            return None

    def ask(self, question: object) -> object | None:
        """Send the question and wait for the answer, None where there is none."""
        self.put(question)
        return self.take()
