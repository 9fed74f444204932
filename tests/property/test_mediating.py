"""The mediator's question over worlds against every set of measures, tried one by one in one world."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.reference.cases import cases
from tests.reference.walks import Walker

from detente.analysis.graph_model import solve
from detente.analysis.worlds import Wish, build_world, mediate
from detente.case import Case
from detente.case.measures import contradiction
from detente.case.model import Measure
from detente.errors import CaseError


@st.composite
def measured(draw: st.DrawFn) -> Case:
    """A case with two or three measures of any kind, of which none does nothing."""
    case = draw(cases(max_options=4))
    names = [option.name for option in case.options]
    concerned = [concern.id for concern in case.concerns]
    found = []
    for number in range(draw(st.integers(2, 3))):
        uses = {name: draw(st.sampled_from(["adds", "blocks", "takes", "", ""])) for name in names}
        turns = {name: draw(st.sampled_from(["on", "off", "", ""])) for name in ("one", "two")}
        concern = draw(st.sampled_from([None, *concerned]))
        end = draw(st.sampled_from([0.0, 0.3, 1.0]))
        found.append(
            Measure(
                id=f"m{number}",
                text="does it",
                cost=draw(st.sampled_from([0, 1, 1, 2])),
                adds=tuple(name for name, use in uses.items() if use == "adds"),
                blocks=tuple(name for name, use in uses.items() if use == "blocks"),
                takes=tuple(name for name, use in uses.items() if use == "takes"),
                turns_on=tuple(name for name, turn in turns.items() if turn == "on"),
                turns_off=tuple(name for name, turn in turns.items() if turn == "off"),
                concern=concern,
                weight=(end, end) if concern is not None and case.method == "weights" else None,
                direction=draw(st.sampled_from(["wants", "avoids"])) if concern is not None else None,
            )
        )
    case = replace(case, measures=tuple(found))
    try:
        case.check()
    except CaseError:
        assume(False)
    return case


def holds_alone(case: Case, wish: Wish, ids: tuple[str, ...], seed: int) -> bool:
    """Whether one world of the case, built with the measures in force, has what is wished for."""
    try:
        world = build_world(case.with_measures(*ids), seed=seed)
    except CaseError as error:
        if "leave no state" not in str(error):
            raise
        return False
    if world.now is None:
        return False
    model = world.model
    wished = set(world.states_where(wish.condition))
    holding = wished & {int(state) for state in solve(model, (wish.concept,)).equilibria(wish.concept)}
    start = model.graph.position(world.now)
    reached = Walker.of(model).last_moves(start, wish.reachable_by)
    there = {world.now} | {int(model.states[position]) for position, _ in reached}
    return bool(holding & there)


@settings(max_examples=120)
@given(case=measured(), seed=st.integers(0, 100), data=st.data())
def test_the_smallest_sets_are_those_of_all_sets_tried(case: Case, seed: int, data: st.DataObject) -> None:
    option = data.draw(st.sampled_from([option.name for option in case.options]))
    wish = Wish(
        condition=data.draw(st.sampled_from(["", "!"])) + option,
        concept=data.draw(st.sampled_from(["nash", "gmr", "seq", "l2"])),
        reachable_by=data.draw(st.sampled_from(["moves", "improvements"])),
    )
    sets = [
        chosen
        for size in range(len(case.measures) + 1)
        for chosen in combinations(case.measures, size)
        if contradiction(chosen) is None
    ]
    keys = {
        tuple(measure.id for measure in chosen): (
            sum((Fraction(str(measure.cost)) for measure in chosen), Fraction(0)),
            len(chosen),
        )
        for chosen in sets
        if holds_alone(case, wish, tuple(measure.id for measure in chosen), seed)
    }
    try:
        found = mediate(case, wish, n_worlds=1, seed=seed)
    except CaseError:  # the rules leave no state that fits
        assert not keys
        return
    least = min(keys.values(), default=None)
    assert {remedy.measures for remedy in found.remedies if remedy.smallest.share} == {
        ids for ids, key in keys.items() if key == least
    }
    assert all(remedy.measures in keys for remedy in found.remedies)
    assert (found.never.share == 1) == (not keys)
    assert (found.n_tried, found.is_proven) == (len(sets), True)


@settings(max_examples=40)
@given(case=measured(), seed=st.integers(0, 100))
def test_a_set_suffices_in_as_many_worlds_as_each_alone(case: Case, seed: int) -> None:
    wish = Wish(condition=case.options[0].name, concept="nash")
    try:
        many = mediate(case, wish, n_worlds=3, seed=seed)
    except CaseError:
        assume(False)
    # The first world of a seed is the world of that seed.
    one = mediate(case, wish, n_worlds=1, seed=seed)
    for remedy in one.remedies:
        if remedy.suffices.share:
            others = [other for other in many.remedies if other.measures == remedy.measures]
            assert not others or others[0].suffices.share > 0
    for remedy in many.remedies:
        assert remedy.smallest.share <= remedy.suffices.share
    costs = [remedy.cost for remedy in many.remedies]
    assert costs == sorted(costs)
