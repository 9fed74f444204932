"""Simultaneous stability against its literal definition."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from numpy.typing import NDArray
from tests.reference.games import Game, games, seeded_game
from tests.reference.proof import check_witness as check_sequential
from tests.reference.together import Together, by_rank

from detente.analysis.graph_model import GraphModel, Relation, Witness, find_witness, solve
from detente.errors import ModelError

N_GAMES = 320


def in_option_form(n_seeds: int, max_options: int = 5) -> list[Game]:
    drawn = [seeded_game(seed, max_options) for seed in range(n_seeds)]
    return [game for game in drawn if isinstance(game, Game)]


def prefers_to(prefers: NDArray[np.bool_], place: dict[int, int], dm: int, s: int, t: int) -> bool:
    return bool(prefers[dm, place[s], place[t]])


def ranks_above(rank: list[dict[int, int]], dm: int, s: int, t: int) -> bool:
    return rank[dm][t] > rank[dm][s]


def check_game(game: Game) -> None:
    literal = game.literal()
    together = by_rank(literal)
    found = solve(game.model(), concepts=("sim", "seq_sim")).stable
    for position, state in enumerate(game.states):
        sequential = [literal.is_stable(state, dm, "seq") for dm in literal.dms]
        leaving = [dm for dm in literal.dms if not sequential[dm]]
        for dm in literal.dms:
            assert bool(found["sim"][dm, position]) == together.is_kept(state, dm, literal.dms)
            expected = sequential[dm] or (len(leaving) > 1 and together.is_kept(state, dm, leaving))
            assert bool(found["seq_sim"][dm, position]) == expected


def test_games_of_every_shape_are_solved_as_defined() -> None:
    for game in in_option_form(N_GAMES):
        check_game(game)


@settings(max_examples=80)
@given(game=games(max_options=5))
def test_random_games_are_solved_as_defined(game: Game) -> None:
    check_game(game)


def test_the_simultaneous_check_adds_states_that_sequences_leave_unstable() -> None:
    n_added = 0
    for game in in_option_form(N_GAMES):
        stable = solve(game.model(), concepts=("seq", "seq_sim", "nash", "sim")).stable
        assert not (stable["seq"] & ~stable["seq_sim"]).any()
        assert not (stable["nash"] & ~stable["sim"]).any()
        n_added += int((stable["seq_sim"] & ~stable["seq"]).sum())
    assert n_added > 50


def test_preferences_that_are_no_ranking() -> None:
    generator = np.random.default_rng(5)
    for game in in_option_form(120, max_options=4):
        n = len(game.states)
        draws = generator.integers(0, 3, size=(len(game.rank), n, n))
        # Strict one way, the other way or neither, with no order behind it.
        prefers = np.triu(draws == 1, 1) | np.triu(draws == 2, 1).transpose(0, 2, 1)
        nothing = np.zeros_like(prefers)
        model = GraphModel.from_options(
            owner=game.owner,
            direction=game.direction,
            infeasible=game.infeasible,
            prefers=Relation(prefers=prefers, strongly=nothing, unknown=nothing),
        )
        place = {state: position for position, state in enumerate(game.states)}
        together = Together(
            game=game.literal(),
            better=partial(prefers_to, prefers, place),
            merged={},
        )
        found = solve(model, concepts=("sim",)).stable["sim"]
        for dm in together.game.dms:
            for state in game.states:
                assert bool(found[dm, place[state]]) == together.is_kept(state, dm, together.game.dms)
                witness = find_witness(model, state=state, dm=dm, concept="sim")
                check_simultaneous(together, witness, together.game.dms)


def test_merged_states() -> None:
    """Solved by their members where these agree, else refused.

    In turn, all states with the first option are one, and states that have nothing in common are two.
    """
    n_solved = n_refused = 0
    for number, game in enumerate(in_option_form(240, max_options=4)):
        groups = [[state for state in game.states if state & 1]]
        if number % 2:
            groups = [game.states[::3], game.states[1::3]]
        merged = {state: min(alike) for alike in groups for state in alike}
        names = sorted({merged.get(state, state) for state in game.states})
        rank = [row[: len(names)] for row in game.rank]
        model = GraphModel.from_options(
            owner=game.owner,
            direction=game.direction,
            infeasible=game.infeasible,
            rank=rank,
            indistinguishable=[alike for alike in groups if alike],
        )
        by_name = [dict(zip(names, row, strict=True)) for row in rank]
        together = Together(
            game=game.literal(),
            better=partial(ranks_above, by_name),
            merged=merged,
        )
        dms = together.game.dms
        if not together.has_one_outcome():
            n_refused += 1
            with pytest.raises(ModelError, match="cannot be told apart"):
                solve(model, concepts=("sim",))
            continue
        n_solved += len(merged) > 1
        found = solve(model, concepts=("sim",)).stable["sim"]
        for position, state in enumerate(names):
            for dm in dms:
                assert bool(found[dm, position]) == together.is_kept(state, dm, dms)
                check_simultaneous(together, find_witness(model, state=state, dm=dm, concept="sim"), dms)
    assert min(n_solved, n_refused) >= 20


def test_every_witness_proves_its_verdict() -> None:
    n_kept = n_left = n_sequential = 0
    for game in in_option_form(100, max_options=4):
        literal, model = game.literal(), game.model()
        together = by_rank(literal)
        for state in game.states:
            leaving = {dm for dm in literal.dms if not literal.is_stable(state, dm, "seq")}
            for dm in literal.dms:
                witness = find_witness(model, state=state, dm=dm, concept="sim")
                check_simultaneous(together, witness, literal.dms)
                witness = find_witness(model, state=state, dm=dm, concept="seq_sim")
                if dm in leaving and len(leaving) > 1:
                    check_simultaneous(together, witness, leaving)
                    n_kept += witness.is_stable
                    n_left += not witness.is_stable
                else:
                    assert witness.is_stable == (dm not in leaving)
                    sequential = find_witness(model, state=state, dm=dm, concept="seq")
                    check_sequential(literal, sequential)
                    assert (witness.improvement, witness.sanctions) == (
                        sequential.improvement,
                        sequential.sanctions,
                    )
                    n_sequential += 1
    assert min(n_kept, n_left, n_sequential) > 20


def check_simultaneous(together: Together, witness: Witness, movers: object) -> None:
    """Fail unless the combinations shown are there, all from the state, and prove the verdict."""
    assert isinstance(movers, range | set)
    state, dm = witness.state, witness.dm
    others = set(movers) - {dm}
    ends = {together.name(end) for m in together.members(state) for end in together.improvements(m, dm)}
    assert witness.is_stable == together.is_kept(state, dm, movers)
    if not witness.is_stable:
        assert witness.improvement in ends
        assert witness.sanctions == ()
        assert not together.sanctions(state, dm, witness.improvement, others)
        return
    assert witness.improvement is None
    assert sorted(sanction.improvement for sanction in witness.sanctions) == sorted(ends)
    for sanction in witness.sanctions:
        wanted = {move.dm: move.end for move in sanction.moves}
        assert wanted.keys() <= others
        assert len(wanted) == len(sanction.moves) > 0
        assert all(move.start == state for move in sanction.moves)
        assert not together.better(dm, state, sanction.state)
        wanted[dm] = sanction.improvement
        assert any(
            {mover: together.name(end) for mover, end in made.items()} == wanted
            and together.outcome(member, made) == sanction.state
            for member in together.members(state)
            for made in together.made_at_once(member, wanted)
        )
