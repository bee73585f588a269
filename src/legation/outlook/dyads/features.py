"""What the model knows of a dyad and a kind: log ratios, each of a rate to the coarser one.

A rate of a short memory is drawn toward that of the next longer one, and the longest toward what
the two states' activity makes one expect. So a ratio is 1, its log 0, where little is known: after
days without a feed, in a short history, for a pair that was never seen.
"""

import numpy as np
from attrs import frozen

from legation.outlook.dyads.arrays import Floats, Ints, Singles
from legation.outlook.dyads.counts import DyadDays
from legation.outlook.dyads.kinds import count_types, list_classes, list_kinds
from legation.outlook.dyads.sums import HALF_LIVES_DAYS, LONG, Sums

SHORTER = HALF_LIVES_DAYS[-2::-1]
CROSS_DAYS = 30
PRIOR_DAYS = 1.0  # event-days that a coarser rate weighs as many as
DYAD_PRIOR_DAYS = 0.5
PROFILE_DAYS = 20.0
MAX_RATE = 0.5


@frozen
class Group:
    """Features that are told of as one driver.

    Attributes:
        group_id: `level`, `pace`, ...
        label: the driver in words.
        features: their names.
    """

    group_id: str
    label: str
    features: tuple[str, ...]


def list_groups() -> tuple[Group, ...]:
    """All features by driver, in the order in which the model takes them."""
    types = [kind.kind_id for kind in list_kinds()[: count_types()]]
    return (
        Group(
            "level",
            "the whole time: this kind, this dyad, the two states",
            ("gravity", "sent_share", "met_share", "dyad_long", "own_long"),
        ),
        Group(
            "reverse",
            "what the other side does",
            ("reverse_long", "reverse_30", "reverse_10"),
        ),
        Group("pace", "this kind lately", tuple(f"own_{half}" for half in SHORTER)),
        Group(
            "activity",
            "dealings of any kind lately",
            (*(f"any_{half}" for half in SHORTER), "class_long", "class_30", "class_10"),
        ),
        Group("others", "other kinds lately", tuple(f"cross_{name}" for name in types)),
        Group("abroad", "the two states' dealings with all lately", ("sent_30", "met_30")),
    )


def list_recent() -> tuple[str, ...]:
    """Features that need events of the last weeks: what a record that ended long ago lacks."""
    short = ("_3", "_10", "_30")
    return tuple(
        name for name in list_features() if name.endswith(short) or name.startswith("cross_")
    )


def list_features() -> tuple[str, ...]:
    """Names of the features, in their order."""
    return tuple(name for group in list_groups() for name in group.features)


def build_features(days: DyadDays, sums: Sums, chosen: Ints | None = None) -> Singles:
    """Features of dyads and kinds at a day.

    Args:
        days: for who the dyads are.
        sums: what was known before the day.
        chosen: places of dyads; all where None.

    Returns:
        Shape (dyads, kinds, features), natural logs.
    """
    rows = np.arange(days.dyads) if chosen is None else chosen
    source, target, back = days.source[rows], days.target[rows], days.reverse[rows]
    found: dict[str, Floats] = {}
    base = _expect(found, sums, source, target, rows)
    _chain(sums, rows, base, found)
    _compare_reverse(found, sums, base, back)
    _compare_activity(found, sums, rows, base)
    recent = np.log1p(sums.counts[CROSS_DAYS][rows][:, : count_types()])
    for place, kind in enumerate(list_kinds()[: count_types()]):
        found[f"cross_{kind.kind_id}"] = recent[:, place : place + 1]
    shape = (len(rows), len(list_kinds()))
    out = np.empty((*shape, len(list_features())), dtype=np.float32)
    for place, name in enumerate(list_features()):
        out[:, :, place] = found[name]
    return out


