"""Building a graph model: what it holds, and what it says of malformed input."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from detente.analysis.graph_model import GraphModel, build_moves
from detente.errors import ModelError


def model(**changes: Any) -> GraphModel:
    """Three options, two dms, "YY-" ruled out: six states."""
    facts: dict[str, Any] = {
        "owner": [0, 0, 1],
        "direction": ["both", "both", "both"],
        "infeasible": ["YY-"],
        "rank": [[6, 3, 5, 2, 1, 4], [3, 6, 1, 5, 2, 4]],
    }
    return GraphModel.from_options(**(facts | changes))


def test_states_are_named_by_their_options() -> None:
    assert model().states.tolist() == [0, 1, 2, 4, 5, 6]
    assert (model().n_states, model().n_dms) == (6, 2)


def test_a_pattern_can_be_written_as_pairs() -> None:
    assert model(infeasible=[[[0, "Y"], [1, "Y"]]]) == model()
    assert model(infeasible=[[(1, "Y"), (0, "Y")], "YY-"]) == model()


def test_left_out_directions_are_both_and_one_word_stands_for_all() -> None:
    facts: dict[str, Any] = {"owner": [0, 1], "rank": [[0, 1, 2, 3], [0, 1, 2, 3]]}
    assert GraphModel.from_options(**facts) == GraphModel.from_options(direction="both", **facts)
    assert GraphModel.from_options(direction="fwd", **facts).graph.direction == ("fwd", "fwd")


def test_a_dm_moves_by_any_of_its_own_options_fewest_changes_first() -> None:
    graph = GraphModel.from_options(owner=[0, 1, 0], rank=[range(8), range(8)]).graph
    assert graph.reached(0, 0) == [1, 4, 5]
    assert graph.reached(1, 0) == [2]


def test_one_way_options_and_infeasible_states_limit_moves() -> None:
    graph = GraphModel.from_options(
        owner=[0, 0], direction=["fwd", "back"], infeasible=["NN"], rank=[[0, 1, 2]]
    ).graph
    assert graph.states.tolist() == [1, 2, 3]
    # From N,Y: taking the first or dropping the second as well; back from Y,N there is no way.
    assert [graph.states[p] for p in graph.reached(0, graph.position(2))] == [3, 1]
    assert graph.reached(0, graph.position(1)) == []


def test_a_dm_may_own_nothing() -> None:
    graph = GraphModel.from_options(owner=[0], rank=[[0, 1], [1, 0]]).graph
    assert [graph.reached(1, position) for position in (0, 1)] == [[], []]


def test_moves_without_some_dms() -> None:
    graph = model().graph.without((0,))
    assert graph.reached(0, 0) == []
    assert graph.reached(1, 0) == model().graph.reached(1, 0) != []


def test_only_the_order_of_payoffs_is_kept() -> None:
    assert model(rank=[[60, 0.5, 5, -2, -7, 4], [3, 6, 1, 5, 2, 4]]).rank.tolist() == [
        [5, 2, 4, 1, 0, 3],
        [2, 5, 0, 4, 1, 3],
    ]


def test_huge_integers_keep_their_order() -> None:
    """A prioritised list of 70 statements has weights beyond 64 bits, and beyond what a float tells apart."""
    big = [2**69, 2**69 + 1, 0, 2**69 + 0.5, 2**70, 2**69]
    ranks = model(rank=[big, [0] * 6]).rank
    assert ranks[0].tolist() == [1, 2, 0, 1, 3, 1]
    assert ranks[1].tolist() == [0] * 6


def test_arrays_cannot_be_written() -> None:
    built = model()
    arrays: tuple[NDArray[Any], ...] = (built.states, built.rank, *built.graph.targets)
    for array in arrays:
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 7
    with pytest.raises(FrozenInstanceError):
        built.preference = built.preference  # type: ignore[misc]


def test_models_compare_by_what_they_hold() -> None:
    assert model() == model()
    assert hash(model()) == hash(model())
    assert model() != model(rank=[[0] * 6, [0] * 6])
    assert model() != model(direction=["fwd", "both", "both"])
    assert model() != "a model"
    assert model().id.startswith("model:")


def test_an_infeasible_state_has_no_position() -> None:
    with pytest.raises(ModelError, match="state 3 is not one of the 6 feasible states"):
        model().graph.position(3)
    with pytest.raises(ModelError, match="state 99"):
        model().graph.position(99)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"owner": []}, "owner lists 0 options"),
        ({"owner": [0] * 25}, "owner lists 25 options"),
        ({"owner": [0, 0, 2]}, "option 2 has owner 2: .* 0 to 1"),
        ({"owner": [0, 0, -1]}, "option 2 has owner -1"),
        ({"owner": [0, 0, True]}, "option 2 has owner True"),
        ({"owner": [0, 0, 0.5]}, "option 2 has owner 0.5"),
        ({"owner": "001"}, "owner is '001'"),
        ({"owner": None}, "owner is None"),
        ({"direction": ["both"]}, "direction has 1 entries for 3 options"),
        ({"direction": ["both", "forward", "both"]}, "option 1 has direction 'forward': .*both, fwd, back"),
        ({"direction": 3}, "direction is 3"),
        ({"infeasible": "YY-"}, r"infeasible is 'YY-'"),
        ({"infeasible": 7}, "infeasible is 7"),
        ({"infeasible": ["YY"]}, "pattern 0 .'YY'.: write one of Y, N, -"),
        ({"infeasible": ["YYx"]}, "pattern 0 .'YYx'."),
        ({"infeasible": ["YY-", "---"]}, "pattern 1 .*names no option"),
        ({"infeasible": [[]]}, "pattern 0 .*names no option"),
        ({"infeasible": [[[3, "Y"]]]}, "3 is not an option; options are 0 to 2"),
        ({"infeasible": [[["0", "Y"]]]}, "'0' is not an option"),
        ({"infeasible": [[[0, "y"]]]}, "'y' is neither 'Y' nor 'N'"),
        ({"infeasible": [[[0, "Y"], [0, "N"]]]}, "option 0 is both Y and N"),
        ({"infeasible": [[0, "Y"]]}, "0 is not a pair"),
        ({"infeasible": [5]}, "pattern 0 .5.: write a string"),
        ({"infeasible": ["Y--", "N--"]}, "rule out all 8 states"),
        ({"rank": []}, "rank has no rows"),
        ({"rank": "12"}, "rank is a str"),
        ({"rank": None}, "0 forms of preferences are given"),
        ({"rank": [[1, 2, 3], [1, 2, 3]]}, "rank of dm 0 has 3 entries for 6 feasible states"),
        ({"rank": [[1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, float("nan")]]}, "rank of dm 1, entry 5, is nan"),
        ({"rank": [[1, 2, 3, 4, 5, 6], [1, 2, None, 4, 5, 6]]}, "rank of dm 1, entry 2, is None"),
        ({"rank": [[1, 2, 3, 4, 5, 6], ["a"] * 6]}, "rank of dm 1, entry 0, is 'a'"),
        ({"rank": [[1, 2, 3, 4, 5, 6], [True] * 6]}, "rank of dm 1, entry 0, is True"),
        ({"rank": [[1, 2, 3, 4, 5, 6], 4]}, "rank of dm 1 is 4"),
        ({"rank": np.zeros(6)}, "rank has 1 dimension"),
        ({"rank": np.full((2, 6), np.nan)}, "rank of dm 0, entry 0, is NaN"),
    ],
)
def test_malformed_input_is_named(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        model(**changes)


def test_too_many_moves_are_refused_before_they_are_listed() -> None:
    states = np.arange(2**16)
    graph = build_moves(n_dms=1, owner=[0] * 16, direction=["both"] * 16, states=states)
    with pytest.raises(ModelError, match="dm 0 owns 16 options over 65536 states"):
        _ = graph.targets
