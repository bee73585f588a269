"""Voices: ways to name likely answers that are not plain counts. Compiled loops.

0 all of the pair's past, weighed by what each relation calls forth; 1 the same, last days only;
2 the past of the asker's country with each actor, weighed likewise; 3 partners of the asker's
partners; 4 recent partners of the actors most like the asker; 5 to whom these do the same.
"""

import numpy as np
from numba import njit

from legation.outlook.ranking.arrays import Floats, Ints
from legation.outlook.ranking.memory import FAR, Desk, Layout, Memory
from legation.outlook.ranking.vectors import Vectors

ALL_PAIR, LATE_PAIR, COUNTRY, TWO_STEPS, NEAR_LATE, NEAR_SAME = range(6)
VOICE_NAMES = ("pair_kernel", "pair_kernel_late", "country_kernel", "two_steps", "near", "near_do")
_PAIR, _PARTNERS, _LATE, _LONG, _TINY = 2, 30, 1, 3, 1e-15


@njit(cache=True)
def name_actor(desk: Desk, voice: int, actor: int, value: float) -> None:
    """A voice adds to what it gives an actor."""
    if desk.voice[voice, actor] == 0.0:
        desk.heard[voice, desk.names[voice]] = actor
        desk.names[voice] += 1
    desk.voice[voice, actor] += value + _TINY
    desk.loud[voice] += value


@njit(cache=True)
def hush_voice(desk: Desk, voice: int) -> None:
    """Clear what a voice has said."""
    for place in range(desk.names[voice]):
        desk.voice[voice, desk.heard[voice, place]] = 0.0
    desk.names[voice] = 0
    desk.loud[voice] = 0.0


@njit(cache=True)
def lay_row(desk: Desk, layout: Layout, memory: Memory, context: int, row: int, day: int) -> None:
    """Lay a row of a context on the desk, in place of the one that lies there."""
    scales = memory.sums.shape[1]
    clear_row(desk, layout, context)
    desk.total[context, :] = 0.0
    for slot in range(layout.first[row], layout.first[row + 1]):
        if memory.last[slot] >= 0:
            label, age = layout.label[slot], day - memory.last[slot]
            for scale in range(scales):
                left = memory.sums[slot, scale] * memory.decay[scale, age]
                desk.value[context, label, scale] = left
                desk.total[context, scale] += left
            desk.value[context, label, scales] = memory.events[slot]
            desk.age[context, label] = age
    desk.current[context] = row


@njit(cache=True)
def clear_row(desk: Desk, layout: Layout, context: int) -> None:
    """Take the row of a context off the desk."""
    row = desk.current[context]
    if row >= 0:
        for slot in range(layout.first[row], layout.first[row + 1]):
            label = layout.label[slot]
            if desk.age[context, label] < FAR:
                desk.age[context, label] = FAR
                desk.value[context, label, :] = 0.0
    desk.current[context] = -1


@njit(cache=True)
def weigh_slot(
    memory: Memory, kernel: Floats, slot: int, day: int, origin: int, relation: int
) -> float:
    """What the past of one slot calls forth today."""
    age = day - memory.last[slot]
    value = 0.0
    for scale in range(memory.sums.shape[1]):
        value += (
            memory.sums[slot, scale] * memory.decay[scale, age] * kernel[scale, origin, relation]
        )
    return value


@njit(cache=True)
def hear_pairs(
    desk: Desk, layout: Layout, memory: Memory, kernel: Floats, asker: int, relation: int, day: int
) -> None:
    """Voices 0 and 1: every past event of the asker, by what it calls forth."""
    for row in range(layout.triple_first[asker], layout.triple_first[asker + 1]):
        origin = layout.triple_relation[row]
        for slot in range(layout.first[row], layout.first[row + 1]):
            if memory.last[slot] >= 0:
                actor, age = layout.label[slot], day - memory.last[slot]
                late = memory.sums[slot, 0] * memory.decay[0, age] * kernel[0, origin, relation]
                whole = weigh_slot(memory, kernel, slot, day, origin, relation)
                name_actor(desk, ALL_PAIR, actor, whole)
                name_actor(desk, LATE_PAIR, actor, late)


