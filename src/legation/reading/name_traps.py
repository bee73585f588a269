"""Names that are more than one thing: Georgia, Jordan, Congo, New York, the South China Sea."""

import re

from legation.almanac.names import NameEntry, NameHit, Strength
from legation.domain.report import MentionKind

_SHARED_NAMES: dict[str, tuple[tuple[str, ...], str]] = {
    "Congo": (("COD", "COG"), "short"),
    "Korea": (("KOR", "PRK"), "short"),
    "Korean": (("KOR", "PRK"), "adjective"),
}
_SHARED = re.compile(
    r"(?<![\w-])(?<!North )(?<!South )(?<!Republic of )(?<!the )(?:Congo|Korean?)(?![\w-])"
)
_SHORT_CITIES = {"New York": "New York City|USA"}
_SHORT_CITY = re.compile(r"(?<![\w-])New York(?! City)(?![\w-])")
_GIVEN_NAMES = frozenset({"Jordan", "Chad", "Georgia", "Kenya", "Malta", "Israel", "India"})
_AMERICAN_GEORGIA = re.compile(r"\bAtlanta\b|\bSavannah\b|\b(?:Sen|Gov|Rep)\. [A-Z]")
_GEORGIAN = re.compile(r"\bTbilisi\b|\bGeorgian|\bBatumi\b|\bAbkhazia|\bSouth Ossetia")
_BEFORE_PLACE = re.compile(r"\b(?:New|Northern|Port|Fort|Saint|San|Lake) \Z")
_BEFORE_STATE = re.compile(
    r"\b(?:New|Northern|Gulf of|Sea of|Bay of|Straits? of|Isthmus of|state of) \Z"
)
_AFTER_STATE = re.compile(r" (?:Sea|Ocean|Gulf|Straits?|Peninsula|Channel)\b")
_GIVEN_BEFORE = re.compile(r"[a-z,] ([A-Z][a-z]+) \Z")
_FAMILY_AFTER = re.compile(r" (?!Press|Times|News|Today|Post)[A-Z][a-z]+\b")
_MONTH_MAY = re.compile(
    r",? (?:the )?\d|,? first(?=[,.;)]|\Z| (?:for|in|when|and)\b)|,? (?:next|last|this) year"
)


def find_shared_names(text: str) -> list[NameHit]:
    """Names that several states share, with an entry for each, and cities by their short name."""
    hits = [
        NameHit(
            match.start(),
            match.end(),
            (NameEntry(MentionKind.PLACE, place, place[-3:], "city", Strength.FULL),),
        )
        for match in _SHORT_CITY.finditer(text)
        if (place := _SHORT_CITIES[match.group()])
    ]
    for match in _SHARED.finditer(text):
        if _AFTER_STATE.match(text, match.end()):
            continue
        states, role = _SHARED_NAMES[match.group()]
        entries = tuple(
            NameEntry(MentionKind.STATE, state, state, role, Strength.ALIAS) for state in states
        )
        hits.append(NameHit(match.start(), match.end(), entries))
    return hits


def drop_traps(text: str, hits: list[NameHit]) -> list[NameHit]:
    """Take out hits that only look like a state, place or person."""
    telling = [hit for hit in hits if any(e.strength > Strength.FAMILY for e in hit.entries)]
    starts, ends = {hit.start for hit in telling}, {hit.end for hit in telling}
    is_american = _AMERICAN_GEORGIA.search(text) is not None and _GEORGIAN.search(text) is None
    kept = []
    for hit in hits:
        word = text[hit.start : hit.end]
        if word == "Georgia" and is_american:
            continue
        if word == "May" and _is_month(text, hit):
            continue
        if _is_part_of_name(text, hit):
            continue
        if word in _GIVEN_NAMES and _is_given_name(text, hit, starts, ends):
            continue
        kept.append(hit)
    return kept


def _is_month(text: str, hit: NameHit) -> bool:
    before = text[max(0, hit.start - 12) : hit.start]
    if re.search(
        r"(?:\d(?:st|nd|rd|th)?(?: of)?|\b(?:in|since|until|by|late|early|mid|of|last)) \Z", before
    ):
        return True
    return _MONTH_MAY.match(text, hit.end) is not None


def _is_part_of_name(text: str, hit: NameHit) -> bool:
    kinds = {entry.kind for entry in hit.entries}
    before = text[max(0, hit.start - 14) : hit.start]
    if MentionKind.STATE in kinds:
        return (
            _BEFORE_STATE.search(before) is not None
            or _AFTER_STATE.match(text, hit.end) is not None
        )
    return kinds == {MentionKind.PLACE} and _BEFORE_PLACE.search(before) is not None


def _is_given_name(text: str, hit: NameHit, starts: set[int], ends: set[int]) -> bool:
    """A given or family name: a capitalised word stands beside it that is no known name."""
    line_start = text.rfind("\n", 0, hit.start) + 1
    line_end = text.find("\n", hit.end)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    words = re.findall(r"\b[A-Za-z]{4,}\b", line)
    if sum(word[0].isupper() for word in words) > 0.6 * len(words):
        return False
    after = _FAMILY_AFTER.match(text, hit.end)
    if after is not None and hit.end + 1 not in starts and not _is_title(after.group()):
        return True
    before = _GIVEN_BEFORE.search(text[max(0, hit.start - 24) : hit.start])
    return before is not None and hit.start - 1 not in ends and not _is_title(before.group(1))


def _is_title(word: str) -> bool:
    return word.strip().lower() in {
        "president", "king", "queen", "prime", "minister", "foreign", "premier", "chancellor",
        "ambassador", "crown", "prince", "emir", "sultan", "republic", "kingdom", "general",
        "embassy", "army", "government", "defence", "defense", "parliament", "finance",
    }  # fmt: skip
