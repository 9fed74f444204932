"""Smallest changes that can be worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reference.games import Game, games
from tests.unit.analysis.graph_model.syria_iraq import STATES, syria_iraq

from detente.analysis.graph_model import GraphModel, Relation, solve
from detente.analysis.graph_model.inverse._orders import distance
from detente.analysis.graph_model.inverse.asking import find_inverse
from detente.analysis.graph_model.inverse.demands import say_blockers, say_change
from detente.analysis.graph_model.inverse.smallest import Goal, Reversal, find_smallest_change, own_distance
from detente.errors import ModelError


def alone(row: list[int]) -> GraphModel:
    """Dm 0 can move between all four states of its two options; dm 1 can do nothing."""
    return GraphModel.from_options(owner=[0, 0], rank=[row, [0, 0, 0, 0]])


def test_raising_past_k_states_costs_k() -> None:
    change = find_smallest_change(alone([0, 1, 2, 3]), state=0, concept="nash")
    assert change.distance == 3.0
    assert change.method == "one state moved"
    assert change.ranks is not None
    assert change.ranks[0].tolist() == [3, 0, 1, 2]


def test_lowering_stops_below_the_first_state_that_pulls() -> None:
    change = find_smallest_change(alone([3, 0, 1, 2]), state=0, concept="nash", goal="break")
    assert change.distance == 1.0
    assert change.reversals == (Reversal(dm=0, state=3, over=0, was_tie=False),)


def test_a_tie_that_may_stay_costs_nothing_and_splitting_it_a_half() -> None:
    assert find_smallest_change(alone([1, 1, 0, 0]), state=0, concept="nash").is_needless
    change = find_smallest_change(alone([1, 1, 0, 0]), state=0, concept="nash", goal="break")
    assert change.distance == 0.5
    assert change.reversals == (Reversal(dm=0, state=1, over=0, was_tie=True),)


def test_one_state_is_taken_out_of_a_tie_where_passing_all_costs_more() -> None:
    """Only the move to state 1 matters; states 1, 2 and 3 are tied above state 0: 1 + 2 halves, not 3."""
    model = GraphModel.from_options(owner=[0, 1], rank=[[0, 1, 1, 1], [0, 0, 0, 0]])
    change = find_smallest_change(model, state=0, concept="nash", dms=[0])
    assert change.distance == 2.0
    assert change.ranks is not None
    assert change.ranks[0].tolist() == [1, 0, 2, 2]


def test_with_nothing_to_vary_it_is_solve() -> None:
    model = syria_iraq()
    for concept in ("nash", "gmr", "smr", "seq"):
        held = set(solve(model).equilibria(concept).tolist())
        for state in STATES.values():
            for goal, reached in (("hold", state in held), ("break", state not in held)):
                change = find_smallest_change(model, state=state, concept=concept, dms=[], goal=goal)  # type: ignore[arg-type]
                assert change.is_needless == reached
                assert change.is_impossible != reached


def test_what_cannot_be_reached_names_who_stands_in_the_way() -> None:
    model = syria_iraq()
    change = find_smallest_change(model, state=STATES[2], concept="nash", dms=[1])
    assert change.is_impossible
    assert change.blockers == (0,)
    assert (
        say_blockers(model, change)
        == "Impossible: dm 0, whose preferences stay, leaves whatever dm 1 prefers."
    )
    stuck = GraphModel.from_options(owner=[0, 0], direction="fwd", rank=[[0, 1, 2, 3], [0] * 4])
    broken = find_smallest_change(stuck, state=3, concept="gmr", goal="break")
    assert broken.is_impossible
    assert say_blockers(stuck, broken).startswith("Impossible: nobody has an improvement from here")
    perceived = np.ones((2, 6), dtype=bool)
    perceived[0, 1] = False
    blind = replace(model, perceived=perceived)
    unknown = find_smallest_change(blind, state=STATES[2], concept="nash")
    assert unknown.blockers == (0,)
    assert say_blockers(blind, unknown) == "Impossible: dm 0 does not know that this state can be."


def test_an_answer_that_others_come_to_want_may_be_the_cheapest_deterrent() -> None:
    """Dm 0 would gain three ranks by leaving; dm 1 need change one comparison to make it regret that."""
    model = GraphModel.from_options(owner=[0, 1], rank=[[1, 3, 2, 0], [2, 1, 3, 0]])
    assert find_smallest_change(model, state=0, concept="seq", dms=[1], goal="hold").ranks is not None
    change = find_smallest_change(model, state=0, concept="seq", dms=[1])
    assert {(r.state, r.over) for r in change.reversals} >= {(3, 1)}
    assert change.method == "program"


def test_a_dearer_dm_is_spared() -> None:
    model = GraphModel.from_options(owner=[0, 1], rank=[[3, 0, 1, 2], [3, 1, 0, 2]])
    for cheap in (0, 1):
        cost = [5.0, 5.0]
        cost[cheap] = 1.0
        change = find_smallest_change(model, state=0, concept="nash", goal="break", cost=cost)
        assert {reversal.dm for reversal in change.reversals} == {cheap}


def test_fixed_comparisons_are_kept() -> None:
    model = alone([0, 1, 2, 3])
    change = find_smallest_change(model, state=0, concept="nash", fixed=[(0, 0, 1)])
    assert change.is_impossible
    kept = find_smallest_change(model, state=0, concept="nash", fixed=[(0, 2, 3)])
    assert kept.distance == 3.0


@settings(max_examples=12)
@given(game=games(max_dms=3, max_options=5), data=st.data())
def test_search_and_closed_form_agree(game: Game, data: st.DataObject) -> None:
    """A comparison fixed of a dm that does not vary changes nothing but the way the answer is found."""
    model = game.model()
    if model.n_states < 3:
        return
    dm = data.draw(st.integers(0, model.n_dms - 1))
    state = int(data.draw(st.sampled_from(model.states.tolist())))
    other = (dm + 1) % model.n_dms
    fixed = [(other, int(model.states[0]), int(model.states[1]))]
    goal: Goal
    for concept in ("gmr", "smr"):
        for goal in ("hold", "break"):
            moved = find_smallest_change(model, state=state, concept=concept, dms=[dm], goal=goal)
            searched = find_smallest_change(
                model, state=state, concept=concept, dms=[dm], goal=goal, fixed=fixed
            )
            assert (searched.distance, searched.is_impossible) == (moved.distance, moved.is_impossible)
            assert searched.method in ("program", "solve")


@settings(max_examples=10)
@given(game=games(max_dms=3, max_options=4), data=st.data())
def test_renumbering_dms_changes_no_distance(game: Game, data: st.DataObject) -> None:
    """Exchanging the sides mirrors the answer."""
    model = game.model()
    state = int(data.draw(st.sampled_from(model.states.tolist())))
    new = data.draw(st.permutations(range(len(game.rank))))
    rank = [row for _, row in sorted(zip(new, game.rank, strict=True), key=lambda pair: pair[0])]
    renumbered = replace(game, owner=[new[dm] for dm in game.owner], rank=rank).model()
    for concept in ("nash", "seq"):
        found, mirrored = (
            find_inverse(one, states=[state], concept=concept, time_limit=60) for one in (model, renumbered)
        )
        assert mirrored.changes[-1].distance == found.changes[-1].distance
        for dm in range(model.n_dms):
            assert mirrored.own[new[dm]] == found.own[dm]
            assert mirrored.changes[new[dm]].distance == found.changes[dm].distance
            if found.counts[dm].is_exact:
                assert mirrored.counts[new[dm]].n_holding == found.counts[dm].n_holding


@settings(max_examples=10)
@given(game=games(max_dms=3, max_options=4), data=st.data())
def test_seq_takes_no_less_than_gmr_and_no_more_than_nash(game: Game, data: st.DataObject) -> None:
    model = game.model()
    state = int(data.draw(st.sampled_from(model.states.tolist())))
    goal: Goal
    for goal in ("hold", "break"):
        gmr, seq, nash = (
            find_smallest_change(model, state=state, concept=concept, goal=goal, time_limit=20).cost
            for concept in ("gmr", "seq", "nash")
        )
        far = float("inf")
        low, middle, high = (far if cost is None else cost for cost in (gmr, seq, nash))
        assert (low <= middle <= high) if goal == "hold" else (low >= middle >= high)


def test_time_that_runs_out_leaves_a_bound() -> None:
    generator = np.random.default_rng(2)
    ranks = [generator.permutation(128) for _ in range(3)]
    model = GraphModel.from_options(owner=[0, 0, 1, 1, 2, 2, 2], rank=ranks)
    change = find_smallest_change(model, state=37, concept="seq", time_limit=0.05)
    assert change.cost is not None
    assert change.bound is not None
    assert 0 <= change.bound <= change.cost
    assert change.ranks is not None
    after = solve(replace(model, preference=change.ranks), ("seq",))
    assert 37 in after.equilibria("seq")


def test_own_distance_asks_one_dm_only() -> None:
    model = syria_iraq()
    assert own_distance(model, state=STATES[2], concept="nash", dm=0) == 3.0
    assert own_distance(model, state=STATES[2], concept="nash", dm=1) == 0.0
    assert own_distance(model, state=STATES[2], concept="nash", dm=1, goal="break") == 4.0
    assert own_distance(model, state=STATES[2], concept="nash", dm=0, goal="break") == 0.0
    stuck = GraphModel.from_options(owner=[0, 0], direction="fwd", rank=[[0, 1, 2, 3], [0] * 4])
    assert own_distance(stuck, state=3, concept="nash", dm=0, goal="break") is None


def test_breaking_in_words() -> None:
    model = alone([2, 2, 1, 0])
    change = find_smallest_change(model, state=0, concept="nash", goal="break")
    assert say_change(model, change) == [
        "Dm 0 would have to rank state 1 above this state, which it now counts as equal to it."
    ]
    strict = alone([3, 0, 1, 2])
    assert say_change(strict, find_smallest_change(strict, state=0, concept="nash", goal="break")) == [
        "Dm 0 would have to rank state 3 above this state, to which it now prefers it."
    ]


def test_inverse_tells_about_the_state_that_takes_least() -> None:
    model = syria_iraq()
    found = find_inverse(model, states=[STATES[2], STATES[6], STATES[1]], concept="seq")
    assert found.state == STATES[6]
    assert found.holds
    assert [change.dms for change in found.changes] == [(0,), (1,), (0, 1)]
    assert found.own == (0.0, 0.0)


def test_in_words_the_reason_follows() -> None:
    model = syria_iraq()
    change = find_smallest_change(model, state=STATES[2], concept="nash")
    lines = say_change(model, change, because=lambda dm, better, worse: f"{dm} has {better} over {worse}")
    assert lines == [
        "Dm 0 would have to rank this state above state 0, state 2 and state 6, which it now prefers (now it "
        "is the other way because 0 has 0 over 1)."
    ]


def test_distance_counts_pairs() -> None:
    assert distance(np.array([0, 1, 2]), np.array([2, 1, 0])) == 3.0
    assert distance(np.array([0, 0, 1]), np.array([0, 1, 2])) == 0.5


def test_nonsense_is_refused() -> None:
    model = syria_iraq()
    for asked, message in (
        ({"goal": "win"}, "goal 'win' is unknown"),
        ({"cost": [1.0]}, "cost has 1 entries for 2 dms"),
        ({"cost": [0.0, 1.0]}, "cost of dm 0 is 0.0"),
        ({"time_limit": 0.0}, "time_limit is 0.0"),
        ({"fixed": [(0, 1, 1)]}, "they are one state"),
        ({"fixed": [(0, 1, 3)]}, "state 3 is not one of"),
    ):
        with pytest.raises(ModelError, match=message):
            find_smallest_change(model, state=1, concept="seq", **asked)
    empty = np.zeros((2, 6, 6), dtype=bool)
    pairwise = replace(model, preference=Relation(prefers=empty, strongly=empty, unknown=empty))
    with pytest.raises(ModelError, match="no ranking to change"):
        find_smallest_change(pairwise, state=1, concept="seq")
