"""The other side of a coding: loads the parser, codes one report, ends."""

import gc
import os
import pickle
import sys
from typing import IO

from legation.reading.coder.coder import load_coder
from legation.reading.coder.coding import code_events
from legation.reading.coder.parsing import load_pipeline, parse_sentences


def serve_coding(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Load everything, wait for one report, code it; end where none comes.

    Args:
        questions: a pickled `Report` to the end of the stream.
        answers: where the pickled events go.
    """
    coder = load_coder()
    list(parse_sentences(["Moscow praised Minsk."], load_pipeline(coder.pipeline_name)))
    data = questions.read()
    if data:
        answers.write(pickle.dumps(code_events(pickle.loads(data), coder)))


if __name__ == "__main__":
    gc.disable()
    serve_coding(sys.stdin.buffer, sys.stdout.buffer)
    sys.stdout.flush()
    os._exit(0)  # to take everything down again takes a third of a second, and somebody waits
