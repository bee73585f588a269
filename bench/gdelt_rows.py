"""Make rows in the format of GDELT 2.0's event files: 61 columns, tabs, no header, no quoting.

Usage: python bench/gdelt_rows.py OUT.csv --rows 1000000 [--seed 7] [--watched 40000] [--zip]
       (and --first-day 2023-01-01 --last-day 2023-06-30 for another period)

The rows are invented, and the same arguments give the same bytes. What costs time and space is made
to look like the real thing: skewed states, dyads, actors, codes and places; articles of one to
eight rows that stand together and share address, tone and most actors and places. GDELT's blog
gives 159 million rows of version 2.0 as 63 GB, or 396 bytes each; a file of a quarter of an hour is
seen with about 1,000 rows in 65 KB of zip.

With --watched N, rows with RUS or PRK in Actor1CountryCode or Actor2CountryCode are N fixed ones
(15 % of them join the two), with the same GLOBALEVENTID however many rows stand around them, so
long as seed and days are the same. Without it every dyad grows with the file.

`gdelt_world.py` has what all files draw from, `gdelt_articles.py` draws articles, and
`gdelt_columns.py` writes the columns of their rows.
"""

import argparse
import contextlib
import datetime as dt
import io
import itertools
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import numpy as np
import polars as pl

from gdelt_articles import build_dyads, build_watched_dyads
from gdelt_columns import generate_block

FIRST_ID = 1_000_000_000
FIRST_DAY, LAST_DAY = dt.date(2022, 1, 1), dt.date(2024, 12, 31)
BLOCK_ROWS = 50_000
IDS_A_SLOT = 10_000
WATCHED = ("RUS", "PRK")
WATCHED_PAIR_SHARE = 0.15


def generate_watched(
    rows: int, seed: int, first_day: dt.date, last_day: dt.date, pair: tuple[str, str] = WATCHED
) -> pl.DataFrame:
    """The fixed rows of a watched pair: 15 % between the two, the rest with one of them."""
    both = max(1, round(rows * WATCHED_PAIR_SHARE))
    parts = []
    for together, count in ((True, both), (False, max(1, rows - both))):
        dyads = build_watched_dyads(pair, together=together)
        parts.append(
            generate_block(count, _mix(seed, -1 - together), 0, first_day, last_day, dyads)
        )
    return pl.concat(parts).sort("DATEADDED", maintain_order=True)


def generate_blocks(
    rows: int,
    seed: int = 7,
    first_day: dt.date = FIRST_DAY,
    last_day: dt.date = LAST_DAY,
    watched: int = 0,
    block_rows: int = BLOCK_ROWS,
) -> Iterator[pl.DataFrame]:
    """Make a record block by block, each of whole days, in the order of time.

    Args:
        rows: of all blocks together, with the watched ones.
        seed: of the whole record.
        first_day, last_day: between which the rows were added, both with it.
        watched: how many fixed rows RUS and PRK have; 0 lets them grow with the rest.
        block_rows: about how many rows a block has, where it has more than one day.
    """
    days = (last_day - first_day).days + 1
    edges = np.linspace(0, days, min(days, max(1, round(rows / block_rows))) + 1).astype(int)
    dyads = build_dyads(WATCHED if watched else ())
    fixed = generate_watched(watched, seed, first_day, last_day) if watched else None
    done = 0
    for number, (begin, end) in enumerate(itertools.pairwise(edges)):
        until = (rows - watched) * int(end) // days
        start, stop = (first_day + dt.timedelta(int(day)) for day in (begin, end - 1))
        block = generate_block(
            until - done, _mix(seed, number), FIRST_ID + done, start, stop, dyads
        )
        done = until
        yield block if fixed is None else _insert(fixed, block, first_day, start, stop)


def _mix(seed: int, number: int) -> int:
    return int(np.random.SeedSequence((seed, number + 10)).generate_state(1, np.uint64)[0])


def _insert(
    fixed: pl.DataFrame, block: pl.DataFrame, origin: dt.date, start: dt.date, stop: dt.date
) -> pl.DataFrame:
    """Put the fixed rows of these days before the others of their quarter of an hour."""
    day = pl.col("DATEADDED").str.slice(0, 8)
    rows = pl.concat(
        [fixed.filter(day.is_between(pl.lit(f"{start:%Y%m%d}"), pl.lit(f"{stop:%Y%m%d}"))), block],
        rechunk=True,  # six times faster to gather from
    )
    added = rows["DATEADDED"].str.to_datetime("%Y%m%d%H%M%S", time_unit="ms")
    slot = ((added - dt.datetime.combine(origin, dt.time())).dt.total_minutes() // 15).to_numpy()
    order = np.argsort(slot, kind="stable")
    slot = slot[order]
    within = np.arange(slot.size) - np.searchsorted(slot, slot)
    if within.max() >= IDS_A_SLOT:
        raise ValueError(f"more than {IDS_A_SLOT} rows in a quarter of an hour; give more days")
    ids = pl.Series("GLOBALEVENTID", FIRST_ID + slot * IDS_A_SLOT + within)
    return rows.select(pl.all().gather(order)).with_columns(ids.cast(pl.String))


def write_block(frame: pl.DataFrame, path: Path) -> None:
    """Write one frame as GDELT does; a path that ends in .zip gets a zip with one member."""
    write_blocks([frame], path)


def write_blocks(frames: Iterable[pl.DataFrame], path: Path) -> int:
    """Write frames one after the other into one file, and count the rows."""
    rows = 0
    with contextlib.ExitStack() as stack:
        target: IO[bytes]
        if path.suffix == ".zip":
            archive = stack.enter_context(zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED))
            target = stack.enter_context(archive.open(path.stem, "w", force_zip64=True))
        else:
            target = stack.enter_context(path.open("wb"))
        for frame in frames:
            text = io.BytesIO()
            frame.write_csv(text, include_header=False, separator="\t", quote_style="never")
            target.write(text.getbuffer())
            rows += frame.height
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--watched", type=int, default=0, help="fixed rows of RUS and PRK")
    parser.add_argument("--zip", action="store_true", help="write OUT.csv.zip instead")
    parser.add_argument("--first-day", type=dt.date.fromisoformat, default=FIRST_DAY)
    parser.add_argument("--last-day", type=dt.date.fromisoformat, default=LAST_DAY)
    options = parser.parse_args()
    zipped = options.zip and options.out.suffix != ".zip"
    out = options.out.with_name(f"{options.out.name}.zip") if zipped else options.out
    days = (options.first_day, options.last_day)
    rows = write_blocks(generate_blocks(options.rows, options.seed, *days, options.watched), out)
    print(f"{rows:,} rows, {out.stat().st_size / rows:.1f} bytes each, in {out}")


if __name__ == "__main__":
    main()
