"""Reading a file of a feed in batches: events or mentions, and every other line with its reason."""

import functools
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl
from attrs import frozen

from legation.errors import InputError
from legation.feeds.blocks import BLOCK_BYTES, Block, cut_blocks
from legation.feeds.columns import REASON
from legation.feeds.declaration import FILE, Coded, Feed
from legation.feeds.files import digest_file, list_members, open_member
from legation.feeds.layout import Layout, find_layout
from legation.feeds.lineage import SIDES, date_states, extend_states
from legation.feeds.lines import HEADER_REPEATED, CheckedLines, check_lines, parse_lines
from legation.tables.deliveries import FeedBatch, FeedFile, States, name_batch
from legation.tables.events import FEED_SCHEMA, QUARANTINE_SCHEMA, EventColumn
from legation.tables.mentions import MENTION_SCHEMA

_LOOKED_AT_BYTES = 1 << 18
_Piece = tuple[CheckedLines, pl.DataFrame]


@frozen(eq=False)
class _Reading:
    """What is asked of one file."""

    feed: Feed
    path: Path
    batch: str
    members: tuple[tuple[str, Layout], ...]
    states: States
    block_bytes: int


def open_feed_file(
    feed: Feed, path: Path, states: States = None, block_bytes: int = BLOCK_BYTES
) -> FeedFile:
    """Open one file of a feed: plain, `.gz` or `.zip`.

    Args:
        feed: one of `legation.feeds.catalogue.FEEDS`.
        path: a file as published, unpacked or not.
        states: keep only events with one of these states, or a predecessor or successor of one,
            on either side; all where None.
        block_bytes: how much is read at a time; memory grows with it.

    Returns:
        The file, hashed; its `read` gives the batches.

    Raises:
        InputError: if the file cannot be read, is empty or damaged, or is no file of the feed.
    """
    if states is not None and feed.gives_mentions:
        raise InputError(
            f"{feed.name} files name no states: import {path.name} without a choice of states"
        )
    digest = digest_file(path)
    if not digest.size:
        raise InputError(f"{path.name} is empty: fetch it again, or leave it out")
    reading = _Reading(
        feed, path, name_batch(digest.sha256), _look_into(feed, path), states, block_bytes
    )
    return FeedFile(
        name=path.name,
        sha256=digest.sha256,
        md5=digest.md5,
        size=digest.size,
        origin=feed.origin,
        states=states,
        read=functools.partial(_read_batches, reading),
    )


def _look_into(feed: Feed, path: Path) -> tuple[tuple[str, Layout], ...]:
    """The members that hold something, each with its layout."""
    members = []
    names = list_members(path)
    for name in names:
        with open_member(path, name) as stream:
            beginning = stream.read(_LOOKED_AT_BYTES)
        if beginning:
            shown = path.name if len(names) == 1 else f"{name} in {path.name}"
            members.append((name, find_layout(feed, shown, beginning)))
    if not members:
        raise InputError(f"{path.name} is empty: fetch it again, or leave it out")
    return tuple(members)


def _read_batches(reading: _Reading) -> Iterator[FeedBatch]:
    for name, layout in reading.members:
        for checked, rows in _read_ahead(_read_rows(reading, name, layout)):
            yield _build_batch(reading, name, layout, checked, rows)


def _read_ahead(pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    """The same pieces, the next of which is read while one is worked on."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        ahead = thread.submit(next, pieces, None)
        while (piece := ahead.result()) is not None:
            ahead = thread.submit(next, pieces, None)
            yield piece


def _read_rows(reading: _Reading, member: str, layout: Layout) -> Iterator[_Piece]:
    for block in _read_blocks(reading, member):
        data = _skip_header(block) if layout.header and block.first_line == 1 else block
        if data.content:
            checked = check_lines(data, layout)
            yield checked, parse_lines(checked, layout)


def _read_blocks(reading: _Reading, member: str) -> Iterator[Block]:
    """Blocks of a member; what fails here is the file's fault, what fails outside is ours."""
    with open_member(reading.path, member) as stream:
        yield from cut_blocks(stream, reading.block_bytes)


def _skip_header(block: Block) -> Block:
    return Block(block.content[block.content.index(b"\n") + 1 :], block.first_line + 1)


def _build_batch(
    reading: _Reading,
    member: str,
    layout: Layout,
    checked: CheckedLines,
    rows: pl.DataFrame,
) -> FeedBatch:
    """Judge and code the sound lines of one block, and quarantine the others.

    A feed's functions are never asked about no rows at all.
    """
    if rows.is_empty():
        return FeedBatch(_NO_EVENTS, _quarantine(reading, member, layout, checked, _NO_REASONS))
    names = pl.lit(f"{reading.path.name}/{member}").alias(FILE)
    judged = reading.feed.judge(rows.with_columns(names))
    quarantine = _quarantine(reading, member, layout, checked, judged[REASON])
    has_faults = judged[REASON].null_count() < judged.height
    sound = judged.filter(pl.col(REASON).is_null()) if has_faults else judged
    if sound.is_empty():
        return FeedBatch(_NO_EVENTS, quarantine)
    return _code_batch(reading, reading.feed.code(sound), quarantine)


def _code_batch(reading: _Reading, coded: Coded, quarantine: pl.DataFrame) -> FeedBatch:
    batch = pl.lit(reading.batch).alias(EventColumn.BATCH)
    if reading.feed.gives_mentions:
        mentions = coded.rows.with_columns(batch).select(MENTION_SCHEMA.names())
        return FeedBatch(_NO_EVENTS, quarantine, 0, coded.unknown_countries, mentions)
    dated, left_out = _choose(coded, reading.states)
    events = dated.with_columns(batch).select(FEED_SCHEMA.names())
    return FeedBatch(events, quarantine, left_out, coded.unknown_countries)


_NO_REASONS = pl.Series(REASON, [], dtype=pl.String)
_NO_EVENTS = pl.DataFrame(schema=FEED_SCHEMA)


def _choose(coded: Coded, states: States) -> tuple[pl.DataFrame, int]:
    """The rows that concern the states, by their ids of today or of the day, and the rest."""
    dated = date_states(coded.rows)
    if states is None:
        return dated, 0
    wanted = sorted(extend_states(states))
    concerned = pl.any_horizontal(pl.col(SIDES).is_in(wanted)).alias("concerned")
    keep = dated.select(concerned).to_series() | coded.rows.select(concerned).to_series()
    kept = dated.filter(keep)
    return kept, dated.height - kept.height


def _quarantine(
    reading: _Reading, member: str, layout: Layout, checked: CheckedLines, reasons: pl.Series
) -> pl.DataFrame:
    faults = dict(checked.faults)
    if reasons.null_count() < len(reasons):
        rows = reasons.is_not_null().arg_true().to_list()
        given = reasons.drop_nulls().to_list()
        faults.update(zip(checked.find_offsets(rows), given, strict=True))
    if not faults:
        return _NO_QUARANTINE
    offsets = sorted(faults)
    texts = [checked.quote(offset) for offset in offsets]
    named = [
        HEADER_REPEATED if text == layout.header else faults[offset]
        for offset, text in zip(offsets, texts, strict=True)
    ]
    file = reading.path.name
    shown = file if len(reading.members) == 1 else f"{file}/{Path(member).name}"
    return pl.DataFrame(
        {
            "file": shown,
            "line": [checked.first_line + offset for offset in offsets],
            "reason": named,
            "text": texts,
            "batch": reading.batch,
        },
        schema=QUARANTINE_SCHEMA,
    )


_NO_QUARANTINE = pl.DataFrame(schema=QUARANTINE_SCHEMA)
