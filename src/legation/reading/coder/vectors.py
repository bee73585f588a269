"""What words mean, as numbers: vectors of lemmas, near each other where the meanings are near."""

import functools
import io
import zipfile
from importlib.resources import files
from pathlib import Path

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from legation.errors import DataError
from legation.reading.coder.parsing import Parse

_FILE = "vectors.zip"


@frozen(eq=False)
class WordVectors:
    """Vectors of length one, made by `tools/coder_vectors.py`.

    Attributes:
        rows: each key's row: `lemma/V` for verbs, `lemma/N` for nouns, adjectives and adverbs.
        table: the vectors, and a last row of zeros for words that are not known.
    """

    rows: dict[str, int]
    table: NDArray[np.float32]

    def find(self, parse: Parse, place: int) -> int:
        """The row of a word; -1 for names, numbers, pronouns and words that are not known."""
        tag, lemma = parse.tags[place], parse.lemmas[place]
        keys: tuple[str, ...] = ()
        if tag.startswith("V"):
            keys = (f"{parse.verbs[place]}/V", f"{lemma}/V", f"{lemma}/N")
        elif tag in _WORDS:
            keys = (f"{lemma}/N", f"{lemma}/V")
        find = self.rows.get
        return next((row for key in keys if (row := find(key)) is not None), -1)


_WORDS = frozenset(["NN", "NNS", "JJ", "JJR", "JJS", "RB", "RP", "IN", "FW", "UH", "WRB"])


@functools.cache
def load_vectors() -> WordVectors:
    """Read the vectors of the package.

    Raises:
        DataError: if the file is absent or damaged.
    """
    path = Path(str(files("legation.reading"))) / "data" / "coder" / _FILE
    try:
        with zipfile.ZipFile(path) as archive:
            words = archive.read("words").decode().split("\n")
            scale = float(archive.read("scale"))
            stored = np.load(io.BytesIO(archive.read("vectors")), allow_pickle=False)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise DataError(
            f"the coder's vectors {path.name} cannot be read ({error}): install the package anew"
        ) from None
    table = np.zeros((len(words) + 1, stored.shape[1]), dtype=np.float32)
    np.divide(stored, scale, out=table[:-1])
    return WordVectors({word: row for row, word in enumerate(words)}, table)