@njit(cache=True)
def hear_country(
    desk: Desk, layout: Layout, memory: Memory, kernel: Floats, asker: int, relation: int, day: int
) -> None:
    """Voice 2: the same for the asker's country; kept while country and relation stay."""
    country = layout.country[asker]
    if desk.held[0] == country and desk.held[1] == relation:
        return
    hush_voice(desk, COUNTRY)
    desk.held[0], desk.held[1] = country, relation
    for place in range(layout.country_first[country], layout.country_first[country + 1]):
        origin, row = layout.country_relation[place], layout.country_row + place
        for slot in range(layout.first[row], layout.first[row + 1]):
            if memory.last[slot] >= 0:
                value = weigh_slot(memory, kernel, slot, day, origin, relation)
                name_actor(desk, COUNTRY, layout.label[slot], value)


@njit(cache=True)
def sum_row(layout: Layout, memory: Memory, row: int, scale: int, day: int) -> float:
    """Sum of a row's decayed counts."""
    total = 0.0
    for slot in range(layout.first[row], layout.first[row + 1]):
        if memory.last[slot] >= 0:
            total += memory.sums[slot, scale] * memory.decay[scale, day - memory.last[slot]]
    return total


@njit(cache=True)
def pass_on(
    desk: Desk,
    layout: Layout,
    memory: Memory,
    voice: int,
    row: int,
    scale: int,
    day: int,
    weight: float,
    prior: float,
) -> None:
    """Give a weight on to the answers of a row, each by its share; a prior counts as unknown."""
    total = sum_row(layout, memory, row, scale, day) + prior
    if total < 1e-9:
        return
    for slot in range(layout.first[row], layout.first[row + 1]):
        if memory.last[slot] >= 0:
            left = memory.sums[slot, scale] * memory.decay[scale, day - memory.last[slot]]
            name_actor(desk, voice, layout.label[slot], weight * left / total)


@njit(cache=True)
def hear_two_steps(desk: Desk, layout: Layout, memory: Memory, day: int) -> None:
    """Voice 3: the partners of the asker's thirty closest partners."""
    row, total = desk.current[_PAIR], desk.total[_PAIR, _LONG]
    if total <= 1e-9:
        return
    count = 0
    for slot in range(layout.first[row], layout.first[row + 1]):
        if memory.last[slot] >= 0:
            desk.partner[count] = layout.label[slot]
            desk.weight[count] = desk.value[_PAIR, layout.label[slot], _LONG]
            count += 1
    least = 0.0
    if count > _PARTNERS:
        least = np.partition(desk.weight[:count], count - _PARTNERS)[count - _PARTNERS]
    for place in range(count):
        if desk.weight[place] >= least:
            other = layout.pair_row[desk.partner[place]]
            if other >= 0:
                share = desk.weight[place] / total
                pass_on(desk, layout, memory, TWO_STEPS, other, _LONG, day, share, 0.0)


@njit(cache=True)
def hear_near(
    desk: Desk,
    layout: Layout,
    memory: Memory,
    vectors: Vectors,
    asker: int,
    relation: int,
    day: int,
) -> None:
    """Voices 4 and 5: what the actors most like the asker do."""
    for place in range(vectors.near.shape[1]):
        other = vectors.near[asker, place]
        if other < 0:
            break
        weight = float(vectors.likeness[asker, place])
        row = layout.pair_row[other]
        if row >= 0:
            pass_on(desk, layout, memory, NEAR_LATE, row, _LATE, day, weight, 1.0)
        row = find_row(layout.triple_relation, layout.triple_first, other, relation)
        if row >= 0:
            pass_on(desk, layout, memory, NEAR_SAME, row, _LONG, day, weight, 1.0)


@njit(cache=True)
def find_row(labels: Ints, first: Ints, owner: int, wanted: int) -> int:
    """Place of a label among the sorted ones of its owner; -1 where it is not."""
    low, high = first[owner], first[owner + 1]
    end = high
    while low < high:
        middle = (low + high) // 2
        if labels[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low if low < end and labels[low] == wanted else -1
