"""Fit how probable it is that an event, a proposal, a response, a claim or a relation is right.

    python -m training.record_sureness SHARED OUT.json

What the readers propose is judged by what was read by hand (`training.record_judging`), and for each kind
a model over `detente.reading.record_sureness.evidence` is fitted to it (`training.record_fit`). Printed and
kept in OUT, beside the number judged, is the expected calibration error (Naeini, Cooper & Hauskrecht 2015:
ten bins of equal width) of probabilities fitted without the document they are of, in ten folds of documents,
and the Brier score of these and of the bare share of right ones; kept are weights fitted to all.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from training.record_fit import SHARE, fit
from training.record_judging import KINDS, Judged, judge
from training.sureness import FOLDS, calibration_error, predicted

ABOUT = (
    "How probable it is that a record is right, fitted to few judged ones: n of them, of which those of the "
    "two readers are mostly the same words of the same documents. Where n is small, and where the Brier "
    "score is no better than that of the bare share, the probability is little more than the share right "
    "of its kind, and the calibration error is mostly chance. The dispatches are invented, the article is "
    "one, and the readers were developed on both."
)


def fit_kind(judged: Sequence[Judged]) -> tuple[dict[str, float], dict[str, object]]:
    """Fit one kind: its weights by name, and its scores out of fold."""
    names = sorted({name for one in judged for name in one.known})
    known = [one.known for one in judged]
    right = np.array([one.is_right for one in judged])
    places = {name: place for place, name in enumerate(dict.fromkeys(one.document for one in judged))}
    folds = np.array([places[one.document] % FOLDS for one in judged])
    given, bare = np.zeros(len(judged)), np.zeros(len(judged))
    for fold in range(FOLDS):
        held = folds == fold
        if held.any():
            rest = [one for one, is_held in zip(known, held, strict=True) if not is_held]
            asked = [one for one, is_held in zip(known, held, strict=True) if is_held]
            given[held] = predicted(asked, fit(rest, right[~held], names), names)
            bare[held] = (SHARE * right[~held].sum() + 1) / (SHARE * (~held).sum() + 2)
    scores: dict[str, object] = {
        "n": len(judged),
        "n by reader": dict(Counter(one.reader for one in judged)),
        "n by source": dict(Counter(one.source for one in judged)),
        "documents": len(places),
        "share right": round(float(right.mean()), 3),
        "mean probability out of fold": round(float(given.mean()), 3),
        "expected calibration error out of fold": round(calibration_error(given, right), 3),
        "Brier score out of fold": round(float(((given - right) ** 2).mean()), 3),
        "Brier score of the bare share out of fold": round(float(((bare - right) ** 2).mean()), 3),
    }
    weights = fit(known, right, names)
    return {name: round(float(one), 3) for name, one in zip(names, weights, strict=True)}, scores


def main() -> None:
    """Judge, fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    write(list(judge(asked.shared)), asked.out)


def write(judged: Sequence[Judged], out: Path) -> None:
    """Fit every kind, print its scores and weights, and write them."""
    scores, weights = {}, {}
    for kind in KINDS:
        weights[kind], scores[kind] = fit_kind([one for one in judged if one.kind == kind])
        print(kind, json.dumps(scores[kind]), json.dumps(weights[kind]), sep="\n    ")
    kept = {"about": ABOUT, "scores": scores, "weights": weights}
    out.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
