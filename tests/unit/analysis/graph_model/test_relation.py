"""Preferences that are no ranking: what is built from matrices, pairs and utilities, and what is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.analysis.graph_model import GraphModel, Relation
from detente.analysis.graph_model.relation import MAX_STATES
from detente.errors import ModelError


def test_pairs_read_from_worse_to_better() -> None:
    relation = Relation.from_pairs([0, 1, 3], [[(0, 3)], [(3, 1)]], strongly=[[], [(1, 0)]])
    assert np.argwhere(relation.prefers).tolist() == [[0, 0, 2], [1, 1, 0], [1, 2, 1]]
    assert np.argwhere(relation.strongly).tolist() == [[1, 1, 0]]
    assert not relation.unknown.any()


def test_states_of_pairs_can_be_written_as_options() -> None:
    relation = Relation.from_pairs([0, 1, 2, 3], [[("NN", "YN")], []], unknown=[[("NY", 3)], []])
    assert relation.prefers[0, 0, 1]
    assert np.argwhere(relation.unknown).tolist() == [[0, 2, 3], [0, 3, 2]]


def test_arrays_are_copied_and_cannot_be_written() -> None:
    given_matrix = np.zeros((1, 2, 2), dtype=bool)
    given_matrix[0, 0, 1] = True
    relation = Relation.from_matrices(given_matrix)
    given_matrix[0, 0, 1] = False
    assert relation.prefers[0, 0, 1]
    for array in (relation.prefers, relation.strongly, relation.unknown):
        with pytest.raises(ValueError, match="read-only"):
            array[0, 0, 0] = True


@settings(max_examples=100)
@given(
    row=st.lists(st.integers(-20, 20), min_size=1, max_size=8),
    threshold=st.integers(0, 10),
    more=st.integers(0, 10),
)
def test_a_semiorder_feels_only_what_passes_its_threshold(row: list[int], threshold: int, more: int) -> None:
    relation = Relation.from_utilities([row], threshold=threshold, strong_threshold=threshold + more)
    for s, here in enumerate(row):
        for t, there in enumerate(row):
            assert relation.prefers[0, s, t] == (there > here + threshold)
            assert relation.strongly[0, s, t] == (there > here + threshold + more)


def test_each_dm_may_have_its_own_threshold() -> None:
    relation = Relation.from_utilities([[0, 1], [0, 1]], threshold=[0, 1])
    assert relation.prefers[:, 0, 1].tolist() == [True, False]


def test_a_relation_without_threshold_is_the_ranking() -> None:
    rank = [[1, 0, 3, 2], [1, 3, 3, 2]]
    ranked = GraphModel.from_options(owner=[0, 1], rank=rank)
    related = GraphModel.from_options(owner=[0, 1], prefers=Relation.from_utilities(rank))
    for dm in range(2):
        assert np.array_equal(ranked.prefers(dm), related.prefers(dm))
    with pytest.raises(ModelError, match="are a relation, not a ranking"):
        _ = related.rank


EMPTY = np.zeros((1, 3, 3), dtype=bool)


def matrix(*pairs: tuple[int, int]) -> Any:
    array = EMPTY.copy()
    for s, t in pairs:
        array[0, s, t] = True
    return array


@pytest.mark.parametrize(
    ("prefers", "others", "message"),
    [
        (matrix((0, 1), (1, 0)), {}, "prefers of dm 0: the states at positions 0 and 1 are each preferred"),
        (matrix((2, 2)), {}, "positions 2 and 2 are each preferred"),
        (EMPTY, {"strongly": matrix((0, 1))}, "strongly of dm 0: .* not preferred"),
        (EMPTY, {"unknown": matrix((0, 1))}, "unknown one way only"),
        (EMPTY, {"unknown": matrix((1, 1))}, "are one state"),
        (matrix((0, 1)), {"unknown": matrix((0, 1), (1, 0))}, "are stated as preferred"),
        (EMPTY[0], {}, r"prefers has shape \(3, 3\)"),
        (np.zeros((1, 2, 3), dtype=bool), {}, r"prefers has shape \(1, 2, 3\)"),
        (np.zeros((0, 3, 3), dtype=bool), {}, r"prefers has shape \(0, 3, 3\)"),
        (EMPTY, {"unknown": np.zeros((1, 2, 2), dtype=bool)}, r"unknown has shape \(1, 2, 2\), and prefers"),
        (EMPTY * 0.5, {}, "prefers has type float64"),
        (EMPTY + np.int8(2), {}, "prefers has type int8"),
    ],
)
def test_matrices_that_contradict_themselves_are_refused(
    prefers: Any, others: dict[str, Any], message: str
) -> None:
    with pytest.raises(ModelError, match=message):
        Relation.from_matrices(prefers, **others)


def test_more_states_than_can_be_compared_are_refused_before_any_matrix_is_made() -> None:
    with pytest.raises(ModelError, match=f"a relation over {MAX_STATES + 1} states"):
        Relation.from_utilities([range(MAX_STATES + 1)])
    with pytest.raises(ModelError, match=f"a relation over {MAX_STATES + 1} states"):
        Relation.from_pairs(range(MAX_STATES + 1), [[]])


@pytest.mark.parametrize(
    ("states", "pairs", "others", "message"),
    [
        ([0, 1], [[(0, 2)]], {}, "preferred of dm 0, pair 0: 2 is not one of the 2 feasible states"),
        ([0, 1], [[(0, 0)]], {}, "which equals itself"),
        ([0, 1], [[(0, 1), (1, 0)]], {}, "are each preferred to the other"),
        ([0, 1], [[0, 1]], {}, "pair 0 is 0: write .worse, better."),
        ([0, 1], [], {}, "preferred is ..: give a list of pairs"),
        ([0, 1], [[]], {"unknown": [[], []]}, "unknown is for 2 dms and preferred for 1"),
        ([1, 0], [[]], {}, "states must be integers in ascending order"),
        (["a"], [[]], {}, "states must be integers"),
    ],
)
def test_pairs_that_are_none_are_named(states: Any, pairs: Any, others: dict[str, Any], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        Relation.from_pairs(states, pairs, **others)


@pytest.mark.parametrize(
    ("utilities", "others", "message"),
    [
        ([[0.0, float("nan")]], {}, "not finite"),
        ([[0.0, float("inf")]], {}, "not finite"),
        ([0.0, 1.0], {}, r"utilities has type float64 and shape \(2,\)"),
        ([["a", "b"]], {}, "utilities has type <U1"),
        ([[0, 1]], {"threshold": -1}, "threshold is -1: it cannot be negative"),
        ([[0, 1]], {"threshold": [1, 2]}, "threshold is .1, 2.: give one finite number"),
        ([[0, 1]], {"threshold": float("nan")}, "threshold is nan"),
        (
            [[0, 1]],
            {"threshold": 2, "strong_threshold": 1},
            "strong_threshold of dm 0 is 1, below its threshold 2",
        ),
    ],
)
def test_utilities_that_are_none_are_named(utilities: Any, others: dict[str, Any], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        Relation.from_utilities(utilities, **others)
