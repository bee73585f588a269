"""Walk through the days: describe the candidates of each question, then learn what happened."""

import numpy as np
from numba import njit, prange

from legation.outlook.ranking.arrays import Floats, Ints
from legation.outlook.ranking.contexts import ACTOR, COUNTRY, PAIR, RELATION, TRIPLE, WORLD
from legation.outlook.ranking.memory import Desk, Layout, Memory
from legation.outlook.ranking.vectors import Vectors
from legation.outlook.ranking.voices import (
    ALL_PAIR,
    LATE_PAIR,
    clear_row,
    find_row,
    hear_country,
    hear_near,
    hear_pairs,
    hear_two_steps,
    hush_voice,
    lay_row,
)
from legation.outlook.ranking.voices import COUNTRY as COUNTRY_VOICE

SHARES, CANDIDATES = 0, 1
EXTRA_FEATURES = 17
_TINY = 1e-12


@njit(cache=True)
def listen(
    desk: Desk,
    layout: Layout,
    memory: Memory,
    vectors: Vectors,
    kernel: Floats,
    query: int,
    day: int,
) -> None:
    """Lay all contexts of a question on the desk, and hear all voices."""
    asker, relation = layout.asker[query], layout.relation[query]
    for context in range(len(layout.kind)):
        row = layout.row[context, query]
        if row != desk.current[context]:
            lay_row(desk, layout, memory, context, row, day)
    hear_country(desk, layout, memory, kernel, asker, relation, day)
    hear_pairs(desk, layout, memory, kernel, asker, relation, day)
    hear_two_steps(desk, layout, memory, day)
    hear_near(desk, layout, memory, vectors, asker, relation, day)


@njit(cache=True)
def fall_silent(desk: Desk) -> None:
    """Clear what holds for one question only."""
    for voice in range(desk.voice.shape[0]):
        if voice != COUNTRY_VOICE:
            hush_voice(desk, voice)


@njit(cache=True)
def clear_desk(desk: Desk, layout: Layout) -> None:
    """Clear everything: what lies there is of a day that ends."""
    for context in range(len(layout.kind)):
        clear_row(desk, layout, context)
    hush_voice(desk, COUNTRY_VOICE)
    desk.held[:] = -1


@njit(cache=True)
def share_of(desk: Desk, context: int, label: int, scale: int, missing: float) -> float:
    """Share of an answer in a context's row."""
    total = desk.total[context, scale]
    return desk.value[context, label, scale] / total if total > 1e-9 else missing


@njit(cache=True)
def voice_of(desk: Desk, voice: int, actor: int, missing: float) -> float:
    """Share of an actor in what a voice says."""
    return desk.voice[voice, actor] / desk.loud[voice] if desk.loud[voice] > _TINY else missing


@njit(cache=True)
def note_shares(desk: Desk, layout: Layout, actor: int, out: Floats) -> None:
    """What each component gives the true answer; order as in `blend.py: list_components`."""
    place = 0
    for context in range(len(layout.kind)):
        if layout.kind[context] == ACTOR:
            for scale in range(desk.total.shape[1]):
                out[place] = share_of(desk, context, actor, scale, 0.0)
                place += 1
    for voice in range(desk.voice.shape[0]):
        out[place] = voice_of(desk, voice, actor, 0.0)
        place += 1


@njit(cache=True)
def add_score(desk: Desk, actor: int, value: float, count: int) -> int:
    """Add to an actor's score; the number of actors that have one."""
    if desk.score[actor] == 0.0:
        desk.touched[count] = actor
        count += 1
    desk.score[actor] += value + _TINY
    return count


