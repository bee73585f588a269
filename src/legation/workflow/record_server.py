"""The other side of an inquiry: loads the engine, answers one question, ends."""

import datetime as dt
import gc
import os
import pickle
import sys
from pathlib import Path
from typing import IO

import polars as pl

from legation.record.store import open_record
from legation.tables.counts import WINDOWS_SCHEMA
from legation.workflow.extraction import RecordQuestion, answer_question


def serve_question(root: Path, questions: IO[bytes], answers: IO[bytes]) -> None:
    """Rehearse, wait for one question, answer it; end where none comes.

    The rehearsal asks for a pair that does not exist, so that everything is loaded by the time
    when the question arrives.

    Args:
        root: the record's folder.
        questions: a pickled `RecordQuestion` to the end of the stream.
        answers: where the pickled `RecordExtract` goes.
    """
    nobody = RecordQuestion(dt.date.max, ("", "-"), pl.DataFrame(schema=WINDOWS_SCHEMA))
    answer_question(open_record(root), nobody)
    data = questions.read()
    if data:
        answers.write(pickle.dumps(answer_question(open_record(root), pickle.loads(data))))


if __name__ == "__main__":
    gc.disable()
    serve_question(Path(sys.argv[1]), sys.stdin.buffer, sys.stdout.buffer)
    sys.stdout.flush()
    os._exit(0)  # to take everything down again takes a third of a second, and somebody waits