def _expect(found: dict[str, Floats], sums: Sums, source: Ints, target: Ints, rows: Ints) -> Floats:
    """The daily rate of each kind that the two states and the dyad make one expect."""
    world, exposure = sums.world, max(sums.exposure[LONG], 1.0)
    sent, met = sums.sent[LONG], sums.met[LONG]
    total = world.flows.sum() * exposure
    product = (sent.sum(axis=1)[source] + 1.0) * (met.sum(axis=1)[target] + 1.0)
    gravity = np.clip(product / (total + world.states) / exposure, 1e-7, MAX_RATE)[:, None]
    seen = sums.counts[LONG][rows][:, -1:]
    dyad = (seen + DYAD_PRIOR_DAYS) / (sums.exposure[LONG] + DYAD_PRIOR_DAYS / gravity)
    profiles = [_profile(side, world.flows)[ends] for side, ends in ((sent, source), (met, target))]
    found["gravity"], found["dyad_long"] = np.log(gravity), np.log(dyad / gravity)
    found["sent_share"], found["met_share"] = (np.log(profile) for profile in profiles)
    base = dyad * world.shares * np.sqrt(profiles[0] * profiles[1])
    for name, side, ends in (("sent_30", sums.sent, source), ("met_30", sums.met, target)):
        long = (side[LONG].sum(axis=1) + 3.0) / (exposure + 3.0)
        rate = (side[30].sum(axis=1) + 3.0) / (sums.exposure[30] + 3.0 / long)
        found[name] = np.log(rate / long)[ends][:, None]
    return np.asarray(np.clip(base, 1e-9, MAX_RATE))


def _profile(side: Floats, flows: Floats) -> Floats:
    """For each state and kind its share of the kind's class over the world's, drawn toward 1."""
    world = flows / flows.sum()
    ratio = (side + PROFILE_DAYS * world) / (side.sum(axis=1, keepdims=True) + PROFILE_DAYS) / world
    whole = np.concatenate([ratio, np.ones((len(side), 1))], axis=1)
    return np.asarray(whole[:, list_classes() - count_types()])


def _chain(sums: Sums, rows: Ints, base: Floats, found: dict[str, Floats]) -> None:
    """The rates of ever shorter memories, each as its log ratio to the longer one."""
    rate = _draw(sums, LONG, rows, base)
    found["own_long"] = np.log(rate / base)
    for half in SHORTER:
        shorter = _draw(sums, half, rows, rate)
        found[f"own_{half}"] = np.log(shorter / rate)
        rate = shorter


def _draw(sums: Sums, half: int, rows: Ints, prior: Floats, kinds: Ints | None = None) -> Floats:
    """A daily rate of event-days, drawn toward a prior rate."""
    counts = sums.counts[half][rows]
    counts = counts if kinds is None else counts[:, kinds]
    return np.asarray((counts + PRIOR_DAYS) / (sums.exposure[half] + PRIOR_DAYS / prior))


def _compare_reverse(found: dict[str, Floats], sums: Sums, base: Floats, back: Ints) -> None:
    rate = _draw(sums, LONG, back, base)
    found["reverse_long"] = np.log(rate / base)
    for half in (30, 10):
        shorter = _draw(sums, half, back, rate)
        found[f"reverse_{half}"] = np.log(shorter / rate)
        rate = shorter


def _compare_activity(found: dict[str, Floats], sums: Sums, rows: Ints, base: Floats) -> None:
    """Any kind, and the kind's class, in ever shorter memories."""
    last = np.array([len(list_kinds()) - 1])
    rate = _draw(sums, LONG, rows, base[:, -1:], last)
    for half in SHORTER:
        shorter = _draw(sums, half, rows, rate, last)
        found[f"any_{half}"] = np.log(shorter / rate)
        rate = shorter
    classes = list_classes()
    prior = base[:, classes]
    rate = _draw(sums, LONG, rows, prior, classes)
    found["class_long"] = np.log(rate / prior)
    for half in (30, 10):
        shorter = _draw(sums, half, rows, rate, classes)
        found[f"class_{half}"] = np.log(shorter / rate)
        rate = shorter
