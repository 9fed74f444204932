"""Models written in different ways: what must come out the same, and what each way must mean."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.reference import statements as literal
from tests.reference.games import Game, games

from detente.analysis.graph_model import GraphModel, Labels, feasible_states, rank_by_statements, solve
from detente.analysis.graph_model.concepts import COALITIONAL, NON_MYOPIC
from detente.analysis.results import CONCEPTS
from detente.case.expressions import holds, parse

CONCEPTS_OF_GRAPHS = (*CONCEPTS, *COALITIONAL, "l1", "l2", "l3", NON_MYOPIC)
"""All but the simultaneous ones, which need options: only these say what moving at once brings about."""


@settings(max_examples=150)
@given(data=st.data(), n_options=st.integers(1, 7), n_statements=st.integers(0, 12))
def test_statements_rank_as_comparing_them_one_by_one(
    data: st.DataObject, n_options: int, n_statements: int
) -> None:
    names = [f"p.o{k}" for k in range(n_options)]
    wanted = data.draw(st.lists(literal.conditions(names), min_size=n_statements, max_size=n_statements))
    states = data.draw(
        st.lists(st.integers(0, 2**n_options - 1), min_size=1, max_size=40, unique=True).map(sorted)
    )
    found = rank_by_statements([wanted], names=names, states=np.array(states))
    assert found[0].tolist() == literal.ranks([parse(text) for text in wanted], names, states)


@settings(max_examples=10)
@given(order=st.permutations(range(6)), states=st.permutations(range(64)))
def test_any_number_of_statements_is_ranked(order: list[int], states: list[int]) -> None:
    """Hundreds of them, of which the last decide as well: the first option of 70 counts, then the next."""
    names = [f"o{k}" for k in range(6)]
    wanted = [name for k in order for name in [names[k]] * 70]
    found = rank_by_statements([wanted], names=names, states=np.array(states))
    expected = [sum(1 << (5 - place) for place, k in enumerate(order) if state >> k & 1) for state in states]
    assert found[0].tolist() == expected


@settings(max_examples=60)
@given(data=st.data(), n_options=st.integers(1, 6))
def test_a_condition_rules_out_the_states_in_which_it_holds(data: st.DataObject, n_options: int) -> None:
    names = [f"o{k}" for k in range(n_options)]
    condition = data.draw(literal.conditions(names))
    expected = [
        state
        for state in range(2**n_options)
        if not holds(parse(condition), {name for k, name in enumerate(names) if state >> k & 1})
    ]
    assume(expected)
    assert feasible_states([condition], n_options).tolist() == expected


def as_graph(model: GraphModel) -> GraphModel:
    """The same model with its moves listed."""
    listed = [
        [(start, end) for start in range(model.n_states) for end in model.graph.reached(dm, start)]
        for dm in range(model.n_dms)
    ]
    return GraphModel.from_graph(n_states=model.n_states, moves=listed, rank=model.rank)


@pytest.mark.parametrize("concept", CONCEPTS_OF_GRAPHS)
@settings(max_examples=25)
@given(game=games(max_dms=4, max_options=5), rule=st.sampled_from(["legal", "once", "single"]))
def test_options_and_the_graph_they_make_have_the_same_stable_states(
    concept: str, game: Game, rule: str
) -> None:
    model = game.model()
    expected = solve(model, (concept,), rule).stable[concept]
    assert np.array_equal(solve(as_graph(model), (concept,), rule).stable[concept], expected)


@st.composite
def graphs(draw: st.DrawFn) -> dict[str, Any]:
    """An explicit graph in which nothing is transitive: arguments of `GraphModel.from_graph`."""
    n_dms, n_states = draw(st.integers(2, 3)), draw(st.integers(2, 7))
    state = st.integers(0, n_states - 1)
    move = st.tuples(state, state).filter(lambda pair: pair[0] != pair[1])
    row = st.lists(st.integers(0, 4), min_size=n_states, max_size=n_states)
    return {
        "n_states": n_states,
        "moves": [draw(st.lists(move, max_size=12)) for _ in range(n_dms)],
        "rank": [draw(row) for _ in range(n_dms)],
    }


@settings(max_examples=100)
@given(graph=graphs(), data=st.data(), rule=st.sampled_from(["legal", "once", "single"]))
def test_renumbering_the_states_of_a_graph_changes_nothing(
    graph: dict[str, Any], data: st.DataObject, rule: str
) -> None:
    new = data.draw(st.permutations(range(graph["n_states"])))
    old = np.argsort(new)
    renumbered = {
        "n_states": graph["n_states"],
        "moves": [[(new[start], new[end]) for start, end in own] for own in graph["moves"]],
        "rank": [[row[state] for state in old] for row in graph["rank"]],
    }
    expected = solve(GraphModel.from_graph(**graph), CONCEPTS, rule).stable
    found = solve(GraphModel.from_graph(**renumbered), CONCEPTS, rule).stable
    for concept in CONCEPTS:
        assert np.array_equal(found[concept][:, new], expected[concept]), concept


@settings(max_examples=100)
@given(graph=graphs(), data=st.data(), rule=st.sampled_from(["legal", "once", "single"]))
def test_renumbering_the_dms_of_a_graph_changes_nothing(
    graph: dict[str, Any], data: st.DataObject, rule: str
) -> None:
    order = data.draw(st.permutations(range(len(graph["rank"]))))
    swapped = graph | {name: [graph[name][dm] for dm in order] for name in ("moves", "rank")}
    expected = solve(GraphModel.from_graph(**graph), CONCEPTS, rule).stable
    found = solve(GraphModel.from_graph(**swapped), CONCEPTS, rule).stable
    for concept in CONCEPTS:
        assert np.array_equal(found[concept], expected[concept][order]), concept


@settings(max_examples=80)
@given(game=games(max_dms=3, max_options=5), data=st.data())
def test_a_merged_state_moves_wherever_one_of_its_members_can(game: Game, data: st.DataObject) -> None:
    states = game.states
    chosen = data.draw(st.lists(st.lists(st.sampled_from(states), min_size=1, max_size=4), max_size=3))
    n_states = len(states)
    merged = GraphModel.from_options(
        owner=game.owner,
        direction=game.direction,
        infeasible=game.infeasible,
        rank=[[0] * n_states] * len(game.rank),
        indistinguishable=chosen,
    ).graph
    first = {state: state for state in states}
    for group in chosen:
        names = {first[state] for state in group}
        first = {state: min(names) if name in names else name for state, name in first.items()}
    assert merged.states.tolist() == sorted(set(first.values()))
    moves = game.literal()
    for dm in range(len(game.rank)):
        expected = {
            (first[state], first[end])
            for state in states
            for end in moves.moves(state, dm)
            if first[state] != first[end]
        }
        found = {
            (int(merged.states[start]), int(merged.states[end]))
            for start in range(merged.n_states)
            for end in merged.reached(dm, start)
        }
        assert found == expected


@settings(max_examples=60)
@given(game=games(max_dms=3, max_options=4), data=st.data())
def test_a_dm_judges_as_if_what_it_does_not_perceive_could_not_be(game: Game, data: st.DataObject) -> None:
    dm = data.draw(st.integers(0, len(game.rank) - 1))
    missed = data.draw(st.lists(st.sampled_from(game.states), max_size=len(game.states) - 1, unique=True))
    model = GraphModel.from_options(
        owner=game.owner,
        direction=game.direction,
        infeasible=game.infeasible,
        rank=game.rank,
        misperceived={dm: missed},
    )
    seen = [state for state in game.states if state not in missed]
    smaller = GraphModel.from_options(
        owner=game.owner,
        direction=game.direction,
        infeasible=[
            *game.infeasible,
            *([(k, "Y" if state >> k & 1 else "N") for k in range(len(game.owner))] for state in missed),
        ],
        rank=[[row[game.states.index(state)] for state in seen] for row in game.rank],
    )
    for concept in CONCEPTS:
        found, expected = (solve(m, (concept,)).stable[concept][dm] for m in (model, smaller))
        kept = np.isin(model.states, seen)
        assert np.array_equal(found[kept], expected)
        assert not found[~kept].any()


@settings(max_examples=60)
@given(game=games(max_dms=3, max_options=4))
def test_names_of_options_change_no_result(game: Game) -> None:
    labels = Labels(names=tuple(f"Südmark.{chr(97 + k)}-x" for k in range(len(game.owner))))
    named = GraphModel.from_options(
        owner=game.owner,
        direction=game.direction,
        infeasible=game.infeasible,
        rank=game.rank,
        labels=labels,
    )
    assert named == game.model()


@settings(max_examples=150)
@given(graph=graphs())
def test_a_graph_is_transitive_when_two_moves_in_a_row_are_always_one_or_lead_back(
    graph: dict[str, Any],
) -> None:
    moves = [set(own) for own in graph["moves"]]
    expected = all(
        (start, end) in own or start == end
        for own in moves
        for start, middle in own
        for other, end in own
        if middle == other
    )
    assert GraphModel.from_graph(**graph).graph.is_transitive == expected


@settings(max_examples=80)
@given(game=games(max_dms=3, max_options=4), data=st.data())
def test_tables_of_moves_list_what_is_reached_fewest_changes_first(game: Game, data: st.DataObject) -> None:
    group = data.draw(st.lists(st.sampled_from(game.states), min_size=1, max_size=3))
    for graph in (
        game.model().graph,
        GraphModel.from_options(
            owner=game.owner,
            direction=game.direction,
            infeasible=game.infeasible,
            statements=[[]] * len(game.rank),
            indistinguishable=[group],
        ).graph,
    ):
        for dm, table in enumerate(graph.targets):
            for position in range(graph.n_states):
                column = table[:, position].tolist()
                reached = graph.reached(dm, position)
                assert column == reached + [position] * (len(column) - len(reached))
