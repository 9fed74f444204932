"""Pairwise preferences in games whose answers can be read off."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from detente.analysis.graph_model import (
    GraphModel,
    JointMoves,
    Relation,
    find_witness,
    solve,
    solve_strength,
    solve_unknown,
)
from detente.analysis.graph_model.stability import pairwise, strength, unknown
from detente.analysis.results import CONCEPTS
from detente.errors import ModelError

Pairs = dict[tuple[int, int], str]


def related(model: GraphModel, *comparisons: Pairs) -> GraphModel:
    """The moves of a model; per dm what ``t`` is against ``s``: ``>``, ``>>`` or ``U``."""

    def marked(mark: str) -> list[list[tuple[int, int]]]:
        return [[pair for pair, given in pairs.items() if given == mark] for pairs in comparisons]

    relation = Relation.from_pairs(model.states, marked(">"), strongly=marked(">>"), unknown=marked("U"))
    return replace(model, preference=relation)


def two_sides() -> GraphModel:
    """One option each: bit 0 is dm 0's, bit 1 dm 1's."""
    return GraphModel.from_options(owner=[0, 1], rank=np.zeros((2, 4)))


def on_graph(edges: list[list[tuple[int, int]]], n_states: int) -> GraphModel:
    """A model on an explicit graph, everybody indifferent."""
    return GraphModel.from_graph(n_states=n_states, moves=edges, rank=np.zeros((len(edges), n_states)))


def stable_at(model: GraphModel, concept: str, dm: int, state: int, rule: JointMoves = "legal") -> bool:
    return bool(solve(model, [concept], rule).stable[concept][dm, state])


def test_who_cannot_compare_two_states_stays_and_is_deterred() -> None:
    model = related(two_sides(), {(0, 1): ">"}, {})
    assert not stable_at(model, "nash", 0, 0)
    # Dm 1 can lead on to state 3, which dm 0 cannot compare with 0: it is not better there.
    assert stable_at(model, "gmr", 0, 0)
    assert stable_at(model, "smr", 0, 0)
    # But going there is no improvement for dm 1.
    assert not stable_at(model, "seq", 0, 0)


def test_a_cycle_of_preference_leaves_no_state_to_rest_at() -> None:
    edges = [[(0, 1), (1, 2), (2, 0)]]
    model = related(on_graph(edges, 3), {(0, 1): ">", (1, 2): ">", (2, 0): ">"})
    for concept in CONCEPTS:
        assert not solve(model, [concept]).stable[concept].any()


def test_nobody_improves_twice_in_a_row_where_improvements_do_not_add_up() -> None:
    """Dm 1 would go from 1 to 3 and on to 2, but not from 1 to 2: one answer is one step."""
    edges = [[(0, 1)], [(1, 2), (1, 3), (3, 2)]]
    better = {(1, 3): ">", (3, 2): ">"}
    model = related(on_graph(edges, 4), {(0, 1): ">", (0, 3): ">"}, better)
    assert not stable_at(model, "seq", 0, 0)
    # A third who can move in between makes two steps of it, and state 2 is not better than 0.
    edges.append([(3, 1), (1, 3)])
    joined = related(on_graph(edges, 4), {(0, 1): ">", (0, 3): ">"}, better, {(3, 1): ">"})
    assert not stable_at(joined, "seq", 0, 0)
    edges[1].append((1, 2))
    joined = related(on_graph(edges, 4), {(0, 1): ">", (0, 3): ">"}, {**better, (1, 2): ">"}, {(3, 1): ">"})
    assert stable_at(joined, "seq", 0, 0)


def test_a_move_on_from_the_sanction_escapes_it_only_to_something_better() -> None:
    edges = [[(0, 1), (2, 3)], [(1, 2)]]
    base = {(0, 1): ">"}
    assert stable_at(related(on_graph(edges, 4), base, {}), "smr", 0, 0)
    assert not stable_at(related(on_graph(edges, 4), {**base, (0, 3): ">"}, {}), "smr", 0, 0)


@pytest.mark.parametrize(
    ("departure", "answer", "stable_under"),
    [("U", "U", "bcd"), (">", "U", "cd"), ("U", ">", "bd"), (">", ">", ""), ("U", "", "abcd")],
)
def test_the_four_extensions_differ_in_what_is_left_for_and_what_deters(
    departure: str, answer: str, stable_under: str
) -> None:
    marks = {pair: mark for pair, mark in {(0, 1): departure, (0, 3): answer}.items() if mark}
    model = related(two_sides(), marks, {})
    for extension in "abcd":
        solution = solve_unknown(model, extension=extension, concepts=["gmr"])
        assert solution.stable["gmr"][0, 0] == (extension in stable_under), extension


def test_a_step_of_unknown_preference_is_a_credible_answer() -> None:
    model = related(two_sides(), {(0, 1): ">"}, {(1, 3): "U"})
    assert not stable_at(model, "seq", 0, 0)
    for extension in "abcd":
        assert solve_unknown(model, extension=extension, concepts=["seq"]).stable["seq"][0, 0]


def test_what_deters_strongly_must_be_strongly_worse_even_after_moving_on() -> None:
    edges = [[(0, 1), (2, 3)], [(1, 2)]]
    marks = {(0, 1): ">", (2, 0): ">>", (3, 0): ">"}
    solution = solve_strength(related(on_graph(edges, 4), marks, {}))
    assert solution.strong["gmr"][0, 0]
    assert solution.stable["smr"][0, 0]
    assert solution.weak["smr"][0, 0]
    solution = solve_strength(related(on_graph(edges, 4), {**marks, (3, 0): ">>"}, {}))
    assert solution.strong["smr"][0, 0]


def test_views_that_differ_are_kept_apart() -> None:
    """Dm 0 does not know of state 3, with which dm 1 would answer."""
    perceived = np.array([[True, True, True, False], [True, True, True, True]])
    model = replace(
        GraphModel.from_options(owner=[0, 1], rank=[[1, 2, 0, 0], [1, 0, 0, 1]]), perceived=perceived
    )
    expected = solve(model)
    assert not expected.stable["gmr"][0, 0]
    for extension in "abcd":
        found = solve_unknown(model, extension=extension)
        for concept in CONCEPTS:
            assert np.array_equal(found.stable[concept], expected.stable[concept])
    assert not pairwise.find_witness(model, state=0, dm=0, concept="gmr").is_stable


def test_of_several_improvements_one_that_none_is_preferred_to_is_named() -> None:
    edges = [[(0, 1), (0, 2), (0, 3)]]
    marks = {(0, 1): ">", (0, 2): ">", (0, 3): ">", (1, 3): ">", (2, 3): ">"}
    witness = find_witness(related(on_graph(edges, 4), marks), state=0, dm=0, concept="nash")
    assert witness.improvement == 3


def test_a_witness_keeps_to_the_rule_even_where_breaking_it_would_be_shorter() -> None:
    """State 4 deters after moves of 1, 2 and 1 again, state 8 after one each of 1, 2, 3 and 4."""
    edges = [[(0, 1)], [(1, 2), (3, 4), (1, 5)], [(2, 3), (5, 6)], [(6, 7)], [(7, 8)]]
    better = {(0, t): ">" for t in (1, 2, 3, 5, 6, 7)}
    model = related(on_graph(edges, 9), better, {}, {}, {}, {})
    for rule, end in (("legal", 4), ("once", 8)):
        witness = find_witness(model, state=0, dm=0, concept="gmr", joint_moves=rule)
        assert [sanction.state for sanction in witness.sanctions] == [end]
    assert not find_witness(model, state=0, dm=0, concept="gmr", joint_moves="single").is_stable


def test_says_what_is_wrong() -> None:
    model = related(two_sides(), {}, {})
    with pytest.raises(ModelError, match="extension 'e' is unknown: use one of a, b, c, d"):
        solve_unknown(model, extension="e")
    with pytest.raises(ModelError, match=r"concept 'sim' is not defined .*: use nash, gmr, smr, seq"):
        solve_unknown(model, extension="a", concepts=["sim"])
    with pytest.raises(ModelError, match="concepts is the string 'seq'"):
        solve_strength(model, "seq")
    with pytest.raises(ModelError, match="are ranks, which do not say how strong"):
        solve_strength(two_sides())
    with pytest.raises(ModelError, match="are ranks, which do not say how strong"):
        strength.find_witness(two_sides(), state=0, dm=0, concept="seq")
    with pytest.raises(ModelError, match="dm 2 is not in the model: its dms are 0 to 1"):
        unknown.find_witness(model, state=0, dm=2, concept="seq", extension="a")
    with pytest.raises(ModelError, match="state 9 is not one of the 4 feasible states"):
        pairwise.find_witness(model, state=9, dm=0, concept="seq")
