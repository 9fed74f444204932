"""The engine against the literal definitions, and both against the stored games."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reference.games import RULES, Game, GraphGame, games, graph_games, seeded_game, stored_games
from tests.reference.literal import LiteralGraph
from tests.reference.proof import check_witness

from detente.analysis.graph_model import JointMoves, find_witness, solve
from detente.analysis.results import CONCEPTS

N_GAMES = 1000


def strings(game: Game | GraphGame, rule: JointMoves) -> dict[str, list[str]]:
    solution = solve(game.model(), joint_moves=rule)
    return {
        concept: ["".join(str(int(bit)) for bit in row) for row in solution.stable[concept]]
        for concept in CONCEPTS
    }


@pytest.mark.parametrize("rule", RULES)
def test_engine_gives_the_stored_verdicts(shared: Path, rule: JointMoves) -> None:
    n_games = 0
    for name, game, stored in stored_games(shared):
        assert strings(game, rule) == stored[rule], (name, rule)
        n_games += 1
    assert n_games == 150


@pytest.mark.parametrize("rule", RULES)
def test_literal_definitions_give_the_stored_verdicts(shared: Path, rule: JointMoves) -> None:
    for name, game, stored in stored_games(shared):
        literal = game.literal()
        for concept in CONCEPTS:
            found = [literal.stable_string(dm, concept, rule) for dm in literal.dms]
            assert found == stored[rule][concept], (name, rule, concept)


def check_game(game: Game | GraphGame) -> None:
    literal = game.literal()
    for rule in RULES:
        found = strings(game, rule)
        for concept in CONCEPTS:
            expected = [literal.stable_string(dm, concept, rule) for dm in literal.dms]
            assert found[concept] == expected, (rule, concept)


def test_engine_is_the_literal_definition_on_a_thousand_games() -> None:
    """2 to 5 dms, ties, infeasible states, one-way options, explicit graphs: some of each, by seed."""
    shapes: Counter[object] = Counter()
    for seed in range(N_GAMES):
        game = seeded_game(seed, max_options=5)
        check_game(game)
        shapes[len(game.rank), "dms"] += 1
        shapes["ties"] += any(len(set(row)) < len(row) for row in game.rank)
        if isinstance(game, GraphGame):
            shapes["explicit"] += 1
        else:
            shapes["infeasible"] += bool(game.infeasible)
            shapes["one-way"] += set(game.direction) != {"both"}
    assert min(shapes.values()) >= 200, shapes
    assert len(shapes) == 8


@settings(max_examples=150)
@given(game=st.one_of(games(), graph_games()))
def test_engine_is_the_literal_definition_on_random_games(game: Game | GraphGame) -> None:
    check_game(game)


class Closure(LiteralGraph):
    """The same game by a wrong rule: anybody may move on, also whoever moved last."""

    def joint(self, start: int, dm: int, rule: str, *, improving: bool) -> frozenset[int]:
        step = self.improvements if improving else self.moves
        reached: set[int] = set()
        queue = [start]
        while queue:
            state = queue.pop()
            found = {end for other in self.dms if other != dm for end in step(state, other)} - reached
            reached |= found
            queue += found
        return frozenset(reached)


def test_nobody_moving_twice_in_a_row_binds_on_explicit_graphs() -> None:
    """Where it makes no difference, the comparison above could not tell whether it is obeyed."""
    explicit = [game for game in map(seeded_game, range(N_GAMES)) if isinstance(game, GraphGame)]
    n_reached = n_verdicts = 0
    for game in explicit:
        literal = game.literal()
        closed = Closure(n_states=game.n_states, edges=literal.edges, rank=literal.rank)
        assert not game.model().graph.is_transitive or all(
            literal.joint(state, dm, "legal", improving=False) | {state}
            == closed.joint(state, dm, "legal", improving=False) | {state}
            for state in game.states
            for dm in literal.dms
        )
        n_reached += any(
            literal.joint(state, dm, "legal", improving=False)
            != closed.joint(state, dm, "legal", improving=False)
            for state in game.states
            for dm in literal.dms
        )
        n_verdicts += any(
            literal.stable_string(dm, concept, "legal") != closed.stable_string(dm, concept, "legal")
            for dm in literal.dms
            for concept in ("gmr", "smr", "seq")
        )
    assert len(explicit) == N_GAMES // 4
    assert n_reached > len(explicit) // 2, n_reached
    assert n_verdicts > len(explicit) // 5, n_verdicts


@settings(max_examples=100)
@given(game=st.one_of(games(max_dms=4, max_options=4), graph_games(max_dms=4, max_states=7)))
def test_every_witness_proves_its_verdict(game: Game | GraphGame) -> None:
    literal = game.literal()
    model = game.model()
    for rule in RULES:
        for concept in CONCEPTS:
            for dm in literal.dms:
                for state in literal.states:
                    witness = find_witness(model, state=state, dm=dm, concept=concept, joint_moves=rule)
                    assert witness.is_stable == literal.is_stable(state, dm, concept, rule)
                    check_witness(literal, witness)


def test_answering_once_or_alone_is_not_the_definition(shared: Path) -> None:
    """The rules of older programs differ from the definition from three dms on, and only from then."""
    differs = {"once": 0, "single": 0}
    for _, game, _ in stored_games(shared):
        legal = strings(game, "legal")
        for rule in ("once", "single"):
            same = strings(game, rule) == legal
            differs[rule] += not same
            assert same or len(game.rank) > 2
    assert min(differs.values()) > 0
