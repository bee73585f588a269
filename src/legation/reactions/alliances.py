"""Alliances of third states with either side: defense treaties and alliance organizations."""

import polars as pl

from legation.almanac.columns import MEMBERSHIPS, ORGANIZATIONS, TREATIES, Col
from legation.almanac.states import holds_on
from legation.almanac.store import cite_row, split_list
from legation.domain.citation import Reference, Statement
from legation.domain.dates import parse_partial
from legation.domain.reactions import Tie
from legation.reactions.phrases import open_sentence, say_day
from legation.reactions.setting import Setting

MOST_TREATY_PARTIES = 3
_BILATERAL = 2

# A third state, what a tie weighs, and the tie.
Weighed = tuple[str, float, Tie]


def list_alliances(
    setting: Setting, side: str, members: list[dict[str, str | None]]
) -> list[Weighed]:
    """Defense treaties in force, else common membership in an alliance; one tie for each state.

    Only treaties of two or three states count: the list of a larger treaty's parties is that of its
    signature, and later withdrawals are not in it. Memberships in alliances are dated.
    """
    frame = setting.almanac.table(TREATIES).filter(
        (pl.col(Col.KIND) == "defense")
        & pl.col("in_force").is_not_null()
        & pl.col(Col.ENDED).is_null()
        & pl.col("parties").fill_null("").str.contains(side, literal=True)
    )
    found: dict[str, tuple[int, str, Weighed]] = {}
    for row in frame.iter_rows(named=True):
        parties = split_list(row["parties"])
        if len(parties) > MOST_TREATY_PARTIES or side not in parties:
            continue
        for state in parties:
            if state in setting.pair or state not in setting.labels:
                continue
            rank = (len(parties), _reverse_day(row[Col.SIGNED] or ""))
            if state not in found or rank < found[state][:2]:
                weight = 3.0 if len(parties) == _BILATERAL else 2.0
                found[state] = (*rank, (state, weight, _build_alliance(setting, side, state, row)))
    ties = {state: weighed for state, (*_, weighed) in found.items()}
    return list((_list_organizations(setting, side, members) | ties).values())


def _reverse_day(text: str) -> str:
    return "".join(chr(ord("9") - int(c)) if c.isdigit() else c for c in text)


def _build_alliance(setting: Setting, side: str, state: str, row: dict[str, str | None]) -> Tie:
    signed, in_force = parse_partial(row[Col.SIGNED]), parse_partial(row["in_force"])
    verified = parse_partial(row[Col.VERIFIED])
    through = min(verified.latest, setting.as_of) if verified else None
    dates = f"signed {signed.describe()}" if signed else "day of signature not recorded"
    dates += f", in force {in_force.describe()}" if in_force else ""
    until = f"no end recorded through {say_day(through)}" if through else "no end recorded"
    text = (
        f"{setting.name(state)} is allied with {setting.name(side)}: {row[Col.NAME]} ({dates};"
        f" {until})."
    )
    reference = cite_row(
        TREATIES,
        row["treaty_id"] or "",
        f"{row[Col.NAME]}: {dates}",
        row[Col.SOURCE],
        row[Col.KNOWN_ON] or row[Col.SIGNED],
    )
    return Tie("allied", side, Statement(open_sentence(text), (reference,)))


def list_members(setting: Setting) -> list[dict[str, str | None]]:
    """Rows of membership in alliances that exist on the as-of day, with the alliance's name."""
    almanac = setting.almanac
    alliances = almanac.table(ORGANIZATIONS).filter(
        (pl.col(Col.KIND) == "alliance") & pl.col("dissolved").is_null()
    )
    names = dict(alliances.select("org_id", Col.NAME).iter_rows())
    members = almanac.table(MEMBERSHIPS).filter(
        pl.col("org_id").is_in(list(names))
        & (pl.col("role") == "member")
        & holds_on(Col.START, Col.END, setting.as_of)
    )
    rows = members.sort("org_id", Col.STATE_ID).iter_rows(named=True)
    return [{**row, Col.NAME: names[row["org_id"]]} for row in rows]


def _list_organizations(
    setting: Setting, side: str, members: list[dict[str, str | None]]
) -> dict[str, Weighed]:
    own = {row["org_id"]: row for row in members if row[Col.STATE_ID] == side}
    ties: dict[str, Weighed] = {}
    for row in members:
        state = row[Col.STATE_ID] or ""
        if (
            row["org_id"] not in own
            or state in {*setting.pair, *ties}
            or state not in setting.labels
        ):
            continue
        text = (
            f"{setting.name(state)} is allied with {setting.name(side)}: both are members of the "
            f"{row[Col.NAME]}."
        )
        references = (_cite_member(row), _cite_member(own[row["org_id"]]))
        ties[state] = (state, 1.0, Tie("allied", side, Statement(open_sentence(text), references)))
    return ties


def _cite_member(row: dict[str, str | None]) -> Reference:
    state, org = row[Col.STATE_ID] or "", row["org_id"] or ""
    note = f"{state} in {org.upper()}: member, from {row[Col.START] or 'the beginning'}"
    return cite_row(
        MEMBERSHIPS, f"{org}/{state}/{row[Col.START]}", note, row[Col.SOURCE], row[Col.START]
    )
