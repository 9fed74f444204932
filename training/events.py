"""Fine-tune the sentence encoder to find events in sentences, and the act between two marked places.

    python -m training.events DATA.npz OUT.pt [--start SPEECH.pt] [--fold 0] [--epochs 9] [--rate 1]
        [--without plover | --mostly plover]

DATA comes from ``training.events_data``. One encoder answers three questions with a row of scores a piece
(`detente.reading.learned.event_labels`): which pieces are triggers, and of which root (nothing marked); of
one marked trigger, its root or none, its factuality, its actor and recipient; and what a marked source does
to a marked target. Some marked triggers are none, drawn among the pieces with a hint and those that are
triggers elsewhere. Hints are left out now and then, so that they are not trusted blindly. Until
``PRINTED_UNTIL`` of the epochs half of the sentences stand as printed, afterwards all have their names
replaced as at run time. The word embeddings stay as they are: too few words are seen to move them. With
``--fold`` the sentences of that fold are kept out, with ``--without`` those of an origin; with ``--mostly``
an epoch has those of an origin and half as many others, drawn anew. A run that was broken off goes on from
``OUT.ck`` (`training.loop`).
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from detente.reading.learned import event_labels as labels
from detente.reading.learned.windows import WIDTH, Window
from detente.reading.learned.wordpieces import N_TRAITS, Wordpieces
from training.encoder import MARK_SPREAD, Tagger, stacked_inputs
from training.events_data import ORIGINS
from training.loop import Plan, Run, batches

WARM_UP = 0.08
POOL = 40
HINT_LEFT_OUT = 0.12
WORD_LEFT_OUT = 0.05
MASK_PIECE = 103
FAKES = 0.6
"""Marked places that are no trigger, for each that is one."""
PRINTED_UNTIL = 0.6
AGAIN = frozenset({2, 3})
"""Origins (``events_data``) whose sentences come twice in an epoch: few, and most like what is read."""
OTHERS = 0.5
"""Other sentences for each of the origin that is mostly learned from, so that what they teach stays."""
YIELD = len(labels.ROOTS)
_YIELDS = [labels.ROOTS.index(name) for name in ("CONCEDE", "RETREAT")]

Place = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A marked event: its trigger, root, factuality (places in their lists) and role labels (n,)."""

    trigger: Place
    root: int
    factuality: int
    roles: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Asked:
    """An act: source, target, root (or YIELD), 1 + the rules' root (0 none), is it of the file itself."""

    source: Place
    target: Place
    root: int
    answer: int
    is_given: bool


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """One form of a sentence."""

    number: int
    origin: int
    fold: int
    pieces: Wordpieces
    events: tuple[Told, ...]
    acts: tuple[Asked, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """Pieces to look at and what the tagger should answer; ``kind`` is *first*, *second* or *act*."""

    kind: str
    pieces: Wordpieces
    sentence: Sentence
    marked: Place | None = None
    event: Told | None = None
    act: Asked | None = None


class Traits(nn.Module):
    """A vector for each set of traits: the sum of those of its own traits, the role asked about, the hint."""

    def __init__(self, old: torch.Tensor) -> None:
        super().__init__()
        self.base = nn.Embedding.from_pretrained(old.clone(), freeze=False)
        self.role = nn.Embedding(3, old.shape[1])
        self.hint = nn.Embedding(len(labels.ROOTS) + 1, old.shape[1])
        for table in (self.role, self.hint):
            nn.init.normal_(table.weight, std=MARK_SPREAD)
            table.weight.data[0] = 0

    def forward(self, traits: torch.Tensor) -> torch.Tensor:
        """Return the vectors of traits of any shape."""
        role = traits // N_TRAITS % 3
        total: torch.Tensor = (
            self.base(traits % N_TRAITS) + self.role(role) + self.hint(traits // labels.HINT)
        )
        return total

    def table(self) -> torch.Tensor:
        """Return the vectors of all sets of traits, shape (N_EVENT_TRAITS, width)."""
        return self(torch.arange(labels.N_EVENT_TRAITS)).detach()


def build(start: Path | None) -> Tagger:
    """Build the tagger on the plain encoder, on one that tags who said what, or on another of its kind."""
    model = Tagger(labels.N_LABELS)
    held = torch.load(start, weights_only=True) if start is not None else {}
    held = held.get("model", held)
    is_own = any(key.endswith("token_type_embeddings.base.weight") for key in held)
    if held and not is_own:
        model.load_state_dict({k: v for k, v in held.items() if not k.startswith("head.")}, strict=False)
    embeddings = model.bert.embeddings
    embeddings.token_type_embeddings = Traits(embeddings.token_type_embeddings.weight.data)
    embeddings.word_embeddings.weight.requires_grad = False
    if is_own:
        model.load_state_dict(held)
    return model


def load(path: Path, form: str) -> list[Sentence]:
    """Return the sentences of one form (*printed* or *unnamed*)."""
    held = {key: value.astype(np.int64) for key, value in np.load(path).items()}
    bounds = held[f"{form}_bounds"]
    roles: dict[int, list[tuple[int, int]]] = {}
    for index, piece, value in held[f"{form}_roles"].tolist():
        roles.setdefault(index, []).append((piece, value))
    events: dict[int, list[Told]] = {}
    for index, (number, low, high, root, factuality) in enumerate(held[f"{form}_events"].tolist()):
        row = np.zeros(bounds[number + 1] - bounds[number], dtype=np.int64)
        for piece, value in roles.get(index, ()):
            row[piece] = value
        events.setdefault(number, []).append(Told((low, high), root, factuality, row))
    acts: dict[int, list[Asked]] = {}
    for number, a, b, c, d, root, answer, given in held[f"{form}_acts"].tolist():
        acts.setdefault(number, []).append(Asked((a, b), (c, d), root, answer, bool(given)))
    found = []
    for number, (low, high) in enumerate(pairwise(bounds.tolist())):
        pieces = Wordpieces(**{k: held[f"{form}_{k}"][low:high] for k in ("ids", "traits", "starts", "ends")})
        origin, fold = int(held["origins"][number]), int(held["folds"][number])
        here = tuple(events.get(number, ())), tuple(acts.get(number, ()))
        found.append(Sentence(number, origin, fold, pieces, *here))
    return found


def examples(sentences: Sequence[Sentence], seen: frozenset[int], rng: random.Random) -> list[Example]:
    """Return what is looked at in one epoch; fakes and what is left out are drawn anew."""
    found = []
    for sentence in sentences:
        if not 0 < len(sentence.pieces) <= WIDTH:
            continue
        found.append(Example("first", _worn(sentence.pieces, rng), sentence))
        for event in sentence.events:
            found.append(Example("second", _worn(sentence.pieces, rng), sentence, event.trigger, event))
        for fake in _fakes(sentence, seen, rng):
            found.append(Example("second", _worn(sentence.pieces, rng), sentence, fake))
        for act in sentence.acts:
            hint = None if act.answer == 0 or rng.random() < HINT_LEFT_OUT else labels.ROOTS[act.answer - 1]
            pieces = labels.asked(sentence.pieces, act.source, act.target, hint)
            found.append(Example("act", _worn(pieces, rng, keep_hints=True), sentence, act=act))
    return found


def _worn(pieces: Wordpieces, rng: random.Random, *, keep_hints: bool = False) -> Wordpieces:
    """Return pieces with a few words, and sometimes the hints, left out."""
    ids, traits = pieces.ids.copy(), pieces.traits
    for index in range(len(ids)):
        if rng.random() < WORD_LEFT_OUT:
            ids[index] = MASK_PIECE
    if not keep_hints and rng.random() < HINT_LEFT_OUT:
        traits = traits % labels.HINT
    return replace(pieces, ids=ids, traits=traits)


def _fakes(sentence: Sentence, seen: frozenset[int], rng: random.Random) -> Iterator[Place]:
    taken = {index for event in sentence.events for index in range(*event.trigger)}
    hinted = sentence.pieces.traits >= labels.HINT
    places = [
        index
        for index, piece in enumerate(sentence.pieces.ids.tolist())
        if index not in taken and (hinted[index] or piece in seen)
    ]
    n_wanted = max(1.0, FAKES * len(sentence.events))
    n_drawn = int(n_wanted) + (rng.random() < n_wanted % 1)
    for index in rng.sample(places, min(len(places), n_drawn)):
        yield index, index + 1


def loss_of(model: Tagger, batch: Sequence[Example]) -> torch.Tensor:
    """Return the sum of the mean losses of every question asked in a batch."""
    windows = [(example.pieces, Window(0, len(example.pieces), example.marked)) for example in batch]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = model(*stacked_inputs(windows))
    logits = logits.float()
    parts: dict[str, list[torch.Tensor]] = {}
    targets: dict[str, list[torch.Tensor]] = {}

    def ask(name: str, scores: torch.Tensor, wanted: object) -> None:
        parts.setdefault(name, []).append(scores)
        targets.setdefault(name, []).append(torch.as_tensor(wanted))

    losses = []
    for row, example in enumerate(batch):
        scores = logits[row, 1 : len(example.pieces) + 1]
        if example.kind == "first":
            _ask_first(ask, scores, example)
        elif example.kind == "second":
            _ask_second(ask, scores, example)
        else:
            losses.append(_act_loss(scores, example))
    total = torch.stack(losses).sum() / max(1, len(losses)) if losses else logits.sum() * 0
    for name, given in parts.items():
        total = total + nn.functional.cross_entropy(torch.cat(given), torch.cat(targets[name]))
    return total


def _ask_first(ask: object, scores: torch.Tensor, example: Example) -> None:
    wanted = np.zeros(len(example.pieces), dtype=np.int64)
    for event in example.sentence.events:
        low, high = event.trigger
        wanted[low:high] = 2
        wanted[low] = 1
        roots = np.full(high - low, event.root)
        ask("first root", scores[low:high, labels.FIRST_ROOT], roots)  # type: ignore[operator]
    ask("trigger", scores[:, labels.TRIGGER], wanted)  # type: ignore[operator]


def _ask_second(ask: object, scores: torch.Tensor, example: Example) -> None:
    assert example.marked is not None
    here = slice(*example.marked)
    event = example.event
    root = 0 if event is None else event.root + 1
    ask("root", scores[here, labels.ROOT].mean(dim=0, keepdim=True), [root])  # type: ignore[operator]
    if event is not None:
        ask("factuality", scores[here, labels.FACTUALITY].mean(dim=0, keepdim=True), [event.factuality])  # type: ignore[operator]
        ask("roles", scores[:, labels.ROLE], event.roles)  # type: ignore[operator]


def _act_loss(scores: torch.Tensor, example: Example) -> torch.Tensor:
    act = example.act
    assert act is not None
    logs = torch.log_softmax(act_scores(scores, act), dim=0)
    return -torch.logsumexp(logs[_YIELDS], dim=0) if act.root == YIELD else -logs[act.root]


def act_scores(scores: torch.Tensor, act: Asked) -> torch.Tensor:
    """Return the mean scores of the pieces of source and target, shape (16,)."""
    return torch.cat([scores[slice(*act.source)], scores[slice(*act.target)]])[:, labels.ACT].mean(dim=0)


def forms_of(data: Path, fold: int, without: int | None) -> dict[str, list[Sentence]]:
    """Return the sentences of both forms, without those of a fold and those of an origin."""
    return {
        form: [one for one in load(data, form) if one.fold != fold and one.origin != without]
        for form in ("unnamed", "printed")
    }


def epoch_of(
    forms: dict[str, list[Sentence]],
    mostly: int | None,
    is_early: bool,
    seen: frozenset[int],
    rng: random.Random,
) -> Iterator[list[Example]]:
    """Yield the batches of an epoch: half of the sentences as printed while it is early, none afterwards."""
    pairs = chosen(list(zip(forms["unnamed"], forms["printed"], strict=True)), mostly, rng)
    share = 0.5 if is_early else 0.0
    mixed = [printed if rng.random() < share else unnamed for unnamed, printed in pairs]
    return batches(examples(mixed, seen, rng), lambda one: len(one.pieces), rng, pool=POOL)


def chosen(
    pairs: Sequence[tuple[Sentence, Sentence]], mostly: int | None, rng: random.Random
) -> list[tuple[Sentence, Sentence]]:
    """Return what an epoch looks at: everything, some origins twice, or mostly one origin."""
    if mostly is None:
        return [two for two in pairs for _ in range(1 + (two[0].origin in AGAIN))]
    main = [two for two in pairs if two[0].origin == mostly]
    others = [two for two in pairs if two[0].origin != mostly]
    return main + rng.sample(others, min(len(others), round(OTHERS * len(main))))


def triggers(sentences: Sequence[Sentence]) -> frozenset[int]:
    """Return the pieces that are part of a trigger somewhere."""
    return frozenset(
        int(piece) for s in sentences for event in s.events for piece in s.pieces.ids[slice(*event.trigger)]
    )


def main() -> None:
    """Train, keeping where the run is every two minutes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--fold", type=int, default=-1)
    parser.add_argument("--without", help="an origin that is left out, as named in training.events_data")
    parser.add_argument("--mostly", help="an origin that is learned from, with a few of the others")
    parser.add_argument("--epochs", type=int, default=9)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rate", type=float, default=1.0, help="times the usual learning rates")
    parser.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    torch.manual_seed(asked.seed)
    without, mostly = (
        None if name is None else ORIGINS.index(name) for name in (asked.without, asked.mostly)
    )
    forms = forms_of(asked.data, asked.fold, without)
    seen, early = triggers(forms["unnamed"]), PRINTED_UNTIL * asked.epochs
    rng = random.Random(asked.seed)
    n_batches = sum(1 for _ in epoch_of(forms, mostly, False, seen, rng))
    files = [asked.data] if asked.start is None else [asked.data, asked.start]
    digests = ", ".join(hashlib.sha256(path.read_bytes()).hexdigest() for path in files)
    plan = Plan(
        total=asked.epochs * max(1, n_batches),
        seed=asked.seed,
        about=f"who did what without fold {asked.fold}, {asked.without}, mostly {asked.mostly}, {digests}",
        warm_up=WARM_UP,
        rate=asked.rate,
        floor=0.02,
    )
    run = Run(build(asked.start), plan, asked.out.with_suffix(".ck"))
    run.go(lambda place, rng: epoch_of(forms, mostly, place.epoch < early, seen, rng), loss_of)
    run.finish(asked.out)


if __name__ == "__main__":
    main()
