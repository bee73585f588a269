"""Sentences coded each on its own, with the names that the almanac finds in them."""

import datetime as dt
from collections.abc import Iterable, Iterator

from attrs import frozen

from legation.almanac.names import NameIndex
from legation.almanac.store import Almanac
from legation.almanac.tenure import Tenure
from legation.domain.coding import CodedEvent
from legation.reading.coder.coder import Coder, load_weights
from legation.reading.coder.coding import code_read
from legation.reading.coder.parsing import Parse, load_pipeline, parse_pairs
from legation.reading.dates import find_dates
from legation.reading.mentions import find_mentions


@frozen(eq=False, kw_only=True)
class SentenceCoder(Coder):
    """What coding needs where the names of a text are still to be found.

    Attributes:
        almanac: as of a day.
        index: its names.
        tenure: who held office when, of the same almanac.
    """

    almanac: Almanac
    index: NameIndex
    tenure: Tenure


def build_coder(
    almanac: Almanac, index: NameIndex, tenure: Tenure, pipeline_name: str = ""
) -> SentenceCoder:
    """Load the weights beside an almanac.

    Args:
        almanac: as of a day.
        index: its names.
        tenure: who held office when, of the same almanac.
        pipeline_name: a spaCy pipeline other than the package's own.
    """
    return SentenceCoder(
        models=load_weights(),
        pipeline_name=pipeline_name,
        almanac=almanac,
        index=index,
        tenure=tenure,
    )


def code_sentences(
    sentences: Iterable[tuple[str, dt.date]], coder: SentenceCoder
) -> Iterator[tuple[CodedEvent, ...]]:
    """Code sentences, each on its own.

    Args:
        sentences: each with the day of its report, on which its names are read; one sentence at a
            time is held, a batch while it is parsed.
        coder: by `build_coder`.

    Yields:
        The events of each sentence in order of certainty; spans count in the sentence.
    """
    pipeline = load_pipeline(coder.pipeline_name)
    for parse, day in parse_pairs(sentences, pipeline):
        yield code_parse(parse, day, coder)


def code_parse(parse: Parse, day: dt.date, coder: SentenceCoder) -> tuple[CodedEvent, ...]:
    """Code one parsed sentence."""
    mentions = find_mentions(parse.text, coder.almanac, coder.index, coder.tenure, day)
    dates = find_dates(parse.text, day)
    return code_read(parse, mentions, dates, coder)
