"""Find the words of a text that name an issue, with their place in it."""

import re
from functools import cache
from itertools import pairwise

from attrs import frozen

from legation.ontology.issues import load_issues

# An apostrophe or a point inside a word is part of it; a hyphen is not, so that "cease-fire" and
# "cease fire" read alike.
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Anything else between two words, such as a full stop or a comma, ends a phrase.
_JOINT = re.compile(r"[ \t\r\n\u00a0]+|[ ]?[-‐‑–][ ]?")
_ENDS_THAT_KEEP_S = ("ss", "us", "is")
_ENDS_WITH_ES = ("sses", "shes", "ches", "xes")
_SHORTEST_PLURAL = 4


@frozen
class IssueMention:
    """Words of a text that name an issue.

    Attributes:
        issue_id: key of `load_issues`.
        start: offset of the first character in the text.
        end: offset behind the last one.
        text: the words as written.
        phrase: the phrase of the issue that matched.
    """

    issue_id: str
    start: int
    end: int
    text: str
    phrase: str


@frozen
class _Entry:
    """A phrase, cut into words; `written` holds the words whose capitals count, else empty."""

    words: tuple[str, ...]
    written: tuple[str, ...]
    phrase: str
    issue_ids: tuple[str, ...]


@frozen
class _Tokens:
    """The words of a text; `joined[i]` says whether a phrase may run from word i to the next."""

    starts: list[int]
    bare: list[str]
    folded: list[str]
    joined: list[bool]


def find_issue_words(text: str) -> tuple[IssueMention, ...]:
    """Find the words of a text that name an issue.

    Plurals, hyphens and the spelling -isation are matched too. Where phrases overlap the one that
    begins first, and of those the longest, wins. A phrase that names two issues gives two mentions.

    Args:
        text: English text.

    Returns:
        Mentions in the order of the text.

    Examples:
        >>> found = find_issue_words("Talks on sanctions relief and denuclearisation")
        >>> [(mention.issue_id, mention.text) for mention in found]
        [('sanctions', 'sanctions relief'), ('denuclearization', 'denuclearisation')]
        >>> find_issue_words("The two ministers trade barbs")
        ()
    """
    tokens = _cut_words(text)
    mentions: list[IssueMention] = []
    position = 0
    while position < len(tokens.folded):
        entry = _match_longest(tokens, position)
        if entry is None:
            position += 1
            continue
        last = position + len(entry.words) - 1
        start, end = tokens.starts[position], tokens.starts[last] + len(tokens.bare[last])
        mentions.extend(
            IssueMention(issue_id, start, end, text[start:end], entry.phrase)
            for issue_id in entry.issue_ids
        )
        position = last + 1
    return tuple(mentions)


def fold_word(word: str) -> str:
    """Fold a word to the form in which phrases are compared: lower case, singular, -ization.

    Examples:
        >>> [fold_word(word) for word in ("Sanctions", "denuclearisation", "treaties", "crises")]
        ['sanction', 'denuclearization', 'treaty', 'crisis']
    """
    folded = word.lower().replace("’", "'").replace("isation", "ization")
    if len(folded) < _SHORTEST_PLURAL or not folded.endswith("s"):
        return folded
    if folded.endswith(_ENDS_THAT_KEEP_S):
        return folded
    if folded.endswith("crises"):
        return folded.removesuffix("es") + "is"
    if folded.endswith(_ENDS_WITH_ES):
        return folded.removesuffix("es")
    if folded.endswith("ies") and len(folded) > _SHORTEST_PLURAL:
        return folded.removesuffix("ies") + "y"
    return folded.removesuffix("s")


def _cut_words(text: str) -> _Tokens:
    matches = list(_WORD.finditer(text))
    bare = [_strip_possessive(match.group()) for match in matches]
    return _Tokens(
        starts=[match.start() for match in matches],
        bare=bare,
        folded=[fold_word(word) for word in bare],
        joined=[
            _JOINT.fullmatch(text, left.end(), right.start()) is not None
            for left, right in pairwise(matches)
        ],
    )


def _match_longest(tokens: _Tokens, position: int) -> _Entry | None:
    for entry in _index_phrases().get(tokens.folded[position], ()):
        end = position + len(entry.words)
        if (
            tuple(tokens.folded[position:end]) == entry.words
            and all(tokens.joined[position : end - 1])
            and all(
                not as_written or given in (as_written, as_written + "s")
                for as_written, given in zip(entry.written, tokens.bare[position:end], strict=True)
            )
        ):
            return entry
    return None


@cache
def _index_phrases() -> dict[str, tuple[_Entry, ...]]:
    """Index the phrases by their first word, the longest first."""
    owners: dict[str, list[str]] = {}
    for issue in load_issues().values():
        for phrase in issue.excluded_phrases:
            owners.setdefault(phrase, [])
        for phrase in issue.phrases:
            owners.setdefault(phrase, []).append(issue.issue_id)
    index: dict[str, list[_Entry]] = {}
    for phrase, issue_ids in owners.items():
        entry = _build_entry(phrase, tuple(issue_ids))
        index.setdefault(entry.words[0], []).append(entry)
    return {
        word: tuple(sorted(entries, key=lambda entry: -len(entry.words)))
        for word, entries in index.items()
    }


def _build_entry(phrase: str, issue_ids: tuple[str, ...]) -> _Entry:
    bare = [_strip_possessive(word) for word in _WORD.findall(phrase)]
    return _Entry(
        words=tuple(fold_word(word) for word in bare),
        written=tuple("" if word == word.lower() else word for word in bare),
        phrase=phrase,
        issue_ids=issue_ids,
    )


def _strip_possessive(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s")) else word
