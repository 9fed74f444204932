"""The engine over pairwise preferences against the literal definitions, on random games of every shape."""

from __future__ import annotations

import pytest
from tests.reference.games import RULES
from tests.reference.literal_relations import RelationGame
from tests.reference.relation_games import KINDS, draw_game

from detente.analysis.graph_model import JointMoves, solve
from detente.analysis.graph_model.stability.strength import solve_strength
from detente.analysis.graph_model.stability.unknown import EXTENSIONS, solve_unknown
from detente.analysis.results import CONCEPTS


def expected(game: RelationGame, concept: str, rule: JointMoves, family: str) -> list[list[bool]]:
    return [[game.is_stable(s, dm, concept, rule, family) for s in game.states] for dm in game.dms]


@pytest.mark.parametrize("form", ["options", "graph"])
@pytest.mark.parametrize("kind", KINDS)
def test_solving_a_relation_is_the_literal_definition(form: str, kind: str) -> None:
    for seed in range(60):
        game = draw_game(seed, form=form, kind=kind)
        for rule in RULES:
            solution = solve(game.model, joint_moves=rule)
            for concept in CONCEPTS:
                found = solution.stable[concept].tolist()
                assert found == expected(game.literal, concept, rule, "plain"), (seed, rule, concept)


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_each_extension_for_unknown_preferences_is_the_literal_definition(extension: str) -> None:
    for seed in range(120):
        game = draw_game(seed, max_dms=4)
        for rule in RULES:
            solution = solve_unknown(game.model, extension=extension, joint_moves=rule)
            for concept in CONCEPTS:
                found = solution.stable[concept].tolist()
                assert found == expected(game.literal, concept, rule, extension), (seed, rule, concept)


def test_strong_and_weak_stability_are_the_literal_definition() -> None:
    for seed in range(150):
        game = draw_game(seed, max_dms=4)
        for rule in RULES:
            solution = solve_strength(game.model, joint_moves=rule)
            for concept in ("gmr", "smr", "seq"):
                general = expected(game.literal, concept, rule, "plain")
                strong = expected(game.literal, concept, rule, "strong")
                weak = [
                    [general[dm][k] and not strong[dm][k] for k in range(len(game.literal.states))]
                    for dm in game.literal.dms
                ]
                assert solution.stable[concept].tolist() == general, (seed, rule, concept)
                assert solution.strong[concept].tolist() == strong, (seed, rule, concept)
                assert solution.weak[concept].tolist() == weak, (seed, rule, concept)


def test_the_rule_against_moving_twice_in_a_row_binds_in_these_games() -> None:
    """Letting answers run on freely would give other verdicts: the games can tell the two apart."""
    differs = 0
    for seed in range(60):
        game = draw_game(seed, form="graph")
        literal = game.literal
        for dm in literal.dms:
            others = [other for other in literal.dms if other != dm]
            for s in literal.states:
                seen, queue = {s}, [s]
                while queue:
                    here = queue.pop()
                    for other in others:
                        onward = literal.moves[other][here] - seen
                        seen |= onward
                        queue += onward
                differs += bool(seen - {s} - literal.joint(s, others, "legal", None))
    assert differs > 100
