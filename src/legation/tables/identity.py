"""Stable ids for events: the same event has the same id on every machine and in every version."""

import numpy as np
import polars as pl

_OFFSET = np.uint64(0xCBF29CE484222325)
_PRIME = np.uint64(0x100000001B3)
ID_LENGTH = 16


def hash_texts(texts: pl.Series) -> pl.Series:
    """Hash each text with 64-bit FNV-1a, a public function that any tool can compute.

    Args:
        texts: strings without null and without the character U+0000, any length.

    Returns:
        16 lower-case hexadecimal digits for each text.

    Source:
        Fowler, Noll, Vo: the FNV non-cryptographic hash algorithm (RFC 9923).

    Examples:
        >>> hash_texts(pl.Series(["", "a", "foobar"])).to_list()
        ['cbf29ce484222325', 'af63dc4c8601ec8c', '85944171f73967e8']
    """
    if texts.is_empty():
        return pl.Series(texts.name, [], dtype=pl.String)
    encoded = np.array([text.encode() for text in texts.to_list()], dtype=np.bytes_)
    width = max(encoded.dtype.itemsize, 1)
    letters = np.ascontiguousarray(encoded).view(np.uint8).reshape(len(encoded), width)
    hashes = np.full(len(encoded), _OFFSET, dtype=np.uint64)
    for position in range(width):
        letter = letters[:, position]
        mixed = (hashes ^ letter) * _PRIME
        hashes = np.where(letter != 0, mixed, hashes)
    digits = hashes.astype(">u8").tobytes().hex()
    starts = range(0, len(digits), ID_LENGTH)
    return pl.Series(texts.name, [digits[start : start + ID_LENGTH] for start in starts])


def hash_event_ids(frame: pl.DataFrame, origin: str, origin_id: str, day: str) -> pl.Series:
    """Make event ids from three columns: an origin's own id is unique only together with the day.

    Args:
        frame: has the three named columns.
        origin: name of the column with the feed.
        origin_id: name of the column with the feed's own id.
        day: name of the column with the day (Date).

    Returns:
        16 hexadecimal digits for each row.
    """
    key = pl.concat_str(
        pl.col(origin), pl.col(origin_id), pl.col(day).cast(pl.String), separator="|"
    )
    return hash_texts(frame.select(key.alias("event_id")).to_series())
