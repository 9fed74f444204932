"""What must hold between the concepts over pairwise preferences, and between ways to write one game."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reference.games import RULES, Game, games
from tests.reference.relation_games import draw_game, draw_ranks

from detente.analysis.graph_model import GraphModel, JointMoves, Relation, solve
from detente.analysis.graph_model.concepts import COALITIONAL
from detente.analysis.graph_model.ranks import dense_ranks
from detente.analysis.graph_model.stability import pairwise
from detente.analysis.graph_model.stability.coalitions import solve_coalitions
from detente.analysis.graph_model.stability.strength import solve_strength
from detente.analysis.graph_model.stability.unknown import EXTENSIONS, solve_unknown
from detente.analysis.results import CONCEPTS

SEEDS = st.integers(0, 10**6)


def as_relation(model: GraphModel) -> GraphModel:
    """The same model with its ranks written pair by pair."""
    prefers = np.stack([model.prefers(dm) for dm in range(model.n_dms)])
    none = np.zeros_like(prefers)
    return replace(model, preference=Relation(prefers=prefers, strongly=none, unknown=none))


@settings(max_examples=100)
@given(game=games(), rule=st.sampled_from(RULES))
def test_ranks_written_as_a_relation_give_the_same_verdicts(game: Game, rule: JointMoves) -> None:
    model = game.model()
    concepts = (*CONCEPTS, *COALITIONAL)
    ranked, related = solve(model, concepts, rule), solve(as_relation(model), concepts, rule)
    for concept in concepts:
        assert np.array_equal(ranked.stable[concept], related.stable[concept]), concept
    for alone in CONCEPTS:
        assert np.array_equal(ranked.stable[alone], pairwise.find_stable(model, alone, rule)), alone


@settings(max_examples=100)
@given(seed=SEEDS, rule=st.sampled_from(RULES))
def test_ranks_on_any_graph_of_moves_give_the_verdicts_of_their_relation(seed: int, rule: JointMoves) -> None:
    drawn = draw_game(seed, form="graph").model
    ranks = draw_ranks(random.Random(seed), drawn.n_dms, drawn.n_states)
    model = replace(drawn, preference=dense_ranks(ranks, drawn.n_states))
    related = as_relation(model)
    for concept in CONCEPTS:
        expected = pairwise.find_stable(related, concept, rule)
        assert np.array_equal(pairwise.find_stable(model, concept, rule), expected), concept
        assert np.array_equal(solve(model, [concept], rule).stable[concept], expected), concept
    ranked_groups = solve_coalitions(model, joint_moves=rule)
    related_groups = solve_coalitions(related, joint_moves=rule)
    for joint in COALITIONAL:
        assert np.array_equal(ranked_groups.stable[joint], related_groups.stable[joint]), joint


@settings(max_examples=80)
@given(seed=SEEDS, rule=st.sampled_from(RULES))
def test_bolder_extensions_hold_less_stable(seed: int, rule: JointMoves) -> None:
    model = draw_game(seed).model
    stable = {
        extension: solve_unknown(model, extension=extension, joint_moves=rule).stable
        for extension in EXTENSIONS
    }
    for inner, outer in ("ab", "ac", "bd", "cd"):
        for concept in CONCEPTS:
            assert not (stable[inner][concept] & ~stable[outer][concept]).any(), (inner, outer, concept)


@settings(max_examples=100)
@given(seed=SEEDS, rule=st.sampled_from(RULES))
def test_extensions_a_and_d_bound_what_holds_however_the_unknown_turns_out(
    seed: int, rule: JointMoves
) -> None:
    model = draw_game(seed).model
    surely = solve_unknown(model, extension="a", joint_moves=rule).stable
    possibly = solve_unknown(model, extension="d", joint_moves=rule).stable
    assert model.relation is not None
    unknown, prefers = model.relation.unknown, model.relation.prefers.copy()
    rng = np.random.default_rng(seed)
    for dm, s, t in np.argwhere(np.triu(unknown)):
        turned_out = rng.integers(3)
        prefers[dm, s, t], prefers[dm, t, s] = turned_out == 0, turned_out == 1
    none = np.zeros_like(prefers)
    complete = replace(model, preference=Relation(prefers=prefers, strongly=none, unknown=none))
    stable = solve(complete, joint_moves=rule).stable
    for concept in CONCEPTS:
        assert not (stable[concept] & ~possibly[concept]).any(), concept
        assert concept == "seq" or not (surely[concept] & ~stable[concept]).any(), concept


@settings(max_examples=60)
@given(game=games(), rule=st.sampled_from(RULES), extension=st.sampled_from(EXTENSIONS))
def test_with_nothing_unknown_every_extension_is_the_plain_definition(
    game: Game, rule: JointMoves, extension: str
) -> None:
    plain = solve(game.model(), joint_moves=rule).stable
    found = solve_unknown(game.model(), extension=extension, joint_moves=rule).stable
    for concept in CONCEPTS:
        assert np.array_equal(found[concept], plain[concept])


@settings(max_examples=80)
@given(seed=SEEDS, rule=st.sampled_from(RULES))
def test_strong_and_weak_stability_divide_the_stable_states(seed: int, rule: JointMoves) -> None:
    solution = solve_strength(draw_game(seed).model, joint_moves=rule)
    nash = solution.stable["nash"]
    for concept in ("gmr", "smr", "seq"):
        strong, weak = solution.strong[concept], solution.weak[concept]
        assert not (strong & weak).any()
        assert np.array_equal(strong | weak, solution.stable[concept])
        assert not (nash & ~strong).any()
    for concept in ("smr", "seq"):
        assert not (solution.strong[concept] & ~solution.strong["gmr"]).any()


@settings(max_examples=60)
@given(seed=SEEDS, rule=st.sampled_from(RULES))
def test_a_coalition_concept_never_stabilises_what_a_member_alone_would_leave(
    seed: int, rule: JointMoves
) -> None:
    model = draw_game(seed, max_dms=4).model
    alone = solve(model, joint_moves=rule).stable
    for sanctions in ("individual", "coalitional"):
        solution = solve_coalitions(model, joint_moves=rule, sanctions=sanctions)
        for concept in COALITIONAL:
            together = solution.for_dms(concept)
            assert not (together & ~alone[concept[1:]]).any(), (concept, sanctions)


@settings(max_examples=60)
@given(seed=SEEDS, rule=st.sampled_from(RULES))
def test_each_coalition_concept_contains_the_stricter_one(seed: int, rule: JointMoves) -> None:
    model = draw_game(seed, max_dms=4).model
    stable = solve_coalitions(model, joint_moves=rule).stable
    for inner, outer in (("cnash", "cseq"), ("cseq", "cgmr"), ("cnash", "csmr"), ("csmr", "cgmr")):
        assert not (stable[inner] & ~stable[outer]).any(), (inner, outer)
    wider = solve_coalitions(model, concepts=["cseq"], joint_moves=rule, sanctions="coalitional")
    assert not (stable["cseq"] & ~wider.stable["cseq"]).any()


@settings(max_examples=60)
@given(seed=SEEDS, data=st.data(), rule=st.sampled_from(RULES))
def test_renumbering_dms_changes_no_verdict(seed: int, data: st.DataObject, rule: JointMoves) -> None:
    drawn = draw_game(seed, form="graph", max_dms=4)
    order = data.draw(st.permutations(range(drawn.model.n_dms)))
    concepts = (*CONCEPTS, *COALITIONAL)
    before, after = solve(drawn.model, concepts, rule), solve(drawn.relabelled(order), concepts, rule)
    for concept in concepts:
        assert np.array_equal(before.stable[concept], after.stable[concept][order]), concept


def test_some_coalition_breaks_what_holds_against_single_dms() -> None:
    """The concepts differ in earnest: coalitions of two or more matter in these games."""
    broken = 0
    for seed in range(60):
        model = draw_game(seed, max_dms=4).model
        stays = solve_coalitions(model, concepts=["cseq"]).stable["cseq"]
        broken += int((stays[: model.n_dms].all(axis=0) & ~stays.all(axis=0)).sum())
    assert broken > 10
