"""Conditions of small models, written out by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.unit.analysis.graph_model.syria_iraq import STATES, syria_iraq

from detente.analysis.graph_model import GraphModel, Labels, MoveGraph
from detente.analysis.graph_model.inverse.conditions import Comparison, Condition, find_condition
from detente.analysis.graph_model.inverse.demands import say_condition
from detente.errors import ModelError

PRINTED = {state: printed for printed, state in STATES.items()}


def overs(condition: Condition) -> list[set[frozenset[int]]]:
    """The printed numbers of what the state is compared with, per requirement and way."""
    return [
        {frozenset(PRINTED[comparison.over] for comparison in way) for way in requirement.ways}
        for requirement in condition.requirements
    ]


@pytest.mark.parametrize(
    ("concept", "expected"),
    [
        ("nash", [{frozenset({1})}, {frozenset({3})}]),
        ("gmr", [{frozenset({1}), frozenset({4})}, {frozenset({3}), frozenset({6})}]),
        ("smr", [{frozenset({1}), frozenset({4, 5, 6})}, {frozenset({3}), frozenset({4, 5, 6})}]),
        ("seq", [{frozenset({1}), frozenset({4})}, {frozenset({3}), frozenset({6})}]),
    ],
)
def test_what_syria_must_prefer_to_release_water(concept: str, expected: list[set[frozenset[int]]]) -> None:
    condition = find_condition(syria_iraq(), state=STATES[2], concept=concept, dm=0)
    assert overs(condition) == expected
    assert all(c.dm == 0 and c.state == STATES[2] and not c.is_strict for c in condition.comparisons)


def test_open_answers_add_the_comparison_that_makes_them_improvements() -> None:
    condition = find_condition(syria_iraq(), state=STATES[2], concept="seq", dm=0, varying=[0, 1])
    attack = Comparison(dm=1, state=STATES[4], over=STATES[1], is_strict=True)
    assert {frozenset(way) for way in condition.requirements[0].ways} == {
        frozenset({Comparison(dm=0, state=STATES[2], over=STATES[1], is_strict=False)}),
        frozenset({Comparison(dm=0, state=STATES[2], over=STATES[4], is_strict=False), attack}),
    }


def test_a_requirement_another_one_implies_is_left_out() -> None:
    """Dm 0 may go on from 1 to 2 as well as there directly: what deters 2 is among what deters 1."""
    edges = (np.array([[0, 1], [0, 2]]), np.array([[1, 2], [2, 3], [1, 3]]))
    graph = MoveGraph(n_dms=2, owner=(), direction=(), states=np.arange(4), edges=edges)
    ranks = np.array([[0, 1, 2, 3], [0, 1, 2, 3]], dtype=np.int32)
    model = GraphModel(graph=graph, preference=ranks, labels=Labels(dms=("a", "b")))
    condition = find_condition(model, state=0, concept="gmr", dm=0)
    assert [requirement.improvement for requirement in condition.requirements] == [2]


def test_certain_and_impossible() -> None:
    model = syria_iraq()
    certain = find_condition(model, state=STATES[2], concept="nash", dm=1)
    assert not certain.is_certain
    held = find_condition(model, state=STATES[2], concept="nash", dm=1, varying=[])
    assert held.is_certain
    assert held.holds(model.rank)
    lost = find_condition(model, state=STATES[2], concept="nash", dm=0, varying=[])
    assert lost.is_impossible
    assert not lost.holds(model.rank)


def test_a_state_a_dm_does_not_perceive_has_no_verdict() -> None:
    model = syria_iraq()
    perceived = np.ones((2, 6), dtype=bool)
    perceived[0, 1] = False
    condition = find_condition(replace(model, perceived=perceived), state=STATES[2], concept="seq")
    assert condition.is_impossible
    assert condition.requirements[0].improvement is None


def test_the_others_answer_only_within_what_a_dm_perceives() -> None:
    model = syria_iraq()
    perceived = np.ones((2, 6), dtype=bool)
    perceived[0, model.graph.position(STATES[4])] = False
    condition = find_condition(replace(model, perceived=perceived), state=STATES[2], concept="seq", dm=0)
    assert overs(condition) == [{frozenset({1})}, {frozenset({3}), frozenset({6})}]


def test_in_words() -> None:
    lines = say_condition(syria_iraq(), find_condition(syria_iraq(), state=STATES[2], concept="smr", dm=0))
    assert lines[0] == (
        "Dm 0 does not leave to no longer take option 0 if it finds this state at least as good as state 0, "
        "or as all of state 4, state 5 and state 6: an answer, and what could be made of it."
    )


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"state": 3}, "state 3 is not one of the 6 feasible states"),
        ({"dm": 2}, "dm 2 is not in the model"),
        ({"varying": [5]}, "dm 5 is not in the model"),
        ({"concept": "l3"}, "use nash, gmr, smr, seq"),
        ({"joint_moves": "any"}, "joint_moves 'any' is unknown"),
    ],
)
def test_nonsense_is_refused(asked: dict[str, object], message: str) -> None:
    known: dict[str, object] = {"state": 1, "concept": "seq"}
    with pytest.raises(ModelError, match=message):
        find_condition(syria_iraq(), **{**known, **asked})  # type: ignore[arg-type]


def test_ranks_must_fit() -> None:
    condition = find_condition(syria_iraq(), state=1, concept="seq")
    with pytest.raises(ModelError, match="ranks have 1 rows"):
        condition.holds([[1, 2, 3, 4, 5, 6]])


def test_in_words_a_state_may_have_a_name_and_an_answer_may_be_missing() -> None:
    edges = (np.array([[0, 1]]), np.array([[2, 0]]))
    graph = MoveGraph(n_dms=2, owner=(), direction=(), states=np.arange(3), edges=edges)
    ranks = np.array([[0, 1, 2], [0, 1, 2]], dtype=np.int32)
    labels = Labels(dms=("North", "some allies"), states=("peace", "war", "talks"))
    model = GraphModel(graph=graph, preference=ranks, labels=labels)
    assert say_condition(model, find_condition(model, state=0, concept="seq", dm=0)) == [
        "North does not leave to move to “war” if it finds this state at least as good as “war”."
    ]
    assert say_condition(model, find_condition(model, state=2, concept="nash", dm=1)) == [
        "Some allies do not leave to move to “peace” if they find this state at least as good as “peace”."
    ]
    assert say_condition(model, find_condition(model, state=0, concept="nash", dm=1)) == [
        "Some allies stay whatever is preferred."
    ]


def test_in_words_many_answers_are_counted() -> None:
    model = GraphModel.from_options(owner=[0, 1, 1, 1], rank=[list(range(16))] * 2)
    (line,) = say_condition(model, find_condition(model, state=0, concept="gmr", dm=0))
    assert line.endswith(
        "at least as good as state 1, or as any of state 3, state 5, state 9 or 4 more, which the others "
        "could answer with."
    )
    (line,) = say_condition(model, find_condition(model, state=0, concept="smr", dm=0))
    assert line.endswith(
        "or as all of state 2 and state 3: an answer, and what could be made of it, "
        "or as all of state 4 and state 5: an answer, and what could be made of it, "
        "or as all of state 8 and state 9: an answer, and what could be made of it (or 4 more sets)."
    )
