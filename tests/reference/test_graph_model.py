"""The engine against the literal definitions, and both against the stored games."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.reference.games import RULES, Game, games, stored_games
from tests.reference.proof import check_witness

from detente.analysis.graph_model import JointMoves, find_witness, solve
from detente.analysis.results import CONCEPTS


def strings(game: Game, rule: JointMoves) -> dict[str, list[str]]:
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


@settings(max_examples=400)
@given(game=games())
def test_engine_is_the_literal_definition_on_random_games(game: Game) -> None:
    literal = game.literal()
    for rule in RULES:
        found = strings(game, rule)
        for concept in CONCEPTS:
            expected = [literal.stable_string(dm, concept, rule) for dm in literal.dms]
            assert found[concept] == expected, (rule, concept)


@settings(max_examples=120)
@given(game=games(max_dms=4, max_options=5))
def test_every_witness_proves_its_verdict(game: Game) -> None:
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
