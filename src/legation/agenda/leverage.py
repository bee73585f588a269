"""Facts that give one state weight with another."""

from legation.almanac.chronicle import find_membership, list_milestones, list_treaties
from legation.almanac.states import cite_border, find_neighbours
from legation.almanac.store import Almanac
from legation.domain.agenda import Leverage
from legation.domain.citation import Statement
from legation.domain.events import Treaty
from legation.domain.wording import begin_sentence, join_words

_LEVERS = {
    "aid": "aid",
    "arms_transfer": "arms",
    "sanction": "sanctions",
}
_MOST = 3
MOST_PARTIES = 6


def list_leverage(
    almanac: Almanac, pair: tuple[str, str], names: dict[str, str]
) -> tuple[Leverage, ...]:
    """Permanent seats, alliances, borders, and entries on aid, arms and sanctions; facts only."""
    found = []
    for holder, other in (pair, pair[::-1]):
        found += _list_seats(almanac, holder, other, names)
        found += _list_levers(almanac, holder, other)
    found += _list_alliances(almanac, pair, names)
    found += _list_borders(almanac, pair, names)
    return tuple(found)


def _list_seats(almanac: Almanac, holder: str, other: str, names: dict[str, str]) -> list[Leverage]:
    role, reference = find_membership(almanac, holder, "unsc", almanac.as_of)
    if reference is None or role not in {"permanent", "elected"}:
        return []
    if role == "permanent":
        text = f"{names[holder]} has a permanent seat, and so a veto, in the UN Security Council."
    else:
        text = f"{names[holder]} has an elected seat in the UN Security Council."
    return [Leverage(holder, other, "seat", Statement(begin_sentence(text), (reference,)))]


def _list_levers(almanac: Almanac, holder: str, other: str) -> list[Leverage]:
    entries = list_milestones(almanac, (holder, other), tuple(_LEVERS))
    acting = [entry for entry in entries if holder in entry.sources and other in entry.targets]
    return [
        Leverage(
            holder,
            other,
            _LEVERS[entry.kind],
            Statement(f"{entry.day.describe()}: {entry.sentence}", (entry.reference,)),
        )
        for entry in acting[-_MOST:]
    ]


def _list_alliances(
    almanac: Almanac, pair: tuple[str, str], names: dict[str, str]
) -> list[Leverage]:
    treaties = [t for t in list_treaties(almanac, pair, ("defense",)) if _binds(t)]
    return [
        Leverage(
            pair[0],
            pair[1],
            "alliance",
            Statement(_tell_alliance(treaty, pair, names), (treaty.reference,)),
        )
        for treaty in treaties
    ]


def _binds(treaty: Treaty) -> bool:
    """Whether it is open and small enough that the signatories listed are its parties."""
    return treaty.ended is None and len(treaty.parties) <= MOST_PARTIES


def _tell_alliance(treaty: Treaty, pair: tuple[str, str], names: dict[str, str]) -> str:
    sides = join_words([names[state] for state in pair])
    day = f" {treaty.signed.describe_when()}" if treaty.signed else ""
    text = f"{sides} are parties to the {treaty.name}, signed{day}"
    if treaty.in_force:
        text += f" and in force since {treaty.in_force.describe()}"
    return begin_sentence(f"{text}.")


def _list_borders(almanac: Almanac, pair: tuple[str, str], names: dict[str, str]) -> list[Leverage]:
    if pair[1] not in find_neighbours(almanac, pair[0], almanac.as_of):
        return []
    reference = cite_border(almanac, *pair)
    if reference is None:
        return []
    text = begin_sentence(f"{join_words([names[state] for state in pair])} share a land border.")
    return [Leverage(pair[0], pair[1], "border", Statement(text, (reference,)))]
