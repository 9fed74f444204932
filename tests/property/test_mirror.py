"""Exchange the places of the dms, and of their options: every public result is exchanged with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.test_intervention import measures_for
from tests.reference.games import RULES, Game, games

from detente.analysis.graph_model import (
    GraphModel,
    JointMoves,
    ModelMeasure,
    ModelWish,
    count_rankings,
    find_condition,
    find_intervention,
    find_paths,
    find_smallest_change,
    find_witness,
    solve,
    solve_coalitions,
    solve_many,
)
from detente.analysis.graph_model.concepts import NAMED
from detente.analysis.graph_model.inverse.conditions import Condition
from detente.analysis.results import CONCEPTS
from detente.errors import ModelError

EVERY = (*NAMED, "l1", "l2", "l3")


@dataclass(frozen=True)
class Exchange:
    """New places: of the dm at each index, and of the option at each index."""

    dms: Sequence[int]
    options: Sequence[int]

    def state(self, state: int) -> int:
        return sum(1 << new for old, new in enumerate(self.options) if state >> old & 1)

    def game(self, game: Game) -> Game:
        place = np.argsort([self.state(state) for state in game.states])
        rows = [[row[position] for position in place] for row in game.rank]
        old = np.argsort(self.options)
        return Game(
            owner=[self.dms[game.owner[k]] for k in old],
            direction=[game.direction[k] for k in old],
            infeasible=[[(self.options[option], mark) for option, mark in pat] for pat in game.infeasible],
            rank=[rows[dm] for dm in np.argsort(self.dms)],
        )

    def measure(self, game: Game, measure: ModelMeasure) -> ModelMeasure:
        place = np.argsort([self.state(state) for state in game.states])
        return replace(
            measure,
            adds=tuple(self.options[k] for k in measure.adds),
            blocks=tuple(self.options[k] for k in measure.blocks),
            takes=tuple(self.options[k] for k in measure.takes),
            ranks=tuple((self.dms[dm], tuple(row[p] for p in place)) for dm, row in measure.ranks),
        )


@st.composite
def exchanges(draw: st.DrawFn, max_options: int = 4) -> tuple[Game, Exchange]:
    game = draw(games(max_dms=3, max_options=max_options))
    places = st.permutations(range(len(game.owner)))
    return game, Exchange(draw(st.permutations(range(len(game.rank)))), draw(places))


def verdicts(model: GraphModel, concept: str, rule: JointMoves, exchange: Exchange | None) -> object:
    """Return who is stable where, in new places; or that the question has no answer."""
    try:
        stable = solve(model, (concept,), rule).stable[concept]
    except ModelError:
        assert concept == "nonmyopic"  # foresight need not come to repeat itself
        return None
    dms = range(model.n_dms) if exchange is None else exchange.dms
    states = [s if exchange is None else exchange.state(s) for s in model.states.tolist()]
    return {
        (dms[dm], state): bool(stable[dm, p]) for dm in range(model.n_dms) for p, state in enumerate(states)
    }


@settings(max_examples=60)
@given(drawn=exchanges(), rule=st.sampled_from(RULES))
def test_every_concept(drawn: tuple[Game, Exchange], rule: JointMoves) -> None:
    game, exchange = drawn
    model, mirrored = game.model(), exchange.game(game).model()
    for concept in EVERY:
        assert verdicts(model, concept, rule, exchange) == verdicts(mirrored, concept, rule, None), concept


@settings(max_examples=40)
@given(drawn=exchanges(), rule=st.sampled_from(RULES))
def test_many_profiles_and_coalitions(drawn: tuple[Game, Exchange], rule: JointMoves) -> None:
    game, exchange = drawn
    model, mirrored = game.model(), exchange.game(game).model()
    place = [mirrored.graph.position(exchange.state(state)) for state in model.states.tolist()]
    one = solve_many(model, model.rank[:, :, None], joint_moves=rule)
    other = solve_many(mirrored, mirrored.rank[:, :, None], joint_moves=rule)
    for concept in CONCEPTS:
        moved = other.stable[concept][list(exchange.dms)][:, place]
        assert np.array_equal(one.stable[concept], moved), concept
    left, right = (solve_coalitions(m, joint_moves=rule) for m in (model, mirrored))
    where = [right.coalitions.index(tuple(sorted(exchange.dms[dm] for dm in c))) for c in left.coalitions]
    for name, stable in left.stable.items():
        assert np.array_equal(stable, right.stable[name][where][:, place]), name


def requirements(condition: Condition, exchange: Exchange | None) -> Any:
    """Return what a condition asks, in new places and without an order."""
    dm = (lambda k: k) if exchange is None else exchange.dms.__getitem__
    state = (lambda s: s) if exchange is None else exchange.state
    return {
        frozenset(
            frozenset((dm(c.dm), state(c.state), state(c.over), c.is_strict) for c in way)
            for way in requirement.ways
        )
        for requirement in condition.requirements
    }


@settings(max_examples=50, deadline=None)
@given(
    drawn=exchanges(max_options=3),
    concept=st.sampled_from(CONCEPTS),
    rule=st.sampled_from(RULES),
    data=st.data(),
)
def test_the_inverse_question(
    drawn: tuple[Game, Exchange], concept: str, rule: JointMoves, data: st.DataObject
) -> None:
    game, exchange = drawn
    model, mirrored = game.model(), exchange.game(game).model()
    state = data.draw(st.sampled_from(game.states))
    varying = data.draw(st.sets(st.sampled_from(range(model.n_dms))))
    asked: dict[str, Any] = {"state": state, "concept": concept, "dms": varying, "joint_moves": rule}
    there: dict[str, Any] = asked | {
        "state": exchange.state(state),
        "dms": [exchange.dms[dm] for dm in varying],
    }
    for goal in ("hold", "break"):
        one, other = (
            find_smallest_change(model, goal=goal, **asked),
            find_smallest_change(mirrored, goal=goal, **there),
        )
        assert (one.distance, one.is_impossible, one.is_proven) == (
            other.distance,
            other.is_impossible,
            other.is_proven,
        )
        assert {exchange.dms[dm] for dm in one.blockers} == set(other.blockers)
    counts = count_rankings(model, **asked), count_rankings(mirrored, **there)
    assert (counts[0].is_exact, counts[0].n_holding) == (counts[1].is_exact, counts[1].n_holding)
    for dm in range(model.n_dms):
        mine = find_condition(model, state=state, concept=concept, dm=dm, joint_moves=rule)
        yours = find_condition(
            mirrored,
            state=exchange.state(state),
            concept=concept,
            dm=exchange.dms[dm],
            joint_moves=rule,
        )
        assert requirements(mine, exchange) == requirements(yours, None)


@settings(max_examples=50)
@given(drawn=exchanges(), data=st.data())
def test_paths_witnesses_and_measures(drawn: tuple[Game, Exchange], data: st.DataObject) -> None:
    game, exchange = drawn
    model, mirrored = game.model(), exchange.game(game).model()
    start, end = (data.draw(st.sampled_from(game.states)) for _ in range(2))
    for by in ("moves", "improvements"):
        one = find_paths(model, start=start, end=end, by=by)
        other = find_paths(mirrored, start=exchange.state(start), end=exchange.state(end), by=by)
        assert (one.n_steps, one.n_paths) == (other.n_steps, other.n_paths)
        for name in ("first_movers", "beginners", "needed"):
            assert {exchange.dms[dm] for dm in getattr(one, name)} == set(getattr(other, name))
    dm, concept = data.draw(st.sampled_from(range(model.n_dms))), data.draw(st.sampled_from(CONCEPTS))
    mine = find_witness(model, state=start, dm=dm, concept=concept)
    yours = find_witness(mirrored, state=exchange.state(start), dm=exchange.dms[dm], concept=concept)
    assert mine.is_stable == yours.is_stable
    assert {exchange.state(s.improvement) for s in mine.sanctions} == {s.improvement for s in yours.sanctions}
    measures = data.draw(measures_for(game))
    wished = tuple(sorted(data.draw(st.sets(st.sampled_from(game.states), min_size=1))))
    wish = ModelWish(states=wished, start=start, concept=concept)
    there = replace(wish, states=tuple(sorted(map(exchange.state, wished))), start=exchange.state(start))
    found = find_intervention(model, measures=measures, wish=wish)
    again = find_intervention(mirrored, measures=[exchange.measure(game, m) for m in measures], wish=there)
    assert (found.n_tried, found.is_proven) == (again.n_tried, again.is_proven)
    assert [(s.measures, s.cost, set(map(exchange.state, s.states))) for s in found.sets] == [
        (s.measures, s.cost, set(s.states)) for s in again.sets
    ]
