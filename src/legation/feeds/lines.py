"""Lines that fit their layout, told from those that do not, for a whole block at a time."""

import io
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import polars as pl
from attrs import frozen

from legation.errors import DataError
from legation.feeds.blocks import KEPT_BYTES, LONGEST_LINE_BYTES, Block
from legation.feeds.layout import SEPARATOR, Layout

Bytes = npt.NDArray[np.uint8]
Positions = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]

TEXT_LENGTH = 2_000
HEADER_REPEATED = "header repeated"
_TAB, _LINE_FEED = 9, 10
_FIRST_SURROGATE, _LAST_SURROGATE = 0xD800, 0xDFFF


@frozen(eq=False)
class CheckedLines:
    """A block's lines.

    Attributes:
        content: all of them, without carriage returns at their ends.
        first_line: number of the first.
        ends: position of each line feed in `content`.
        sound: those that fit the layout.
        offsets: of each line in `sound`, its place in the block; None where all are sound.
        faults: places in the block of the others, and what is wrong with them.
    """

    content: bytes
    first_line: int
    ends: Positions
    sound: bytes
    offsets: Positions | None = None
    faults: tuple[tuple[int, str], ...] = ()

    @property
    def sound_count(self) -> int:
        """Number of lines that fit the layout."""
        return len(self.ends) if self.offsets is None else len(self.offsets)

    def find_offsets(self, rows: Iterable[int]) -> list[int]:
        """Places in the block of rows of the sound lines."""
        return [int(row if self.offsets is None else self.offsets[row]) for row in rows]

    def quote(self, offset: int) -> str:
        """The line at a place in the block, 2,000 characters at most."""
        start = int(self.ends[offset - 1]) + 1 if offset else 0
        line = self.content[start : min(int(self.ends[offset]), start + KEPT_BYTES)]
        return line.decode(errors="replace").replace("\0", "\ufffd")[:TEXT_LENGTH]


def check_lines(block: Block, layout: Layout) -> CheckedLines:
    """Tell the lines that fit the layout from the others.

    Sound blocks are settled by a few passes of numpy over their bytes; only a block with a fault
    is looked at line by line.
    """
    content = _mend_encoding(_drop_returns(block.content), layout.declaration.fallback_encoding)
    letters = np.frombuffer(content, dtype=np.uint8)
    ends = np.flatnonzero(letters == _LINE_FEED)
    if block.is_overlong:
        fault = f"line longer than {LONGEST_LINE_BYTES:,} bytes"
        return CheckedLines(content, block.first_line, ends, b"", ends[:0], ((0, fault),))
    if _is_sound(content, letters, ends, len(layout.names)):
        return CheckedLines(content, block.first_line, ends, content)
    return _sort_out(content, letters, ends, block.first_line, layout)


