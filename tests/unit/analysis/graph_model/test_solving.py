"""Stability of small games whose answers can be read off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from tests.reference.literal import Entries

from detente.analysis.graph_model import GraphModel, find_witness, solve, solve_many
from detente.errors import ModelError


def dilemma() -> GraphModel:
    """Bit set: restraint. Each likes the other's restraint best and its own least."""
    return GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]])


def chain_of_answers(last: int) -> GraphModel:
    """Dm 0 improves from 0 to 1; only dm 1, then dm 2, then dm 1 again can bring about state ``last``.

    Dm 1 owns options 1 and 3 but can take 3 only once dm 2 has taken 2, and drops 1 with it.
    """
    infeasible: list[Entries] = [[(3, "Y"), (2, "N")], [(3, "Y"), (1, "Y")], [(2, "Y"), (1, "N"), (3, "N")]]
    states = [
        s for s in range(16) if not any(all((s >> k & 1) == (m == "Y") for k, m in p) for p in infeasible)
    ]
    rank = [
        [{0: 5, 1: 9, last: 0}.get(state, 7) for state in states],
        [{0: 0, 1: 0, 3: 1, last: 2}.get(state, 0) for state in states],
        [{3: 0, 7: 1}.get(state, 0) for state in states],
    ]
    return GraphModel.from_options(
        owner=[0, 1, 2, 1], direction=["fwd", "both", "fwd", "both"], infeasible=infeasible, rank=rank
    )


def test_mutual_restraint_is_held_by_the_others_answer() -> None:
    solution = solve(dilemma())
    assert {c: solution.equilibria(c).tolist() for c in solution.stable} == {
        "nash": [0],
        "gmr": [0, 3],
        "smr": [0, 3],
        "seq": [0, 3],
    }


def test_an_opponent_may_answer_move_and_answer_again() -> None:
    """Trap: each opponent once, or one opponent alone, misses the third move."""
    model = chain_of_answers(last=13)
    position = model.graph.position(0)
    for concept in ("gmr", "seq"):
        assert solve(model, joint_moves="legal").stable[concept][0, position]
        assert not solve(model, joint_moves="once").stable[concept][0, position]
        assert not solve(model, joint_moves="single").stable[concept][0, position]
    witness = find_witness(model, state=0, dm=0, concept="seq")
    assert [(move.dm, move.end) for move in witness.sanctions[0].moves] == [(1, 3), (2, 7), (1, 13)]


def test_a_tie_deters() -> None:
    """The answer leaves the mover exactly as well off: not better, so it has no reason to move."""
    model = GraphModel.from_options(owner=[0, 1], rank=[[1, 2, 0, 1], [0, 0, 1, 1]])
    assert solve(model).stable["seq"][0].tolist() == [True, True, False, True]
    assert not solve(model).stable["nash"][0, 0]


def test_every_improvement_must_be_deterred() -> None:
    """Trap: a solver that checks the first improvement only calls state 0 stable."""
    model = GraphModel.from_options(
        owner=[0, 0, 1],
        infeasible=["YY-"],
        # From 0, dm 0 improves to 1 (dm 1 answers to 5, bad for it) and to 2 (no answer hurts).
        rank=[[1, 2, 2, 1, 0, 2], [0, 0, 1, 1, 1, 0]],
    )
    witness = find_witness(model, state=0, dm=0, concept="seq")
    assert not witness.is_stable
    assert witness.improvement == 2


def test_the_escape_from_an_answer_counts_under_smr_alone() -> None:
    # Dm 0 goes 0 -> 1; dm 1 answers 1 -> 3; dm 0 escapes 3 -> 2, better than 0.
    model = GraphModel.from_options(owner=[0, 1], rank=[[1, 2, 3, 0], [0, 0, 0, 1]])
    solution = solve(model)
    assert solution.stable["gmr"][0, 0]
    assert solution.stable["seq"][0, 0]
    assert not solution.stable["smr"][0, 0]


def test_the_witness_of_smr_shows_the_best_counter_move() -> None:
    witness = find_witness(dilemma(), state=3, dm=0, concept="smr")
    (sanction,) = witness.sanctions
    assert (sanction.improvement, sanction.state, sanction.counter) == (2, 0, 0)


def test_only_what_was_asked_is_solved() -> None:
    solution = solve(dilemma(), concepts=("seq", "nash"))
    assert list(solution.stable) == ["nash", "seq"]
    with pytest.raises(ModelError, match="concept 'gmr' was not solved: it has nash, seq"):
        solution.equilibria("gmr")


def test_results_cannot_be_written() -> None:
    solution = solve(dilemma())
    for array in (solution.states, solution.stable["seq"], solution.equilibria("seq")):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0
    with pytest.raises(TypeError):
        solution.stable["seq"] = solution.stable["nash"]  # type: ignore[index]


def ask(name: str, **wrong: Any) -> None:
    calls: dict[str, Callable[..., Any]] = {
        "solve": solve,
        "solve_many": solve_many,
        "find_witness": find_witness,
    }
    calls[name](dilemma(), **wrong)


@pytest.mark.parametrize(
    ("name", "wrong", "message"),
    [
        ("solve", {"concepts": ("nsh",)}, "concept 'nsh' is unknown: use nash, gmr, smr, seq"),
        ("solve", {"concepts": "nash"}, "concepts is the string 'nash'"),
        ("solve", {"joint_moves": "all"}, "joint_moves 'all' is unknown: use legal, once, single"),
        ("find_witness", {"state": 0, "dm": 2, "concept": "seq"}, "dm 2 is not in the model"),
        ("find_witness", {"state": 4, "dm": 0, "concept": "seq"}, "state 4 is not one of the 4"),
        ("find_witness", {"state": 0, "dm": 0, "concept": "l0"}, "concept 'l0' is unknown"),
        ("solve_many", {"ranks": np.zeros((2, 4))}, "shape .2, 4. and type float64"),
        ("solve_many", {"ranks": np.zeros((4, 2, 3), dtype=int)}, "= .2, 4, .... are needed"),
        ("solve_many", {"ranks": np.zeros((2, 4, 1), dtype=np.uint8)}, "type uint8: signed"),
    ],
)
def test_what_is_asked_wrongly_is_named(name: str, wrong: dict[str, Any], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        ask(name, **wrong)
