"""Treaties between two states and how they vote."""

from legation.almanac.chronicle import list_ideal_points, list_shared_organizations, list_treaties
from legation.almanac.store import Almanac
from legation.domain.citation import Reference, ReferenceKind, Statement

_BINDING = ("defense", "neutrality", "nonaggression", "entente", "friendship", "partnership")


def describe_treaties(almanac: Almanac, pair: tuple[str, str]) -> tuple[Statement, ...]:
    """Treaties of both states, those in force first; multilateral ones only where they bind."""
    in_force, ended = [], []
    for treaty in list_treaties(almanac, pair):
        if len(treaty.parties) > 6 and treaty.kind not in _BINDING:
            continue
        signed = f"signed {treaty.signed.describe()}" if treaty.signed else "day of signature unknown"
        if treaty.ended is not None:
            text = f"{treaty.name} ({treaty.kind.replace('_', ' ')}, {signed}) ended {treaty.ended.describe()}."
            ended.append(Statement(text, (treaty.reference,)))
        else:
            force = f", in force {treaty.in_force.describe()}" if treaty.in_force else ""
            text = f"{treaty.name} ({treaty.kind.replace('_', ' ')}, {signed}{force}). {treaty.sentence}"
            in_force.append(Statement(text.strip(), (treaty.reference,)))
    return tuple(in_force + ended)


def describe_shared_organizations(
    almanac: Almanac, pair: tuple[str, str], names: dict[str, str]
) -> tuple[Statement, ...]:
    """Organizations of which both are members on the as-of day."""
    shared = list_shared_organizations(almanac, *pair, almanac.as_of)
    if not shared:
        return ()
    reference = Reference(
        ReferenceKind.ALMANAC,
        f"memberships/{pair[0]}-{pair[1]}",
        f"memberships of {pair[0]} and {pair[1]} on {almanac.as_of}",
        ("un-member-states",) if "un-member-states" in almanac.sources else (),
    )
    listed = ", ".join(org_id for org_id, _ in shared)
    text = f"Both {names[pair[0]]} and {names[pair[1]]} are members of: {listed}."
    return (Statement(text, (reference,)),)


def describe_alignment(
    almanac: Almanac, pair: tuple[str, str], names: dict[str, str]
) -> tuple[Statement, ...]:
    """The distance of their UN General Assembly ideal points, last year and ten years before.

    Source:
        Bailey, Strezhnev, Voeten (2017), Journal of Conflict Resolution 61(2).
    """
    first = {year: (value, ref) for year, value, ref in list_ideal_points(almanac, pair[0])}
    second = {year: (value, ref) for year, value, ref in list_ideal_points(almanac, pair[1])}
    years = sorted(set(first) & set(second))
    if not years:
        return ()
    last = years[-1]
    gap = abs(first[last][0] - second[last][0])
    text = (
        f"In the UN General Assembly session of {last} (the last with estimates known by then) the "
        f"ideal points were {first[last][0]:+.2f} for {names[pair[0]]} and {second[last][0]:+.2f} for "
        f"{names[pair[1]]}, a distance of {gap:.2f}"
    )
    references = (first[last][1], second[last][1])
    if last - 10 in first and last - 10 in second:
        old = abs(first[last - 10][0] - second[last - 10][0])
        word = "closer than" if gap < old else "further apart than"
        text += f", {word} {last - 10} ({old:.2f})"
        references += (first[last - 10][1], second[last - 10][1])
    return (Statement(text + ".", references),)
