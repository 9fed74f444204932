"""Compiled loops over many profiles against the stored games and the literal definitions."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from tests.reference.games import Game, seeded_game, stored_games

from detente.analysis.graph_model import ProfileSolver
from detente.analysis.results import CONCEPTS

N_GAMES = 300


def test_compiled_loops_give_the_stored_verdicts(shared: Path) -> None:
    n_games = 0
    for name, game, stored in stored_games(shared):
        ranks = np.array(game.rank)[:, :, None]
        solved = ProfileSolver(game.model().graph, n_profiles=1, engine="lanes").solve(ranks)
        for concept in CONCEPTS:
            found = ["".join("01"[bit] for bit in row[:, 0]) for row in solved.stable[concept].astype(int)]
            assert found == stored["legal"][concept], (name, concept)
        n_games += 1
    assert n_games == 150


def test_compiled_loops_are_the_literal_definition_on_drawn_games() -> None:
    n_games = 0
    for seed in range(N_GAMES):
        game = seeded_game(seed)
        if not isinstance(game, Game):
            continue  # on explicit graphs, where a dm may not move twice in a row, tables are used
        generator = np.random.default_rng(seed)
        # The game's own ranks, and two more on the same moves.
        own = np.array(game.rank)
        ranks = np.stack([own, generator.permuted(own, axis=1), generator.permuted(own, axis=1)], axis=2)
        solved = ProfileSolver(game.model().graph, n_profiles=3, engine="lanes").solve(ranks)
        for profile in range(3):
            literal = Game(
                owner=game.owner,
                direction=game.direction,
                infeasible=game.infeasible,
                rank=ranks[:, :, profile].tolist(),
            ).literal()
            for concept in CONCEPTS:
                for dm in literal.dms:
                    found = "".join("01"[int(bit)] for bit in solved.stable[concept][dm, :, profile])
                    assert found == literal.stable_string(dm, concept, "legal"), (seed, profile, concept)
        n_games += 1
    assert n_games > N_GAMES / 2
