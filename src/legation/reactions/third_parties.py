"""Third parties: chosen and ranked by their ties to both sides."""

from legation.domain.reactions import ThirdParty, Tie
from legation.reactions.alliances import Weighed, list_alliances, list_members
from legation.reactions.responses import describe_responses
from legation.reactions.setting import Setting
from legation.reactions.ties import (
    list_adversaries,
    list_borders,
    list_cold_dyads,
    list_frequent,
    list_seats,
)

MOST_PARTIES = 8
HOST_WEIGHT = 1.5
MIN_WEIGHT = 2.0
_ORDER = ("adversarial", "allied", "adjacent", "contact", "member")


def list_third_parties(setting: Setting) -> tuple[ThirdParty, ...]:
    """The third states with the most and weightiest ties, at most eight.

    A tie weighs: defense treaty of two 3, of three 2, common alliance 1; entries of conflict
    2.5 to 4 by their number; cold coded events 3 to 4 by their mean; border 2; permanent seat 2;
    frequent contacts 1. Ties to the host weigh half as much again; a single tie to the visitor, or
    common alliances and contacts alone, are not enough. One tie of a kind counts for each side.
    """
    weighed: dict[str, dict[tuple[str, str], tuple[float, Tie]]] = {}
    for state, weight, tie in _gather(setting):
        factor = HOST_WEIGHT if tie.toward == setting.host else 1.0
        kept = weighed.setdefault(state, {})
        kept.setdefault((tie.kind, tie.toward), (weight * factor, tie))
    ranked = sorted(
        (state for state, kept in weighed.items() if _is_close(setting, list(kept.values()))),
        key=lambda state: (-sum(weight for weight, _ in weighed[state].values()), state),
    )
    return tuple(
        ThirdParty(
            state,
            setting.labels[state],
            _sort_ties(setting, [tie for _, tie in weighed[state].values()]),
            describe_responses(setting, state),
        )
        for state in ranked[:MOST_PARTIES]
    )


def _gather(setting: Setting) -> list[Weighed]:
    found: list[Weighed] = []
    members = list_members(setting)
    for side in (setting.host, setting.visitor):
        found += list_adversaries(setting, side)
        found += list_cold_dyads(setting, side)
        found += list_alliances(setting, side, members)
        found += list_borders(setting, side)
    return found + list_frequent(setting) + list_seats(setting)


def _is_close(setting: Setting, ties: list[tuple[float, Tie]]) -> bool:
    """Whether more than a common alliance ties it, and more than one tie to the visitor alone."""
    has_weight = any(weight >= MIN_WEIGHT for weight, _ in ties)
    return has_weight and (
        len(ties) > 1 or any(tie.toward in {setting.host, ""} for _, tie in ties)
    )


def _sort_ties(setting: Setting, ties: list[Tie]) -> tuple[Tie, ...]:
    return tuple(sorted(ties, key=lambda tie: (_ORDER.index(tie.kind), tie.toward != setting.host)))
