"""Train the event coder's models on the labelled sentences and write them into the package.

    python tools/train_coder.py [--out FILE]

`bench/coder_corpus.py` trains on parts of the corpus and codes the others.
"""

import argparse
import datetime as dt
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from attrs import define, field
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from corpus import Actor, Event, Sentence, read_corpus
from legation.almanac.names import NameIndex
from legation.almanac.store import Almanac
from legation.almanac.tenure import Tenure
from legation.domain.coding import Modality
from legation.ontology.event_types import load_contexts
from legation.reading.coder.coder import NO_EVENT
from legation.reading.coder.linear import LinearModel, add_zero_row, save_models
from legation.reading.coder.meaning import see_meanings
from legation.reading.coder.modality import (
    NEGATED,
    list_modality_features,
    list_negation_features,
)
from legation.reading.coder.parsing import Parse, load_pipeline, parse_sentences
from legation.reading.coder.phrases import Phrase, find_phrases
from legation.reading.coder.roles import SOURCE, TARGET, list_choices
from legation.reading.coder.triggers import find_candidates, list_features, list_salience_features
from legation.reading.coder.vectors import load_vectors
from legation.reading.mentions import find_mentions
from legation.workflow.workspace import open_knowledge

OUT = Path(__file__).parents[1] / "src/legation/reading/data/coder/weights.zip"
READ_AS_OF = dt.date(2026, 1, 1)
LEAST_TIMES = 2
NOUN_STRENGTH = 3.0
LEAST_LIKE = 0.3  # of a noun, to be looked at where it stands
OPTIONS = {"maxiter": 150}
STRENGTHS = {
    "salience": 1.0,
    "type": 0.5,
    "source": 0.5,
    "target": 0.5,
    "modality": 1.0,
    "negation": 1.0,
    "mode": 1.0,
    "context": 1.0,
}


@define
class Examples:
    """Features and labels of one model's examples, and numbers beside the features, if any."""

    rows: list[list[str]] = field(factory=list)
    labels: list[str] = field(factory=list)
    weights: list[float] = field(factory=list)
    numbers: list[NDArray[np.float32]] = field(factory=list)

    def add(
        self,
        features: list[str],
        label: str,
        weight: float = 1.0,
        numbers: NDArray[np.float32] | None = None,
    ) -> None:
        """Add one example."""
        self.rows.append(features)
        self.labels.append(label)
        self.weights.append(weight)
        if numbers is not None:
            self.numbers.append(numbers)


@define
class Choice:
    """What is seen of each of several phrases, the first of which is none, and the right ones."""

    rows: list[list[str]]
    right: list[int]


@define
class ReadSentence:
    """A labelled sentence with its parse and its actors."""

    labelled: Sentence
    parse: Parse
    phrases: tuple[Phrase, ...]


def read_sentences(sentences: Sequence[Sentence]) -> list[ReadSentence]:
    """Parse sentences and find their actors."""
    knowledge = open_knowledge(READ_AS_OF)
    tools: tuple[Almanac, NameIndex, Tenure] = (
        knowledge.almanac,
        knowledge.index,
        knowledge.tenure,
    )
    parses = parse_sentences((sentence.text for sentence in sentences), load_pipeline())
    return [
        ReadSentence(one, parse, find_phrases(parse, find_mentions(one.text, *tools, one.day)))
        for one, parse in zip(sentences, parses, strict=True)
    ]


def place_event(parse: Parse, event: Event) -> int:
    """The word that tells an event: the head of its trigger."""
    return parse.find_head(parse.find_words(event.trigger.start, event.trigger.end))


def list_nouns(read: Sequence[ReadSentence]) -> frozenset[str]:
    """Lemmas of nouns and adjectives that tell an event somewhere."""
    found = Counter(
        one.parse.lemmas[place]
        for one in read
        for event in one.labelled.events
        if one.parse.tags[place := place_event(one.parse, event)][:1] in "NJ"
    )
    return frozenset(found)


def expand_nouns(read: Sequence[ReadSentence], nouns: frozenset[str]) -> frozenset[str]:
    """Nouns that tell an event, and those whose meaning is like theirs.

    Whether a noun of the training sentences tells an event somewhere is learned from its vector.
    """
    vectors = load_vectors()
    used = Counter(
        one.parse.lemmas[place]
        for one in read
        for place, tag in enumerate(one.parse.tags)
        if tag in {"NN", "NNS"}
    )
    known = [noun for noun in sorted(used) if f"{noun}/N" in vectors.rows]
    table = vectors.table[[vectors.rows[f"{noun}/N"] for noun in known]]
    model = LogisticRegression(C=NOUN_STRENGTH, max_iter=400).fit(
        table, [n in nouns for n in known]
    )
    words = [key for key in vectors.rows if key.endswith("/N")]
    shares = model.predict_proba(vectors.table[[vectors.rows[key] for key in words]])[:, 1]
    like = (key[:-2] for key, share in zip(words, shares, strict=True) if share >= LEAST_LIKE)
    return nouns | frozenset(like)


