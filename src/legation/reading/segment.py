"""Sentences of a text, with their places, and the language that it is written in."""

import re

from legation.domain.report import Sentence, Span

_END = re.compile(r"""[.!?…]+["'”’»)\]]*(?=\s+["'“‘«(\[]?[^\Wa-z_]|\s*\Z)""")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Adm|Sen|Rep|Gov|Pres|St|No|vs|Jr|Sr|Inc|Ltd"
    r"|Co|Corp"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|approx|est|Rev|Hon|Amb|Maj|Brig|Art|Fig"
    r"|a\.m|p\.m|e\.g|i\.e|etc|cf|U\.S|U\.K|U\.N|E\.U|D\.C)|\b[A-Z])\.\Z"
)
_STRONG_ABBREVIATION = re.compile(
    r"\b(?:U\.S|U\.K|U\.N|E\.U|D\.C|Jr|Sr|Inc|Ltd|Co|Corp|a\.m|p\.m|etc)\.\Z"
)
# fmt: off
_STARTERS = frozenset({
    "The", "A", "An", "He", "She", "It", "They", "We", "I", "In", "On", "At", "But", "And",
    "For", "As", "After", "Before", "This", "That", "These", "Those", "His", "Her", "Their",
    "Both", "Its", "Meanwhile", "However", "Earlier", "Later", "When", "While", "If", "No"
})
_FUNCTION_WORDS = {
    "en": frozenset({
        "the", "of", "and", "to", "in", "is", "was", "for", "on", "that", "with", "by", "as",
        "at", "from", "his", "it", "he", "has", "have", "will", "are", "be"
    }),
    "fr": frozenset({
        "le", "la", "les", "des", "et", "du", "en", "un", "une", "que", "dans", "pour", "est",
        "qui", "par", "sur", "avec", "au", "ce"
    }),
    "es": frozenset({
        "el", "la", "los", "las", "de", "y", "en", "que", "un", "una", "por", "con", "para",
        "del", "se", "su", "al", "es", "como"
    }),
    "de": frozenset({
        "der", "die", "das", "und", "in", "den", "von", "zu", "mit", "ist", "im", "für", "auf",
        "des", "dem", "nicht", "ein", "eine"
    }),
    "it": frozenset({
        "il", "la", "di", "che", "e", "in", "un", "una", "per", "con", "del", "della", "le",
        "dei", "al", "è", "nel", "sono"
    }),
    "pt": frozenset({
        "o", "a", "os", "as", "de", "e", "em", "que", "um", "uma", "por", "com", "para", "do",
        "da", "se", "no", "na", "não"
    }),
    "nl": frozenset({
        "de", "het", "een", "en", "van", "in", "op", "te", "dat", "is", "met", "voor", "zijn",
        "aan", "door", "niet"
    }),
    "tr": frozenset(
        ["ve", "bir", "bu", "için", "ile", "da", "de", "olarak", "çok", "daha", "olan", "gibi"]
    ),
    "id": frozenset({
        "yang", "dan", "di", "ke", "dari", "untuk", "dengan", "ini", "itu", "pada", "dalam",
        "akan"
    }),
}
# fmt: on
_SCRIPTS = (
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)


def split_sentences(text: str) -> tuple[Sentence, ...]:
    r"""Split a text into sentences; a line that ends without a stop is one of its own.

    Examples:
        >>> [s.text for s in split_sentences("Mr. Kim met Gen. Lee. They spoke.\nOutlook")]
        ['Mr. Kim met Gen. Lee.', 'They spoke.', 'Outlook']
    """
    sentences: list[Sentence] = []
    for line in re.finditer(r"[^\n]+", text):
        for start, end in _split_line(line.group(), line.start()):
            piece = text[start:end]
            if piece.strip():
                lead = len(piece) - len(piece.lstrip())
                span = Span(start + lead, start + len(piece.rstrip()))
                sentences.append(Sentence(len(sentences), span, text[span.start : span.end]))
    return tuple(sentences)


def _split_line(line: str, offset: int) -> list[tuple[int, int]]:
    pieces, start = [], 0
    for match in _END.finditer(line):
        end = match.end()
        head = line[start : match.start() + 1]
        following = line[end:].lstrip().split(" ", 1)[0].strip("\"'“”‘’(),")
        if match.group().startswith(".") and _ABBREVIATION.search(head):
            is_strong = _STRONG_ABBREVIATION.search(head) is not None
            if not (is_strong and following in _STARTERS) and line[end:].strip():
                continue
        pieces.append((offset + start, offset + end))
        start = end
    if start < len(line):
        pieces.append((offset + start, offset + len(line)))
    return pieces


def detect_language(text: str) -> str:
    """The language of a text as ISO 639-1 code, by script and function words.

    A short text without function words counts as English when its letters are Latin.

    Examples:
        >>> detect_language("Le président de la République est arrivé dans la capitale")
        'fr'
    """
    sample = text[:20000]
    letters = sum(1 for char in sample if char.isalpha()) or 1
    for code, pattern in reversed(_SCRIPTS):
        if len(pattern.findall(sample)) > 0.3 * letters:
            return code
    words = re.findall(r"[^\W\d_]+", sample.lower())
    scores = {
        code: sum(1 for word in words if word in known) / (len(words) or 1)
        for code, known in _FUNCTION_WORDS.items()
    }
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] > scores["en"] + 0.03 else "en"
