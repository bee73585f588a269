"""What coding needs, loaded once."""

import functools
from importlib.resources import files
from pathlib import Path

from attrs import field, frozen

from legation.reading.coder.linear import LinearModel, load_models

NO_EVENT = "NONE"
_WEIGHTS = "weights.zip"


@frozen(eq=False, kw_only=True)
class Coder:
    """What coding needs where the names of a text are known.

    Attributes:
        models: by name: `type`, `side`, `modality`, `negation`, `salience`, `context`, and one
            for the modes of each type.
        pipeline_name: a spaCy pipeline other than the package's own.
        nouns: lemmas of nouns and adjectives that tell events.
    """

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


def load_coder(pipeline_name: str = "") -> Coder:
    """Load the weights, for texts of which the names are known."""
    return Coder(models=load_weights(), pipeline_name=pipeline_name)
