"""The actors of a sentence: names of the almanac, what hangs on them, and groups without a name."""

import re

from attrs import evolve, frozen

from legation.domain.report import Mention, MentionKind, Span
from legation.reading.coder.groups import add_groups, load_groups
from legation.reading.coder.parsing import Parse
from legation.reading.coder.words import load_sectors

_MODIFIERS = frozenset(["amod", "compound", "nmod", "flat", "det", "nummod", "appos"])
_LEFT = frozenset(["det", "amod", "compound", "nummod", "nmod", "flat"])
_OWNING = frozenset(["of", "from", "'s", "’s", "'"])
_SELF = frozenset(["he", "she", "they", "it", "him", "her", "them"])
_SIDES = frozenset(["nsubj", "nsubj:pass", "obj", "iobj", "obl:agent"])
_NOUNS = ("NN", "NNS", "NNP", "NNPS")


@frozen
class Phrase:
    """A noun phrase that may act or be acted upon.

    Attributes:
        head: the word on which it hangs.
        span: its words up to the head, or to the end of its name.
        state: whose it is, as in `CodedActor`.
        sector: as in `CodedActor`.
        entity_id: the almanac's person or organization.
        kind: `name`, `modifier` (a name that only describes another noun: Russian gas), `group`
            (no name of its own) or `pronoun`.
    """

    head: int
    span: Span
    state: str
    sector: str
    entity_id: str
    kind: str


def find_phrases(parse: Parse, mentions: tuple[Mention, ...]) -> tuple[Phrase, ...]:
    """Find the actors of a sentence.

    Args:
        parse: the sentence.
        mentions: names in it; their spans count in the sentence.

    Returns:
        Phrases in order of their heads.
    """
    found: dict[int, Phrase] = {}
    mentions = tuple(
        mention
        for mention in add_groups(parse.text, mentions)
        if not _is_town(parse.text, mention)
        and not _is_part_of_name(parse, mention)
        and not _is_dateline(parse.text, mention)
    )
    named = {
        word: mention
        for mention in mentions
        for word in parse.find_words(mention.span.start, mention.span.end)
    }
    for mention in mentions:
        words = parse.find_words(mention.span.start, mention.span.end)
        if not words:
            continue
        head = _climb(parse, parse.find_head(words), named)
        phrase = _build_named(parse, mention, head, head in words, named)
        found[head] = _join(found[head], phrase) if head in found else phrase
    for place, lemma in enumerate(parse.lemmas):
        if place in named or place in found:
            continue
        if parse.tags[place] in _NOUNS and lemma in load_sectors():
            if _is_title(parse, place, named):
                continue
            found[place] = _build_group(parse, place, found)
        elif parse.tags[place] in ("NN", "NNS") and parse.relations[place] in _SIDES:
            found[place] = _build_group(parse, place, found)
        elif lemma in _SELF and parse.tags[place] == "PRP":
            span = Span(parse.starts[place], parse.ends[place])
            found[place] = Phrase(place, span, "", "", "", "pronoun")
    return tuple(found[head] for head in sorted(found))


def _is_dateline(text: str, mention: Mention) -> bool:
    """Whether a name says where a report was written: PARIS, July 14 (Agency) - France has."""
    if mention.kind not in {MentionKind.PLACE, MentionKind.STATE}:
        return False
    found = _DATELINE.match(text)
    return found is not None and mention.span.end <= found.end()


_DATELINE = re.compile(
    r"""\s* (?: (?=[A-Z]{4}) [A-Z.'’\ /-]{4,40} (?:,[^—–(]{1,40}?)? (?:\s?\([^)]{1,40}\))?
    | [A-Z][\w.'’\ -]{2,40} (?:,[^—–(]{1,40}?)? \s?\([A-Z][^)]{1,40}\) )
    \s? (?:—|–|--|-) \s""",
    re.VERBOSE,
)


def _is_town(text: str, mention: Mention) -> bool:
    """Whether a lone surname stands where a town would: a rally in Lagos."""
    if mention.kind is not MentionKind.PERSON or " " in mention.text or mention.title:
        return False
    return text[: mention.span.start].endswith((" in ", " near ", " outside "))


def _is_part_of_name(parse: Parse, mention: Mention) -> bool:
    """Whether a lone name is a piece of a longer one that the almanac does not know."""
    if mention.kind is not MentionKind.PERSON or " " in mention.text or mention.title:
        return False
    words = parse.find_words(mention.span.start, mention.span.end)
    if not words:
        return False
    beside = [words[0] - 1, words[-1] + 1]
    return any(0 <= n < len(parse.tags) and parse.tags[n] == "NNP" for n in beside)


def _is_title(parse: Parse, place: int, named: dict[int, Mention]) -> bool:
    """Whether a noun only describes a name: President Putin; the capital Pyongyang."""
    if parse.relations[place] not in _MODIFIERS or parse.heads[place] not in named:
        return False
    return not parse.find_children(place, "case")