def gather(read: Sequence[ReadSentence], nouns: frozenset[str]) -> dict[str, Examples]:
    """The examples of every model."""
    sets: dict[str, Examples] = {}

    def add(
        name: str,
        features: list[str],
        label: str,
        weight: float = 1.0,
        numbers: NDArray[np.float32] | None = None,
    ) -> None:
        sets.setdefault(name, Examples()).add(features, label, weight, numbers)

    for one in read:
        actors = {phrase.head: phrase for phrase in one.phrases}
        told = {place_event(one.parse, event): event for event in one.labelled.events}
        candidates = sorted({*find_candidates(one.parse, nouns), *told})
        meanings = see_meanings(one.parse, candidates)
        for place, numbers in zip(candidates, meanings, strict=True):
            features = list_features(one.parse, place, actors)
            event = told.get(place)
            add("type", features, event.event_type if event else NO_EVENT, 1.0, numbers)
            if event is None:
                continue
            add(f"mode-{event.event_type}", features, event.mode or NO_EVENT)
            add(
                "modality",
                list_modality_features(one.parse, place, event.event_type),
                event.modality,
                1.0 if event.modality == Modality.DONE else 2.0,
            )
            if event.modality != Modality.DONE:
                seen = list_negation_features(one.parse, place, event.event_type, event.modality)
                add("negation", seen, NEGATED if event.is_negated else "told")
            add("context", features, ",".join(event.contexts))
    return sets


def gather_choices(read: Sequence[ReadSentence], nouns: frozenset[str]) -> dict[str, list[Choice]]:
    """For source and target the choices of every event; those whose phrase was not found are out.

    For the salience the choices of every sentence that tells an event.
    """
    found: dict[str, list[Choice]] = {SOURCE: [], TARGET: [], "salience": []}
    for one in read:
        told = [place_event(one.parse, event) for event in one.labelled.events]
        candidates = sorted({*find_candidates(one.parse, nouns), *told})
        if told:
            rows = [list_salience_features(one.parse, place, candidates) for place in candidates]
            found["salience"].append(Choice(rows, [candidates.index(told[0])]))
        for event in one.labelled.events:
            place = place_event(one.parse, event)
            others, seen = list_choices(one.parse, place, one.phrases, event.event_type)
            for role, actors in ((SOURCE, event.sources), (TARGET, event.targets)):
                right = [n for n, phrase in enumerate(others, 1) if _is_one(one, phrase, actors)]
                if right or not actors:
                    found[role].append(Choice(seen, right or [0]))
    return found


def _is_one(one: ReadSentence, phrase: Phrase, actors: Sequence[Actor]) -> bool:
    start = one.parse.starts[phrase.head]
    return any(actor.span.start <= start < actor.span.end for actor in actors)


