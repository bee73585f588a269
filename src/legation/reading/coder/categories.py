"""The one PLOVER category of an act that is yet to come, or that is refused.

PLOVER's manual (section on special cases) wants a single category rather than one with "future" or
"negation" beside it: help that is promised is AGREE, a withdrawal that is announced CONCEDE, a
strike or a blockade that is announced THREATEN; and "all rejections and refusals" are REJECT.
"""

from legation.domain.coding import Modality

_COMING = {
    "CONSULT": "AGREE",
    "SUPPORT": "AGREE",
    "COOPERATE": "AGREE",
    "AID": "AGREE",
    "RETREAT": "CONCEDE",
    "PROTEST": "THREATEN",
    "SANCTION": "THREATEN",
    "COERCE": "THREATEN",
    "ASSAULT": "THREATEN",
}
_GIVEN = frozenset(["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"])


def choose_category(act: str, modality: Modality, is_negated: bool) -> str:
    """The PLOVER type of an event.

    Args:
        act: PLOVER type of the act itself.
        modality: whether it happened.
        is_negated: whether the sentence negates it.
    """
    if is_negated and modality is Modality.PLANNED:
        return "REJECT" if act in _GIVEN else "AGREE" if _COMING.get(act) == "THREATEN" else act
    if is_negated and modality is Modality.DENIED and act == "AGREE":
        return "REJECT"
    return _COMING.get(act, act) if modality is Modality.PLANNED else act
