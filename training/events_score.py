"""Score an event tagger on sentences it has not seen, and fit the probability of its events.

    python -m training.events_score DATA.npz MODEL.pt --fold 0 [--out events_sureness.json]

The model was trained without that fold (``training.events --fold 0``) and is asked about it only. An
event counts by class when an event of its root is marked in the sentence (each once), further when the actor,
and the recipient, overlap a marked one or neither names any. Hypothetical events count neither way. The
probability is fitted on the answers to the sentences of running text, and so is the threshold: the highest at
which F1 there, summed over the levels, is near the best.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from onnxruntime import InferenceSession
from sklearn.linear_model import LogisticRegression
from torch import nn

from detente.reading.learned import event_labels as labels
from detente.reading.learned.events import Deed, Sighting, Sureness, decide, sight_deeds
from training.events import Sentence, build, load
from training.events_data import ORIGINS

LEVELS = ("class", "+ actor", "+ actor and recipient")
RUNNING = frozenset(ORIGINS.index(name) for name in ("polnear", "corpus", "own"))
"""Origins that the probability is fitted on: the other sentences were not drawn from running text."""
NEAR = 0.01
"""F1 summed over the levels that is given away for a higher threshold: what is told wrongly costs more."""
NEUTRAL = Sureness(bias=0.0, weights=(0.5, 0.5, 0.0), least=0.02)


class TorchSession:
    """A trained module that is run as onnxruntime runs the exported one."""

    def __init__(self, model: nn.Module) -> None:
        self.model = model.eval()

    def run(self, _: None, inputs: dict[str, NDArray[np.int64]]) -> list[NDArray[np.float32]]:
        """Return the scores."""
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            arrays = [torch.from_numpy(inputs[name]) for name in ("ids", "traits", "mask")]
            return [self.model(*arrays).float().numpy()]


def session_of(path: Path) -> Any:
    """Return what runs a checkpoint, or an exported model (``training.export``)."""
    if path.suffix == ".onnx":
        return InferenceSession(str(path))
    model = build(None)
    model.load_state_dict(torch.load(path, weights_only=True))
    return TorchSession(model)


def spans(sentence: Sentence, roles: NDArray[np.int64], begin: int) -> list[tuple[int, int]]:
    """Return the places of the text that the role labels of one kind mark."""
    found: list[list[int]] = []
    for index in np.flatnonzero((roles == begin) | (roles == begin + 1)).tolist():
        if roles[index] == begin:
            found.append([index, index + 1])
        elif found:
            found[-1][1] = index + 1
    starts, ends = sentence.pieces.starts, sentence.pieces.ends
    return [(int(starts[low]), int(ends[high - 1])) for low, high in found]


def touch(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> bool:
    """Whether two lists of places share a character; two empty ones agree."""
    if not one and not other:
        return True
    return any(a < d and c < b for a, b in one for c, d in other)


def gold_of(sentence: Sentence) -> list[dict[str, Any]]:
    """Return the marked events in the form that is compared."""
    return [
        {
            "root": labels.ROOTS[event.root],
            "trigger": (
                int(sentence.pieces.starts[event.trigger[0]]),
                int(sentence.pieces.ends[event.trigger[1] - 1]),
            ),
            "actor": spans(sentence, event.roles, 1),
            "recipient": spans(sentence, event.roles, 3),
            "factuality": labels.FACTUALITIES[event.factuality],
        }
        for event in sentence.events
    ]


def pairs(gold: list[dict[str, Any]], deeds: Sequence[Deed], level: int) -> list[tuple[dict[str, Any], Deed]]:
    """Match events one to one, in order."""
    left, found = list(deeds), []
    for one in gold:
        for deed in left:
            if (
                deed.root == one["root"]
                and (level < 1 or touch(one["actor"], deed.actor))
                and (level < 2 or touch(one["recipient"], deed.recipient))
            ):
                left.remove(deed)
                found.append((one, deed))
                break
    return found


def without_optional(
    gold: list[dict[str, Any]], deeds: Sequence[Deed]
) -> tuple[list[dict[str, Any]], list[Deed]]:
    """Leave out hypothetical events, and what was read of them."""
    optional = [one for one in gold if one["factuality"] == "hypothetical"]
    kept = [
        deed
        for deed in deeds
        if not any(deed.root == one["root"] and touch([deed.trigger], [one["trigger"]]) for one in optional)
    ]
    return [one for one in gold if one not in optional], kept


def report(sentences: Sequence[Sentence], told: Sequence[Sequence[Deed]], name: str) -> list[float]:
    """Print precision, recall and F1 at every level."""
    both = [without_optional(gold_of(s), deeds) for s, deeds in zip(sentences, told, strict=True)]
    n_gold, n_read = sum(len(a) for a, _ in both), sum(len(b) for _, b in both)
    figures, words = [], []
    for level, label in enumerate(LEVELS):
        right = sum(len(pairs(a, b, level)) for a, b in both)
        figures.append(2 * right / max(1, n_gold + n_read))
        words.append(
            f"{label} P {right / max(1, n_read):.3f} R {right / max(1, n_gold):.3f} F1 {figures[-1]:.3f}"
        )
    met = [two for a, b in both for two in pairs(a, b, 0) if touch([two[0]["trigger"]], [two[1].trigger])]
    same = sum(one["factuality"] == deed.factuality for one, deed in met)
    plain = sum(one["factuality"] == "happened" for one, _ in met)
    silent = [not b for a, b in both if not a]
    print(f"{name} ({len(sentences)} sentences, {n_gold} marked, {n_read} read): " + "; ".join(words))
    print(
        f"    factuality {same} of {len(met)} (all happened: {plain}); silent {sum(silent)} of {len(silent)}"
    )
    return figures


def sight(sentences: Sequence[Sentence], session: Any) -> Iterator[tuple[Sighting, ...]]:
    """Yield what may be a deed in each sentence."""
    for sentence in sentences:
        yield sight_deeds(sentence.pieces, [(0, int(sentence.pieces.ends.max(initial=0)) + 1)], session)


def is_right(sentence: Sentence, sightings: Sequence[Sighting]) -> list[tuple[Sighting, bool]]:
    """Say of each sighting whether its root is marked, each mark given once to the surest."""
    kept = decide(sightings, NEUTRAL)
    order = sorted(kept, key=lambda deed: -deed.sureness)
    gold, kept_gold = without_optional(gold_of(sentence), order)
    matched = [deed for _, deed in pairs(gold, kept_gold, 0)]
    places = {deed.trigger: deed in matched for deed in kept_gold}
    return [(one, places[one.deed.trigger]) for one in sightings if one.deed.trigger in places]


def fit(sentences: Sequence[Sentence], seen: Sequence[Sequence[Sighting]]) -> Sureness:
    """Fit the probability, and the highest threshold whose F1, summed over the levels, is near the best."""
    judged = [two for s, one in zip(sentences, seen, strict=True) for two in is_right(s, one)]
    features = np.array([one.features for one, _ in judged])
    right = np.array([is_so for _, is_so in judged])
    model = LogisticRegression(C=10.0).fit(features, right)
    first, second, third = (float(x) for x in model.coef_[0])
    best = Sureness(bias=float(model.intercept_[0]), weights=(first, second, third), least=0.5)
    scored = []
    for least in np.arange(0.2, 0.71, 0.02):
        sureness = Sureness(bias=best.bias, weights=best.weights, least=round(float(least), 2))
        both = [
            without_optional(gold_of(s), decide(one, sureness))
            for s, one in zip(sentences, seen, strict=True)
        ]
        right_ = sum(len(pairs(a, b, level)) for a, b in both for level in range(len(LEVELS)))
        scored.append((right_ / sum(len(a) + len(b) for a, b in both), sureness))
    chances = model.predict_proba(features)[:, 1]
    print(f"expected calibration error {calibration_error(chances, right):.3f} of {len(right)} sightings")
    best_score = max(score for score, _ in scored)
    return max((one for score, one in scored if score >= best_score - NEAR), key=lambda one: one.least)


def calibration_error(chances: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Return the mean distance of probability and share of right ones over ten equal bins."""
    bins = np.minimum((chances * 10).astype(int), 9)
    parts = [abs(chances[bins == k].sum() - right[bins == k].sum()) for k in range(10)]
    return float(sum(parts) / len(right))


def main() -> None:
    """Print the scores, write the calibration."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("data", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--fold", type=int, required=True)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    sentences = [one for one in load(arguments.data, "unnamed") if one.fold == arguments.fold]
    seen = list(sight(sentences, session_of(arguments.model)))
    plain = [index for index, one in enumerate(sentences) if one.origin in RUNNING] or range(len(sentences))
    sureness = fit([sentences[index] for index in plain], [seen[index] for index in plain])
    told = [decide(one, sureness) for one in seen]
    print(sureness)
    report(sentences, told, "all")
    report([sentences[index] for index in plain], [told[index] for index in plain], "running text")
    for origin, name in enumerate(ORIGINS):
        chosen = [index for index, one in enumerate(sentences) if one.origin == origin]
        if chosen:
            report([sentences[index] for index in chosen], [told[index] for index in chosen], name)
    if arguments.out is not None:
        held = {"bias": sureness.bias, "weights": sureness.weights, "least": sureness.least}
        arguments.out.write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
