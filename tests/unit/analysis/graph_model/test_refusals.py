"""What is no state, no dm or no list of them is refused everywhere with the value met and what to give."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from detente.analysis.graph_model import (
    GraphModel,
    ModelWish,
    count_rankings,
    find_condition,
    find_intervention,
    find_paths,
    find_smallest_change,
    find_status_quo,
    find_witness,
    solve,
)
from detente.analysis.graph_model.stability import coalitions
from detente.errors import ModelError

RANK = [[1, 0, 3, 2], [1, 3, 0, 2]]
MODEL = GraphModel.from_options(owner=[0, 1], rank=RANK)

ASKED: dict[str, Callable[[Any], object]] = {
    "condition": lambda state: find_condition(MODEL, state=state, concept="seq"),
    "count": lambda state: count_rankings(MODEL, state=state, concept="seq"),
    "change": lambda state: find_smallest_change(MODEL, state=state, concept="seq"),
    "witness": lambda state: find_witness(MODEL, state=state, dm=0, concept="seq"),
    "paths": lambda state: find_paths(MODEL, start=0, end=state),
    "status quo": lambda state: find_status_quo(MODEL, start=state),
    "intervention": lambda state: find_intervention(
        MODEL, measures=[], wish=ModelWish(states=(state,), start=0)
    ),
}


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("state", ["YY", None, 3.0, True])
def test_a_state_is_a_whole_number(asked: str, state: object) -> None:
    with pytest.raises(ModelError, match=r"is no whole number: states are numbers"):
        ASKED[asked](state)


@pytest.mark.parametrize("dm", ["A", -1, 2, 0.0, True])
def test_a_dm_is_an_index(dm: Any) -> None:
    for ask in (
        lambda: find_condition(MODEL, state=0, concept="seq", dm=dm),
        lambda: count_rankings(MODEL, state=0, concept="seq", dms=[dm]),
        lambda: coalitions.find_witness(MODEL, state=0, dm=dm, concept="cseq"),
    ):
        with pytest.raises(ModelError, match=rf"dm {dm!r} is not in the model: its dms are 0 to 1"):
            ask()


@pytest.mark.parametrize("dms", [0, "01"])
def test_dms_are_a_list(dms: Any) -> None:
    with pytest.raises(ModelError, match="give a list of dms, each 0 to 1"):
        find_smallest_change(MODEL, state=0, concept="seq", dms=dms)


@pytest.mark.parametrize("fixed", [(0, 1), 0, (0, 1, 2, 3)])
def test_what_is_fixed_is_a_dm_and_two_states(fixed: Any) -> None:
    with pytest.raises(ModelError, match="give a dm and two states"):
        find_smallest_change(MODEL, state=3, concept="nash", fixed=[fixed])


def test_concepts_are_a_list() -> None:
    with pytest.raises(ModelError, match="concepts is None: give a tuple of nash, gmr"):
        solve(MODEL, None)  # type: ignore[arg-type]


def test_moves_from_a_state_are_a_list() -> None:
    moves: Any = [{0: [1]}, {1: 2}]
    with pytest.raises(ModelError, match="moves of dm 1 from 1 are 2: give a list of states"):
        GraphModel.from_graph(n_states=3, moves=moves, rank=[[0, 1, 2], [0, 0, 1]])


def test_a_list_of_what_is_misperceived_has_an_entry_for_each_dm() -> None:
    with pytest.raises(ModelError, match="misperceived has 1 entries for 2 dms: give one per dm"):
        GraphModel.from_options(owner=[0, 1], rank=RANK, misperceived=[[3]])
