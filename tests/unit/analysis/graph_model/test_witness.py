"""What proves a verdict: on graphs where the rule of turns binds, within a dm's own view, and at size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from detente.analysis.graph_model import GraphModel, Move, MoveGraph, find_witness, solve
from detente.analysis.graph_model.building.options import feasible_states
from detente.analysis.graph_model.labels import Labels
from detente.analysis.graph_model.ranks import dense_ranks
from detente.analysis.graph_model.ways import _reach as reach
from detente.errors import ModelError


def graph_of(*moves: Sequence[tuple[int, int]], n_states: int) -> MoveGraph:
    """An explicit graph: the moves of each dm as pairs of positions."""
    return MoveGraph(
        n_dms=len(moves),
        owner=(),
        direction=(),
        states=np.arange(n_states),
        edges=tuple(np.array(sorted(own), dtype=np.int64).reshape(-1, 2) for own in moves),
    )


def model_of(graph: MoveGraph, rank: Sequence[Sequence[int]]) -> GraphModel:
    labels = Labels(dms=tuple("ABC"[: graph.n_dms]))
    return GraphModel(graph=graph, preference=dense_ranks(rank, graph.n_states), labels=labels)


def relay(*, with_third: bool) -> GraphModel:
    """A improves from 0 to 1. B could push it on to 2 and from there to 4, but may not move twice in a row.

    With a third dm, which moves from 2 to 3, B can move again: from 3 to 4, where A is worst off.
    """
    moves = [[(0, 1)], [(1, 2), (2, 4), (3, 4)], [(2, 3)] if with_third else []]
    return model_of(graph_of(*moves, n_states=5), [[1, 4, 3, 2, 0], [0] * 5, [0] * 5])


def test_nobody_moves_twice_in_a_row_in_a_sanction() -> None:
    alone = find_witness(relay(with_third=False), state=0, dm=0, concept="gmr")
    assert (alone.is_stable, alone.improvement) == (False, 1)
    together = find_witness(relay(with_third=True), state=0, dm=0, concept="gmr")
    assert together.is_stable
    (sanction,) = together.sanctions
    assert sanction.state == 4
    assert sanction.moves == (
        Move(dm=1, start=1, end=2),
        Move(dm=2, start=2, end=3),
        Move(dm=1, start=3, end=4),
    )


@pytest.mark.parametrize("rule", ["legal", "once", "single"])
def test_verdict_and_solution_agree_where_turns_count(rule: str) -> None:
    for with_third in (False, True):
        model = relay(with_third=with_third)
        solution = solve(model, joint_moves=rule)
        for concept, stable in solution.stable.items():
            for dm in range(3):
                for state in range(5):
                    witness = find_witness(model, state=state, dm=dm, concept=concept, joint_moves=rule)
                    assert witness.is_stable == bool(stable[dm, state]), (concept, dm, state)


def test_what_a_dm_does_not_perceive_deters_it_not() -> None:
    """Bit set: restraint. Who does not know that both can fight does not fear it."""
    model = GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]])
    perceived = np.ones((2, 4), dtype=bool)
    perceived[0, 0] = False
    blind = replace(model, perceived=perceived)
    assert find_witness(model, state=3, dm=0, concept="seq").is_stable
    witness = find_witness(blind, state=3, dm=0, concept="seq")
    assert (witness.is_stable, witness.improvement) == (False, 2)
    unseen = find_witness(blind, state=0, dm=0, concept="seq")
    assert (unseen.is_stable, unseen.improvement, unseen.sanctions) == (False, None, ())


def test_a_member_of_a_class_stands_for_the_class() -> None:
    graph = replace(relay(with_third=True).graph, classes=((0, 7),))
    model = model_of(graph, [[1, 4, 3, 2, 0], [0] * 5, [0] * 5])
    assert find_witness(model, state=7, dm=0, concept="gmr").state == 0


def test_moves_worked_out_where_needed_are_those_that_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    generator = np.random.default_rng(5)
    owner = [0, 1, 2, 0, 1, 2, 1]
    direction = ["both", "fwd", "back", "both", "both", "fwd", "both"]
    infeasible = ["YY-----", "---YN--", "--Y---Y"]
    n_states = len(feasible_states(infeasible, len(owner)))
    ranks = generator.integers(0, 9, size=(3, n_states))
    model = GraphModel.from_options(owner=owner, direction=direction, infeasible=infeasible, rank=ranks)
    asked: list[dict[str, Any]] = [
        {"state": int(state), "dm": dm, "concept": concept, "joint_moves": rule}
        for state in model.states[::3]
        for dm in range(3)
        for concept, rule in (("gmr", "legal"), ("smr", "once"), ("seq", "legal"), ("gmr", "single"))
    ]
    listed = [find_witness(model, **one) for one in asked]
    monkeypatch.setattr(reach, "TABLE_CELLS", 0)
    monkeypatch.setattr(reach, "CHUNK_CELLS", 8)
    assert [find_witness(model, **one) for one in asked] == listed
    assert len({witness.is_stable for witness in listed}) == 2


def test_one_verdict_of_many_states_is_explained_without_solving_all() -> None:
    n_options = 16
    states = np.arange(1 << n_options)
    generator = np.random.default_rng(2)
    ranks = generator.permuted(np.tile(states, (3, 1)), axis=1)
    owner = [option % 3 for option in range(n_options)]
    model = GraphModel.from_options(owner=owner, rank=ranks)
    for concept in ("gmr", "smr", "seq"):
        witness = find_witness(model, state=4321, dm=1, concept=concept)
        here = model.rank[1, 4321]
        for sanction in witness.sanctions:
            assert model.rank[1, sanction.state] <= here < model.rank[1, sanction.improvement]
            assert sanction.moves[0].start == sanction.improvement
            assert sanction.moves[-1].end == sanction.state


def test_a_dm_that_is_not_there_is_named() -> None:
    with pytest.raises(ModelError, match="dm 3 is not in the model: its dms are 0 to 2"):
        find_witness(relay(with_third=True), state=0, dm=3, concept="seq")


def test_the_answer_that_takes_fewest_moves_is_shown_and_of_several_the_worst() -> None:
    """From 1, B alone can bring about 2 or 3, both bad for A; C could then make it worse still."""
    moves = [[(0, 1)], [(1, 2), (1, 3)], [(2, 4), (3, 4)]]
    model = model_of(graph_of(*moves, n_states=5), [[3, 4, 2, 1, 0], [0] * 5, [0] * 5])
    (sanction,) = find_witness(model, state=0, dm=0, concept="gmr").sanctions
    assert sanction.moves == (Move(dm=1, start=1, end=3),)
