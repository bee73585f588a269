"""Offices as a report names them: `Russian President`, `Germany's chancellor`, `Supreme Leader`."""

import re

from attrs import frozen

from legation.domain.actors import Office

_HEAD_OF_STATE = (Office.HEAD_OF_STATE,)
_HEAD_OF_GOVERNMENT = (Office.HEAD_OF_GOVERNMENT,)
_ANY_LEADER = (Office.HEAD_OF_STATE, Office.HEAD_OF_GOVERNMENT, Office.OTHER)
_FOREIGN = (Office.FOREIGN_MINISTER,)

TITLES: dict[str, tuple[Office, ...]] = {
    "president": _HEAD_OF_STATE + _HEAD_OF_GOVERNMENT,
    "acting president": _HEAD_OF_STATE,
    "interim president": _HEAD_OF_STATE,
    "prime minister": _HEAD_OF_GOVERNMENT,
    "acting prime minister": _HEAD_OF_GOVERNMENT,
    "premier": _HEAD_OF_GOVERNMENT,
    "chancellor": _HEAD_OF_GOVERNMENT,
    "taoiseach": _HEAD_OF_GOVERNMENT,
    "king": _HEAD_OF_STATE,
    "queen": _HEAD_OF_STATE,
    "emperor": _HEAD_OF_STATE,
    "pope": _HEAD_OF_STATE,
    "pontiff": _HEAD_OF_STATE,
    "monarch": _HEAD_OF_STATE,
    "emir": _HEAD_OF_STATE,
    "amir": _HEAD_OF_STATE,
    "sultan": _HEAD_OF_STATE,
    "crown prince": _HEAD_OF_GOVERNMENT,
    "supreme leader": _ANY_LEADER,
    "paramount leader": _ANY_LEADER,
    "leader": _ANY_LEADER,
    "ruler": _ANY_LEADER,
    "chairman": _ANY_LEADER,
    "general secretary": _ANY_LEADER,
    "party leader": _ANY_LEADER,
    "dictator": _ANY_LEADER,
    "head of state": _HEAD_OF_STATE,
    "head of government": _HEAD_OF_GOVERNMENT,
    "heads of state": (),
    "chief diplomat": _FOREIGN,
    "external affairs minister": _FOREIGN,
    "secretary of state": _FOREIGN,
    "foreign minister": _FOREIGN,
    "foreign secretary": _FOREIGN,
    "minister of foreign affairs": _FOREIGN,
    "minister for foreign affairs": _FOREIGN,
    "top diplomat": _FOREIGN,
}
ENVOY_TITLES = (
    "vice president",
    "deputy prime minister",
    "vice premier",
    "first lady",
    "defense minister",
    "defence minister",
    "deputy foreign minister",
    "defense secretary",
    "defence secretary",
    "special envoy",
    "envoy",
    "ambassador",
    "national security adviser",
    "national security advisor",
    "security council secretary",
    "finance minister",
    "trade minister",
    "speaker",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "secretary-general",
    "secretary general",
    "governor",
    "mayor",
    "senator",
    "minister",
    "general",
    "prince",
    "princess",
    "former president",
    "former prime minister",
    "former secretary of state",
    "ex-president",
    "president-elect",
    "opposition leader",
    "foreign policy chief",
    "foreign affairs adviser",
)
_ALL = sorted((*TITLES, *ENVOY_TITLES), key=len, reverse=True)
TITLE_PATTERN = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, _ALL)) + r")(?![\w-])", re.I)


@frozen
class TitleHit:
    """An office's title in a text."""

    start: int
    end: int
    title: str

    @property
    def offices(self) -> tuple[Office, ...]:
        """The almanac's offices that it can mean; empty for offices it does not follow."""
        return TITLES.get(self.title, ())


def find_titles(text: str) -> list[TitleHit]:
    """All titles of office in a text, longest first, without overlaps.

    Examples:
        >>> [hit.title for hit in find_titles("Foreign Minister Lavrov and President Putin")]
        ['foreign minister', 'president']
    """
    return [
        TitleHit(match.start(), match.end(), match.group().lower())
        for match in TITLE_PATTERN.finditer(text)
    ]
