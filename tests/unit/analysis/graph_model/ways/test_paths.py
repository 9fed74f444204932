from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from detente.analysis.graph_model import (
    GraphModel,
    Labels,
    Move,
    MoveGraph,
    find_paths,
    find_status_quo,
    find_way,
)
from detente.analysis.graph_model.ways.chart import find_chart
from detente.analysis.graph_model.ways.journeys import find_journeys
from detente.analysis.graph_model.wording.narration import say_move, say_state
from detente.errors import ModelError

# Each likes the other's restraint and not its own: bit 0 and bit 1 are restraint.
DILEMMA = GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]])


def explicit(edges: list[list[tuple[int, int]]], ranks: list[list[int]]) -> GraphModel:
    pairs = tuple(np.array(sorted(rows), dtype=np.int64).reshape(-1, 2) for rows in edges)
    n_states = len(ranks[0])
    graph = MoveGraph(n_dms=len(edges), owner=(), direction=(), states=np.arange(n_states), edges=pairs)
    labels = Labels(
        dms=tuple("AB"[: len(edges)]), states=tuple(f"place {state}" for state in range(n_states))
    )
    return GraphModel(graph=graph, preference=np.array(ranks, dtype=np.int32), labels=labels)


class TestPaths:
    def test_nobody_moves_twice_in_a_row(self) -> None:
        # A alone could go 0, 1, 2; B's only move takes the long way round.
        model = explicit([[(0, 1), (1, 2), (3, 2)], [(1, 3)]], [[0, 1, 2, 3], [0, 0, 0, 0]])
        found = find_paths(model, start=0, end=2)
        assert found.paths == (
            (Move(dm=0, start=0, end=1), Move(dm=1, start=1, end=3), Move(dm=0, start=3, end=2)),
        )
        assert (found.first_movers, found.beginners, found.needed) == ((0,), (0,), (0, 1))

    def test_where_there_is_no_way_says_so(self) -> None:
        model = explicit([[(0, 1)], [(2, 1)]], [[0, 1, 2], [0, 1, 2]])
        found = find_paths(model, start=1, end=0)
        assert (found.n_steps, found.n_paths, found.paths, found.needed) == (None, 0, (), ())
        assert find_way(model, start=1, end=0) is None

    def test_staying_takes_no_move(self) -> None:
        found = find_paths(DILEMMA, start=3, end=3, by="improvements")
        assert (found.n_steps, found.n_paths, found.paths, found.beginners) == (0, 1, ((),), ())

    def test_counts_what_it_does_not_list(self) -> None:
        model = GraphModel.from_options(owner=[0, 1, 2, 3], rank=[[0] * 16] * 4)
        found = find_paths(model, start=0, end=15, max_paths=5)
        assert (found.n_steps, found.n_paths, len(found.paths)) == (4, 24, 5)
        assert [move.dm for move in found.paths[0]] == [0, 1, 2, 3]

    def test_a_dm_does_not_improve_into_what_it_cannot_see(self) -> None:
        blind = np.array([[True, True, False, True], [True] * 4])
        model = replace(DILEMMA, perceived=blind)
        assert find_paths(DILEMMA, start=3, end=2, by="improvements").n_steps == 1
        assert find_paths(model, start=3, end=2, by="improvements").n_steps is None
        assert find_paths(model, start=3, end=2).n_steps == 1

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ({"start": 9, "end": 0}, "state 9 is not one of the 4 feasible states"),
            ({"start": 0, "end": 0, "by": "hops"}, "by 'hops' is unknown: use moves or improvements"),
            ({"start": 0, "end": 0, "max_paths": 0}, "max_paths is 0"),
        ],
    )
    def test_refuses_what_it_cannot_answer(self, arguments: dict[str, object], message: str) -> None:
        with pytest.raises(ModelError, match=message):
            find_paths(DILEMMA, **arguments)  # type: ignore[arg-type]


class TestWay:
    def test_prefers_a_long_willing_path_to_a_short_unwilling_one(self) -> None:
        # A can go straight to 3, which it dislikes leaving 0 for; through 1 and 2 everybody gains.
        model = explicit([[(0, 3), (0, 1), (2, 3)], [(1, 2)]], [[5, 6, 0, 1], [0, 0, 1, 0]])
        way = find_way(model, start=0, end=3)
        assert way is not None
        assert [move.end for move in way.moves] == [1, 2, 3]
        assert (way.unwilling, way.dms, way.n_ways) == ((), (), 1)

    def test_a_long_line_of_states_is_walked_to_its_end(self) -> None:
        steps = [(s, s + 1) for s in range(1500)]
        model = explicit([steps[::2], steps[1::2]], [[0] * 1501, [0] * 1501])
        way = find_way(model, start=0, end=1500)
        assert way is not None
        assert (len(way.moves), len(way.unwilling), way.dms) == (1500, 1500, (0, 1))


