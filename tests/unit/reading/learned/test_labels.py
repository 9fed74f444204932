"""The likeliest consistent labels, against every row of labels tried."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from detente.reading.learned.labels import best_labels, log_softmax, runs

STARTS, ENDS = (1, 3), (2, 4)


def is_consistent(labels: tuple[int, ...]) -> bool:
    before = 0
    for label in labels:
        if label in ENDS and before not in (label, label - 1):
            return False
        before = label
    return True


@st.composite
def scores(draw: st.DrawFn) -> NDArray[np.float32]:
    n_pieces = draw(st.integers(1, 5))
    seed = draw(st.integers(0, 2**32 - 1))
    return np.random.default_rng(seed).normal(0, 3, (n_pieces, 5)).astype(np.float32)


@settings(max_examples=60, deadline=None)
@given(scores())
def test_no_consistent_row_of_labels_is_likelier(table: NDArray[np.float32]) -> None:
    logs = log_softmax(table)
    chosen = best_labels(logs, STARTS, ENDS)
    assert is_consistent(tuple(chosen.tolist()))

    def total(labels: tuple[int, ...]) -> float:
        return float(sum(logs[index, label] for index, label in enumerate(labels)))

    best = max(total(row) for row in product(range(5), repeat=len(table)) if is_consistent(row))
    assert np.isclose(total(tuple(chosen.tolist())), best, atol=1e-4)


def test_no_pieces_have_no_labels() -> None:
    empty = np.zeros((0, 5), dtype=np.float32)
    assert best_labels(empty, STARTS, ENDS).tolist() == []
    assert runs(np.zeros(0, dtype=np.int64), empty, begin=1, inside=2) == ()


def test_runs_are_cut_at_every_beginning() -> None:
    labels = np.array([0, 1, 2, 1, 0, 2, 1])
    logs = np.log(np.full((7, 3), 1 / 3, dtype=np.float32))
    found = runs(labels, logs, begin=1, inside=2)
    assert [run.place for run in found] == [(1, 3), (3, 4), (6, 7)]
    assert all(np.isclose(run.sureness, 1 / 3) for run in found)
