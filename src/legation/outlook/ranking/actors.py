"""Country and sector of actors, from their names; the country of others from their company."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from attrs import frozen

from legation.outlook.ranking.arrays import Floats, Ints
from legation.outlook.ranking.quadruples import Quadruples

MIN_SECTOR_ACTORS = 3
NAMED, RARE = 0, 1
STATE = "state itself"
_PATTERN = re.compile(r"^(.*?)[ _]*\(([^()]*)\)$")
_STATE_WEIGHT = 0.5


@frozen(eq=False)
class Traits:
    """Country and sector of each actor, by number.

    Attributes:
        country: shape (actors,); the last number means unknown.
        countries: how many numbers there are, unknown included.
        sector: shape (actors,); 0 for actors with a name of their own, 1 for rare sectors.
        sectors: how many numbers there are.
        certainty: 1 where the name tells the country, the share of its company where that does, 0
            where nothing does; shape (actors,).
    """

    country: Ints
    countries: int
    sector: Ints
    sectors: int
    certainty: Floats


def read_traits(events: Quadruples, before_day: int) -> Traits:
    """Read countries and sectors off names such as `Police (Kenya)` or `Police_(Kenya)`.

    An actor whose name tells no country gets that of most actors which it met before a day: so a
    minister stands with the state whose citizens and police he deals with.

    Args:
        events: the events.
        before_day: later ones are not looked at.
    """
    places, labels = _split_names(events.actors)
    known = sorted({place for place in places if place})
    number = {place: position for position, place in enumerate(known)}
    country = np.array([number.get(place, -1) for place in places], dtype=np.int64)
    votes = _count_company(events, before_day, country, labels, len(known))
    total = votes.sum(axis=1)
    best = votes.argmax(axis=1) if known else np.zeros(len(places), dtype=np.int64)
    guessed = (country < 0) & (total > 0)
    share = votes.max(axis=1, initial=0.0) / np.maximum(total, 1e-9)
    certainty = np.where(country >= 0, 1.0, np.where(guessed, share, 0.0)).astype(np.float32)
    country = np.where(guessed, best, country)
    sector, sectors = _number_sectors(labels)
    unknown = len(known)
    return Traits(np.where(country < 0, unknown, country), unknown + 1, sector, sectors, certainty)


def _split_names(names: Sequence[str]) -> tuple[list[str], list[str]]:
    folded = [name.replace("_", " ").strip().lower() for name in names]
    matches = [_PATTERN.match(name) for name in folded]
    places = [found.group(2).strip() if found else "" for found in matches]
    labels = [found.group(1).strip() if found else "" for found in matches]
    known = {place for place in places if place}
    for position, name in enumerate(folded):
        if not places[position] and name in known:
            places[position], labels[position] = name, STATE
    return places, labels


def _count_company(
    events: Quadruples, before_day: int, country: Ints, labels: list[str], count: int
) -> Floats:
    votes = np.zeros((len(country), count), dtype=np.float32)
    is_state = np.array([label == STATE for label in labels], dtype=bool)
    early = events.day < before_day
    for one, other in ((events.source, events.target), (events.target, events.source)):
        met, company = one[early], other[early]
        tells = country[company] >= 0
        weight = np.where(is_state[company[tells]], _STATE_WEIGHT, 1.0)
        np.add.at(votes, (met[tells], country[company[tells]]), weight)
    return votes


def _number_sectors(labels: list[str]) -> tuple[Ints, int]:
    counts = Counter(label for label in labels if label)
    common = sorted(label for label, count in counts.items() if count >= MIN_SECTOR_ACTORS)
    number = {label: position + 2 for position, label in enumerate(common)}
    sector = [number.get(label, RARE) if label else NAMED for label in labels]
    return np.array(sector, dtype=np.int64), len(common) + 2
