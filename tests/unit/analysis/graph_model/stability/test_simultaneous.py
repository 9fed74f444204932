"""Simultaneous stability of small games whose combinations can be read off."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from detente.analysis.graph_model import GraphModel, solve
from detente.analysis.graph_model.stability import _together
from detente.analysis.graph_model.stability.simultaneous import find_stable, find_witness
from detente.errors import ModelError


def chicken() -> GraphModel:
    """Bit set: drives straight. If both do, that is worst for both."""
    return GraphModel.from_options(owner=[0, 1], rank=[[2, 3, 1, 0], [2, 1, 3, 0]])


def crowd(infeasible: list[str]) -> GraphModel:
    """Three dms, who gain by moving alone from 0; only all three at once are too many for dm 0."""
    return GraphModel.from_options(
        owner=[0, 1, 2],
        infeasible=infeasible,
        rank=[
            [payoffs[s] for s in range(8) if not (infeasible and s == 7)]
            for payoffs in ([1, 2, 2, 2, 2, 2, 2, 0], [0, 0, 1, 1, 0, 0, 1, 1], [0, 0, 0, 0, 1, 1, 1, 1])
        ],
    )


def test_both_swerve_because_both_may_drive_straight_at_once() -> None:
    solution = solve(chicken(), concepts=("nash", "sim", "seq", "seq_sim"))
    assert solution.equilibria("nash").tolist() == [1, 2]
    assert solution.equilibria("sim").tolist() == [0, 1, 2]
    # Nobody answers 1 by driving into 3, so SEQ does not hold 0; the simultaneous check does.
    assert solution.equilibria("seq").tolist() == [1, 2]
    assert solution.equilibria("seq_sim").tolist() == [0, 1, 2]


def test_the_witness_shows_the_moves_made_at_once() -> None:
    witness = find_witness(chicken(), state=0, dm=0, concept="seq_sim")
    (sanction,) = witness.sanctions
    assert (sanction.improvement, sanction.state) == (1, 3)
    assert [(move.dm, move.start, move.end) for move in sanction.moves] == [(1, 0, 2)]
    leaving = find_witness(chicken(), state=3, dm=0, concept="sim")
    assert (leaving.is_stable, leaving.improvement) == (False, 2)


def test_it_may_take_all_the_others() -> None:
    model = crowd([])
    assert find_stable(model, "sim", "legal")[0, 0]
    (sanction,) = find_witness(model, state=0, dm=0, concept="sim").sanctions
    assert [move.dm for move in sanction.moves] == [1, 2]
    assert sanction.state == 7


def test_what_is_not_feasible_sanctions_nothing() -> None:
    assert not find_stable(crowd(["YYY"]), "sim", "legal")[0, 0]


def test_only_those_who_would_leave_under_seq_are_feared_by_the_tableau() -> None:
    """Dm 1 gains from 0 too, but dm 0 answers that; so it stays, and dm 0 need not fear it."""
    model = GraphModel.from_options(owner=[0, 1], rank=[[1, 2, 0, 1], [2, 3, 3, 0]])
    stable = solve(model, concepts=("seq", "sim", "seq_sim")).stable
    assert stable["seq"][:, 0].tolist() == [False, True]
    assert stable["sim"][0, 0]
    assert not stable["seq_sim"][0, 0]


def test_a_graph_without_options_has_no_combinations() -> None:
    model = GraphModel.from_graph(n_states=2, moves=[[(0, 1)], []], rank=[[0, 1], [0, 0]])
    with pytest.raises(ModelError, match="not made of options"):
        solve(model, concepts=("sim",))


def test_a_move_that_changes_an_option_of_another_is_refused() -> None:
    model = chicken()
    edges = (np.array([[0, 3]]), np.empty((0, 2), dtype=np.int64))
    crossed = replace(model, graph=replace(model.graph, edges=edges))
    with pytest.raises(ModelError, match="dm 0 moves from state 0 to 3 and so changes an option of another"):
        solve(crossed, concepts=("sim",))


def test_too_many_combinations_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_together, "MAX_COMBINATIONS", 15)
    with pytest.raises(ModelError, match="4 states with 16 combinations of moves pass the limit of 15"):
        solve(chicken(), concepts=("sim",))
