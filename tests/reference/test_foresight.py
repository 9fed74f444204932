"""Limited moves and non-myopic stability against their literal definitions."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reference.foresight import Foresight, printed
from tests.reference.games import Game, GraphGame, games, graph_games, seeded_game

from detente.analysis.graph_model import Move, Witness, solve
from detente.analysis.graph_model.stability.limited import find_witness

HORIZONS = range(1, 8)
N_GAMES = 120


def check_limited(game: Game | GraphGame) -> None:
    foresight = Foresight(game=game.literal())
    found = solve(game.model(), concepts=[f"l{horizon}" for horizon in HORIZONS]).stable
    for horizon in HORIZONS:
        for dm in range(len(game.rank)):
            for position, state in enumerate(game.states):
                stable = bool(found[f"l{horizon}"][dm, position])
                assert stable == foresight.is_stable(dm, state, horizon), (horizon, dm, state)


def check_nonmyopic(game: Game | GraphGame) -> None:
    foresight = Foresight(game=game.literal())
    found = solve(game.model(), concepts=["nonmyopic"]).stable["nonmyopic"]
    for dm in range(len(game.rank)):
        for position, state in enumerate(game.states):
            assert bool(found[dm, position]) == foresight.is_nonmyopic(dm, state), (dm, state)


def test_games_of_every_shape_are_solved_as_defined() -> None:
    for seed in range(N_GAMES):
        game = seeded_game(seed, max_options=4)
        check_limited(game)
        check_nonmyopic(game)


@settings(max_examples=40)
@given(game=st.one_of(games(max_dms=4, max_options=4), graph_games(max_dms=4, max_states=6)))
def test_random_games_are_solved_as_defined(game: Game | GraphGame) -> None:
    check_limited(game)
    check_nonmyopic(game)


@settings(max_examples=40)
@given(data=st.data(), form=st.sampled_from(["options", "graph"]))
def test_two_strict_dms_foresee_what_print_says(data: st.DataObject, form: str) -> None:
    game: Game | GraphGame
    if form == "options":
        game = data.draw(games(max_dms=2, max_options=4))
    else:
        game = data.draw(graph_games(max_dms=2, max_states=6))
    order = st.permutations(range(len(game.states)))
    game = replace(game, rank=[list(data.draw(order)) for _ in range(2)])
    literal, model = game.literal(), game.model()
    for horizon, dm, state in product(range(1, 6), range(2), game.states):
        witness = find_witness(model, state=state, dm=dm, concept=f"l{horizon}")
        final = printed(literal, horizon, dm, state)
        assert witness.is_stable == (final == state)
        assert witness.is_stable or witness.improvement == final


def test_a_far_horizon_is_reached_by_the_cycle_foresight_ends_in() -> None:
    for seed in range(60):
        game = seeded_game(seed, max_options=4)
        foresight = Foresight(game=game.literal())
        recurring = foresight.recurring()
        found = solve(game.model(), concepts=("l9999",)).stable["l9999"]
        same = recurring[(9999 - recurring[0]) % len(recurring)]
        for dm in range(len(game.rank)):
            for position, state in enumerate(game.states):
                assert bool(found[dm, position]) == foresight.is_stable(dm, state, same)


def test_one_move_foreseen_is_nash() -> None:
    for seed in range(100):
        stable = solve(seeded_game(seed, max_options=4).model(), concepts=("nash", "l1")).stable
        assert (stable["nash"] == stable["l1"]).all()


@pytest.mark.parametrize("concept", ["l1", "l2", "l3", "l6", "l500", "nonmyopic"])
def test_every_witness_proves_its_verdict(concept: str) -> None:
    n_left = n_stayed = 0
    for seed in range(32):
        game = seeded_game(seed, max_options=4)
        foresight = Foresight(game=game.literal())
        model = game.model()
        stable = solve(model, concepts=(concept,)).stable[concept]
        for dm in range(len(game.rank)):
            for position, state in enumerate(game.states):
                witness = find_witness(model, state=state, dm=dm, concept=concept)
                assert witness.is_stable == stable[dm, position]
                check_witness(foresight, witness)
                n_left += not witness.is_stable
                n_stayed += bool(witness.sanctions)
    assert n_left > 50
    assert n_stayed > 50 or concept == "l1"


def check_witness(foresight: Foresight, witness: Witness) -> None:
    """Fail unless the play shown is one the dm foresees, move by move, and decides the verdict."""
    game, dm, state = foresight.game, witness.dm, witness.state
    horizon = witness.horizon
    assert horizon
    rank = game.rank[dm]
    assert witness.is_stable == foresight.is_stable(dm, state, horizon)
    if witness.concept == "nonmyopic":
        assert horizon in foresight.recurring()
        assert not witness.is_stable or foresight.is_nonmyopic(dm, state)
    if not witness.is_stable:
        first, *others = witness.moves
        assert (first.dm, first.start) == (dm, state)
        assert first.end in foresight.choices(dm, state, horizon)
        assert witness.improvement == follow(foresight, dm, first.end, horizon - 1, others)
        assert rank[witness.improvement] > rank[state]
        return
    assert witness.improvement is None
    assert {sanction.improvement for sanction in witness.sanctions} == game.improvements(state, dm)
    for sanction in witness.sanctions:
        final = follow(foresight, dm, sanction.improvement, horizon - 1, list(sanction.moves))
        assert final == sanction.state
        assert rank[final] <= rank[state]


def follow(foresight: Foresight, viewer: int, state: int, left: int, moves: list[Move]) -> int:
    """Return where the play ends; fail if it is not what ``viewer`` expects after its move to ``state``."""
    mover = viewer
    for move in moves:
        expected = foresight.after(viewer, mover, state, left)
        assert move.dm != mover
        assert move.start == state
        assert foresight.when_deciding(viewer, move.dm, state, left) == expected
        assert move.end in foresight.choices(move.dm, state, left)
        mover, state, left = move.dm, move.end, left - 1
        assert foresight.after(viewer, mover, state, left) == expected
    assert not any(foresight.choices(dm, state, left) for dm in foresight.game.dms if dm != mover)
    return state
