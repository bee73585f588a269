"""All feeds by name."""

from legation.feeds.declaration import Feed
from legation.feeds.gdelt import GDELT
from legation.feeds.gdelt_mentions import GDELT_MENTIONS
from legation.feeds.icews import ICEWS
from legation.feeds.polecat import POLECAT

FEEDS: dict[str, Feed] = {feed.name: feed for feed in (ICEWS, GDELT, GDELT_MENTIONS, POLECAT)}
