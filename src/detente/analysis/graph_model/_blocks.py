"""Many profiles cut into blocks that stay in cache, shared out over the cores; nothing is validated here.

``stable``, shape (n_concepts, n_dms, n_states, n_profiles), holds the verdicts under the ``concepts``, in
that order; ``answers``, by concept, are of shape (n_dms, n_states, n_profiles). Both are written.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model._layout import Layout
from detente.analysis.graph_model._tables import Values
from detente.analysis.graph_model.answers import Answering, solve_concept
from detente.analysis.results import CONCEPTS, Concept

CHUNK_BYTES = 1 << 18
"""Over tables, the values of one dm in one block take about this much, to stay in cache ..."""

CHUNK_PROFILES = 64
"""... but never fewer profiles than this: moving rows of a few bytes each is 2 to 5 times slower."""

ROW_BYTES = 512
"""In compiled loops, the width of a row of profiles; half as wide is a quarter slower, twice no faster."""

BLOCK_BYTES = 1 << 25
"""In compiled loops, the largest block: beyond it rows are narrower, down to a cache line."""

LINE_BYTES = 64

Size = np.dtype[np.signedinteger]
"""A type that holds the ranks."""

Answers = Mapping[Concept, Values]


def solve_by_tables(
    answering: Answering,
    ranks: Values,
    size: Size,
    concepts: Sequence[Concept],
    stable: NDArray[np.bool_],
    answers: Answers,
) -> None:
    """Solve with NumPy over tables of moves."""
    n_profiles = ranks.shape[2]
    width = max(CHUNK_PROFILES, CHUNK_BYTES // (answering.graph.n_states * size.itemsize))

    def solve(start: int) -> None:
        part = slice(start, start + width)
        chunk = np.ascontiguousarray(ranks[:, :, part], dtype=size)
        for concept, verdicts in zip(concepts, stable, strict=True):
            for dm, (verdict, answer) in enumerate(solve_concept(answering, chunk, concept)):
                verdicts[dm, :, part] = verdict
                if concept in answers:
                    answers[concept][dm, :, part] = answer

    share(solve, range(0, n_profiles, width))


def solve_by_lanes(
    layout: Layout,
    ranks: Values,
    size: Size,
    concepts: Sequence[Concept],
    stable: NDArray[np.bool_],
    answers: Answers,
) -> None:
    """Solve with compiled loops."""
    from detente.analysis.graph_model._lanes import solve_block

    n_dms, _, n_profiles = ranks.shape
    wanted = np.full((len(CONCEPTS), 2), -1)
    for side, asked in enumerate((concepts, answers)):
        for index, concept in enumerate(asked):
            wanted[CONCEPTS.index(concept), side] = index
    verdicts = stable.view(np.uint8)
    n_arrays = n_dms * (1 + len(answers)) + 3  # ranks, answers and what a dm is worked on with
    width = _block_width(layout.n_rows * n_arrays, size.itemsize, n_profiles)

    def solve(start: int) -> None:
        part = slice(start, min(start + width, n_profiles))
        shape = (n_dms, layout.n_rows, part.stop - start)
        chunk = np.zeros(shape, dtype=size)
        chunk[:, layout.place] = ranks[:, :, part]
        kept = np.empty((len(answers), *shape), dtype=size)
        solve_block(chunk, layout, wanted, verdicts, start, kept)
        for array, values in zip(answers.values(), kept, strict=True):
            array[:, :, part] = values[:, layout.place]

    share(solve, range(0, n_profiles, width))


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
