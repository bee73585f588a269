from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest

from legation.feeds.blocks import BLOCK_BYTES
from legation.feeds.catalogue import FEEDS
from legation.feeds.stream import open_feed_file
from legation.tables.events import FEED_SCHEMA, QUARANTINE_SCHEMA, check_feed, check_schema
from legation.tables.mentions import MENTION_SCHEMA, check_mentions


@pytest.fixture(scope="session")
def read_feed():
    """Read a file whole, and hold every batch to its contract."""

    def read(name, path, states=None, block_bytes=BLOCK_BYTES):
        feed = FEEDS[name] if isinstance(name, str) else name
        file = open_feed_file(feed, Path(path), states, block_bytes)
        batches = list(file.read())
        for batch in batches:
            check_feed(batch.events)
            check_mentions(batch.mentions)
            check_schema(batch.quarantine, QUARANTINE_SCHEMA, "quarantine")
        return SimpleNamespace(
            file=file,
            events=pl.concat([pl.DataFrame(schema=FEED_SCHEMA), *(b.events for b in batches)]),
            mentions=pl.concat(
                [pl.DataFrame(schema=MENTION_SCHEMA), *(b.mentions for b in batches)]
            ),
            quarantine=pl.concat(
                [pl.DataFrame(schema=QUARANTINE_SCHEMA), *(b.quarantine for b in batches)]
            ),
            left_out=sum(b.left_out for b in batches),
            lines=sum(b.lines for b in batches),
            unknown=sum((b.unknown_countries for b in batches), Counter()),
        )

    return read


@pytest.fixture(scope="session")
def real_icews():
    folder = Path(__file__).parents[3] / "shared" / "data" / "icews_raw"
    if not folder.is_dir():
        pytest.skip("../shared/data/icews_raw is not at hand")
    return folder
