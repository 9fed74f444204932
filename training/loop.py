"""The loop that trains a tagger: batches of windows of like size, steps, and where a run goes on.

A run that is broken off goes on where it was last kept, and ends with the weights it would have had in one
piece: what an epoch draws depends on the seed and the epoch alone, and the state of torch's own generator is
kept with the weights. What was kept for other data or settings is not taken up.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import torch
from torch import nn

from training.encoder import Tagger
from training.progress import Progress

Example = TypeVar("Example")

BATCH = 24
RATE, HEAD_RATE = 1.2e-4, 1e-3
KEEP_EVERY = 120.0
"""Seconds of work that are lost at most when a run is broken off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How long and how fast to train.

    ``rate`` is times `RATE` and `HEAD_RATE`; it rises over the share ``warm_up`` of the steps and then falls
    in a line, to ``floor`` of it at the least. ``about`` says what is trained on what, so that only a run
    that is the same goes on.
    """

    total: int
    seed: int
    about: str
    warm_up: float
    rate: float = 1.0
    floor: float = 0.0

    @property
    def settings(self) -> str:
        """Return all that makes a run the same run."""
        return f"{self.about}; {self.total} steps, seed {self.seed}, rate {self.rate}"

    def rate_at(self, step: int) -> float:
        """Return the share of the full rate at a step."""
        return min(1.0, (step + 1) / (self.warm_up * self.total)) * max(self.floor, 1 - step / self.total)


@dataclass(slots=True)
class Place:
    """Where a run is: steps done, the epoch, the step it began at, and batches taken of it."""

    step: int = 0
    epoch: int = 0
    begun: int = 0
    taken: int = 0


@dataclass(slots=True, eq=False)
class Run:
    """One training of one tagger; ``kept`` is the file it is kept in until it is done."""

    model: Tagger
    plan: Plan
    kept: Path
    place: Place = field(default_factory=Place)
    loss: float = 0.0
    optimizer: torch.optim.Optimizer = field(init=False)
    schedule: torch.optim.lr_scheduler.LambdaLR = field(init=False)

    def __post_init__(self) -> None:
        body = [one for one in self.model.bert.parameters() if one.requires_grad]
        groups: list[dict[str, Any]] = [
            {"params": body, "lr": RATE * self.plan.rate},
            {"params": self.model.head.parameters(), "lr": HEAD_RATE * self.plan.rate},
        ]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, self.plan.rate_at)

    def go(
        self,
        draw: Callable[[Place, random.Random], Iterator[Sequence[Example]]],
        loss_of: Callable[[Tagger, Sequence[Example]], torch.Tensor],
    ) -> None:
        """Train to the end; ``draw`` yields the batches of the epoch that begins at a place."""
        self._take_up()
        progress = Progress(self.plan.total, "step", begun=self.place.step)
        kept_at = time.monotonic()
        self.model.train()
        while self.place.step < self.plan.total:
            before = self.place.step
            drawn = draw(self.place, random.Random(f"{self.plan.seed}, epoch {self.place.epoch}"))
            for number, batch in enumerate(drawn):
                if number < self.place.taken:
                    continue  # before the run was broken off
                self._step(loss_of(self.model, batch))
                progress.at(self.place.step, f"loss {self.loss:.3f}")
                if self.place.step == self.plan.total:
                    break
                if time.monotonic() - kept_at > KEEP_EVERY:
                    self._keep()
                    kept_at = time.monotonic()
            if self.place.step == before and not self.place.taken:
                raise SystemExit(f"no batch of {BATCH} windows can be drawn: train on more documents")
            self.place = Place(step=self.place.step, epoch=self.place.epoch + 1, begun=self.place.step)

    def finish(self, out: Path) -> None:
        """Write the weights; nothing is left to go on from."""
        partial = out.with_suffix(".part")
        torch.save(self.model.state_dict(), partial)
        os.replace(partial, out)
        self.kept.unlink(missing_ok=True)

    def _step(self, loss: torch.Tensor) -> None:
        self.optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.schedule.step()
        self.place.step += 1
        self.place.taken += 1
        self.loss = 0.97 * self.loss + 0.03 * loss.item() if self.loss else loss.item()

    def _keep(self) -> None:
        place = self.place
        held = {
            "settings": self.plan.settings,
            "place": [place.step, place.epoch, place.begun, place.taken],
            "loss": self.loss,
            "random": torch.get_rng_state(),
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
        }
        partial = self.kept.with_suffix(".part")
        torch.save(held, partial)  # a file that is half written would be of no use
        os.replace(partial, self.kept)

    def _take_up(self) -> None:
        if not self.kept.exists():
            return
        held = torch.load(self.kept, weights_only=True)
        if held["settings"] != self.plan.settings:
            print(f"{self.kept} was kept of another run ({held['settings']}): beginning anew", flush=True)
            return
        self.model.load_state_dict(held["model"])
        self.optimizer.load_state_dict(held["optimizer"])
        self.schedule.load_state_dict(held["schedule"])
        torch.set_rng_state(held["random"])
        self.place, self.loss = Place(*held["place"]), held["loss"]
        print(f"going on at step {self.place.step:,} ({self.kept})", flush=True)


def batches(
    found: list[Example], size: Callable[[Example], int], rng: random.Random, *, pool: int = 50
) -> Iterator[list[Example]]:
    """Yield batches of examples of like size, in random order, none smaller than the others.

    Of each ``pool`` batches' worth of examples the sizes are put in order before they are cut.
    """
    rng.shuffle(found)
    width = BATCH * pool
    ordered = [
        example
        for start in range(0, len(found), width)
        for example in sorted(found[start : start + width], key=size)
    ]
    cut = [ordered[start : start + BATCH] for start in range(0, len(ordered) - BATCH + 1, BATCH)]
    rng.shuffle(cut)
    yield from cut
