"""Many profiles at once are each solved as alone, whichever loops do it."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reference.games import RULES, Game, GraphGame, games, graph_games

from detente.analysis.graph_model import GraphModel, JointMoves, MoveGraph, solve, solve_many
from detente.analysis.graph_model.profiles import Engine, ProfileSolver
from detente.analysis.results import CONCEPTS


@settings(max_examples=120)
@given(game=games(), seed=st.integers(0, 2**32 - 1), rule=st.sampled_from(RULES))
def test_many_profiles_at_once_are_each_solved_as_alone(game: Game, seed: int, rule: JointMoves) -> None:
    model = game.model()
    generator = np.random.default_rng(seed)
    ranks = generator.integers(0, 6, size=(model.n_dms, model.n_states, 7)).astype(np.int16)
    engines: tuple[Engine, ...] = get_args(Engine) if rule == "legal" else ("tables",)
    solved = [
        ProfileSolver(model.graph, rule, n_profiles=7, engine=engine).solve(ranks) for engine in engines
    ]
    for profile in range(7):
        alone = GraphModel.from_options(
            owner=game.owner,
            direction=game.direction,
            infeasible=game.infeasible,
            rank=ranks[:, :, profile],
        )
        one = solve(alone, joint_moves=rule)
        for many in solved:
            for concept in CONCEPTS:
                assert np.array_equal(many.stable[concept][:, :, profile], one.stable[concept])


@settings(max_examples=60)
@given(game=games(), seed=st.integers(0, 2**32 - 1))
def test_a_lasting_improvement_is_there_exactly_where_a_state_is_unstable(game: Game, seed: int) -> None:
    model = game.model()
    ranks = np.random.default_rng(seed).integers(0, 6, size=(model.n_dms, model.n_states, 3)).astype(np.int16)
    everywhere = np.arange(model.n_states)
    tables, lanes = (ProfileSolver(model.graph, n_profiles=3, engine=engine) for engine in get_args(Engine))
    many = tables.solve(ranks, keep_answers=True)
    for concept in ("gmr", "smr", "seq"):
        for dm in range(model.n_dms):
            found = tables.find_lasting(ranks, many.answers[concept], dm, everywhere)
            assert np.array_equal(found < 0, many.stable[concept][dm])
            assert np.array_equal(found, lanes.find_lasting(ranks, many.answers[concept], dm, everywhere))


@settings(max_examples=80)
@given(game=graph_games(), seed=st.integers(0, 2**32 - 1), rule=st.sampled_from(RULES))
def test_profiles_on_an_explicit_graph_are_each_solved_as_alone(
    game: GraphGame, seed: int, rule: JointMoves
) -> None:
    model = game.model()
    ranks = np.random.default_rng(seed).integers(0, 6, size=(model.n_dms, model.n_states, 4))
    many = ProfileSolver(model.graph, rule, n_profiles=10**9).solve(ranks)
    for profile in range(4):
        one = solve(replace(model, preference=ranks[:, :, profile].astype(np.int32)), joint_moves=rule)
        for concept in CONCEPTS:
            assert np.array_equal(many.stable[concept][:, :, profile], one.stable[concept])


@settings(max_examples=80)
@given(game=games(), seed=st.integers(0, 2**32 - 1))
def test_moves_given_one_by_one_are_as_good_as_options(game: Game, seed: int) -> None:
    graph = game.model().graph
    edges = tuple(np.argwhere(graph.reach(dm)) for dm in range(graph.n_dms))
    spelled_out = MoveGraph(n_dms=graph.n_dms, owner=(), direction=(), states=graph.states, edges=edges)
    ranks = np.random.default_rng(seed).integers(0, 6, size=(graph.n_dms, graph.n_states, 4))
    expected = ProfileSolver(graph, n_profiles=4, engine="tables").solve(ranks)
    found = ProfileSolver(spelled_out, n_profiles=4, engine="lanes").solve(ranks)
    for concept in CONCEPTS:
        assert np.array_equal(found.stable[concept], expected.stable[concept])


@settings(max_examples=60)
@given(game=games(max_dms=3), data=st.data(), rule=st.sampled_from(RULES))
def test_profiles_of_dms_that_perceive_not_all_states_are_each_solved_as_alone(
    game: Game, data: st.DataObject, rule: JointMoves
) -> None:
    model = game.model()
    generator = np.random.default_rng(data.draw(st.integers(0, 2**32 - 1)))
    perceived = generator.random((model.n_dms, model.n_states)) < 0.7
    perceived[:, 0] = True
    ranks = generator.integers(0, 6, size=(model.n_dms, model.n_states, 4))
    partial = replace(model, perceived=perceived)
    many = solve_many(partial, ranks, joint_moves=rule, keep_answers=True)
    assert not many.stable["nash"][~perceived].any()
    for profile in range(4):
        alone = replace(partial, preference=ranks[:, :, profile].astype(np.int32))
        one = solve(alone, joint_moves=rule)
        for concept in CONCEPTS:
            assert np.array_equal(many.stable[concept][:, :, profile], one.stable[concept])
