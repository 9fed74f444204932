"""Both engines are the literal definitions on games of every shape, with tiles of every size."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from unittest.mock import patch

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reference.games import RULES, Game, GraphGame, games, graph_games

from detente.analysis.graph_model import GraphModel, JointMoves, Witness, find_witness, solve
from detente.analysis.graph_model.engine import _cube as cube
from detente.analysis.graph_model.engine import answers
from detente.analysis.graph_model.engine._cube_solving import solve_cube
from detente.analysis.results import CONCEPTS

TILES = st.sampled_from([(0, 0), (2, 0), (2, 1), (3, 2), (12, 4)])
"""Fewest options of a tile and of a run in it; the last are those in use, which small games fit in whole."""

rules = st.sampled_from(RULES)


@contextmanager
def tiles_of(size: tuple[int, int]) -> Iterator[None]:
    """Cut cubes into small tiles, and sort a few states at a time, as large models would have it."""
    with (
        patch.object(cube, "TILE_BITS", size[0]),
        patch.object(cube, "RUN_BITS", size[1]),
        patch.object(cube, "KEYS", 8),
    ):
        yield


@contextmanager
def every_model_is_large() -> Iterator[None]:
    with patch.object(answers, "TABLE_MOVES", 0):
        yield


@contextmanager
def no_model_is_large() -> Iterator[None]:
    with patch.object(answers, "TABLE_MOVES", 2**60), patch.object(answers, "LOADED_MOVES", 2**60):
        yield


@settings(max_examples=200)
@given(game=games(max_options=7), size=TILES, rule=rules)
def test_cube_is_the_literal_definition(game: Game, size: tuple[int, int], rule: JointMoves) -> None:
    model, literal = game.model(), game.literal()
    with tiles_of(size):
        stable = solve_cube(model.graph, model.rank, CONCEPTS, rule)
    for concept in CONCEPTS:
        found = ["".join(str(int(bit)) for bit in row) for row in stable[concept]]
        assert found == [literal.stable_string(dm, concept, rule) for dm in literal.dms], concept


@st.composite
def models(draw: st.DrawFn) -> GraphModel:
    """Models too large for the literal definitions; of some, a dm makes no move."""
    generator = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n_dms, n_options = draw(st.integers(1, 6)), draw(st.integers(1, 10))
    ways = draw(st.sampled_from([["both"], ["both", "fwd", "back"], ["fwd", "back"]]))
    is_feasible = generator.random(1 << n_options) < draw(st.sampled_from([1.0, 0.9, 0.4]))
    is_feasible[generator.integers(0, len(is_feasible))] = True
    top = draw(st.sampled_from([1, 5, 1 << n_options]))
    model = GraphModel.from_options(
        owner=generator.integers(0, n_dms, n_options).tolist(),
        direction=generator.choice(ways, n_options).tolist(),
        rank=generator.integers(0, top + 1, (n_dms, 1 << n_options)),
    ).restricted(is_feasible)
    return replace(model, graph=model.graph.without(draw(st.sampled_from([(), (), (0,)]))))


@settings(max_examples=150)
@given(model=models(), size=TILES, rule=rules)
def test_cube_gives_what_tables_give(model: GraphModel, size: tuple[int, int], rule: JointMoves) -> None:
    with no_model_is_large():
        by_tables = solve(model, joint_moves=rule).stable
    with tiles_of(size), every_model_is_large():
        by_cube = solve(model, joint_moves=rule).stable
    for concept in CONCEPTS:
        assert np.array_equal(by_cube[concept], by_tables[concept]), concept


@settings(max_examples=150)
@given(model=models(), size=TILES, rule=rules, data=st.data())
def test_cube_answers_with_the_same_values(
    model: GraphModel, size: tuple[int, int], rule: JointMoves, data: st.DataObject
) -> None:
    """Values of either width, and codes of witnesses that are larger than any rank."""
    dm = data.draw(st.integers(0, model.n_dms - 1))
    improving = data.draw(st.booleans())
    values = model.rank[dm].copy()
    if data.draw(st.booleans()):
        values = values * np.int64(2**33) + np.arange(model.n_states)

    def found() -> tuple[np.ndarray, np.ndarray]:
        worst = answers.find_worst(model.graph, model.rank, dm, values, joint_moves=rule, improving=improving)
        return worst, answers.find_best_own(model.graph, dm, values)

    with no_model_is_large():
        by_tables = found()
    with tiles_of(size), every_model_is_large():
        by_cube = found()
    for one, other in zip(by_tables, by_cube, strict=True):
        assert one.dtype == other.dtype == values.dtype
        assert np.array_equal(one, other)


@settings(max_examples=25)
@given(game=games(max_dms=4, max_options=5), rule=rules, data=st.data())
def test_witnesses_of_both_engines_are_the_same(game: Game, rule: JointMoves, data: st.DataObject) -> None:
    model = game.model()
    dm, state = data.draw(st.integers(0, model.n_dms - 1)), data.draw(st.sampled_from(game.states))

    def witnesses() -> list[Witness]:
        return [
            find_witness(model, state=state, dm=dm, concept=concept, joint_moves=rule) for concept in CONCEPTS
        ]

    with no_model_is_large():
        by_tables = witnesses()
    with every_model_is_large():
        assert witnesses() == by_tables


@settings(max_examples=200)
@given(game=graph_games(), rule=rules)
def test_tables_are_the_literal_definition_on_explicit_graphs(game: GraphGame, rule: JointMoves) -> None:
    literal = game.literal()
    stable = solve(game.model(), joint_moves=rule).stable
    for concept in CONCEPTS:
        found = ["".join(str(int(bit)) for bit in row) for row in stable[concept]]
        assert found == [literal.stable_string(dm, concept, rule) for dm in literal.dms], concept


def test_nobody_moves_twice_in_a_row_where_that_binds() -> None:
    """Dm 1 could deter by going 1 to 2 to 3, which are two moves in a row and no single one."""
    rank = [[1, 2, 3, 0], [0, 0, 0, 0]]
    chained = GraphModel.from_graph(n_states=4, moves=[[(0, 1)], [(1, 2), (2, 3)]], rank=rank)
    assert not solve(chained, ("gmr",)).stable["gmr"][0, 0]
    # Once a third dm moves in between, it may.
    between = GraphModel.from_graph(
        n_states=5, moves=[[(0, 1)], [(1, 2), (4, 3)], [(2, 4)]], rank=[[1, 2, 3, 0, 4], [0] * 5, [0] * 5]
    )
    assert solve(between, ("gmr",)).stable["gmr"][0, 0]
    assert not solve(between, ("gmr",), joint_moves="once").stable["gmr"][0, 0]
