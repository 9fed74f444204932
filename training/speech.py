"""Fine-tune a sentence encoder to tag cues, and for each cue its source and content.

    python -m training.speech DATA.npz OUT.pt [--steps 4521] [--seed 0] [--threads 2]

DATA comes from ``training.speech_data``. One encoder, two heads on every piece: outside, cue begins, cue
goes on (over the whole text, nothing marked); and for one marked cue: outside, source begins, goes on,
content begins, goes on. Some marked cues are none, drawn among pieces that are cues elsewhere, so that the
second head learns to answer nothing. In the first half of the steps the words are as printed, afterwards
names are replaced as they are at run time: what a name looks like helps to learn the grammar around it and
is unlearned after. A run that was broken off goes on from ``OUT.ck`` (`training.loop`).
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from detente.reading.learned.windows import Window, around, stretches
from detente.reading.learned.wordpieces import Wordpieces
from training.encoder import Tagger, stacked_inputs
from training.loop import Place, Plan, Run, batches

N_CUE, N_ROLE = 3, 5
WARM_UP = 0.06
FAKE_SHARE = 0.35
LEAST_SEEN = 5
UNLABELLED = -100


@dataclass(frozen=True, slots=True, eq=False)
class Marked:
    """A document's pieces, its cue labels (n,), and for each cue its place and role labels (n,)."""

    pieces: Wordpieces
    cues: NDArray[np.int64]
    roles: tuple[tuple[tuple[int, int], NDArray[np.int64]], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A window of a document and the labels of all its pieces."""

    document: Marked
    window: Window
    labels: NDArray[np.int64]


def load(path: Path, form: str) -> list[Marked]:
    """Return the documents of one form (*printed* or *unnamed*)."""
    held = np.load(path)
    bounds = held[f"{form}_bounds"]
    rows = held[f"{form}_roles"]
    arrays = {key: held[f"{form}_{key}"] for key in ("ids", "traits", "starts", "ends", "cues")}
    found = []
    for number, (low, high) in enumerate(pairwise(bounds)):
        here = {key: value[low:high].astype(np.int64) for key, value in arrays.items()}
        cues = here.pop("cues")
        roles: dict[tuple[int, int], NDArray[np.int64]] = {}
        for _, first, last, index, value in rows[rows[:, 0] == number].tolist():
            labels = roles.setdefault((first, last), np.zeros(high - low, dtype=np.int64))
            if index >= 0:
                labels[index] = value
        found.append(Marked(Wordpieces(**here), cues, tuple(roles.items())))
    return found


def examples(documents: Sequence[Marked], lexicon: frozenset[int], rng: random.Random) -> list[Example]:
    """Return all windows of one epoch, fake cues drawn anew."""
    found = []
    for document in documents:
        n_pieces = len(document.pieces)
        found += [Example(document, window, document.cues) for window in stretches(n_pieces)]
        for cue, labels in document.roles:
            found.append(Example(document, around(n_pieces, cue), labels))
            if rng.random() < FAKE_SHARE and (fake := _fake(document, lexicon, rng)) is not None:
                found.append(Example(document, around(n_pieces, fake), np.zeros_like(labels)))
    return found


def _fake(document: Marked, lexicon: frozenset[int], rng: random.Random) -> tuple[int, int] | None:
    for _ in range(20):
        index = rng.randrange(len(document.pieces))
        if document.cues[index] == 0 and int(document.pieces.ids[index]) in lexicon:
            return index, index + 1
    return None


def loss_of(model: Tagger, batch: Sequence[Example]) -> torch.Tensor:
    """Return the sum of the two heads' mean cross-entropies over a batch."""
    inputs = stacked_inputs([(example.document.pieces, example.window) for example in batch])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = model(*inputs)
    logits = logits.float()
    labels = torch.full(logits.shape[:2], UNLABELLED)
    for row, example in enumerate(batch):
        low, high = example.window.low, example.window.high
        labels[row, 1 : high - low + 1] = torch.from_numpy(example.labels[low:high])
    is_role = torch.tensor([example.window.marked is not None for example in batch])
    parts = []
    for rows, scores in ((~is_role, logits[..., :N_CUE]), (is_role, logits[..., N_CUE : N_CUE + N_ROLE])):
        if rows.any():
            flat = scores[rows].reshape(-1, scores.shape[-1])
            parts.append(nn.functional.cross_entropy(flat, labels[rows].reshape(-1), ignore_index=UNLABELLED))
    return torch.stack(parts).sum()


def epoch_of(data: Path, place: Place, half: int, rng: random.Random) -> Iterator[list[Example]]:
    """Yield the batches of an epoch: as printed until half of all steps are done, unnamed afterwards."""
    is_early = place.begun < half
    documents = load(data, "printed" if is_early else "unnamed")
    seen = Counter(int(i) for d in documents for (low, high), _ in d.roles for i in d.pieces.ids[low:high])
    lexicon = frozenset(piece for piece, count in seen.items() if count >= LEAST_SEEN)
    drawn = batches(examples(documents, lexicon, rng), lambda one: one.window.high - one.window.low, rng)
    return islice(drawn, half - place.begun) if is_early else drawn


def main() -> None:
    """Train, keeping where the run is every two minutes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, default=4521)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    torch.manual_seed(asked.seed)
    half = asked.steps // 2
    digest = hashlib.sha256(asked.data.read_bytes()).hexdigest()
    plan = Plan(total=asked.steps, seed=asked.seed, about=f"who said what, {digest}", warm_up=WARM_UP)
    run = Run(Tagger(N_CUE + N_ROLE), plan, asked.out.with_suffix(".ck"))
    run.go(lambda place, rng: epoch_of(asked.data, place, half, rng), loss_of)
    run.finish(asked.out)


if __name__ == "__main__":
    main()
