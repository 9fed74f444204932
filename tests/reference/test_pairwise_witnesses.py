"""Every witness over pairwise preferences is checked against the printed definitions, not the solver."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.reference import literal_coalitions
from tests.reference.games import RULES
from tests.reference.relation_games import draw_game
from tests.reference.relation_proof import check_alone, check_together

from detente.analysis.graph_model import JointMoves
from detente.analysis.graph_model.concepts import COALITIONAL
from detente.analysis.graph_model.stability import coalitions, pairwise, strength, unknown
from detente.analysis.results import CONCEPTS


@pytest.mark.parametrize("rule", RULES)
def test_a_witness_of_one_dm_proves_its_verdict(rule: JointMoves) -> None:
    seen: Counter[bool] = Counter()
    for seed in range(30):
        game = draw_game(seed, max_dms=4)
        for concept in CONCEPTS:
            for dm in game.literal.dms:
                for s in game.literal.states:
                    witness = pairwise.find_witness(
                        game.model, state=s, dm=dm, concept=concept, joint_moves=rule
                    )
                    assert witness.is_stable == game.literal.is_stable(s, dm, concept, rule)
                    check_alone(game.literal, witness)
                    seen[witness.is_stable and bool(witness.sanctions)] += 1
    assert min(seen.values()) > 100


@pytest.mark.parametrize("extension", unknown.EXTENSIONS)
def test_a_witness_under_unknown_preferences_proves_its_verdict(extension: str) -> None:
    for seed in range(15):
        game = draw_game(seed, kind="any", max_dms=4)
        for concept in CONCEPTS:
            for dm in game.literal.dms:
                for s in game.literal.states:
                    witness = unknown.find_witness(
                        game.model, state=s, dm=dm, concept=concept, extension=extension
                    )
                    assert witness.is_stable == game.literal.is_stable(s, dm, concept, "legal", extension)
                    check_alone(game.literal, witness, extension)


def test_a_witness_of_strong_stability_proves_its_verdict() -> None:
    for seed in range(30):
        game = draw_game(seed, max_dms=4)
        for concept in ("gmr", "smr", "seq"):
            for dm in game.literal.dms:
                for s in game.literal.states:
                    witness = strength.find_witness(game.model, state=s, dm=dm, concept=concept)
                    assert witness.is_stable == game.literal.is_stable(s, dm, concept, "legal", "strong")
                    check_alone(game.literal, witness, "strong")


@pytest.mark.parametrize("rule", RULES)
def test_a_witness_of_coalitions_proves_its_verdict(rule: JointMoves) -> None:
    seen: Counter[str] = Counter()
    for seed in range(20):
        game = draw_game(seed, max_dms=4)
        for concept in COALITIONAL:
            for dm in game.literal.dms:
                for s in game.literal.states:
                    witness = coalitions.find_witness(
                        game.model, state=s, dm=dm, concept=concept, joint_moves=rule
                    )
                    stable = literal_coalitions.is_stable(game.literal, s, dm, concept, rule)
                    assert witness.is_stable == stable
                    check_together(game.literal, witness)
                    seen["together" if witness.coalition else "alone or stays"] += 1
    assert min(seen.values()) > 100
