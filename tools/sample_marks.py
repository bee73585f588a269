"""Draw marked rows of a record for a check by hand, each beside the row that it says again.

Usage: python tools/sample_marks.py RECORD [--mirrors 20] [--repeats 50] [--echoes 30] [--seed 7]

Prints one block for each mark: its number, kind and event id, then the earlier row and the marked
one. The rates of `docs/marks.md` were judged from such a sample.
"""

import argparse
import datetime as dt
from pathlib import Path

import polars as pl

from legation.record.selection import select_events
from legation.record.store import open_record
from legation.tables.events import EventColumn, Reading

_ACT = [
    EventColumn.ORIGIN,
    EventColumn.SOURCE_NAME,
    EventColumn.SOURCE_STATE,
    EventColumn.TARGET_NAME,
    EventColumn.TARGET_STATE,
    EventColumn.CAMEO,
]
_SHOWN = [
    EventColumn.DAY,
    EventColumn.KNOWN_ON,
    EventColumn.PUBLISHER,
    EventColumn.STORY_ID,
    EventColumn.EVIDENCE,
    EventColumn.PLACE_NAME,
    EventColumn.PLACE_STATE,
]


def draw(events: pl.DataFrame, kind: str, size: int, seed: int) -> pl.DataFrame:
    """Some rows with a mark, in a reproducible order."""
    echo = pl.col(EventColumn.FIRST_DAY) < pl.col(EventColumn.DAY)
    flags = {
        "mirror": pl.col(EventColumn.IS_MIRROR),
        "repeat": pl.col(EventColumn.IS_REPEAT) & ~pl.col(EventColumn.IS_MIRROR),
        "echo": echo & ~pl.col(EventColumn.IS_REPEAT) & ~pl.col(EventColumn.IS_MIRROR),
    }
    marked = events.filter(flags[kind]).sort(EventColumn.EVENT_ID)
    return marked.sample(min(size, marked.height), seed=seed, shuffle=True)


def find_earlier(events: pl.DataFrame, row: dict[str, object], kind: str) -> dict[str, object]:
    """The row that a marked one says again."""
    swap = {
        EventColumn.SOURCE_NAME: EventColumn.TARGET_NAME,
        EventColumn.TARGET_NAME: EventColumn.SOURCE_NAME,
    }
    if kind == "mirror":
        same = [EventColumn.DAY, EventColumn.STORY_ID, EventColumn.EVIDENCE]
        rules = [pl.col(name) == row[name] for name in same]
        rules += [pl.col(name) == row[other] for name, other in swap.items()]
    else:
        day = EventColumn.DAY if kind == "repeat" else EventColumn.FIRST_DAY
        rules = [pl.col(name) == row[name] for name in _ACT]
        rules += [pl.col(EventColumn.DAY) == row[day]]
    source, target = row[EventColumn.SOURCE_STATE], row[EventColumn.TARGET_STATE]
    if kind == "repeat" and (source == target or "" in (source, target)):
        rules += [pl.col(EventColumn.PLACE_NAME) == row[EventColumn.PLACE_NAME]]
    near = events.filter(*rules, pl.col(EventColumn.EVENT_ID) != row[EventColumn.EVENT_ID])
    return near.sort(EventColumn.KNOWN_ON, EventColumn.STORY_ID).row(0, named=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("record", type=Path)
    parser.add_argument("--mirrors", type=int, default=20)
    parser.add_argument("--repeats", type=int, default=50)
    parser.add_argument("--echoes", type=int, default=30)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    events = select_events(open_record(options.record), dt.date.max, reading=Reading.ROWS)
    sizes = {"mirror": options.mirrors, "repeat": options.repeats, "echo": options.echoes}
    number = 0
    for kind, size in sizes.items():
        for row in draw(events, kind, size, options.seed).iter_rows(named=True):
            number += 1
            earlier = find_earlier(events, row, kind)
            act = " | ".join(str(row[name]) for name in _ACT[1:])
            print(f"{number} {kind} {row[EventColumn.EVENT_ID]}: {act} {row[EventColumn.MODE]}")
            for told in (earlier, row):
                print("    " + " | ".join(str(told[name]) for name in _SHOWN))


if __name__ == "__main__":
    main()
