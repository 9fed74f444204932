"""Many profiles cut into blocks that stay in cache, shared out over the cores; nothing is validated here."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.engine._layout import Layout
from detente.analysis.graph_model.engine._tables import Values
from detente.analysis.graph_model.engine.answers import Answering, solve_concept
from detente.analysis.results import CONCEPTS, Concept

CHUNK_BYTES = 1 << 18
"""Over tables, the values of one dm in one block take about this much, to stay in cache ..."""

CHUNK_PROFILES = 64
"""... but never fewer profiles than this: moving rows of a few bytes each is 2 to 5 times slower."""

ROW_BYTES = 512
"""In compiled loops, the width of a row of profiles; half as wide is a quarter slower, twice no faster."""

BLOCK_BYTES = 1 << 27
"""In compiled loops, the largest block on each core: beyond it rows are narrower, down to a cache line."""

LINE_BYTES = 64


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Results:
    """Where the results on all profiles are written.

    Attributes
    ----------
    concepts, kept : tuple of Concept
        Those with verdicts, and those with answers.
    stable : ndarray of bool, shape (n_concepts, n_dms, n_states, n_profiles)
    answers : ndarray, shape (n_kept, n_dms, n_states, n_profiles)
        In the type that is calculated with: it holds the ranks.
    """

    concepts: tuple[Concept, ...]
    kept: tuple[Concept, ...]
    stable: NDArray[np.bool_]
    answers: Values


def solve_by_tables(answering: Answering, ranks: Values, results: Results) -> None:
    """Solve with NumPy over tables of moves."""
    size = results.answers.dtype
    n_profiles = ranks.shape[2]
    width = max(CHUNK_PROFILES, CHUNK_BYTES // (answering.graph.n_states * size.itemsize))

    def solve(start: int) -> None:
        part = slice(start, start + width)
        chunk = np.ascontiguousarray(ranks[:, :, part], dtype=size)
        for index, concept in enumerate(results.concepts):
            for dm, (verdict, answer) in enumerate(solve_concept(answering, chunk, concept)):
                results.stable[index, dm, :, part] = verdict
                if concept in results.kept:
                    results.answers[results.kept.index(concept), dm, :, part] = answer

    share(solve, range(0, n_profiles, width))


def solve_by_lanes(layout: Layout, ranks: Values, results: Results) -> None:
    """Solve with compiled loops."""
    from detente.analysis.graph_model.engine._lanes import solve_block

    size = results.answers.dtype
    n_dms, _, n_profiles = ranks.shape
    wanted = np.full((len(CONCEPTS), 2), -1)
    for side, asked in enumerate((results.concepts, results.kept)):
        for index, concept in enumerate(asked):
            wanted[CONCEPTS.index(concept), side] = index
    verdicts = results.stable.view(np.uint8)
    # The ranks twice, and three arrays that a dm is worked on with.
    width = _block_width(layout.n_rows * (2 * n_dms + 3), size.itemsize, n_profiles)

    def solve(start: int) -> None:
        # A copy even where none is needed: loops are compiled anew for an array that is read-only.
        chunk = ranks[:, :, start : start + width].astype(size, order="C")
        solve_block(chunk, layout, wanted, verdicts, start, results.answers)

    share(solve, range(0, n_profiles, width))


def choose_by_lanes(
    rank: Values, answer: Values, targets: NDArray[np.intp], positions: NDArray[np.intp]
) -> NDArray[np.int16]:
    """Return what `_tables.best_lasting` does, by compiled loops."""
    from detente.analysis.graph_model.engine._lanes import choose_lasting

    answer = answer.astype(rank.dtype, copy=False)
    chosen = np.empty((len(positions), rank.shape[1]), dtype=np.int16)
    step = max(1, -(-len(positions) // count_cores()))

    def choose(start: int) -> None:
        part = slice(start, start + step)
        choose_lasting(rank, answer, targets, positions[part], chosen[part])

    share(choose, range(0, len(positions), step))
    return chosen


def share(work: Callable[[int], None], starts: Sequence[int]) -> None:
    """Do each piece of work once, on all cores; an error in any is raised."""
    n_workers = min(count_cores(), len(starts))
    if n_workers < 2:
        for start in starts:
            work(start)
        return
    with ThreadPoolExecutor(n_workers) as pool:
        for _ in pool.map(work, starts):
            pass


def count_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _block_width(n_values: int, itemsize: int, n_profiles: int) -> int:
    """Return how many profiles to solve side by side, of each of which there are so many values."""
    row = min(ROW_BYTES, BLOCK_BYTES // n_values // LINE_BYTES * LINE_BYTES)
    # Every core gets a block, even if it is a narrow one.
    fair = -(-n_profiles // count_cores()) * itemsize
    row = min(row, -(-fair // LINE_BYTES) * LINE_BYTES)
    return max(row, LINE_BYTES) // itemsize