def _climb(parse: Parse, word: int, named: dict[int, Mention]) -> int:
    """From a name to the noun that it describes, where that noun is an actor."""
    for _ in range(4):
        above = parse.heads[word]
        if above == word or parse.relations[word] not in _MODIFIERS:
            return word
        if parse.relations[word] == "nmod" and not _owns(parse, word):
            return word
        person = named.get(above)
        is_actor = parse.lemmas[above] in load_sectors() and parse.tags[above] in _NOUNS
        if not is_actor and not (person is not None and person.kind is MentionKind.PERSON):
            return word
        word = above
    return word


def _owns(parse: Parse, word: int) -> bool:
    cases = parse.find_children(word, "case")
    return not cases or all(parse.lemmas[case] in _OWNING for case in cases)


def _build_named(
    parse: Parse, mention: Mention, head: int, is_own: bool, named: dict[int, Mention]
) -> Phrase:
    state = mention.state_id
    words = parse.find_words(mention.span.start, mention.span.end)
    group = load_groups().get(mention.text)
    if mention.kind is MentionKind.ORGANIZATION and not state and group is None:
        state = mention.entity_id.upper()
    if _is_ethnic(parse, head):
        state = ""
    elif is_own and parse.tags[head] == "NNPS":
        state = _find_home(parse, head, named) or state
    if not state and mention.kind is MentionKind.PERSON:
        before = (named[word] for word in _list_before(parse, min(words)) if word in named)
        state = next((one.state_id or one.entity_id.upper() for one in before), "")
    noun_sector = load_sectors().get(parse.lemmas[head], "") if not is_own else ""
    own_sector = group.sector if group is not None else _OWN_SECTORS.get(mention.kind, "")
    sector = noun_sector or own_sector
    entity = "" if mention.kind in {MentionKind.STATE, MentionKind.PLACE} else mention.entity_id
    kind = "modifier" if is_own and _describes(parse, head) else "name"
    start = min(mention.span.start, _find_start(parse, head))
    end = max(mention.span.end, parse.ends[head])
    return Phrase(head, Span(start, end), state, sector, entity, kind)


def _find_home(parse: Parse, head: int, named: dict[int, Mention]) -> str:
    """Where a people lives that is named with its place: the Albanians of southern Serbia."""
    for child in parse.find_children(head, "nmod"):
        if child in named and parse.find_children(child, "case"):
            return named[child].state_id
    return ""


def _is_ethnic(parse: Parse, head: int) -> bool:
    """Ethnic Turks are a people, wherever they live, and not Turkey's."""
    return any(parse.lemmas[child] == "ethnic" for child in parse.children[head])


def _describes(parse: Parse, word: int) -> bool:
    """Whether a name only describes the noun after it: Russian gas, Israel's wish."""
    if parse.relations[word] in {"amod", "compound"}:
        return True
    return parse.relations[word] == "nmod" and word < parse.heads[word]


_OWN_SECTORS = {
    MentionKind.STATE: "GOV",
    MentionKind.PERSON: "GOV",
    MentionKind.OFFICE: "GOV",
    MentionKind.ORGANIZATION: "IGO",
}


def _join(one: Phrase, other: Phrase) -> Phrase:
    span = Span(min(one.span.start, other.span.start), max(one.span.end, other.span.end))
    first, second = (one, other) if one.kind == "name" else (other, one)
    return evolve(
        first,
        span=span,
        state=one.state or other.state,
        sector=first.sector or second.sector,
        entity_id=first.entity_id or second.entity_id,
    )


def _find_start(parse: Parse, head: int) -> int:
    left = [c for c in parse.children[head] if c < head and parse.relations[c] in _LEFT]
    return parse.starts[min([head, *left])]


def _build_group(parse: Parse, head: int, found: dict[int, Phrase]) -> Phrase:
    """A group without a name; it belongs to the state in which or of which it is said to be."""
    states = [
        found[child].state
        for child in parse.find_children(head, "nmod", "appos")
        if child in found and found[child].state
    ]
    states += [found[word].state for word in _list_before(parse, head) if word in found]
    span = Span(_find_start(parse, head), parse.ends[head])
    sector = load_sectors().get(parse.lemmas[head], "")
    kind = "group" if sector else "thing"
    return Phrase(head, span, next(filter(None, states), ""), sector, "", kind)


def _list_before(parse: Parse, head: int) -> list[int]:
    """The words before a noun that belong to it by their kind, whatever the parse says of them."""
    words: list[int] = []
    place = head - 1
    while place >= 0 and len(words) < _MOST_BEFORE and parse.tags[place] in _ADJECTIVAL:
        words.append(place)
        place -= 1
    return words


_MOST_BEFORE = 4
_ADJECTIVAL = frozenset(["JJ", "NN", "NNS", "NNP", "NNPS", "HYPH", "VBN", "CD", "POS"])
