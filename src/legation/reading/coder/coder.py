"""Everything that coding needs, loaded once."""

import functools
from importlib.resources import files
from pathlib import Path

from attrs import field, frozen

from legation.almanac.names import NameIndex
from legation.almanac.store import Almanac
from legation.almanac.tenure import Tenure
from legation.reading.coder.linear import LinearModel, load_models

NO_EVENT = "NONE"
_WEIGHTS = "weights.zip"


@frozen(eq=False)
class Coder:
    """Everything that coding needs, loaded once.

    Attributes:
        models: `type`, `role`, `modality`, `mode`, `context`.
        nouns: lemmas of nouns and adjectives that tell events.
    """

    almanac: Almanac
    index: NameIndex
    tenure: Tenure
    models: dict[str, LinearModel]
    pipeline_name: str = ""
    nouns: frozenset[str] = field(init=False)

    @nouns.default
    def _list_nouns(self) -> frozenset[str]:
        rows = self.models["noun"].rows if "noun" in self.models else {}
        return frozenset(rows)


@functools.cache
def load_weights(path: Path | None = None) -> dict[str, LinearModel]:
    """The coder's models, from the package where no other file is given."""
    own = Path(str(files("legation.reading"))) / "data" / "coder" / _WEIGHTS
    return load_models(path or own)


def build_coder(
    almanac: Almanac, index: NameIndex, tenure: Tenure, pipeline_name: str = ""
) -> Coder:
    """Load the weights beside an almanac.

    Args:
        almanac: as of a day.
        index: its names.
        tenure: who held office when, of the same almanac.
        pipeline_name: a spaCy pipeline other than the package's own.
    """
    return Coder(almanac, index, tenure, load_weights(), pipeline_name)
