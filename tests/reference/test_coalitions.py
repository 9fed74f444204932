"""Coalition stability against the literal definitions, on random games of every shape."""

from __future__ import annotations

import pytest
from tests.reference import literal_coalitions
from tests.reference.games import RULES
from tests.reference.relation_games import draw_game

from detente.analysis.graph_model import JointMoves, solve
from detente.analysis.graph_model.concepts import COALITIONAL
from detente.analysis.graph_model.stability.coalitions import SANCTIONS, solve_coalitions


@pytest.mark.parametrize("sanctions", SANCTIONS)
@pytest.mark.parametrize("rule", RULES)
def test_each_coalition_leaves_what_the_literal_definition_says(sanctions: str, rule: JointMoves) -> None:
    for seed in range(60):
        game = draw_game(seed, max_dms=4)
        solution = solve_coalitions(game.model, joint_moves=rule, sanctions=sanctions)
        assert len(solution.coalitions) == 2**game.model.n_dms - 1
        for concept in COALITIONAL:
            for index, group in enumerate(solution.coalitions):
                stays = [
                    not literal_coalitions.is_left(game.literal, s, group, concept, rule, sanctions)
                    for s in game.literal.states
                ]
                assert solution.stable[concept][index].tolist() == stays, (seed, concept, group)


@pytest.mark.parametrize("rule", RULES)
def test_solving_by_coalitions_is_the_literal_definition(rule: JointMoves) -> None:
    for seed in range(100, 150):
        game = draw_game(seed)
        solution = solve(game.model, COALITIONAL, rule)
        for concept in COALITIONAL:
            expected = [
                [
                    literal_coalitions.is_stable(game.literal, s, dm, concept, rule)
                    for s in game.literal.states
                ]
                for dm in game.literal.dms
            ]
            assert solution.stable[concept].tolist() == expected, (seed, concept)


@pytest.mark.parametrize("rule", RULES)
def test_coalitions_of_others_answer_as_the_literal_definition_says(rule: JointMoves) -> None:
    """Two leave, two or three answer, alone or together; often that makes a difference."""
    differs = 0
    for seed in range(120):
        game = draw_game(seed, form="graph", min_dms=4)
        pairs = [(0, 1), (1, 3)]
        found, alone = (
            solve_coalitions(
                game.model, concepts=["cseq"], coalitions=pairs, joint_moves=rule, sanctions=sanctions
            )
            for sanctions in ("coalitional", "individual")
        )
        for group in pairs:
            index = found.coalitions.index(group)
            stays = [
                not literal_coalitions.is_left(game.literal, s, group, "cseq", rule, "coalitional")
                for s in game.literal.states
            ]
            assert found.stable["cseq"][index].tolist() == stays, (seed, group)
            differs += stays != alone.stable["cseq"][index].tolist()
    assert differs > 5
