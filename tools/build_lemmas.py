"""Write the table of lemmas that the rules of spelling do not give, from English Web Treebank.

    python tools/build_lemmas.py

Prints the share of verbs, nouns, adjectives and adverbs of the treebank's development part of
which the lemma is right with the treebank's own tags.
"""

import csv
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from legation.reading.coder.lemmas import TABLE, Lemmas, class_tag, strip_ending

TREEBANK = Path(__file__).parents[2] / "shared/data/ud_english_ewt"
CODER = TABLE.parents[1] / "coder"
OPEN_CLASSES = ("VERB", "NOUN", "AUX", "ADJ", "ADV")
# Past tense and participle of verbs that news uses and the treebank seldom or never shows.
IRREGULAR = (
    "abide abode abode;arise arose arisen;awake awoke awoken;bear bore borne;beat beat beaten;"
    "bid bade bidden;bind bound bound;bleed bled bled;blow blew blown;breed bred bred;"
    "broadcast broadcast broadcast;burst burst burst;cast cast cast;cling clung clung;"
    "creep crept crept;deal dealt dealt;dig dug dug;draw drew drawn;drive drove driven;"
    "fight fought fought;flee fled fled;fling flung flung;fly flew flown;forbid forbade forbidden;"
    "foresee foresaw foreseen;forgive forgave forgiven;forsake forsook forsaken;"
    "freeze froze frozen;grind ground ground;hang hung hung;hide hid hidden;kneel knelt knelt;"
    "lay laid laid;lead led led;lend lent lent;mislead misled misled;"
    "overthrow overthrew overthrown;"
    "overrun overran overrun;override overrode overridden;oversee oversaw overseen;"
    "overtake overtook overtaken;plead pled pled;rebuild rebuilt rebuilt;repay repaid repaid;"
    "resell resold resold;retake retook retaken;rise rose risen;seek sought sought;"
    "send sent sent;shake shook shaken;shed shed shed;shoot shot shot;shrink shrank shrunk;"
    "sing sang sung;sink sank sunk;slay slew slain;spin spun spun;spread spread spread;"
    "spring sprang sprung;steal stole stolen;stick stuck stuck;sting stung stung;"
    "strike struck struck;strive strove striven;swear swore sworn;sweep swept swept;"
    "swing swung swung;tear tore torn;throw threw thrown;undergo underwent undergone;"
    "undertake undertook undertaken;uphold upheld upheld;weep wept wept;wind wound wound;"
    "withdraw withdrew withdrawn;withhold withheld withheld;withstand withstood withstood;"
    "wring wrung wrung;ally allied allied;sue sued sued;vie vied vied;tie tied tied;die died died"
)


def read_rows(part: str) -> Iterator[tuple[str, str, str, str]]:
    """Word, Penn tag, lemma and universal tag of each word of a part of the treebank."""
    with gzip.open(TREEBANK / f"en_ewt-ud-{part}.conllu.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) == 10 and cells[0].isdigit():
                yield cells[1], cells[4], cells[2].lower(), cells[3]


def build_lemmas() -> Lemmas:
    """Lemmas that the rules miss, and the words that are lemmas."""
    told: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    known = Counter[str]()
    for word, tag, lemma, kind in read_rows("train"):
        told[word.lower(), class_tag(tag)][lemma] += 1
        if kind in OPEN_CLASSES[:4]:
            known[lemma] += 1
    for name in ("hints", "sectors", "classes"):
        text = (CODER / f"{name}.csv").read_text(encoding="utf-8")
        known.update(row["lemma"] for row in csv.DictReader(text.splitlines()))
    words = frozenset(lemma for lemma in known if lemma.isalpha() and len(lemma) > 1)
    found = {}
    for (word, tag), lemmas in told.items():
        lemma = lemmas.most_common(1)[0][0]
        open_class = tag[:2] in {"VB", "NN", "JJ", "RB", "MD", "PR", "DT"}
        if open_class and lemma not in {"_", strip_ending(word, tag, words)}:
            found[word, tag] = lemma
    for verb in IRREGULAR.split(";"):
        lemma, past, participle = verb.split()
        found[past, "VBD"] = found[participle, "VBN"] = lemma
        if lemma.endswith("ie"):
            found[lemma[:-2] + "ying", "VBG"] = lemma
    found["suing", "VBG"] = "sue"
    return Lemmas(found, words)


def main() -> None:
    """Write the table and print how good it is."""
    lemmas = build_lemmas()
    with TABLE.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerows((*key, lemma) for key, lemma in sorted(lemmas.irregular.items()))
        writer.writerows(("", "", lemma) for lemma in sorted(lemmas.known))
    rows = [row for row in read_rows("dev") if row[3] in OPEN_CLASSES]
    right = sum(lemmas.find(word, tag) == lemma for word, tag, lemma, _ in rows)
    share = right / len(rows)
    print(f"{len(lemmas.irregular)} irregular, {len(lemmas.known)} known, {share:.4f} right")


if __name__ == "__main__":
    main()
