"""Conditions, counts and smallest changes against trying every ranking there is."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.reference.games import RULES, games

from detente.analysis.graph_model import GraphModel, JointMoves, Labels, MoveGraph, solve, solve_many
from detente.analysis.graph_model.inverse.conditions import find_condition
from detente.analysis.graph_model.inverse.counting import count_rankings
from detente.analysis.graph_model.inverse.smallest import Change, Goal, find_smallest_change
from detente.analysis.results import CONCEPTS, Concept

GOALS: tuple[Goal, ...] = ("hold", "break")


@st.composite
def graphs(draw: st.DrawFn, max_dms: int = 3, max_states: int = 4, *, ties: bool = True) -> GraphModel:
    """Any moves at all between a few states, so that moving twice in a row is not always one move."""
    n_dms, n_states = draw(st.integers(2, max_dms)), draw(st.integers(2, max_states))
    pairs = [(s, t) for s in range(n_states) for t in range(n_states) if s != t]
    edges = []
    for _ in range(n_dms):
        chosen = sorted(draw(st.sets(st.sampled_from(pairs), min_size=1, max_size=len(pairs))))
        edges.append(np.array(chosen, dtype=np.int64))
    states = np.arange(n_states)
    graph = MoveGraph(n_dms=n_dms, owner=(), direction=(), states=states, edges=tuple(edges))
    row = st.permutations(range(n_states))
    if ties and draw(st.booleans()):
        row = st.lists(st.integers(0, 2), min_size=n_states, max_size=n_states)
    ranks = np.array([np.unique(draw(row), return_inverse=True)[1] for _ in range(n_dms)], dtype=np.int32)
    return GraphModel(graph=graph, preference=ranks, labels=Labels(dms=("a", "b", "c")[:n_dms]))


@cache
def weak_orders(n: int) -> NDArray[np.int32]:
    """All weak orders of n states as dense ranks, shape (n_orders, n)."""
    rows = [row for row in product(range(n), repeat=n) if set(row) == set(range(max(row) + 1))]
    return np.array(rows, dtype=np.int32)


def allowed(row: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """The weak orders that make no tie, and how far each is from a row, counted pair by pair."""
    kept, far = [], []
    for order in weak_orders(len(row)):
        cost = 0.0
        for a in range(len(row)):
            for b in range(a):
                old, new = np.sign(row[a] - row[b]), np.sign(order[a] - order[b])
                if new == 0 and old != 0:
                    cost = math.inf
                cost += abs(old - new) / 2
        if cost < math.inf:
            kept.append(order)
            far.append(cost)
    return np.array(kept), np.array(far)


class Everything:
    """All rankings of some dms at once."""

    def __init__(self, model: GraphModel, dms: tuple[int, ...], rule: JointMoves) -> None:
        choices = {dm: allowed(model.rank[dm]) for dm in dms}
        grid = np.meshgrid(*(np.arange(len(choices[dm][0])) for dm in dms), indexing="ij")
        self.index = dict(zip(dms, (axis.ravel() for axis in grid), strict=True))
        n_profiles = grid[0].size if dms else 1
        self.ranks = np.repeat(model.rank[:, :, None], n_profiles, axis=2)
        self.far = {}
        for dm in dms:
            self.ranks[dm] = choices[dm][0][self.index[dm]].T
            self.far[dm] = choices[dm][1][self.index[dm]]
        self.model, self.rule = model, rule

    def cheapest(self, concept: Concept, here: int, goal: Goal, prices: dict[int, float]) -> float:
        stable = solve_many(self.model, self.ranks, (concept,), self.rule).stable[concept]
        reached = stable[:, here].all(axis=0) == (goal == "hold")
        cost = sum((prices[dm] * self.far[dm] for dm in self.far), np.zeros(len(reached)))
        return float(cost[reached].min(initial=math.inf))


def check_change(model: GraphModel, change: Change, prices: dict[int, float]) -> None:
    """Fail unless a change is what it says it is and does what it should."""
    if change.ranks is None:
        assert change.is_impossible
        return
    after = solve(replace(model, preference=change.ranks), (change.concept,), change.joint_moves)
    assert (change.state in after.equilibria(change.concept)) == (change.goal == "hold")
    cost = dict.fromkeys(range(model.n_dms), 0.0)
    listed = {(r.dm, r.state, r.over) for r in change.reversals}
    for dm in range(model.n_dms):
        for a in range(model.n_states):
            for b in range(model.n_states):
                old = np.sign(model.rank[dm, a] - model.rank[dm, b])
                new = np.sign(change.ranks[dm, a] - change.ranks[dm, b])
                assert new or not old, "a change makes no tie"
                cost[dm] += abs(old - new) / 4
                key = (dm, int(model.states[a]), int(model.states[b]))
                assert (key in listed) == (new > 0 and old <= 0)
        assert dm in change.dms or not cost[dm]
    assert change.distance == sum(cost.values())
    assert change.cost == pytest.approx(sum(prices.get(dm, 1.0) * cost[dm] for dm in cost))


@settings(max_examples=60)
@given(model=graphs(), data=st.data(), rule=st.sampled_from(RULES))
def test_smallest_change_is_the_cheapest_of_all(
    model: GraphModel, data: st.DataObject, rule: JointMoves
) -> None:
    dms = tuple(sorted(data.draw(st.sets(st.integers(0, model.n_dms - 1)))))
    prices = dict.fromkeys(dms, 1.0)
    if data.draw(st.booleans()):
        prices = {dm: float(data.draw(st.sampled_from([1, 2, 2.5, 3]))) for dm in dms}
    here = data.draw(st.integers(0, model.n_states - 1))
    every = Everything(model, dms, rule)
    for concept in CONCEPTS:
        for goal in GOALS:
            expected = every.cheapest(concept, here, goal, prices)
            change = find_smallest_change(
                model,
                state=here,
                concept=concept,
                dms=dms,
                goal=goal,
                joint_moves=rule,
                cost=[prices.get(dm, 1.0) for dm in range(model.n_dms)],
            )
            check_change(model, change, prices)
            assert change.is_proven
            assert (math.inf if change.cost is None else change.cost) == pytest.approx(expected)
            assert change.bound is None or change.bound == pytest.approx(expected)
            if not dms:
                assert change.is_impossible != change.is_needless


@settings(max_examples=25)
@given(game=games(max_dms=3, max_options=3), data=st.data())
def test_smallest_change_of_one_dm_is_the_cheapest_of_all_in_option_form(
    game: object, data: st.DataObject
) -> None:
    model = game.model()  # type: ignore[attr-defined]
    if model.n_states > 6:
        model = model.restricted(np.arange(model.n_states) < 6)
    dm = data.draw(st.integers(0, model.n_dms - 1))
    here = data.draw(st.integers(0, model.n_states - 1))
    every = Everything(model, (dm,), "legal")
    for concept in CONCEPTS:
        for goal in GOALS:
            expected = every.cheapest(concept, here, goal, {dm: 1.0})
            change = find_smallest_change(
                model, state=int(model.states[here]), concept=concept, dms=[dm], goal=goal
            )
            check_change(model, change, {})
            assert (math.inf if change.cost is None else change.cost) == expected


@settings(max_examples=40)
@given(model=graphs(), data=st.data())
def test_fixed_comparisons_stay_and_the_rest_is_still_the_cheapest(
    model: GraphModel, data: st.DataObject
) -> None:
    dms = tuple(sorted(data.draw(st.sets(st.integers(0, model.n_dms - 1), min_size=1, max_size=2))))
    here = data.draw(st.integers(0, model.n_states - 1))
    states = st.lists(st.integers(0, model.n_states - 1), min_size=2, max_size=2, unique=True)
    drawn = {dm: data.draw(states) for dm in dms}
    fixed = [(dm, one, other) for dm, (one, other) in drawn.items()]
    every = Everything(model, dms, "legal")
    keeps = np.ones(every.ranks.shape[2], dtype=bool)
    for dm, a, b in fixed:
        old = np.sign(model.rank[dm, a] - model.rank[dm, b])
        keeps &= np.sign(every.ranks[dm, a] - every.ranks[dm, b]) == old
    every.ranks = every.ranks[:, :, keeps]
    every.far = {dm: far[keeps] for dm, far in every.far.items()}
    for concept in CONCEPTS:
        for goal in GOALS:
            expected = every.cheapest(concept, here, goal, dict.fromkeys(dms, 1.0))
            change = find_smallest_change(model, state=here, concept=concept, dms=dms, goal=goal, fixed=fixed)
            check_change(model, change, {})
            assert (math.inf if change.cost is None else change.cost) == expected


@settings(max_examples=60)
@given(model=graphs(max_states=5), data=st.data(), rule=st.sampled_from(RULES))
def test_condition_holds_exactly_where_the_state_is_stable(
    model: GraphModel, data: st.DataObject, rule: JointMoves
) -> None:
    here = data.draw(st.integers(0, model.n_states - 1))
    dm = data.draw(st.one_of(st.none(), st.integers(0, model.n_dms - 1)))
    drawn = data.draw(st.one_of(st.none(), st.sets(st.integers(0, model.n_dms - 1))))
    seed = data.draw(st.integers(0, 2**32 - 1))
    generator = np.random.default_rng(seed)
    for concept in CONCEPTS:
        condition = find_condition(model, state=here, concept=concept, dm=dm, varying=drawn, joint_moves=rule)
        ranks = np.repeat(model.rank[:, :, None], 60, axis=2)
        for other in condition.varying:
            ranks[other] = generator.integers(0, model.n_states, ranks[other].shape)
        stable = solve_many(model, ranks, (concept,), rule).stable[concept][:, here]
        expected = stable.all(axis=0) if dm is None else stable[dm]
        assert [condition.holds(ranks[:, :, k]) for k in range(60)] == expected.tolist()
        if condition.is_certain:
            assert expected.all()
        if condition.is_impossible:
            assert not expected.any()


@settings(max_examples=60)
@given(model=graphs(max_states=5, ties=False), data=st.data(), rule=st.sampled_from(RULES))
def test_count_is_the_number_of_rankings_found_one_by_one(
    model: GraphModel, data: st.DataObject, rule: JointMoves
) -> None:
    here = data.draw(st.integers(0, model.n_states - 1))
    largest = 2 if model.n_states < 5 else 1
    dms = tuple(sorted(data.draw(st.sets(st.integers(0, model.n_dms - 1), max_size=largest))))
    orders = np.array(list(permutations(range(model.n_states))), dtype=np.int32)
    grid = np.meshgrid(*(np.arange(len(orders)) for _ in dms), indexing="ij")
    ranks = np.repeat(model.rank[:, :, None], len(orders) ** len(dms), axis=2)
    for dm, axis in zip(dms, grid, strict=True):
        ranks[dm] = orders[axis.ravel()].T
    for concept in CONCEPTS:
        stable = solve_many(model, ranks, (concept,), rule).stable[concept][:, here]
        found = count_rankings(model, state=here, concept=concept, dms=dms, joint_moves=rule)
        assert found.is_exact
        assert found.n_rankings == ranks.shape[2]
        assert found.n_holding == stable.all(axis=0).sum()
        assert found.share == pytest.approx(stable.all(axis=0).mean())


@settings(max_examples=12)
@given(model=graphs(max_dms=2), data=st.data())
def test_states_some_do_not_perceive(model: GraphModel, data: st.DataObject) -> None:
    """Each dm judges, and expects the others to move, within what it perceives; `solve` says what follows."""
    row = st.lists(st.sampled_from([True, True, False]), min_size=model.n_states, max_size=model.n_states)
    perceived = np.array([data.draw(row) for _ in range(model.n_dms)])
    perceived[:, data.draw(st.integers(0, model.n_states - 1))] = True
    model = replace(model, perceived=perceived)
    here = data.draw(st.integers(0, model.n_states - 1))
    dm = data.draw(st.integers(0, model.n_dms - 1))
    orders, far = allowed(model.rank[dm])
    for concept in CONCEPTS:
        condition = find_condition(model, state=here, concept=concept, varying=[dm])
        holds = []
        for order in orders:
            ranks = model.rank.copy()
            ranks[dm] = order
            solved = solve(replace(model, preference=ranks), (concept,))
            holds.append(here in solved.equilibria(concept))
            assert condition.holds(ranks) == holds[-1]
        for goal in GOALS:
            change = find_smallest_change(model, state=here, concept=concept, dms=[dm], goal=goal)
            expected = far[np.array(holds) == (goal == "hold")].min(initial=math.inf)
            assert (math.inf if change.cost is None else change.cost) == expected