def fit_choice(name: str, choices: Sequence[Choice], strength: float) -> LinearModel:
    """Fit a conditional logit: one of several is chosen, and any of the right ones will do."""
    examples = Examples([row for choice in choices for row in choice.rows])
    examples.labels = [""] * len(examples.rows)
    rows = _number_features(examples)
    matrix = _build_matrix(examples, rows)
    sizes = [len(choice.rows) for choice in choices]
    starts = np.cumsum([0, *sizes[:-1]])
    owner = np.repeat(np.arange(len(choices)), sizes)
    right = np.zeros(len(owner))
    for start, choice in zip(starts, choices, strict=True):
        right[start + np.array(choice.right)] = 1
    turned = matrix.T.tocsr()

    def lose(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = matrix @ weights
        powers = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        sums, hits = np.add.reduceat(powers, starts), np.add.reduceat(powers * right, starts)
        loss = -np.log(hits / sums).sum() + weights @ weights / (2 * strength)
        slope = turned @ (powers / sums[owner] - powers * right / hits[owner])
        return float(loss), slope + weights / strength

    best = minimize(lose, np.zeros(len(rows)), jac=True, method="L-BFGS-B", options=OPTIONS)
    return LinearModel((name,), rows, add_zero_row(best.x[:, None]), np.zeros(1, dtype=np.float32))


def fit(examples: Examples, strength: float) -> LinearModel | None:
    """Fit a logistic regression; None where there is only one label."""
    labels = sorted(set(examples.labels))
    if len(labels) < 2:
        return None
    rows = _number_features(examples)
    matrix = _build_matrix(examples, rows)
    model = LogisticRegression(C=strength, max_iter=400, tol=1e-3)
    model.fit(matrix, examples.labels, sample_weight=examples.weights)
    weights, bias = model.coef_.T, model.intercept_
    if len(labels) == 2:
        weights, bias = np.hstack([0 * weights, weights]), np.array([0.0, bias[0]])
    return LinearModel(
        tuple(map(str, model.classes_)),
        rows,
        add_zero_row(weights[: len(rows)]),
        bias.astype(np.float32),
        weights[len(rows) :].astype(np.float32),
    )


def fit_contexts(examples: Examples, strength: float) -> LinearModel:
    """Fit one yes-or-no model for each context that has been labelled often enough."""
    rows = _number_features(examples)
    matrix = _build_matrix(examples, rows)
    names, columns, bias = [], [], []
    for name in load_contexts():
        wanted = np.array([name in label.split(",") for label in examples.labels])
        if wanted.sum() < 10:
            continue
        model = LogisticRegression(C=strength, max_iter=200, tol=1e-3).fit(matrix, wanted)
        names.append(name)
        columns.append(model.coef_[0])
        bias.append(model.intercept_[0])
    weights = np.array(columns, dtype=np.float32).T.reshape(len(rows), len(names))
    return LinearModel(tuple(names), rows, add_zero_row(weights), np.array(bias, dtype=np.float32))


def _number_features(examples: Examples) -> dict[str, int]:
    times = Counter(feature for row in examples.rows for feature in set(row))
    kept = sorted(feature for feature, count in times.items() if count >= LEAST_TIMES)
    return {feature: number for number, feature in enumerate(["", *kept])}


def _build_matrix(examples: Examples, rows: dict[str, int]) -> csr_matrix:
    ends, columns, values = [0], list[int](), list[int]()
    for row in examples.rows:
        counts = Counter(rows[feature] for feature in row if feature in rows)
        columns += counts.keys()
        values += counts.values()
        ends.append(len(columns))
    shape = (len(examples.rows), len(rows))
    matrix = csr_matrix((np.array(values, dtype=np.float32), columns, ends), shape=shape)
    if examples.numbers:
        matrix = hstack([matrix, csr_matrix(np.array(examples.numbers))], format="csr")
    return matrix


def join_models(models: Sequence[LinearModel]) -> LinearModel:
    """Models with one label each as one, so that features are looked up once."""
    names = sorted({name for model in models for name in model.rows})
    rows = {name: number for number, name in enumerate(names)}
    weights = np.zeros((len(rows), len(models)))
    for column, model in enumerate(models):
        places = [rows[name] for name in model.rows]
        weights[places, column] = model.weights[list(model.rows.values()), 0]
    labels = tuple(label for model in models for label in model.labels)
    bias = np.zeros(len(models), dtype=np.float32)
    return LinearModel(labels, rows, add_zero_row(weights), bias)


def train(read: Sequence[ReadSentence]) -> dict[str, LinearModel]:
    """Train all models on read sentences."""
    nouns = expand_nouns(read, list_nouns(read))
    models = {}
    for name, examples in gather(read, nouns).items():
        strength = STRENGTHS[name.partition("-")[0]]
        model = fit_contexts(examples, strength) if name == "context" else fit(examples, strength)
        if model is not None:
            models[name] = model
    chosen = {
        name: fit_choice(name, choices, STRENGTHS[name])
        for name, choices in gather_choices(read, nouns).items()
    }
    models["salience"] = chosen.pop("salience")
    models["side"] = join_models([chosen[SOURCE], chosen[TARGET]])
    empty = np.zeros((len(nouns) + 1, 1), dtype=np.float32)
    rows = {noun: number for number, noun in enumerate(sorted(nouns))}
    models["noun"] = LinearModel(("noun",), rows, empty, np.zeros(1, dtype=np.float32))
    return models


def main() -> None:
    """Train on the whole corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    chosen = parser.parse_args()
    read = read_sentences(read_corpus())
    save_models(train(read), chosen.out)
    size = chosen.out.stat().st_size / 1e6
    print(f"{len(read)} sentences; {chosen.out.name} {size:.1f} MB")


if __name__ == "__main__":
    main()