def _drop_returns(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n") if b"\r" in content else content


def _mend_encoding(content: bytes, fallback: str) -> bytes:
    """Write lines that are not UTF-8 anew, read by another encoding."""
    if not fallback or _is_utf8(content):
        return content
    lines = content.split(b"\n")
    bad = np.flatnonzero(_mark_not_utf8(content))
    mended = b"\n".join(lines[place] for place in bad).decode(fallback).encode().split(b"\n")
    for place, line in zip(bad, mended, strict=True):
        lines[place] = line
    return b"\n".join(lines)


def _is_utf8(content: bytes) -> bool:
    if content.isascii():
        return True
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _mark_not_utf8(content: bytes) -> Marks:
    """Lines with bytes that are not UTF-8: decoded, those are lone surrogates, as no others."""
    text = content.decode(errors="surrogateescape")
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    ends = np.flatnonzero(letters == _LINE_FEED)
    marks = np.zeros(len(ends), dtype=bool)
    strays = np.flatnonzero((letters >= _FIRST_SURROGATE) & (letters <= _LAST_SURROGATE))
    marks[np.searchsorted(ends, strays)] = True
    return marks


def _is_sound(content: bytes, letters: Bytes, ends: Positions, width: int) -> bool:
    tabs = letters == _TAB
    if np.count_nonzero(tabs) != len(ends) * (width - 1) or b"\0" in content:
        return False
    # Counts modulo 256 suffice, since their sum is right and none may be too small.
    counts = np.add.reduceat(tabs.view(np.uint8), _find_starts(ends), dtype=np.uint8)
    return (
        bool((counts == width - 1).all())
        and int(np.diff(ends, prepend=-1).max()) <= LONGEST_LINE_BYTES + 1
        and _is_utf8(content)
    )


def _find_starts(ends: Positions) -> Positions:
    return np.concatenate(([0], ends[:-1] + 1))


def _sort_out(
    content: bytes, letters: Bytes, ends: Positions, first_line: int, layout: Layout
) -> CheckedLines:
    width = len(layout.names)
    counts = _count_tabs(letters, ends)
    surplus = counts - (width - 1)
    loose = _mark_loose(letters, ends, surplus, layout)
    short = (surplus < 0) & (surplus >= -len(layout.declaration.spare))
    fitting = (surplus == 0) | loose | short
    lengths = np.diff(ends, prepend=-1)
    overlong = lengths > LONGEST_LINE_BYTES + 1
    with_null = _mark_with(letters, ends, 0)
    not_utf8 = np.zeros(len(ends), bool) if _is_utf8(content) else _mark_not_utf8(content)
    keep = fitting & ~overlong & ~with_null & ~not_utf8
    faults = {
        f"line longer than {LONGEST_LINE_BYTES:,} bytes": overlong,
        "columns": ~fitting,
        "character U+0000": with_null,
        "bytes that are not UTF-8": not_utf8,
    }
    checked = CheckedLines(
        content,
        first_line,
        ends,
        _mend_ends(letters, ends, keep, np.where(loose, surplus, 0), np.where(short, -surplus, 0)),
        np.flatnonzero(keep),
    )
    return _name_faults(checked, faults, counts, layout)


def _name_faults(
    checked: CheckedLines, faults: dict[str, Marks], counts: Positions, layout: Layout
) -> CheckedLines:
    named: dict[int, str] = {}
    for reason, marks in faults.items():
        for offset in map(int, np.flatnonzero(marks)):
            named.setdefault(offset, reason)
    for offset, reason in named.items():
        text = checked.quote(offset)
        if not text.strip():
            named[offset] = "blank line"
        elif text == layout.header:
            named[offset] = HEADER_REPEATED
        elif reason == "columns":
            named[offset] = f"{counts[offset] + 1} columns instead of {len(layout.names)}"
    return CheckedLines(
        checked.content,
        checked.first_line,
        checked.ends,
        checked.sound,
        checked.offsets,
        tuple(sorted(named.items())),
    )


def _count_tabs(letters: Bytes, ends: Positions) -> Positions:
    return np.diff(np.searchsorted(np.flatnonzero(letters == _TAB), ends), prepend=0)


def _mark_with(letters: Bytes, ends: Positions, letter: int) -> Marks:
    marks = np.zeros(len(ends), dtype=bool)
    marks[np.searchsorted(ends, np.flatnonzero(letters == letter))] = True
    return marks


def _mark_loose(letters: Bytes, ends: Positions, surplus: Positions, layout: Layout) -> Marks:
    """Lines whose surplus columns are empty and at the end, where the feed has such."""
    marks = surplus > 0
    if not layout.declaration.has_loose_ends or not marks.any():
        return np.zeros(len(ends), dtype=bool)
    tabs = np.flatnonzero(letters == _TAB)
    through = np.searchsorted(tabs, ends[marks])
    # Positions rise, so the last tabs stand side by side if the first of them is in its place.
    marks[marks] = tabs[through - surplus[marks]] == ends[marks] - surplus[marks]
    return marks


def _mend_ends(
    letters: Bytes, ends: Positions, keep: Marks, cut: Positions, add: Positions
) -> bytes:
    """The kept lines, without tabs to cut at their ends and with those to add."""
    lengths = np.diff(ends, prepend=-1)
    kept = np.repeat(keep, lengths)
    if cut.any():
        edges = np.zeros(len(letters) + 1, dtype=np.int8)
        edges[(ends - cut)[cut > 0]] += 1
        edges[ends[cut > 0]] -= 1
        kept &= np.cumsum(edges[:-1], dtype=np.int8) == 0
    if add.any():
        places = np.repeat(ends, np.where(keep, add, 0))
        return np.insert(letters, places, _TAB)[np.insert(kept, places, True)].tobytes()
    return letters[kept].tobytes()


def parse_lines(checked: CheckedLines, layout: Layout) -> pl.DataFrame:
    """The sound lines as text columns: those that the feed uses, empty where a file lacks one.

    Raises:
        DataError: if a line was lost, which would be an error of ours.
    """
    used = [name for name in layout.names if name in layout.declaration.used]
    schema = dict.fromkeys(layout.names, pl.String)
    if checked.sound_count:
        rows = pl.read_csv(
            io.BytesIO(checked.sound),  # a fifth less work for polars than bytes
            separator=SEPARATOR,
            has_header=False,
            quote_char=None,
            schema=schema,
            columns=[layout.names.index(name) for name in used],
            empty_string_is_null=False,
        )
    else:
        rows = pl.DataFrame(schema=dict.fromkeys(used, pl.String))
    if rows.height != checked.sound_count:
        raise DataError(
            f"{checked.sound_count:,} lines were read as {rows.height:,} rows: report this file"
        )
    lacking = [name for name in layout.declaration.used if name not in used]
    return rows.with_columns(pl.lit("").alias(name) for name in lacking)
