"""The smallest intervention against every set of measures tried one by one on the literal definitions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reference.games import Game, games
from tests.reference.literal import legal

from detente.analysis.graph_model import GraphModel, ModelMeasure, ModelWish, find_intervention
from detente.analysis.graph_model.inverse.smallest import find_smallest_change
from detente.analysis.graph_model.mediation.measures import apply_effect, combine, is_compatible
from detente.analysis.graph_model.mediation.pressure import find_pressure


@st.composite
def measures_for(draw: st.DrawFn, game: Game) -> list[ModelMeasure]:
    """Up to four measures of every kind; a zero and costs that tie in decimals but not in binary."""
    options = range(len(game.owner))
    found = []
    for _ in range(draw(st.integers(0, 4))):
        uses = draw(st.lists(st.sampled_from(["adds", "blocks", "takes", ""]), min_size=6, max_size=6))
        by_use: dict[str, tuple[int, ...]] = {
            use: tuple(k for k in options if uses[k] == use and draw(st.booleans()))
            for use in ("adds", "blocks", "takes")
        }
        ranks: list[tuple[int, tuple[float, ...]]] = []
        if draw(st.sampled_from([False, False, True])):
            row = st.lists(st.integers(0, 3), min_size=len(game.states), max_size=len(game.states))
            ranks.append((draw(st.integers(0, len(game.rank) - 1)), tuple(draw(row))))
        cost = draw(st.sampled_from([0, 0.1, 0.2, 0.3, 1, 2.5]))
        found.append(
            ModelMeasure(
                cost=cost,
                ranks=tuple(ranks),
                adds=by_use["adds"],
                blocks=by_use["blocks"],
                takes=by_use["takes"],
            )
        )
    return found


def suffices(
    game: Game, measures: Sequence[ModelMeasure], chosen: Sequence[int], wish: ModelWish
) -> tuple[int, ...] | None:
    """The wished-for states that hold and are reached; None where the measures cannot be taken together."""
    picked = [measures[index] for index in chosen]
    added = {option for measure in picked for option in measure.adds}
    blocked = {option for measure in picked for option in measure.blocks}
    taken = {option for measure in picked for option in measure.takes}
    dms = [dm for measure in picked for dm, _ in measure.ranks]
    if blocked & taken or len(dms) != len(set(dms)):
        return None
    start = wish.start
    for option in range(len(game.owner)):
        if option in taken:
            start |= 1 << option
        if option in blocked:
            start &= ~(1 << option)
    shut = {
        option
        for measure in measures
        for option in measure.adds
        if option not in added | taken and not wish.start >> option & 1
    }
    rules = [[(option, "Y")] for option in sorted(blocked | shut)] + [
        [(option, "N")] for option in sorted(taken)
    ]
    rank: list[dict[int, float]] = [dict(zip(game.states, row, strict=True)) for row in game.rank]
    for measure in picked:
        for dm, row in measure.ranks:
            rank[dm] = dict(zip(game.states, row, strict=True))
    literal = replace(game.literal(), infeasible=[*game.infeasible, *rules], rank=rank, known={})
    if start not in literal.states:
        return ()
    step = literal.moves if wish.reachable_by == "moves" else literal.improvements
    reached = {start} | legal(start, list(literal.dms), step)
    return tuple(
        state
        for state in literal.states
        if state in wish.states
        and state in reached
        and all(literal.is_stable(state, dm, wish.concept, wish.joint_moves) for dm in literal.dms)
    )


@settings(max_examples=200)
@given(game=games(max_dms=3, max_options=4), data=st.data())
def test_the_smallest_intervention_is_that_of_all_sets_tried(game: Game, data: st.DataObject) -> None:
    measures = data.draw(measures_for(game))
    state = st.sampled_from(game.states)
    wish = ModelWish(
        states=tuple(data.draw(st.lists(state, min_size=1, max_size=3, unique=True))),
        start=data.draw(state),
        concept=data.draw(st.sampled_from(["nash", "gmr", "smr", "seq"])),
        reachable_by=data.draw(st.sampled_from(["moves", "moves", "improvements"])),
        joint_moves=data.draw(st.sampled_from(["legal", "once"])),
    )
    most = data.draw(st.sampled_from([None, 1, 2]))
    sizes = range(1 + (len(measures) if most is None else min(most, len(measures))))
    tried = {
        chosen: suffices(game, measures, chosen, wish)
        for size in sizes
        for chosen in combinations(range(len(measures)), size)
    }
    prices = {
        chosen: (sum((Fraction(str(measures[k].cost)) for k in chosen), Fraction(0)), len(chosen))
        for chosen, states in tried.items()
        if states
    }
    least = min(prices.values(), default=None)
    found = find_intervention(game.model(), measures=measures, wish=wish, max_measures=most)
    assert found.is_proven
    assert [(one.measures, one.states) for one in found.sets] == [
        (chosen, tried[chosen]) for chosen in sorted(prices) if prices[chosen] == least
    ]
    assert (found.near_miss is None) or not found.sets


@settings(max_examples=100)
@given(game=games(max_dms=3, max_options=4), data=st.data())
def test_a_near_miss_names_those_who_still_block(game: Game, data: st.DataObject) -> None:
    measures = data.draw(measures_for(game))
    state = st.sampled_from(game.states)
    wish = ModelWish(states=(data.draw(state),), start=data.draw(state), concept="nash")
    found = find_intervention(game.model(), measures=measures, wish=wish)
    miss = found.near_miss
    if miss is None:
        return
    assert miss.state in wish.states
    assert miss.blockers or not miss.is_reachable
    # Without preferences to get in the way of the others, the blockers alone are left.
    calm = GraphModel.from_options(
        owner=game.owner,
        direction=game.direction,
        infeasible=game.infeasible,
        rank=[[0] * len(row) if dm in miss.blockers else row for dm, row in enumerate(game.rank)],
    )
    unshifted = [replace(measure, ranks=()) for measure in measures]
    if miss.is_reachable and not any(measures[index].ranks for index in miss.measures):
        assert find_intervention(calm, measures=unshifted, wish=wish).sets


@settings(max_examples=40)
@given(game=games(max_dms=2, max_options=3), data=st.data())
def test_pressure_is_the_cheapest_of_all_sets_with_their_smallest_change(
    game: Game, data: st.DataObject
) -> None:
    measures = data.draw(measures_for(game))
    state = st.sampled_from(game.states)
    wish = ModelWish(
        states=tuple(data.draw(st.lists(state, min_size=1, max_size=2, unique=True))),
        start=data.draw(state),
        concept=data.draw(st.sampled_from(["nash", "seq"])),
    )
    prices = [data.draw(st.sampled_from([None, 0.5, 1.0, 2.0])) for _ in game.rank]
    dms = [dm for dm, price in enumerate(prices) if price is not None]
    costs = [1.0 if price is None else price for price in prices]
    totals = []
    for size in range(len(measures) + 1):
        for chosen in combinations(range(len(measures)), size):
            # All that hold or could be made to: what can be reached with preferences out of the way.
            calm = replace(game, rank=[[0] * len(row) for row in game.rank])
            flat = [replace(measure, ranks=()) for measure in measures]
            there = suffices(calm, flat, chosen, replace(wish, concept="nash"))
            picked = [measures[index] for index in chosen]
            if not there or not is_compatible(picked):
                continue
            model = apply_effect(game.model(), combine(measures, chosen, wish.start))
            assert model is not None
            for there_state in there:
                change = find_smallest_change(
                    model, state=there_state, concept=wish.concept, dms=dms, cost=costs
                )
                if change.cost is not None:
                    price = sum((Fraction(str(measure.cost)) for measure in picked), Fraction(0))
                    totals.append((price + Fraction(str(change.cost)), size, chosen))
    found = find_pressure(game.model(), measures=measures, wish=wish, prices=prices)
    assert found.is_proven
    if not totals:
        assert (found.change, found.cost) == (None, None)
        return
    total, _, chosen = min(totals)
    assert (found.cost, found.measures) == (float(total), chosen)
