"""Many profiles at once are each solved as alone, whichever loops do it."""

from __future__ import annotations

from typing import get_args

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reference.games import RULES, Game, games

from detente.analysis.graph_model import GraphModel, JointMoves, solve
from detente.analysis.graph_model.profiles import Engine, ProfileSolver
from detente.analysis.results import CONCEPTS


@settings(max_examples=120)
@given(game=games(), seed=st.integers(0, 2**32 - 1), rule=st.sampled_from(RULES))
def test_many_profiles_at_once_are_each_solved_as_alone(game: Game, seed: int, rule: JointMoves) -> None:
    model = game.model()
    generator = np.random.default_rng(seed)
    ranks = generator.integers(0, 6, size=(model.n_dms, model.n_states, 7)).astype(np.int16)
    engines: tuple[Engine, ...] = get_args(Engine) if rule == "legal" else ("tables",)
    solved = [ProfileSolver(model, rule, n_profiles=7, engine=engine).solve(ranks) for engine in engines]
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
    tables, lanes = (ProfileSolver(model, n_profiles=3, engine=engine) for engine in get_args(Engine))
    many = tables.solve(ranks, keep_answers=True)
    for concept in ("gmr", "smr", "seq"):
        for dm in range(model.n_dms):
            found = tables.find_lasting(ranks, many.answers[concept], dm, everywhere)
            assert np.array_equal(found < 0, many.stable[concept][dm])
            assert np.array_equal(found, lanes.find_lasting(ranks, many.answers[concept], dm, everywhere))
