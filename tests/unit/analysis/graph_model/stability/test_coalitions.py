"""Coalitions in games whose answers can be read off."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from detente.analysis.graph_model import GraphModel, find_witness, solve, solve_coalitions
from detente.analysis.graph_model.concepts import COALITIONAL
from detente.analysis.graph_model.stability.coalitions import MAX_DMS
from detente.errors import ModelError


def model(n_dms: int, *ranks: dict[int, int]) -> GraphModel:
    """One option per dm; ranks by state, 0 where not said."""
    rank = [[own.get(state, 0) for state in range(2**n_dms)] for own in ranks]
    return GraphModel.from_options(owner=list(range(n_dms)), rank=rank)


def pair_and_one(*, escape: int) -> GraphModel:
    """Dms 0 and 1 gain together by going from 0 to 3; dm 2 can undo it, and they may move on to 4."""
    pair = {0: 1, 3: 2, 4: escape}
    return model(3, pair, pair, {7: 1})


def two_pairs() -> GraphModel:
    """As before; dms 2 and 3 can undo it, but each alone would only harm itself."""
    pair, other = {0: 1, 3: 2, 7: 2, 11: 2}, {0: 1, 1: 1, 2: 1, 3: 1, 15: 2}
    return model(4, pair, pair, other, other)


def test_a_coalition_breaks_what_nobody_would_leave_alone() -> None:
    dilemma = GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]])
    assert 0 in solve(dilemma).equilibria("nash")
    solution = solve_coalitions(dilemma)
    for concept in COALITIONAL:
        assert solution.broken_by(concept, 0) == ((0, 1),)
        assert not solution.for_dms(concept)[:, 0].any()
        assert np.array_equal(solution.for_dms(concept), solve(dilemma, [concept]).stable[concept])


def test_a_member_alone_is_not_held_back_by_its_coalition() -> None:
    """Dm 0 gains alone, the pair does not: the state stays unstable for dm 0."""
    alone = model(2, {1: 1}, {0: 1})
    solution = solve_coalitions(alone)
    assert solution.broken_by("cnash", 0) == ((0,),)
    assert not solution.for_dms("cnash")[0, 0]


def test_one_member_left_worse_off_deters_all() -> None:
    held = pair_and_one(escape=0)
    solution = solve_coalitions(held)
    assert solution.broken_by("cnash", 0) == ((0, 1),)
    for concept in ("cgmr", "csmr", "cseq"):
        assert solution.broken_by(concept, 0) == ()


def test_a_coalition_that_can_move_on_escapes_under_csmr_only() -> None:
    solution = solve_coalitions(pair_and_one(escape=2))
    assert solution.broken_by("csmr", 0) == ((0, 1),)
    assert solution.broken_by("cgmr", 0) == ()


def test_others_who_gain_only_together_answer_only_as_a_coalition() -> None:
    alone = solve_coalitions(two_pairs(), concepts=["cseq"])
    assert alone.broken_by("cseq", 0) == ((0, 1),)
    together = solve_coalitions(two_pairs(), concepts=["cseq"], sanctions="coalitional")
    assert together.broken_by("cseq", 0) == ()
    assert together.sanctions == "coalitional"


def test_a_dm_alone_is_judged_by_individual_answers_whatever_the_sanctions() -> None:
    single = {0: 1, 1: 2, 3: 2, 5: 2}
    others = {0: 1, 1: 1, 7: 2}
    three = model(3, single, others, others)
    for sanctions in ("individual", "coalitional"):
        solution = solve_coalitions(three, concepts=["cseq"], sanctions=sanctions)
        assert (0,) in solution.broken_by("cseq", 0)


def test_only_named_coalitions_are_looked_at_besides_every_dm_alone() -> None:
    solution = solve_coalitions(two_pairs(), coalitions=[(3, 2), (2, 3), (0,)])
    assert solution.coalitions == ((0,), (1,), (2,), (3,), (2, 3))
    assert solution.broken_by("cseq", 0) == ()
    assert solution.stable["cseq"].shape == (5, 16)
    assert not solution.stable["cseq"].flags.writeable


def test_the_witness_says_who_leaves_together_and_how() -> None:
    witness = find_witness(two_pairs(), state=0, dm=1, concept="cseq")
    assert (witness.coalition, witness.improvement) == ((0, 1), 3)
    assert [(move.dm, move.end) for move in witness.moves] == [(0, 1), (1, 3)]
    held = find_witness(pair_and_one(escape=0), state=0, dm=1, concept="csmr")
    (sanction,) = held.sanctions
    assert (sanction.coalition, sanction.improvement, sanction.state) == ((0, 1), 3, 7)
    assert [move.dm for move in sanction.moves] == [2]


def test_each_dm_judges_coalitions_within_what_it_perceives() -> None:
    rank = np.random.default_rng(0).integers(0, 8, (3, 8))
    views = GraphModel.from_options(owner=[0, 1, 2], rank=rank, misperceived={0: [3], 1: ["Y-Y"]})
    solution = solve(views, COALITIONAL)
    alike = solve(replace(views, perceived=None), COALITIONAL)
    assert any(not np.array_equal(solution.stable[c][0], alike.stable[c][0]) for c in COALITIONAL)
    for concept in COALITIONAL:
        for dm in range(3):
            for k, state in enumerate(views.states):
                witness = find_witness(views, state=int(state), dm=dm, concept=concept)
                assert witness.is_stable == solution.stable[concept][dm, k]


def test_merged_states_are_left_and_reached_as_one() -> None:
    """With option 0 taken nothing else counts: dms 1 and 2 together cannot leave that one state."""
    rank = [[0, 0, 0, 0, 0], [1, 0, 1, 1, 2], [1, 0, 1, 1, 2]]
    merged = GraphModel.from_options(owner=[0, 1, 2], indistinguishable=["Y--"], rank=rank)
    assert merged.states.tolist() == [0, 1, 2, 4, 6]
    solution = solve_coalitions(merged, concepts=["cnash"])
    assert solution.broken_by("cnash", 0) == ((1, 2),)
    assert solution.broken_by("cnash", 1) == ()


def test_where_there_is_one_state_nobody_leaves_it() -> None:
    alone = GraphModel.from_options(owner=[0, 1], infeasible=["Y-", "-Y"], rank=[[0], [0]])
    for concept in COALITIONAL:
        assert solve(alone, [concept]).equilibria(concept).tolist() == [0]


def test_says_what_is_wrong() -> None:
    small = two_pairs()
    with pytest.raises(ModelError, match="concept 'seq' is not one of coalitions: use cnash, cgmr"):
        solve_coalitions(small, concepts=["seq"])
    with pytest.raises(ModelError, match="sanctions 'joint' are unknown: use individual or coalitional"):
        solve_coalitions(small, sanctions="joint")
    with pytest.raises(ModelError, match=r"coalition \(0, 4\) is not one of the model's: .* 0 to 3"):
        solve_coalitions(small, coalitions=[(0, 4)])
    with pytest.raises(ModelError, match="was not solved: it has cnash"):
        solve_coalitions(small, concepts=["cnash"]).equilibria("cseq")
    with pytest.raises(ModelError, match="dm 7 is not in the model"):
        find_witness(small, state=0, dm=7, concept="cseq")
    with pytest.raises(ModelError, match="perceive different states, so a coalition has no common view"):
        solve_coalitions(replace(small, perceived=np.ones((4, 16), dtype=bool)))


def test_a_crowd_must_name_its_coalitions() -> None:
    n_dms = MAX_DMS + 1
    crowd = GraphModel.from_options(owner=list(range(n_dms)), rank=np.zeros((n_dms, 2**n_dms)))
    with pytest.raises(ModelError, match=r"11 dms form 2047 coalitions: .* name those that matter"):
        solve_coalitions(crowd)
    with pytest.raises(ModelError, match="11 dms form 2047 coalitions"):
        solve(crowd, ["cseq"])
    assert solve_coalitions(crowd, concepts=["cnash"], coalitions=[(0, 10)]).stable["cnash"].all()
