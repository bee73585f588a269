"""Linear models over named features: small, fast, and each decision can be taken apart."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from legation.errors import DataError


@frozen(eq=False)
class LinearModel:
    """Weights of features for labels.

    Attributes:
        labels: what is told apart.
        rows: each feature's row of the weights; the first row is that of the empty name.
        weights: features by labels, and a last row of zeros for examples without a known feature.
        bias: one for each label.
        dense: weights of numbers that come beside the features, numbers by labels; none where
            the model takes none.
    """

    labels: tuple[str, ...]
    rows: dict[str, int]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    dense: NDArray[np.float32] = field()

    @dense.default
    def _have_none(self) -> NDArray[np.float32]:
        return np.zeros((0, len(self.labels)), dtype=np.float32)

    def rate(self, features: Sequence[str]) -> NDArray[np.float32]:
        """Probabilities of the labels; features that were never seen count nothing."""
        return np.asarray(self.rate_all([features])[0], dtype=np.float32)

    def score_all(
        self, examples: Sequence[Sequence[str]], numbers: NDArray[np.float32] | None = None
    ) -> NDArray[np.float32]:
        """Sums of weights for several examples: examples by labels.

        Args:
            examples: features of each.
            numbers: of a model with `dense` weights, a row for each example.
        """
        find = self.rows.get
        # The first row is nobody's, so that unknown features are left out in one go; the last row
        # of the weights is zero: no example is without a feature.
        known = [list(filter(None, map(find, one))) or [-1] for one in examples]
        starts = np.cumsum([0, *map(len, known[:-1])])
        flat = [row for rows in known for row in rows]
        sums = np.add.reduceat(self.weights.take(flat, axis=0), starts, axis=0) + self.bias
        if numbers is not None and len(self.dense):
            sums += numbers @ self.dense
        return np.asarray(sums, dtype=np.float32)

    def rate_all(
        self, examples: Sequence[Sequence[str]], numbers: NDArray[np.float32] | None = None
    ) -> NDArray[np.float32]:
        """Probabilities of the labels for several examples: examples by labels."""
        scores = self.score_all(examples, numbers)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float32)

    def choose_among(self, examples: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        """Probabilities that each of several examples is the one, for each label: as `rate_all`.

        Where `rate_all` asks which label an example has, this asks which example a label has.
        """
        scores = self.score_all(examples)
        powers = np.exp(scores - scores.max(axis=0))
        return np.asarray(powers / powers.sum(axis=0), dtype=np.float32)

    def rate_each(self, features: Sequence[str]) -> NDArray[np.float32]:
        """Probabilities of labels that do not exclude each other."""
        known = list(filter(None, map(self.rows.get, features)))
        scores = np.add.reduce(self.weights.take(known, axis=0)) + self.bias
        return np.asarray(1 / (1 + np.exp(-scores)), dtype=np.float32)

    def explain(
        self, features: Sequence[str], label: str, most: int = 8, is_apart: bool = False
    ) -> list[tuple[str, float]]:
        """The features that speak most for or against a label, beside the mean of all labels.

        Args:
            features: of one example.
            label: the one that was chosen.
            most: how many are given.
            is_apart: the labels do not compete (`choose_among`): the weights themselves.
        """
        column = self.labels.index(label)
        found = []
        for feature in dict.fromkeys(features):
            row = self.rows.get(feature)
            if row is not None:
                weight = self.weights[row]
                usual = 0.0 if is_apart else weight.mean()
                found.append((feature, float(weight[column] - usual)))
        return sorted(found, key=lambda pair: -abs(pair[1]))[:most]


def save_models(models: dict[str, LinearModel], path: Path) -> None:
    """Write models into one file, the same bytes for the same models."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, model in sorted(models.items()):
            names = sorted(model.rows, key=model.rows.__getitem__)
            parts: dict[str, Any] = {
                "labels": "\n".join(model.labels).encode(),
                "features": "\n".join(names).encode(),
                "weights": _write_array(model.weights[:-1].astype(np.float16)),
                "bias": _write_array(model.bias),
            }
            if len(model.dense):
                parts["dense"] = _write_array(model.dense.astype(np.float16))
            for part, data in parts.items():
                archive.writestr(zipfile.ZipInfo(f"{name}/{part}"), data, zipfile.ZIP_DEFLATED)


def load_models(path: Path) -> dict[str, LinearModel]:
    """Read what `save_models` wrote.

    Raises:
        DataError: if the file is absent or damaged.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = sorted({name.partition("/")[0] for name in archive.namelist()})
            return {name: _read_model(archive, name) for name in names}
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise DataError(
            f"the coder's weights {path.name} cannot be read ({error}): install the package anew"
        ) from None


def add_zero_row(weights: NDArray[Any]) -> NDArray[np.float32]:
    """Weights with the row that unknown features get; each row's numbers stand side by side."""
    joined = np.vstack([weights, np.zeros((1, weights.shape[1]))])
    return np.ascontiguousarray(joined, dtype=np.float32)


def _write_array(array: NDArray[Any]) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array, allow_pickle=False)
    return stream.getvalue()


def _read_model(archive: zipfile.ZipFile, name: str) -> LinearModel:
    def read(part: str) -> bytes:
        return archive.read(f"{name}/{part}")

    features = read("features").decode().split("\n")
    labels = tuple(read("labels").decode().split("\n"))
    if f"{name}/dense" in archive.namelist():
        stored = np.load(io.BytesIO(read("dense")), allow_pickle=False)
        dense = np.ascontiguousarray(stored, dtype=np.float32)
    else:
        dense = np.zeros((0, len(labels)), dtype=np.float32)
    return LinearModel(
        labels=labels,
        rows={feature: row for row, feature in enumerate(features)},
        weights=add_zero_row(np.load(io.BytesIO(read("weights")), allow_pickle=False)),
        bias=np.load(io.BytesIO(read("bias")), allow_pickle=False),
        dense=dense,
    )
