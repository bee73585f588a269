"""The whole run of a ranking backtest: fit on the training part, stop on validation, score."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import lightgbm
import numpy as np
from attrs import define, field, frozen

from legation.outlook.ranking.actors import read_traits
from legation.outlook.ranking.arrays import Flags, Floats
from legation.outlook.ranking.blend import list_features, weigh_components
from legation.outlook.ranking.journey import (
    Journey,
    Lists,
    begin_journey,
    describe_stretches,
    note_components,
)
from legation.outlook.ranking.kernel import fit_kernel
from legation.outlook.ranking.learn import score_lists, train_rankers
from legation.outlook.ranking.quadruples import PARTS, Quadruples
from legation.outlook.ranking.queries import Queries, build_queries
from legation.outlook.ranking.ranks import (
    QueryKind,
    RankingScore,
    Ranks,
    find_kinds,
    rank_answers,
    score_ranks,
)

HISTORY_SHARE = 0.5
MIXTURE_QUESTIONS = 6_000
TRAINING_LISTS = 60_000
CONTROL_LISTS = 4_000
_BLEND = list_features().index("blend")
_RENEWALS = {"train": 8, "valid": 2, "test": 2}


@frozen
class RankingReport:
    """What a ranking backtest found.

    Attributes:
        counts: events of each part, actors, relations, days.
        scores: by part (`valid`, `test`), then `all`, `tail`, `head`, and each kind of query.
        shares: share of each kind of query, by part.
        blends: the scores of the mixture alone, before the trees, by part.
        seconds: by phase.
        rounds: trees of each ranker.
        milliseconds_per_question: mean time of describing and scoring a question of the parts.
        seed: of the run.
    """

    counts: dict[str, int]
    scores: dict[str, dict[str, RankingScore]]
    shares: dict[str, dict[str, float]]
    blends: dict[str, RankingScore]
    seconds: dict[str, float]
    rounds: tuple[int, ...]
    milliseconds_per_question: float
    seed: int


@define(eq=False)
class _Clock:
    tell: Callable[[str], None] | None
    seconds: dict[str, float] = field(factory=dict)

    @contextmanager
    def time(self, phase: str) -> Iterator[None]:
        if self.tell is not None:
            self.tell(phase)
        begun = time.perf_counter()
        yield
        spent = time.perf_counter() - begun
        self.seconds[phase] = self.seconds.get(phase, 0.0) + spent


def backtest_ranking(
    events: Quadruples,
    parts: tuple[str, ...] = ("valid", "test"),
    seed: int = 0,
    threads: int = 2,
    tell: Callable[[str], None] | None = None,
) -> RankingReport:
    """Rank the answers of all questions of some parts, each from the days before its own.

    The kernel and the actors' countries come from the first half of the training events, the
    mixture and the ranker from the second half; validation stops the training.

    Args:
        events: in three parts that follow each other.
        parts: which are scored.
        seed: of the samples and the ranker.
        threads: how many to use.
        tell: is told of each phase as it begins.
    """
    clock = _Clock(tell)
    with clock.time("prepare"):
        course = _prepare(events, seed, threads)
    with clock.time("mixture"):
        weights = _weigh(course)
    with clock.time("features"):
        lists, control = _gather(course, weights)
    with clock.time("train"):
        rankers = train_rankers(course.queries, lists, control, seed, threads)
        del lists, control
    scores, shares, blends, asked = {}, {}, {}, 0
    for part in parts:
        with clock.time(part):
            ranks, blended = _rank_part(course, weights, rankers, part, threads)
            blends[part] = score_ranks(blended)
            scores[part], shares[part] = _score_all(course.queries, ranks)
            asked += int(_choose_questions(course.queries, part).sum())
    spent = sum(clock.seconds[part] for part in parts)
    return RankingReport(
        _count(events),
        scores,
        shares,
        blends,
        {phase: round(seconds, 2) for phase, seconds in clock.seconds.items()},
        tuple(one.best_iteration or one.current_iteration() for one in rankers),
        round(1000 * spent / max(asked, 1), 3),
        seed,
    )


@define(eq=False)
class _Course:
    """What the phases of a run share."""

    queries: Queries
    journey: Journey
    kernel: Floats
    cut: int
    bounds: dict[str, tuple[int, int]]
    random: np.random.Generator

    @property
    def learnable(self) -> Flags:
        """Questions of the second half of training."""
        return _choose_questions(self.queries, "train") & (self.queries.day >= self.cut)


def _prepare(events: Quadruples, seed: int, threads: int) -> _Course:
    training = events.day[events.part == 0]
    cut = int(training[int(len(training) * HISTORY_SHARE)])
    traits = read_traits(events, cut)
    queries = build_queries(events, traits)
    valid, test = (int(events.day[events.part == part].min()) for part in (1, 2))
    bounds = {"train": (cut, valid), "valid": (valid, test), "test": (test, events.days)}
    journey = begin_journey(queries, traits, threads)
    kernel = fit_kernel(queries, cut)
    return _Course(queries, journey, kernel, cut, bounds, np.random.default_rng(seed))


def _weigh(course: _Course) -> Floats:
    """Weights of the components, from questions of the past; the journey ends where it began."""
    start = course.journey.mark()
    chosen = _sample(course.random, course.learnable, MIXTURE_QUESTIONS)
    days = _cut_days(*course.bounds["train"], _RENEWALS["train"])
    shares = note_components(course.journey, course.kernel, chosen, days)
    course.journey.return_to(start)
    return weigh_components(shares)


def _gather(course: _Course, weights: Floats) -> tuple[Lists, Lists]:
    """Lists to learn from, and to stop by; the journey ends before the validation part."""
    lists = _describe_sample(course, weights, "train", course.learnable, TRAINING_LISTS)
    here = course.journey.mark()
    asked = _choose_questions(course.queries, "valid")
    control = _describe_sample(course, weights, "valid", asked, CONTROL_LISTS)
    course.journey.return_to(here)
    return lists, control


def _describe_sample(course: _Course, weights: Floats, part: str, rows: Flags, count: int) -> Lists:
    chosen = _sample(course.random, rows, count)
    days = _cut_days(*course.bounds[part], _RENEWALS[part])
    parts = list(describe_stretches(course.journey, course.kernel, weights, chosen, days))
    return Lists(
        np.concatenate([one.row for one in parts]),
        np.concatenate([one.actor for one in parts]),
        np.concatenate([one.features for one in parts]),
    )


def _rank_part(
    course: _Course, weights: Floats, rankers: tuple[lightgbm.Booster, ...], part: str, threads: int
) -> tuple[Ranks, Ranks]:
    """Ranks of all true answers of a part, by the ranker and by the mixture alone."""
    wanted = _choose_questions(course.queries, part)
    days = _cut_days(*course.bounds[part], _RENEWALS[part])
    ranks, blended = [], []
    for lists in describe_stretches(course.journey, course.kernel, weights, wanted, days):
        ranks.append(rank_answers(course.queries, lists, score_lists(rankers, lists, threads)))
        alone = np.where(lists.actor >= 0, lists.features[:, :, _BLEND], -np.inf)
        blended.append(rank_answers(course.queries, lists, alone))
    return _join(ranks), _join(blended)


def _join(ranks: list[Ranks]) -> Ranks:
    return Ranks(
        np.concatenate([one.row for one in ranks]),
        np.concatenate([one.rank for one in ranks]),
        np.concatenate([one.is_candidate for one in ranks]),
    )


def _choose_questions(queries: Queries, part: str) -> Flags:
    chosen: Flags = queries.is_first & (queries.part == PARTS.index(part))
    return chosen


def _cut_days(first: int, end: int, pieces: int) -> list[int]:
    return [int(day) for day in np.unique(np.linspace(first, end, pieces + 1).astype(int))]


def _sample(random: np.random.Generator, rows: Flags, count: int) -> Flags:
    places = np.flatnonzero(rows)
    if len(places) > count:
        places = random.choice(places, count, replace=False)
    chosen = np.zeros(len(rows), dtype=bool)
    chosen[places] = True
    return chosen


def _score_all(queries: Queries, ranks: Ranks) -> tuple[dict[str, RankingScore], dict[str, float]]:
    back = queries.relation[ranks.row] >= queries.relations // 2
    kinds = find_kinds(queries, ranks.row)
    chosen = {"tail": ~back, "head": back} | {
        kind.name.lower(): kinds == kind for kind in QueryKind
    }
    scores = {name: score_ranks(ranks, rows) for name, rows in chosen.items()}
    shares = {name: float(rows.mean()) for name, rows in chosen.items()}
    return {"all": score_ranks(ranks), **scores}, shares


def _count(events: Quadruples) -> dict[str, int]:
    counts = {name: int((events.part == part).sum()) for part, name in enumerate(PARTS)}
    sizes = {"actors": len(events.actors), "relations": len(events.relations)}
    return {**counts, **sizes, "days": events.days}