@njit(cache=True)
def blend_scores(desk: Desk, layout: Layout, memory: Memory, weights: Floats) -> int:
    """Score all actors that any component names; how many these are."""
    scales = desk.total.shape[1]
    count = place = 0
    for context in range(len(layout.kind)):
        if layout.kind[context] != ACTOR:
            continue
        row = desk.current[context]
        if weights[place : place + scales].sum() > 0.0:
            for slot in range(layout.first[row], layout.first[row + 1]):
                if memory.last[slot] >= 0:
                    value = 0.0
                    for scale in range(scales):
                        value += weights[place + scale] * share_of(
                            desk, context, layout.label[slot], scale, 0.0
                        )
                    count = add_score(desk, layout.label[slot], value, count)
        place += scales
    for voice in range(desk.voice.shape[0]):
        if desk.loud[voice] > _TINY:
            for one in range(desk.names[voice]):
                actor = desk.heard[voice, one]
                value = weights[place + voice] * desk.voice[voice, actor] / desk.loud[voice]
                count = add_score(desk, actor, value, count)
    return count


@njit(cache=True)
def describe_contexts(desk: Desk, layout: Layout, actor: int, plan: Ints, out: Floats) -> int:
    """Write shares, ages and counts of a candidate; how many numbers."""
    scales = desk.total.shape[1]
    place = 0
    for context in range(len(layout.kind)):
        label = actor
        if layout.kind[context] == COUNTRY:
            label = layout.country[actor]
        elif layout.kind[context] > COUNTRY:
            label = layout.sector[actor]
        for scale in range(scales):
            if plan[context, scale]:
                out[place] = share_of(desk, context, label, scale, -1.0)
                place += 1
        if plan[context, scales]:
            out[place] = desk.age[context, label]
            out[place + 1] = desk.value[context, label, scales]
            place += 2
    return place


@njit(cache=True)
def multiply(first: Floats, second: Floats) -> float:
    """Inner product of two short vectors."""
    value = 0.0
    for place in range(len(first)):
        value += first[place] * second[place]
    return value


@njit(cache=True)
def describe_candidate(
    desk: Desk,
    layout: Layout,
    vectors: Vectors,
    plan: Ints,
    asker: int,
    actor: int,
    rank: int,
    best: float,
    out: Floats,
) -> None:
    """Write all features of a candidate; order as in `blend.py: list_features`."""
    place = describe_contexts(desk, layout, actor, plan, out)
    for voice in range(desk.voice.shape[0]):
        out[place + voice] = voice_of(desk, voice, actor, -1.0)
    place += desk.voice.shape[0]
    out[place] = desk.voice[ALL_PAIR, actor]
    out[place + 1] = desk.voice[LATE_PAIR, actor]
    out[place + 2] = multiply(vectors.company[asker], vectors.company[actor])
    slot = find_row(layout.label, layout.first, desk.current[RELATION], actor)
    if slot >= 0 and len(vectors.fates) > 1:
        fate = vectors.fates[slot - layout.relation_slot]
        out[place + 3] = multiply(vectors.deeds[asker], fate)
    out[place + 4] = desk.score[actor]
    out[place + 5] = desk.score[actor] / best
    out[place + 6] = rank
    out[place + 7] = 1.0 if layout.country[actor] == layout.country[asker] else 0.0
    out[place + 8] = layout.sector[actor]
    out[place + 9] = layout.sector[asker]
    out[place + 10] = layout.certainty[actor]
    out[place + 11] = desk.value[WORLD, actor, 1] / (desk.value[WORLD, actor, 3] + 0.01)
    out[place + 12] = desk.total[TRIPLE, 4]
    out[place + 13] = desk.total[PAIR, 4]
    out[place + 14] = desk.total[TRIPLE, 1]
    out[place + 15] = desk.total[RELATION, 3]
    out[place + 16] = 1.0 if actor == asker else 0.0


@njit(cache=True)
def choose_candidates(
    desk: Desk,
    layout: Layout,
    memory: Memory,
    vectors: Vectors,
    weights: Floats,
    plan: Ints,
    query: int,
    candidates: Ints,
    features: Floats,
) -> None:
    """Take the actors with the highest scores, and describe them."""
    count = blend_scores(desk, layout, memory, weights)
    scores = np.empty(count, np.float64)
    for place in range(count):
        scores[place] = -desk.score[desk.touched[place]]
    order = np.argsort(scores)
    candidates[:] = -1
    for rank in range(min(len(candidates), count)):
        actor = desk.touched[order[rank]]
        candidates[rank] = actor
        describe_candidate(
            desk,
            layout,
            vectors,
            plan,
            layout.asker[query],
            actor,
            rank,
            desk.score[desk.touched[order[0]]],
            features[rank],
        )
    for place in range(count):
        desk.score[desk.touched[place]] = 0.0


