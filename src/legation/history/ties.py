"""Treaties between two states and how they vote."""

from legation.almanac.chronicle import (
    find_membership,
    list_ideal_points,
    list_shared_organizations,
    list_treaties,
)
from legation.almanac.columns import ORGANIZATIONS
from legation.almanac.store import Almanac
from legation.domain.citation import Reference, ReferenceKind, Statement
from legation.domain.events import Treaty
from legation.domain.wording import join_words

MANY_PARTIES = 4
# Of larger treaties the almanac lists signatories only: who left since is not in it.
_MOST_PARTIES = {"defense": 6, "peace": 7, "armistice": 6}
MOST_LIVING = 12
MOST_ENDED = 4
MOST_SHARED = 8
_SPOKEN_AS_WORDS = frozenset(
    (
        *(
            "NATO",
            "APEC",
            "ASEAN",
            "BRICS",
            "OPEC",
            "OPEC+",
            "SAARC",
            "CARICOM",
            "MERCOSUR",
            "AUKUS",
        ),
        *(
            "UNESCO",
            "ECOWAS",
            "SADC",
            "CELAC",
            "UNASUR",
            "COMESA",
            "ALBA",
            "EFTA",
            "IGAD",
            "Benelux",
        ),
        *("BIMSTEC", "GUAM", "SICA", "Five Eyes"),
    )
)
_NEARLY_ALL = frozenset(("un", "iaea", "unesco", "wto"))


def describe_treaties(almanac: Almanac, pair: tuple[str, str]) -> tuple[Statement, ...]:
    """Treaties of both, open ones first, newest first; of many parties only alliances and peace."""
    treaties = [
        treaty
        for treaty in reversed(list_treaties(almanac, pair))
        if len(treaty.parties) <= _MOST_PARTIES.get(treaty.kind, MANY_PARTIES)
    ]
    living = [treaty for treaty in treaties if treaty.ended is None][:MOST_LIVING]
    ended = [treaty for treaty in treaties if treaty.ended is not None][:MOST_ENDED]
    return tuple(
        Statement(describe_treaty(treaty), (treaty.reference,)) for treaty in (*living, *ended)
    )


def describe_treaty(treaty: Treaty) -> str:
    """What a treaty says, with its name, kind and days, in one sentence."""
    days = [treaty.kind.replace("_", " ")]
    days += [f"signed {treaty.signed.describe()}"] if treaty.signed else []
    if treaty.ended is not None:
        days.append(f"ended {treaty.ended.describe()}")
    elif treaty.in_force is not None and treaty.in_force != treaty.signed:
        days.append(f"in force since {treaty.in_force.describe()}")
    about, name = treaty.sentence.rstrip("."), treaty.name
    if not about or about.startswith("It "):
        about = f"The {name} {about[3:]}" if about else f"Both are parties to the {name}"
        name = ""
    return f"{about} ({'; '.join(part for part in (name, ', '.join(days)) if part)})."


def describe_shared_organizations(
    almanac: Almanac, pair: tuple[str, str], names: dict[str, str]
) -> tuple[Statement, ...]:
    """Organizations of which both are members on the as-of day, the smaller ones first."""
    talks = set(almanac.table(ORGANIZATIONS).filter(kind="talks")["org_id"])
    shared = [
        row
        for row in list_shared_organizations(almanac, *pair, almanac.as_of)
        if row[0] not in talks
    ]
    if not shared:
        return ()
    short = dict(
        almanac.table(ORGANIZATIONS).select("org_id", "abbreviation").drop_nulls().iter_rows()
    )
    ranked = sorted(shared, key=lambda row: (row[0] in _NEARLY_ALL, row[0]))
    listed = [_add_article(short.get(org_id) or name) for org_id, name in ranked[:MOST_SHARED]]
    if len(ranked) > MOST_SHARED:
        listed.append(f"{len(ranked) - MOST_SHARED} more")
    text = (
        f"Of the organizations in the almanac, {join_words([names[state] for state in pair])} are "
        f"both members of {join_words(listed)}."
    )
    org_ids = [org_id for org_id, _ in ranked]
    return (Statement(text, (_cite_memberships(almanac, pair, org_ids),)),)


def _add_article(name: str) -> str:
    return name if name in _SPOKEN_AS_WORDS else f"the {name}"


def _cite_memberships(almanac: Almanac, pair: tuple[str, str], org_ids: list[str]) -> Reference:
    rows = [
        find_membership(almanac, state, org_id, almanac.as_of)[1]
        for state in pair
        for org_id in org_ids
    ]
    sources = {source for row in rows if row is not None for source in row.source_ids}
    return Reference(
        ReferenceKind.ALMANAC,
        f"memberships/{pair[0]}-{pair[1]}",
        f"memberships of {pair[0]} and {pair[1]} on {almanac.as_of}: {', '.join(org_ids)}",
        tuple(sorted(sources)),
    )


def describe_alignment(
    almanac: Almanac, pair: tuple[str, str], names: dict[str, str]
) -> tuple[Statement, ...]:
    """The distance of their UN General Assembly ideal points, last year and ten years before.

    Source:
        Bailey, Strezhnev, Voeten (2017), Journal of Conflict Resolution 61(2).
    """
    one, two = (
        {year: (value, row) for year, value, row in list_ideal_points(almanac, state)}
        for state in pair
    )
    years = sorted(set(one) & set(two))
    if not years:
        return ()
    last = years[-1]
    gap = round(abs(one[last][0] - two[last][0]), 2)
    text = (
        f"In the UN General Assembly session of {last}, the last with estimates known by then, the "
        f"ideal points were {one[last][0]:+.2f} for {names[pair[0]]} and {two[last][0]:+.2f} for "
        f"{names[pair[1]]}, a distance of {gap:.2f}"
    )
    references: list[Reference] = [one[last][1], two[last][1]]
    if last - 10 in one and last - 10 in two:
        old = round(abs(one[last - 10][0] - two[last - 10][0]), 2)
        text += f", {_compare(gap, old)} {last - 10} ({old:.2f})"
        references += [one[last - 10][1], two[last - 10][1]]
    return (Statement(text + ".", tuple(references)),)


def _compare(gap: float, old: float) -> str:
    if abs(gap - old) < 0.05:
        return "about as in"
    return "less than in" if gap < old else "more than in"