class TestStatusQuo:
    def test_the_table_says_who_moves_last(self) -> None:
        found = find_status_quo(DILEMMA, start=3)
        assert [found.last_movers(0, n) for n in (1, 2)] == [(), (0, 1)]
        assert [found.last_movers(2, n) for n in (1, 2)] == [(0,), (0,)]
        assert (list(found.reached(0)), list(found.reached(1)), found.n_rows()) == ([3], [1, 2, 3], 3)
        # The third row: round by 1 and 0, state 2 is reached with a move of the other dm.
        assert found.last_movers(2, 3) == (0, 1)

    def test_from_the_outcome_that_nobody_leaves_nothing_is_reached_by_improvements(self) -> None:
        found = find_status_quo(DILEMMA, start=0)
        assert list(found.steps("improvements")) == [0, -1, -1, -1]
        assert found.n_rows("improvements") == 0

    def test_stops_where_it_is_told_to(self) -> None:
        assert list(find_status_quo(DILEMMA, start=3, max_steps=1).steps()) == [-1, 1, 1, 0]
        with pytest.raises(ModelError, match="max_steps is -1"):
            find_status_quo(DILEMMA, start=3, max_steps=-1)

    def test_merged_states_are_one(self) -> None:
        edges = (np.array([[0, 1]], dtype=np.int64), np.array([[1, 0]], dtype=np.int64))
        graph = MoveGraph(
            n_dms=2,
            owner=(0, 1),
            direction=("both", "both"),
            states=np.array([0, 1]),
            edges=edges,
            classes=((1, 2, 3),),
        )
        model = GraphModel(
            graph=graph,
            preference=np.array([[0, 1], [1, 0]], dtype=np.int32),
            labels=Labels(dms=("A", "B"), options=("goes", "goes"), names=("a.go", "b.go")),
        )
        assert find_status_quo(model, start=0).last_movers(3, 1, "improvements") == (0,)
        assert find_paths(model, start=2, end=0).n_steps == 1


class TestJourneys:
    def test_are_those_of_each_state_alone(self) -> None:
        for journey in find_journeys(DILEMMA, start=3, ends=(0, 1, 2, 3)):
            assert journey.by_moves == find_paths(DILEMMA, start=3, end=journey.end)
            assert journey.by_improvements == find_paths(DILEMMA, start=3, end=journey.end, by="improvements")
            assert journey.way == find_way(DILEMMA, start=3, end=journey.end)


class TestWords:
    def test_of_a_graph_are_the_names_of_its_states(self) -> None:
        model = explicit([[(0, 1)], []], [[0, 1], [0, 1]])
        assert say_move(model, Move(dm=0, start=0, end=1)) == "A moves to place 1"
        assert say_state(model, 1) == "place 1"

    def test_what_is_taken_up_comes_first(self) -> None:
        labels = Labels(dms=("some allies",), options=("keeps up attacks", "arms it"), names=("a.k", "a.m"))
        model = GraphModel.from_options(owner=[0, 0], rank=[[0, 1, 2, 3]])
        model = replace(model, labels=labels)
        move = Move(dm=0, start=1, end=2)
        assert say_move(model, move) == "some allies arm it and no longer keep up attacks"


class TestChart:
    def test_shows_every_state_by_its_distance_and_marks_the_way(self) -> None:
        chart = find_chart(DILEMMA, start=0, ends=(3,))
        assert chart.columns == ((0,), (1, 2), (3,))
        assert [(a.move.dm, a.move.start, a.move.end, a.is_improvement) for a in chart.arrows] == [
            (0, 0, 1, False),
            (1, 0, 2, False),
            (1, 1, 3, False),
            (0, 2, 3, False),
        ]
        assert all(arrow.is_on_way for arrow in chart.arrows)

    def test_beyond_its_room_shows_one_way_to_each_end_the_nearest_first(self) -> None:
        model = GraphModel.from_options(owner=[0, 1, 2, 2], rank=[[0] * 16] * 3)
        chart = find_chart(model, start=0, ends=(7, 1), max_states=3)
        assert (chart.ends, chart.columns, chart.n_left_out) == ((1,), ((0,), (1,)), 14)
        chart = find_chart(model, start=0, ends=(7, 1), max_states=4)
        assert chart.columns == ((0,), (1,), (3,), (7,))
        assert [arrow.move.end for arrow in chart.arrows] == [1, 3, 7]

    def test_names_ends_that_nothing_leads_to(self) -> None:
        chart = find_chart(DILEMMA, start=0, ends=(3,), by="improvements")
        assert (chart.ends, chart.unreached, chart.columns) == ((), (3,), ((0,),))