@njit(cache=True)
def pick_desk(desks: Desk, thread: int) -> Desk:
    """The desk of one thread."""
    return Desk(
        desks.value[thread],
        desks.age[thread],
        desks.total[thread],
        desks.current[thread],
        desks.voice[thread],
        desks.heard[thread],
        desks.names[thread],
        desks.loud[thread],
        desks.held[thread],
        desks.score[thread],
        desks.touched[thread],
        desks.partner[thread],
        desks.weight[thread],
    )


@njit(cache=True)
def answer_stretch(
    desk: Desk,
    layout: Layout,
    memory: Memory,
    vectors: Vectors,
    kernel: Floats,
    weights: Floats,
    plan: Ints,
    task: int,
    queries: Ints,
    start: int,
    stop: int,
    day: int,
    candidates: Ints,
    features: Floats,
) -> None:
    """Describe the questions from start to stop, all of one day."""
    for place in range(start, stop):
        query = queries[place]
        listen(desk, layout, memory, vectors, kernel, query, day)
        if task == SHARES:
            note_shares(desk, layout, layout.answer[query], features[place, 0])
        else:
            choose_candidates(
                desk,
                layout,
                memory,
                vectors,
                weights,
                plan,
                query,
                candidates[place],
                features[place],
            )
        fall_silent(desk)
    clear_desk(desk, layout)


@njit(cache=True)
def remember(layout: Layout, memory: Memory, start: int, stop: int, day: int) -> None:
    """Take in the events of a day."""
    for context in range(len(layout.kind)):
        for row in range(start, stop):
            slot = layout.slot[context, row]
            for scale in range(memory.sums.shape[1]):
                old = 0.0
                if memory.last[slot] >= 0:
                    old = memory.sums[slot, scale] * memory.decay[scale, day - memory.last[slot]]
                memory.sums[slot, scale] = old + 1.0
            memory.last[slot] = day
            memory.events[slot] += 1.0


@njit(cache=True, parallel=True)
def walk_days(
    desks: Desk,
    layout: Layout,
    memory: Memory,
    vectors: Vectors,
    kernel: Floats,
    weights: Floats,
    plan: Ints,
    task: int,
    bounds: Ints,
    first_day: int,
    end_day: int,
    queries: Ints,
    query_bounds: Ints,
    candidates: Ints,
    features: Floats,
) -> None:
    """Answer each day's questions from the days before it, then remember the day.

    Args:
        desks: one for each thread; clear, and cleared again.
        layout: what does not change.
        memory: up to the first day; after it, up to the end day.
        vectors: as of the first day or earlier.
        kernel: as `fit_kernel` gives it.
        weights: of the components.
        plan: which numbers of each context are features, shape (contexts, half-lives + 1).
        task: `SHARES` or `CANDIDATES`.
        bounds: first row of each day, and the end.
        first_day: the first day.
        end_day: the day after the last one.
        queries: rows of the questions, in the order of their days.
        query_bounds: first question of each day, and the end.
        candidates: written: actors, shape (questions, candidates); -1 where there are fewer.
        features: written, shape (questions, candidates, features).
    """
    threads = len(desks.held)
    for day in range(first_day, end_day):
        start, count = query_bounds[day], query_bounds[day + 1] - query_bounds[day]
        if count > 0:
            for thread in prange(threads):
                answer_stretch(
                    pick_desk(desks, thread),
                    layout,
                    memory,
                    vectors,
                    kernel,
                    weights,
                    plan,
                    task,
                    queries,
                    start + count * thread // threads,
                    start + count * (thread + 1) // threads,
                    day,
                    candidates,
                    features,
                )
        remember(layout, memory, bounds[day], bounds[day + 1], day)
