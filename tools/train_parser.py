"""Train the pipeline that parses news sentences on English Web Treebank; write it to the package.

    python tools/train_parser.py [--test]

The settings are in `tools/parser.cfg`; they and the best step are chosen by the treebank's
development part. `--test` trains nothing: it prints the figures of the package's pipeline on the
test part, which is for the last look only.
"""

import argparse
import gzip
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import spacy
from spacy.cli.train import train
from spacy.training import Corpus

TREEBANK = Path(__file__).parents[2] / "shared/data/ud_english_ewt"
CONFIG = Path(__file__).with_name("parser.cfg")
PIPELINE = Path(__file__).parents[1] / "src/legation/reading/data/parser"
PARTS = ("train", "dev", "test")
FIGURES = ("dep_uas", "dep_las", "tag_acc", "pos_acc", "morph_acc")


def convert_treebank(folder: Path) -> None:
    """Write the treebank's parts in spaCy's form, one sentence to a document.

    The coder is given sentences, so the parser need not find where they end.
    """
    for part in PARTS:
        packed = TREEBANK / f"en_ewt-ud-{part}.conllu.gz"
        (folder / f"{part}.conllu").write_bytes(gzip.decompress(packed.read_bytes()))
        command = ["convert", str(folder / f"{part}.conllu"), str(folder), "--n-sents", "1"]
        subprocess.run([sys.executable, "-m", "spacy", *command, "--merge-subtokens"], check=True)


def score_pipeline(path: Path, corpus: Path) -> dict[str, float]:
    """Figures of a pipeline on a part of the treebank, all words and punctuation counted."""
    pipeline = spacy.load(path)
    scores = pipeline.evaluate(list(Corpus(corpus)(pipeline)))
    return {name: round(scores[name], 4) for name in FIGURES}


def main() -> None:
    """Train, or look at the test part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--test", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        convert_treebank(folder)
        if not chosen.test:
            paths = {f"paths.{part}": str(folder / f"{part}.spacy") for part in PARTS[:2]}
            train(CONFIG, folder / "out", overrides=paths)
            for item in (folder / "out" / "model-best").iterdir():
                target = PIPELINE / item.name
                if item.is_dir():
                    shutil.rmtree(target, ignore_errors=True)
                    shutil.copytree(item, target)
                else:
                    shutil.copyfile(item, target)
        part = "test" if chosen.test else "dev"
        print(part, score_pipeline(PIPELINE, folder / f"{part}.spacy"))


if __name__ == "__main__":
    main()
