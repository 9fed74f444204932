"""Models drawn for the benchmarks, verdicts by the bare definitions, and what a machine can do at best."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numba
import numpy as np
import scipy
from numpy.typing import NDArray

import detente
from detente.analysis.graph_model import GraphModel

LENGTHS = (3, 4, 5)
"""Options an infeasible pattern looks at: it rules out an eighth of all states, down to a thirty-second."""


def draw_model(seed: int, owner: Sequence[int], *, n_one_way: int = 0, infeasible: float = 0.0) -> GraphModel:
    """Draw infeasible patterns up to a share of the states, one-way options, and ranks with some ties."""
    generator = np.random.default_rng(seed)
    n_options = len(owner)
    direction = ["both"] * n_options
    for option in generator.permutation(n_options)[:n_one_way]:
        direction[option] = str(generator.choice(["fwd", "back"]))
    patterns, n_states = draw_patterns(generator, n_options, infeasible)
    rank = generator.integers(0, n_states, (max(owner) + 1, n_states), dtype=np.int32)
    return GraphModel.from_options(owner=owner, direction=direction, infeasible=patterns, rank=rank)


def draw_patterns(
    generator: np.random.Generator, n_options: int, share: float
) -> tuple[list[list[tuple[int, str]]], int]:
    """Return infeasible patterns, and how many states they leave: as close to the share as patterns get."""
    states = np.arange(1 << n_options)
    keep = np.ones(len(states), dtype=bool)
    patterns = []
    for _ in range(400 if share else 0):
        length = min(int(generator.choice(LENGTHS)), n_options)
        entries = [(int(k), "YN"[generator.integers(2)]) for k in generator.permutation(n_options)[:length]]
        held = np.ones(len(states), dtype=bool)
        for option, mark in entries:
            held &= (states >> option & 1) == (mark == "Y")
        left = keep & ~held
        if left.mean() > 1 - share - 0.01:
            keep = left
            patterns.append(entries)
    return patterns, int(keep.sum())


class Definitions:
    """Verdicts on single states straight from the definitions, sharing nothing with the engines."""

    def __init__(self, model: GraphModel) -> None:
        graph = model.graph
        self.n_dms, self.owner, self.direction = graph.n_dms, graph.owner, graph.direction
        self.states = graph.states
        self.rank = np.full((graph.n_dms, 1 << len(graph.owner)), -1, dtype=np.int32)
        self.rank[:, graph.states] = model.rank

    def moves(self, dm: int, starts: NDArray[np.int64], *, improving: bool = False) -> NDArray[np.int64]:
        """All states one dm can move to from any of some: each option of its own turned, where allowed."""
        found, origin = starts, starts
        for option, owner in enumerate(self.owner):
            if owner != dm:
                continue
            is_taken = found >> option & 1
            may_turn = np.full(len(found), True)
            if self.direction[option] != "both":
                may_turn = is_taken == (0 if self.direction[option] == "fwd" else 1)
            found = np.concatenate([found, found[may_turn] ^ (1 << option)])
            origin = np.concatenate([origin, origin[may_turn]])
        keep = (self.rank[dm, found] >= 0) & (found != origin)
        if improving:
            keep &= self.rank[dm, found] > self.rank[dm, origin]
        kept: NDArray[np.int64] = found[keep]
        return kept

    def is_stable(self, state: int, dm: int, concept: str) -> bool:
        gains = self.moves(dm, np.array([state]), improving=True)
        if concept == "nash":
            return len(gains) == 0
        return all(self._is_deterred(state, int(gain), dm, concept) for gain in gains)

    def _is_deterred(self, state: int, gain: int, dm: int, concept: str) -> bool:
        """Whether the others can move on from an improvement to a state that is no better than the first."""
        before, rank = self.rank[dm, state], self.rank[dm]
        seen = np.zeros(len(rank), dtype=bool)
        front = np.array([gain])
        while len(front):
            steps = [
                self.moves(other, front, improving=concept == "seq")
                for other in range(self.n_dms)
                if other != dm
            ]
            reached = np.unique(np.concatenate(steps))
            for there in reached[rank[reached] <= before]:
                if concept != "smr" or (rank[self.moves(dm, np.array([there]))] <= before).all():
                    return True
            front = reached[~seen[reached]]
            seen[front] = True
        return False


def check_sampled(model: GraphModel, stable: dict[str, NDArray[np.bool_]], n: int, seed: int) -> int:
    """Compare as many stable as unstable verdicts on drawn states with the definitions; exit if wrong."""
    definitions, generator = Definitions(model), np.random.default_rng(seed)
    n_checked = 0
    for concept, verdicts in stable.items():
        for dm in range(model.n_dms):
            for wanted in (True, False):
                there = np.flatnonzero(verdicts[dm] == wanted)
                for position in generator.choice(there, min(n, len(there)), replace=False).tolist():
                    state = int(model.states[position])
                    if definitions.is_stable(state, dm, concept) != wanted:
                        raise SystemExit(f"wrong: {concept} of state {state} for dm {dm}")
                    n_checked += 1
    return n_checked


def read_floor(ranks: NDArray[np.int32]) -> float:
    """Return the seconds of reading all ranks once, by as many threads as there are cores."""
    parts = np.array_split(ranks.reshape(-1), os.cpu_count() or 1)
    with ThreadPoolExecutor(len(parts)) as pool:
        return best_of(25, lambda: list(pool.map(np.max, parts)))


def best_of(n: int, call: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Return the shortest of several runs in seconds: what else a machine does only ever adds to it."""
    spent = []
    for _ in range(n):
        start = clock()
        call()
        spent.append(clock() - start)
    return min(spent)


def describe_machine() -> dict[str, str]:
    """Return the machine and the versions that a figure belongs to."""
    names = Path("/proc/cpuinfo")
    lines = names.read_text(encoding="utf-8").splitlines() if names.exists() else []
    model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "")
    return {
        "machine": f"{model or platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "numpy": np.__version__,
        "numba": numba.__version__,
        "scipy": scipy.__version__,
        "detente": detente.__version__,
    }
