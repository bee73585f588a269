"""Lemmas of English words: a table of the irregular ones, rules of spelling for the rest."""

import csv
import functools
from pathlib import Path

from attrs import field, frozen

TABLE = Path(__file__).parents[1] / "data" / "parser" / "lemmas.csv"
_PLURAL = ("NNS", "NNPS", "VBZ")
_PAST = ("VBD", "VBN")
_OPEN = ("V", "NN", "JJ")
_VOWELS = "aeiou"
_MOST_REMEMBERED = 50_000
# Stems that end so have lost an e: creat-ed, organiz-ing, clos-ed, forc-ed, serv-ing, argu-ed.
_LOST_E = ("at", "iz", "is", "us", "os", "as", "c", "v", "u", "dg", "ag", "ng", "ur", "bl", "pl")
_LOST_E_TOO = ("rs", "ns", "ar", "ir", "or", "ut", "id", "ud", "ok", "ak", "ik", "op", "in")


@frozen(eq=False)
class Lemmas:
    """What is known beside the rules.

    Attributes:
        irregular: lemmas by word and class of tag.
        known: words that are lemmas.
        memory: what was found before, for speed.
    """

    irregular: dict[tuple[str, str], str]
    known: frozenset[str]
    memory: dict[tuple[str, str], str] = field(init=False, factory=dict)

    def find(self, word: str, tag: str) -> str:
        """The lemma of a word, in lower case.

        Examples:
            >>> load_lemmas().find("Accused", "VBD"), load_lemmas().find("stopping", "VBG")
            ('accuse', 'stop')
        """
        found = self.memory.get((word, tag))
        if found is None:
            found = self._find(word, tag)
            if len(self.memory) < _MOST_REMEMBERED:
                self.memory[word, tag] = found
        return found

    def _find(self, word: str, tag: str) -> str:
        lower = word.lower()
        given = self.irregular.get((lower, class_tag(tag)))
        if given is None and tag.startswith(_OPEN):
            given = self._find_past(lower, tag)
        return given if given is not None else strip_ending(lower, tag, self.known)

    def _find_past(self, lower: str, tag: str) -> str | None:
        """The verb of a past form that the tagger took for something else: froze/NN, ousted/JJ."""
        if tag in _PAST or (lower in self.known and not tag.startswith("V")):
            return None
        given = self.irregular.get((lower, "VBD")) or self.irregular.get((lower, "VBN"))
        if given is None and lower.endswith("ed") and len(lower) > 4:
            given = next((one for one in _cut_ending(lower[:-2]) if one in self.known), None)
        return given


def class_tag(tag: str) -> str:
    """What of a tag bears on the lemma."""
    return tag if tag.startswith(("V", "NNS", "NNPS")) else tag[:2]


def strip_ending(word: str, tag: str, known: frozenset[str]) -> str:
    """The lemma by the rules of spelling; among several candidates a known word goes before.

    Args:
        word: lower case.
        tag: by the Penn Treebank.
        known: words that are lemmas.
    """
    if tag in _PLURAL and word.endswith("s") and not word.endswith("ss"):
        return _choose(_cut_plural(word), known)
    if tag in _PAST and word.endswith("ed") and len(word) > 4:
        return _choose(_cut_ending(word[:-2]), known)
    if tag == "VBG" and word.endswith("ing") and len(word) > 5:
        return _choose(_cut_ending(word[:-3]), known)
    return word


def _cut_plural(word: str) -> list[str]:
    if word.endswith("ies") and len(word) > 4:
        return [word[:-3] + "y", word[:-1]]
    if word.endswith(("sses", "xes", "zzes", "ches", "shes", "oes")):
        return [word[:-2], word[:-1]]
    return [word[:-1], word[:-2]] if word.endswith("es") else [word[:-1]]


def _cut_ending(stem: str) -> list[str]:
    if stem.endswith("i"):
        return [stem[:-1] + "y", stem]
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz" + _VOWELS
    if doubled:
        return [stem[:-1], stem]
    if len(stem) > 3 and stem[-1] == stem[-2] == "l":
        return [stem, stem[:-1]]
    is_syllable = stem.endswith("l") and len(stem) > 2 and stem[-2] in "tgdbpfkz"
    if is_syllable or stem.endswith(_LOST_E) or stem.endswith(_LOST_E_TOO):
        return [stem + "e", stem]
    return [stem, stem + "e"]


def _choose(candidates: list[str], known: frozenset[str]) -> str:
    return next((one for one in candidates if one in known), candidates[0])


@functools.cache
def load_lemmas(path: Path = TABLE) -> Lemmas:
    """Read the table: `word,tag,lemma`; rows without a word name a lemma that is known."""
    irregular, known = {}, set()
    with path.open(encoding="utf-8", newline="") as lines:
        for word, tag, lemma in csv.reader(lines):
            known.add(lemma)
            if word:
                irregular[word, tag] = lemma
    return Lemmas(irregular, frozenset(known))
