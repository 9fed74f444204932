"""How far a long run is, said in a line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

EVERY = 20.0
"""Seconds between two lines."""


def lasting(seconds: float) -> str:
    """Say how long something takes: *40 s*, *12 min*, *1 h 20 min*."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


@dataclass(slots=True)
class Progress:
    """Counts what is done of ``total``, and says every few seconds how long the rest will take.

    ``begun`` is how much was done before this run, which tells nothing of its pace.
    """

    total: int
    unit: str
    begun: int = 0
    clock: Callable[[], float] = time.monotonic
    started: float = field(init=False)
    said: float = field(init=False)

    def __post_init__(self) -> None:
        self.started = self.said = self.clock()

    def at(self, done: int, more: str = "") -> None:
        """Print a line when it is time for one, or when all is done."""
        now = self.clock()
        if now - self.said >= EVERY or done == self.total:
            self.said = now
            # beside what the script prints, which is kept
            print(self.line(done, now) + (f", {more}" if more else ""), file=sys.stderr, flush=True)

    def line(self, done: int, now: float) -> str:
        """Return what is said when so much is done."""
        share = f"{self.unit} {done:,} of {self.total:,} ({done / max(1, self.total):.0%})"
        if done <= self.begun or now <= self.started:
            return share
        pace = (now - self.started) / (done - self.begun)
        if done == self.total:
            return f"{share}, {pace:.2f} s each, {lasting(now - self.started)} in all"
        return f"{share}, {pace:.2f} s each, {lasting(pace * (self.total - done))} left"
