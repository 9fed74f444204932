"""Limited-move and non-myopic stability of small games whose play can be followed by hand."""

from __future__ import annotations

import numpy as np
import pytest

from detente.analysis.graph_model import GraphModel, Relation, solve
from detente.analysis.graph_model.stability.limited import find_stable, find_witness
from detente.errors import ModelError


def dilemma() -> GraphModel:
    """Bit set: restraint. Each likes the other's restraint best and its own least."""
    return GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]])


def crossroads() -> GraphModel:
    """From 0, dm 0 can go to 1; from there dm 1 would go to 2, and dm 2 to 3, which is worst for dm 0."""
    return GraphModel.from_graph(
        n_states=4,
        moves=[[(0, 1)], [(1, 2)], [(1, 3)]],
        rank=[[1, 2, 3, 0], [0, 0, 1, 0], [0, 0, 0, 1]],
    )


def pursuit() -> GraphModel:
    """Two dms on a ring of four states, each of which likes every second move: foresight never settles."""
    return GraphModel.from_graph(
        n_states=4,
        moves=[[(0, 1), (2, 3)], [(1, 2), (3, 0)]],
        rank=[[0, 1, 0, 1], [1, 0, 1, 0]],
    )


def test_mutual_restraint_holds_once_the_answer_is_foreseen() -> None:
    solution = solve(dilemma(), concepts=("l1", "l2", "l3", "nonmyopic"))
    assert solution.equilibria("l1").tolist() == [0]
    for concept in ("l2", "l3", "nonmyopic"):
        assert solution.equilibria(concept).tolist() == [0, 3], concept


def test_the_play_foreseen_is_shown() -> None:
    witness = find_witness(dilemma(), state=3, dm=0, concept="l2")
    (sanction,) = witness.sanctions
    assert witness.is_stable
    assert [(move.dm, move.start, move.end) for move in sanction.moves] == [(1, 2, 0)]
    leaving = find_witness(dilemma(), state=3, dm=0, concept="l1")
    assert (leaving.improvement, [move.end for move in leaving.moves]) == (2, [2])


def test_of_those_who_would_move_next_the_worst_is_expected() -> None:
    stable = solve(crossroads(), concepts=("l1", "l2", "l3")).stable
    assert [bool(stable[concept][0, 0]) for concept in ("l1", "l2", "l3")] == [False, True, True]
    (sanction,) = find_witness(crossroads(), state=0, dm=0, concept="l2").sanctions
    assert [(move.dm, move.end) for move in sanction.moves] == [(2, 3)]
    # Without the third dm the move pays: dm 1 takes dm 0 to its best state.
    model = crossroads()
    alone = GraphModel(graph=model.graph.without([2]), preference=model.rank, labels=model.labels)
    witness = find_witness(alone, state=0, dm=0, concept="l2")
    assert (witness.improvement, [move.dm for move in witness.moves]) == (2, [0, 1])


def test_a_dm_may_give_way_for_what_follows() -> None:
    """The state it moves to is worse for the mover, and not where the play ends."""
    model = GraphModel.from_graph(n_states=3, moves=[[(0, 1)], [(1, 2)]], rank=[[1, 0, 2], [0, 0, 1]])
    stable = solve(model, concepts=("l1", "l2")).stable
    assert stable["l1"][0, 0]
    assert not stable["l2"][0, 0]


def test_a_far_horizon_where_foresight_never_settles() -> None:
    model = pursuit()
    by_horizon = [find_stable(model, f"l{horizon}", "legal")[0, 0] for horizon in range(1, 13)]
    assert by_horizon[:2] == [False, True]
    period = next(p for p in range(1, 6) if by_horizon[p:] == by_horizon[:-p])
    far = find_stable(model, "l9999", "legal")[0, 0]
    assert far == by_horizon[(9999 - 1) % period]
    assert find_stable(model, "nonmyopic", "legal")[0, 0] == all(by_horizon[:period])
    witness = find_witness(model, state=0, dm=0, concept="l9999")
    assert witness.is_stable == far
    assert witness.horizon is not None
    assert witness.horizon <= 12


def test_preferences_without_ranks_are_refused() -> None:
    prefers = np.zeros((1, 2, 2), dtype=bool)
    relation = Relation(prefers=prefers, strongly=prefers, unknown=prefers)
    model = GraphModel.from_graph(n_states=2, moves=[[(0, 1)]], prefers=relation)
    with pytest.raises(ModelError, match="a relation, not a ranking"):
        solve(model, concepts=("l2",))


def test_an_infeasible_state_is_refused() -> None:
    with pytest.raises(ModelError, match="state 4 is not one of the 4"):
        find_witness(dilemma(), state=4, dm=0, concept="l2")
