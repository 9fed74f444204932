"""Fine-tune a sentence encoder to tag cues, and for each cue its source and content.

    python -m training.speech DATA.npz OUT.pt [--steps 4521] [--seed 0] [--threads 2]

DATA comes from ``training.speech_data``. One encoder, two heads on every piece: outside, cue begins, cue
goes on (over the whole text, nothing marked); and for one marked cue: outside, source begins, goes on,
content begins, goes on. Some marked cues are none, drawn among pieces that are cues elsewhere, so that the
second head learns to answer nothing. In the first half of the steps the words are as printed, afterwards
names are replaced as they are at run time: what a name looks like helps to learn the grammar around it and
is unlearned after. The run goes on from ``OUT.ck`` when that file is there.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from detente.reading.learned.windows import Window, around, stretches
from detente.reading.learned.wordpieces import Wordpieces
from training.encoder import Tagger, stacked_inputs

N_CUE, N_ROLE = 3, 5
BATCH = 24
RATE, HEAD_RATE, WARM_UP = 1.2e-4, 1e-3, 0.06
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


def batches(found: list[Example], rng: random.Random) -> Iterator[list[Example]]:
    """Yield batches of windows of like size, in random order."""
    rng.shuffle(found)
    pool = BATCH * 50
    ordered = [
        example
        for start in range(0, len(found), pool)
        for example in sorted(found[start : start + pool], key=lambda e: e.window.high - e.window.low)
    ]
    cut = [ordered[start : start + BATCH] for start in range(0, len(ordered) - BATCH + 1, BATCH)]
    rng.shuffle(cut)
    yield from cut


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


def main() -> None:
    """Train, saving every 200 steps."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, default=4521)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    rng = random.Random(arguments.seed)
    total, half = arguments.steps, arguments.steps // 2
    model = Tagger(N_CUE + N_ROLE)
    groups = [
        {"params": model.bert.parameters(), "lr": RATE},
        {"params": model.head.parameters(), "lr": HEAD_RATE},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (WARM_UP * total)) * max(0.0, 1 - step / total)
    )
    kept = arguments.out.with_suffix(".ck")
    step = 0
    if kept.exists():
        held = torch.load(kept, weights_only=True)
        model.load_state_dict(held["model"])
        optimizer.load_state_dict(held["optimizer"])
        schedule.load_state_dict(held["schedule"])
        step = held["step"]
    started, begun, running = time.perf_counter(), step, 0.0
    while step < total:
        form = "printed" if step < half else "unnamed"
        documents = load(arguments.data, form)
        seen = Counter(
            int(i) for d in documents for (low, high), _ in d.roles for i in d.pieces.ids[low:high]
        )
        lexicon = frozenset(piece for piece, count in seen.items() if count >= LEAST_SEEN)
        for batch in batches(examples(documents, lexicon, rng), rng):
            model.train()
            loss = loss_of(model, batch)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            running = 0.98 * running + 0.02 * loss.item() if running else loss.item()
            if step % 50 == 0:
                pace = (time.perf_counter() - started) / (step - begun)
                print(f"{step} of {total}: loss {running:.4f}, {pace:.2f} s a step", flush=True)
            if step % 200 == 0 or step == total:
                held = {"model": model.state_dict(), "optimizer": optimizer.state_dict()}
                torch.save({**held, "schedule": schedule.state_dict(), "step": step}, kept)
            if step in (half, total):
                break
    torch.save(model.state_dict(), arguments.out)


if __name__ == "__main__":
    main()
