"""What moved a probability: groups of features put in one after the other, in words and numbers."""

import numpy as np
from attrs import frozen

from legation.domain.dyads import Driver
from legation.domain.wording import name_state
from legation.outlook.dyads.arrays import Bools, Singles
from legation.outlook.dyads.counts import DyadDays
from legation.outlook.dyads.features import Group, list_features, list_groups
from legation.outlook.dyads.hazard import HazardModel
from legation.outlook.dyads.kinds import Kind, count_types, list_classes, list_kinds
from legation.outlook.dyads.sums import Sums

LATELY_DAYS = 30
MONTHS = 90  # the shortest memory, in half-life days, of which something ships


@frozen(eq=False)
class View:
    """Where a forecast stands.

    Attributes:
        days: the counts.
        sums: what was known.
        dyad: place of the dyad among them.
        names: of the acting state and of the other.
        has_recent: whether the last weeks are known.
    """

    days: DyadDays
    sums: Sums
    dyad: int
    names: tuple[str, str]
    has_recent: bool


def trace_drivers(
    model: HazardModel, features: Singles, place: int, horizon_days: int, view: View
) -> tuple[float, tuple[Driver, ...]]:
    """Lead from a typical dyad to this one, a group of features at a time.

    Args:
        model: the model.
        features: of the dyad, shape (1, kinds, features).
        place: of the kind.
        horizon_days: 1 to 90.
        view: where the numbers in words come from.

    Returns:
        The probability of a dyad with the mean of all features, and the drivers; the last one's
        probability is the forecast.
    """
    typical = np.broadcast_to(model.mean, features.shape).astype(np.float32)
    taken = np.zeros(features.shape[-1], dtype=bool)
    groups = [group for group in list_groups() if view.has_recent or not _needs_recent(group)]
    rows = [typical]
    for group in groups:
        taken = taken | _find(group)
        rows.append(np.where(taken, features, typical))
    rows[-1] = features
    shares = model.predict(np.concatenate(rows), horizon_days)[:, place]
    odds = shares / (1 - shares)
    kind = list_kinds()[place]
    drivers = tuple(
        Driver(group.label, _tell(group, kind, place, view), float(after / before), float(share))
        for group, before, after, share in zip(groups, odds[:-1], odds[1:], shares[1:], strict=True)
    )
    return float(shares[0]), drivers


def _needs_recent(group: Group) -> bool:
    return group.group_id in {"others", "abroad"}


def _find(group: Group) -> Bools:
    return np.array([name in group.features for name in list_features()])


def _tell(group: Group, kind: Kind, place: int, view: View) -> str:
    """The numbers behind a driver."""
    source, target = (name_state(name) for name in view.names)
    mine = view.sums.days[view.dyad]
    back = view.sums.days[view.days.reverse[view.dyad]]
    if group.group_id == "level":
        anything = "" if kind.level == "any" else f", any event on {mine[-1]:,.0f}"
        return f"{kind.kind_id} on {mine[place]:,.0f} of {view.sums.exposed_days:,} days{anything}"
    if group.group_id == "reverse":
        return (
            f"{kind.kind_id} by {target} toward {source} on {back[place]:,.0f} of "
            f"{view.sums.exposed_days:,} days"
        )
    if group.group_id == "pace":
        return f"{kind.kind_id} {_compare(view, place)}"
    if group.group_id == "activity":
        return _tell_activity(place, view)
    if group.group_id == "others":
        return _tell_others(place, view)
    return f"{source} toward all and all toward {target}, last month against their year"


def _tell_activity(place: int, view: View) -> str:
    """Any event lately, and the kind's class."""
    anything, class_place = len(list_kinds()) - 1, int(list_classes()[place])
    parts = [f"any event {_compare(view, anything)}"]
    if class_place not in {place, anything}:
        parts.append(f"{list_kinds()[class_place].label} {_compare(view, class_place)}")
    return "; ".join(parts)


def _tell_others(place: int, view: View) -> str:
    """The three other types that happened on most days lately."""
    counts = [(count_lately(view, one), one) for one in range(count_types()) if one != place]
    top = sorted(counts, key=lambda pair: (-pair[0], pair[1]))[:3]
    told = [f"{list_kinds()[one].kind_id} on {count}" for count, one in top if count]
    return f"in {LATELY_DAYS} days {', '.join(told)}" if told else "none of them lately"


def _compare(view: View, place: int) -> str:
    """Days lately against what the whole time makes one expect."""
    sums = view.sums
    daily = sums.days[view.dyad, place] / max(sums.exposed_days, 1)
    if view.has_recent:
        usual = LATELY_DAYS * daily
        lately = count_lately(view, place)
        return f"on {lately} of the last {LATELY_DAYS} days, usual {usual:.1f}"
    weight, usual = sums.counts[MONTHS][view.dyad, place], sums.exposure[MONTHS] * daily
    return f"{weight:.1f} weighted days in the last known months, usual {usual:.1f}"


def count_lately(view: View, place: int) -> int:
    """Days of the last 30 on which a kind was known to have happened."""
    days, day = view.days, view.sums.day
    cell = view.dyad * len(list_kinds()) + place
    recent = (days.day >= day - LATELY_DAYS) & (days.day < day) & (days.known < day)
    return int((recent & (days.cell == cell)).sum())
